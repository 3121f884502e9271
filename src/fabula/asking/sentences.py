"""The sentences of a story with what they are about: words and those meant in them."""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from fabula.asking.stems import alike, known_alike, stem, stems
from fabula.reading.language.tokens import sentence_spans
from fabula.story.contract import MentionItem
from fabula.story.text import Span
from fabula.story.world import World


class Sentences:
    """All sentences of the story up to the horizon, or those of paragraphs that end after a place,
    and `mentions` in them."""

    def __init__(self, world: World, mentions: list[MentionItem], since: int = 0) -> None:
        self._text = world.text.text
        self.spans = [
            at
            for block in world.text.blocks
            if block.kind == "prose" and block.end > since
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
    def _with(self) -> dict[str, list[int]]:
        """The sentences that have each stem, in order."""
        found: dict[str, list[int]] = {}
        for number, counted in enumerate(self.stems):
            for one in counted:
                found.setdefault(one, []).append(number)
        return found

    @cached_property
    def _about(self) -> dict[str, list[int]]:
        """The sentences that each one is mentioned in, in order."""
        found: dict[str, list[int]] = {}
        for mention in self._mentions:
            number = self.at(mention.start)
            numbers = found.setdefault(mention.entity, [])
            if not numbers or numbers[-1] != number:
                numbers.append(number)
        return found

    def holding(self, one: str) -> list[int]:
        """The sentences with a stem or one alike, in order."""
        return sorted({n for s in known_alike(one) for n in self._with.get(s, ())})

    def with_stem(self, word: str) -> list[int]:
        """The sentences with the stem of a word, in order."""
        return self._with.get(stem(word), [])

    def about(self, entity: str) -> list[int]:
        """The sentences in which somebody is mentioned, by whatever words."""
        return self._about.get(entity, [])

    def ranked(
        self, needed: Sequence[str], words: Sequence[str], people: Sequence[str], most: int
    ) -> list[int]:
        """The sentences that hold one of the stems that are `needed` (one of `words`, if there are
        none), the ones with most of the words and people first."""
        scores = {n: 0.0 for one in needed or words for n in self.holding(one)}
        for one in words:
            for number in self.holding(one):
                for n, weight in ((number, 1.0), (number - 1, 0.4), (number + 1, 0.4)):
                    if n in scores:
                        scores[n] += weight * self.rare(one)
        for person in people:
            for number in self.about(person):
                for n, weight in ((number, 1.0), (number + 1, 0.3)):
                    if n in scores:
                        scores[n] += weight
        return heapq.nsmallest(most, scores, key=lambda n: (-scores[n], n))

    def rare(self, one: str) -> float:
        """How much a stem tells: the more, the fewer sentences have it."""
        with_it = sum(len(self._with.get(s, ())) for s in known_alike(one))
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

    def people_near(self, number: int, around: int) -> set[str]:
        """Those mentioned in a sentence and some around it."""
        first, last = max(0, number - around), min(len(self.spans), number + around + 1)
        return set(self.people(Span(self.spans[first].start, self.spans[last - 1].end)))

    def share(self, wanted: Sequence[str], number: int, around: int = 0) -> float:
        """How much of what some stems tell is in a sentence (and those around it), in [0, 1]."""
        total = sum(self.rare(w) for w in wanted)
        if not total:
            return 1.0
        near = range(max(0, number - around), min(len(self.spans), number + around + 1))
        got = 0.0
        for word in wanted:
            best = 0.0
            for n in near:
                here = 1.0 if n == number else 0.6
                best = max([best, *(alike(word, s) * here for s in self.stems[n])])
            got += best * self.rare(word)
        return got / total
