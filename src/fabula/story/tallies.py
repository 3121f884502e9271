"""How often somebody is called what, as far as a place: counted on from the last count before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

import msgspec

from fabula.story.annotations import MentionKind
from fabula.story.labels import NARRATOR, described_as, stands_for

APART = 512  # mentions of one from one count that is kept to the next

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
    words: str
    place: int


class Tally(msgspec.Struct):
    """What one entity is named, described as, and stood for by."""

    names: Counts = {}
    described: Counts = {}
    vague: Counts = {}
    stands: Counts = {}

    def add(self, said: Said, is_quoted: Quoted) -> None:
        """Counts a mention."""
        if said.name:
            _count(self.names, said.name, said.number)
        if said.kind == "NOM":
            words, vague = described_as(said.words)
            _count(self.vague if vague else self.described, words, said.number)
        elif said.kind == "PRON":
            shown = stands_for(said.words)
            in_speech = shown == NARRATOR and is_quoted(said.place)  # that "I" tells no story
            if shown and not in_speech:
                _count(self.stands, shown, said.number)

    def copy(self) -> Tally:
        """One to count on in."""
        return Tally(dict(self.names), dict(self.described), dict(self.vague), dict(self.stands))


def _count(counts: Counts, words: str, number: int) -> None:
    times, first = counts.get(words, (0, number))
    counts[words] = times + 1, first


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


class Tallies:
    """The tallies of everybody. Several threads may ask at once: what is kept is never changed."""

    def __init__(self) -> None:
        self._kept: dict[str, list[tuple[int, Tally]]] = {}

    def of(
        self,
        entity: str,
        mentions: int,
        said: Callable[[int, int], Iterator[Said]],
        is_quoted: Quoted,
    ) -> Tally:
        """The tally of an entity's first so many mentions; `said` gives some of them, from one
        number to before another."""
        kept = self._kept.get(entity, [])
        i = bisect_right(kept, mentions, key=lambda one: one[0])
        done, tally = kept[i - 1] if i else (0, Tally())
        if done == mentions:
            return tally
        tally = tally.copy()
        more: list[tuple[int, Tally]] = []
        for counted, one in enumerate(said(done, mentions), done + 1):
            tally.add(one, is_quoted)
            if counted % APART == 0:
                more.append((counted, tally.copy()))
        if more:
            self._kept[entity] = [*kept[:i], *more, *(k for k in kept[i:] if k[0] > more[-1][0])]
        return tally
