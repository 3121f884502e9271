"""The sentences of a story with what they are about: words and those meant in them."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property

from fabula.asking.stems import alike, known_alike, stems
from fabula.reading.tokens import sentence_spans
from fabula.story.contract import MentionItem
from fabula.story.text import Span
from fabula.story.world import World


class Sentences:
    """All sentences of the story up to the horizon."""

    def __init__(self, world: World, mentions: list[MentionItem]) -> None:
        self._text = world.text.text
        self.spans = [
            at
            for block in world.text.blocks
            if block.kind == "prose"
            for at in sentence_spans(self._text, block.start, block.end)
        ]
        self._starts = [at.start for at in self.spans]
        self._mentions = mentions
        self._at = [m.start for m in mentions]

    @cached_property
    def stems(self) -> list[Counter[str]]:
        """The stems of each sentence."""
        return [Counter(stems(self._text[at.start : at.end])) for at in self.spans]

    @cached_property
    def _seen(self) -> Counter[str]:
        return Counter(stem for counted in self.stems for stem in counted)

    def rare(self, stem: str) -> float:
        """How much a stem tells: the more, the fewer sentences have it."""
        with_it = sum(self._seen[s] for s in known_alike(stem))
        return math.log(1 + len(self.spans) / (1 + with_it))

    def at(self, place: int) -> int:
        """The number of the sentence that holds a place, else of the last before it."""
        return max(0, bisect_right(self._starts, place) - 1)

    def span(self, place: int) -> Span:
        """The sentence that holds a place."""
        return self.spans[self.at(place)]

    def people(self, at: Span) -> list[str]:
        """Those mentioned in a stretch of text, in order."""
        first, last = bisect_left(self._at, at.start), bisect_left(self._at, at.end)
        return list(dict.fromkeys(m.entity for m in self._mentions[first:last]))

    def share(self, wanted: list[str], number: int, around: int = 0) -> float:
        """How much of what some stems tell is in a sentence (and those around it), in [0, 1]."""
        total = sum(self.rare(w) for w in wanted)
        if not total:
            return 1.0
        near = range(max(0, number - around), min(len(self.spans), number + around + 1))
        got = 0.0
        for word in wanted:
            best = max(
                (
                    alike(word, s) * (1.0 if n == number else 0.6)
                    for n in near
                    for s in self.stems[n]
                ),
                default=0.0,
            )
            got += best * self.rare(word)
        return got / total
