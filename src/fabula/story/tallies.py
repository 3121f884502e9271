"""How often somebody is called what, as far as a place: each mention is counted once, and its
number kept by its words, so that any place is told from the same count."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from threading import Lock

import msgspec

from fabula.story.annotations import MentionKind
from fabula.story.labels import NARRATOR, described_as, stands_for

FEW = 32  # mentions of one that are counted each time: to keep their count is not worth the room

Counts = dict[str, tuple[int, int]]
"""Words -> how often, and the number of the mention that had them first."""
Quoted = Callable[[int], bool]
"""Whether a place is in a quotation."""


class Said(msgspec.Struct, frozen=True, gc=False):
    """One mention, as far as it is counted: its number in reading order, its kind, the name it
    gives (or ""), its words, and their place."""

    number: int
    kind: MentionKind
    name: str
    words: str = ""
    place: int = 0


class Tally(msgspec.Struct):
    """What one entity is named, described as, and stood for by."""

    names: Counts = {}
    described: Counts = {}
    vague: Counts = {}
    stands: Counts = {}

    def add(self, said: Said, is_quoted: Quoted) -> None:
        """Counts a mention."""
        parts = _parts(self)
        for part, words in _counted(said, is_quoted):
            times, first = parts[part].get(words, (0, said.number))
            parts[part][words] = times + 1, first

    def copy(self) -> Tally:
        """One to count on in."""
        return Tally(*map(dict, _parts(self)))


NAMES, DESCRIBED, VAGUE, STANDS = range(4)  # the parts of a tally


def _counted(said: Said, is_quoted: Quoted) -> Iterator[tuple[int, str]]:
    """What a mention is counted as: the part, and the words."""
    if said.name:
        yield NAMES, said.name
    if said.kind == "NOM":
        words, vague = described_as(said.words)
        yield VAGUE if vague else DESCRIBED, words
    elif said.kind == "PRON":
        shown = stands_for(said.words)
        in_speech = shown == NARRATOR and is_quoted(said.place)  # that "I" tells no story
        if shown and not in_speech:
            yield STANDS, shown


def together(tallies: Iterable[Tally]) -> Tally:
    """The tally of several who are one."""
    first, *others = tallies
    if not others:
        return first
    found = first.copy()
    for other in others:
        for mine, theirs in zip(_parts(found), _parts(other), strict=True):
            for words, (times, number) in theirs.items():
                already, earlier = mine.get(words, (0, number))
                mine[words] = already + times, min(earlier, number)
    return Tally(*(dict(sorted(c.items(), key=lambda i: i[1][1])) for c in _parts(found)))


def _parts(tally: Tally) -> tuple[Counts, ...]:
    return tally.names, tally.described, tally.vague, tally.stands


class _Course:
    """The mentions of one that were counted so far: for each part its words, those first that came
    first, with the numbers of the mentions that had them."""

    def __init__(self) -> None:
        self.done = 0  # how many have been looked at
        self._parts: tuple[dict[str, array[int]], ...] = ({}, {}, {}, {})

    def go_on(self, mentions: Iterable[Said], is_quoted: Quoted, done: int) -> None:
        for said in mentions:
            for part, words in _counted(said, is_quoted):
                self._parts[part].setdefault(words, array("I")).append(said.number)
        self.done = max(done, self.done)

    def upto(self, last: int) -> Tally:
        """The tally as far as a mention."""
        return Tally(*(dict(_upto(part, last)) for part in self._parts))


def _upto(part: dict[str, array[int]], last: int) -> Iterator[tuple[str, tuple[int, int]]]:
    for words, numbers in part.items():
        if numbers[0] > last:
            break
        yield words, (bisect_right(numbers, last), numbers[0])


class Tallies:
    """The tallies of everybody. Several threads may ask at once."""

    def __init__(self) -> None:
        self._courses: dict[Hashable, _Course] = {}
        self._turn = Lock()

    def of(
        self,
        key: Hashable,
        mentions: Sequence[int],
        said: Callable[[Sequence[int]], Iterator[Said]],
        is_quoted: Quoted,
    ) -> Tally:
        """The tally of somebody's first mentions, by their numbers; `said` gives what is to be
        counted of some. What is kept of it is kept by the key."""
        if not mentions:
            return Tally()
        if len(mentions) < FEW:
            tally = Tally()
            for one in said(mentions):
                tally.add(one, is_quoted)
            return tally
        with self._turn:
            course = self._courses.setdefault(key, _Course())
            course.go_on(said(mentions[course.done :]), is_quoted, len(mentions))
            return course.upto(mentions[-1])
