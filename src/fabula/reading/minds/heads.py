"""In whose head a sentence of the narration stands: whoever tells the story, else whoever's eyes
the scene is seen through, else whoever is told of most about there, above all what they feel.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from fabula.reading.language.narration import says_i, says_you
from fabula.reading.language.verbs import FEELS
from fabula.reading.page import Page
from fabula.story.memory import Memory, Told
from fabula.story.records import PointOfView, SceneStart
from fabula.story.text import Span

DOES, FEELS_IT, SPEAKS = 1.0, 3.0, 0.3  # how much each tells of whose head the narration is in
SEES = 2.5  # the scene is seen through their eyes
BESIDE = 1.5  # the sentence before or after, in the same paragraph, tells of them
TOLD_OF = 3.0  # the story tells of nobody's feelings but theirs
SOME, OFTEN, FADED = 4, 60, 0.5  # feelings told that say whose story it is; from where they fade
FADES = 0.6  # what a paragraph counts for in the next
LEAST = 0.2
REMEMBERED = 80  # doings before a place that count there
NOBODY = re.compile(r"(?:no|some|any|every)(?:body|one)\b|(?:no|neither|none|whoever)\b", re.I)


class Doing(NamedTuple):
    """Somebody does, feels or says something at a place of the passage, in its paragraph."""

    place: int
    paragraph: int
    who: str
    weight: float


class Heads:
    """Whose head the narration of a passage is in, place by place."""

    def __init__(self, memory: Memory, page: Page, told: Told) -> None:
        self._page = page
        self._root = memory.cast.root
        self._teller = _most(memory.telling.tellers) if says_i(told) else None
        if self._teller is None and says_you(told):
            self._teller = _most(memory.telling.you)
        self._before = memory.inner.heads
        self._scenes = _seen_through(page, memory.inner.eyes)
        self._doings = sorted(self._found())
        self._minds = dict(memory.inner.minds)

    @property
    def eyes(self) -> str | None:
        """Through whose eyes the scene at the passage's end is seen."""
        return self._scenes[-1][1]

    def left(self) -> dict[str, float]:
        """How much each counts at the passage's end."""
        scores = self._scores(len(self._page.passage.text))
        return {who: round(n, 3) for who, n in scores.items() if n >= LEAST}

    def minds(self) -> dict[str, float]:
        """How much was told of what each felt, this passage counted in, what is long past less."""
        found = self._minds
        for doing in self._doings:
            if doing.weight == FEELS_IT:
                found[doing.who] = found.get(doing.who, 0.0) + 1.0
        worn = FADED if sum(found.values()) > OFTEN else 1.0
        return {who: round(n * worn, 2) for who, n in found.items() if n * worn >= 0.5}

    def thinker(self, at: Span) -> str | None:
        """Who thinks a sentence of the narration; None where nobody is there."""
        if self._teller is not None:
            return self._teller
        scores = self._scores(at.start)
        for who in self._beside(at):
            scores[who] = scores.get(who, 0.0) + BESIDE
        eyes = next((who for start, who in reversed(self._scenes) if start <= at.start), None)
        if eyes is not None and self._root(eyes) in scores:
            scores[self._root(eyes)] += SEES
        for who, often in self._minds.items():
            if self._root(who) in scores:
                scores[self._root(who)] += TOLD_OF * often / max(sum(self._minds.values()), SOME)
        scores.pop(self._silenced(at), None)
        return max(scores, key=lambda who: scores[who], default=None)

    def _silenced(self, at: Span) -> str:
        """Who has spoken right before a thought that begins a paragraph: others think now."""
        page, here = self._page, self._page.paragraph_of(at.start)
        if page.passage.paragraphs[here].start < at.start - 2:
            return ""
        spoken = [
            page.spoken.get(n, (None, ()))[0]
            for n, quotation in enumerate(page.notes.quotations)
            if quotation.paragraph == here - 1 and quotation.mode == "speech"
        ]
        return self._root(spoken[-1]) if spoken and spoken[-1] else ""

    def named(self, at: Span) -> str | None:
        """The person that the words at a place stand for."""
        page = self._page
        number = page.seen_at(at)
        return (
            None
            if number is None or page.notes.seen[number].type != "PER"
            else (page.meant.get(number))
        )

    def _scores(self, place: int) -> dict[str, float]:
        """How much was told of each before a place, in its scene."""
        here = self._page.paragraph_of(place)
        start = max((s for s, _ in self._scenes if s <= place), default=0)
        found: dict[str, float] = {}
        if start == 0:
            found = {who: n * FADES ** (here + 1) for who, n in self._before.items()}
        first, end = bisect_left(self._doings, (start,)), bisect_left(self._doings, (place,))
        for doing in self._doings[max(first, end - REMEMBERED) : end]:
            weight = doing.weight * FADES ** (here - doing.paragraph)
            found[doing.who] = found.get(doing.who, 0.0) + weight
        return found

    def _beside(self, at: Span) -> Iterator[str]:
        """Who does something right before a sentence and right after it, in its paragraph."""
        paragraph = self._page.passage.paragraphs[self._page.paragraph_of(at.start)]
        before, after = (bisect_left(self._doings, (place,)) for place in at)
        for doing in (*self._doings[max(0, before - 1) : before], *self._doings[after : after + 1]):
            if paragraph.start <= doing.place < paragraph.end:
                yield doing.who

    def _found(self) -> Iterator[Doing]:
        page, grammar = self._page, self._page.grammar
        for n, quotation in enumerate(page.notes.quotations):
            speaker = page.spoken.get(n, (None, ()))[0]
            if speaker is not None and quotation.parent is None:
                yield Doing(quotation.at.start, quotation.paragraph, self._root(speaker), SPEAKS)
        for i in grammar.verbs():
            who = self._person(grammar.subject(i))
            if who is not None:
                weight = FEELS_IT if grammar.lemma(i) in FEELS else DOES
                place = grammar.words[i].at.start
                yield Doing(place, page.paragraph_of(place), who, weight)

    def _person(self, word: int | None) -> str | None:
        """The one person of the narration that a word stands for."""
        page = self._page
        number = page.grammar.mention(word) if word is not None else None
        if number is None or number not in page.meant:
            return None
        seen = page.notes.seen[number]
        words = page.passage.text[seen.at.start : seen.at.end]
        if words.lower() in ("i", "you"):
            return None  # not in a story told of others
        if word is None or page.grammar.is_plural(word):
            return None
        if seen.type != "PER" or seen.quotation is not None or NOBODY.match(words):
            return None
        who = self._root(page.meant[number])
        return None if who in page.members else who


def _seen_through(page: Page, before: str | None) -> list[tuple[int, str | None]]:
    """Where each scene of a passage begins, and through whose eyes it is seen."""
    found: list[tuple[int, str | None]] = [(0, before)]
    for record in page.records:
        if isinstance(record, SceneStart) and record.parent is None:
            found.append((record.at.start - page.passage.start, None))
        elif isinstance(record, PointOfView):
            found[-1] = (found[-1][0], record.entity)
    return found


def _most(counts: dict[str, int]) -> str | None:
    return max(counts, key=lambda who: counts[who], default=None)
