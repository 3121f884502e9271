"""Signs of who speaks a quotation from what is told in it and around it: whoever it tells of as
"he" does not speak it; whoever did something right before it may."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

from fabula.reading.page import Page
from fabula.reading.people.profiles import FIRST_PERSON, SECOND_PERSON
from fabula.reading.speech.weighing import Signs
from fabula.story.annotations import Quoted
from fabula.story.text import Span

_VOICE = re.compile(
    r"(?:His|Her|(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+)?)['’]s?) (?:\w+ )?"
    r"(?:voice|tone|words?|question|whisper|accent|drawl|laugh|answer|reply)\b"
)


class Around:
    """What a passage's narration tells around its quotations, and what is told in them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        seen = page.notes.seen
        self._people = [
            n
            for n, s in enumerate(seen)
            if s.type == "PER" and (page.entities[n] is not None or n in page.shares)
        ]
        self._told = [n for n in self._people if seen[n].quotation is None]
        self._places = [seen[n].at.start for n in self._told]
        self._called = {name.at.start for name in page.notes.names if name.vocative}
        self._inside: dict[int, list[int]] = {}
        for n in self._people:
            number = seen[n].quotation
            if number is not None:
                self._inside.setdefault(_outer(page, number), []).append(n)

    def sign(self, signs: Signs, number: int, quoted: Quoted) -> None:
        """Adds the signs of one quotation."""
        self._told_in_it(signs, number)
        paragraphs = self._page.passage.paragraphs
        here = paragraphs[quoted.paragraph]
        above = paragraphs[quoted.paragraph - 1].start if quoted.paragraph else here.start
        self._before(signs, Span(here.start, quoted.at.start), "here")
        if not self._in(Span(here.start, quoted.at.start)):
            self._before(signs, Span(above, here.start), "above")
        self._after(signs, quoted)
        for n in self._in(Span(above, quoted.at.start)):
            signs.share(self._shares(n).items(), "told of above")

    def _told_in_it(self, signs: Signs, number: int) -> None:
        """Whom the words tell of, and do not call."""
        page = self._page
        for n in self._inside.get(number, ()):
            seen = page.notes.seen[n]
            if page.pronoun(seen) in (FIRST_PERSON, SECOND_PERSON) or seen.at.start in self._called:
                continue
            kind = "he" if page.pronoun(seen) else "name" if seen.kind == "PROP" else "noun"
            signs.share(self._shares(n).items(), f"{kind} in it")

    def _before(self, signs: Signs, at: Span, where: str) -> None:
        """Who did something last in some narration before, and who was told of last."""
        told = self._in(at)
        if not told:
            return
        signs.share(self._shares(told[-1]).items(), f"told of last {where}")
        done = [n for n in told if self._acts(n)]
        if done:
            signs.share(self._shares(done[-1]).items(), f"acts last {where}")
            signs.share(self._shares(done[0]).items(), f"acts first {where}")

    def _after(self, signs: Signs, quoted: Quoted) -> None:
        """Who does something first after it, in its paragraph or the next."""
        page = self._page
        paragraphs = page.passage.paragraphs
        here = paragraphs[quoted.paragraph]
        end = next(
            (
                q.at.start
                for q in page.notes.quotations
                if q.parent is None and q.at.start >= quoted.at.end
            ),
            len(page.passage.text),
        )
        done = [n for n in self._in(Span(quoted.at.end, min(end, here.end))) if self._acts(n)]
        for n in done[:1]:
            signs.share(self._shares(n).items(), "acts first after")
        for n in done[-1:]:
            signs.share(self._shares(n).items(), "acts last after")
        if quoted.paragraph + 1 == len(paragraphs) or end <= here.end:
            return
        below = paragraphs[quoted.paragraph + 1]
        told = self._in(Span(below.start, min(end, below.end)))
        if voice := _VOICE.match(page.passage.text, below.start, below.end):
            first = next((n for n in told if page.notes.seen[n].at.start < voice.end()), None)
            if first is not None:
                signs.share(self._shares(first).items(), "voice below")
                return
        done = [n for n in told if self._acts(n)]
        for n in done[:1]:
            signs.share(self._shares(n).items(), "acts first below")

    def _in(self, at: Span) -> list[int]:
        """The persons' mentions in narration that begin in a stretch."""
        first, last = bisect_left(self._places, at.start), bisect_left(self._places, at.end)
        return self._told[first:last]

    def _shares(self, n: int) -> Mapping[str, float]:
        """For whom a mention stands, and how surely."""
        entity = self._page.entities[n]
        return self._page.shares.get(n) or ({entity: 1.0} if entity is not None else {})

    def _acts(self, n: int) -> bool:
        """Whether somebody is the subject of what is told."""
        word = self._page.grammar.head_of(n)
        deprel = self._page.grammar.words[word].deprel if word is not None else None
        return deprel is not None and deprel.startswith("nsubj")


def _outer(page: Page, number: int) -> int:
    """The quotation that holds a quotation, outermost."""
    parent = page.notes.quotations[number].parent
    return number if parent is None else _outer(page, parent)
