"""The people of a series: who of one part is who of another, by what each part tells and what its
reader says. Pure: a part that is not given plays no role.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

import msgspec

from fabula.library.likeness import Part, Reason, alike


class Who(NamedTuple):
    """Somebody of a work."""

    work: int
    entity: str


class Tie(msgspec.Struct, frozen=True):
    """Two people of two parts who are one: `one` in the earlier part. `because` says why, with the
    words of both (`here` those of the earlier part); it is empty where a reader says so."""

    one: Who
    other: Who
    by: Literal["rule", "reader"]
    because: tuple[Reason, ...] = ()


class Said(NamedTuple):
    """What a reader says of two: that they are the same, or not."""

    one: Who
    other: Who
    same: bool


class People:
    """Who is who in a series: classes of people, each with at most one of every work."""

    def __init__(self, parts: Sequence[Part], said: Iterable[Said] = ()) -> None:
        """`parts` in order, as far as each is told. A reader's word comes before every reason; of
        reasons, more before fewer, and a nearer part before a farther one."""
        said = list(said)
        self._apart = [s for s in said if not s.same]
        self._class: dict[Who, dict[int, Who]] = {}
        self.ties: list[Tie] = []
        for s in said:
            if s.same:
                self._join(Tie(s.one, s.other, "reader"))
        for tie in _ties(parts):
            self._join(tie)

    def same(self, who: Who) -> dict[int, Who]:
        """Those of all parts who are one with somebody, by work; themselves among them."""
        return self._class.get(who, {who.work: who})

    def _join(self, tie: Tie) -> None:
        """Make two one, unless that would make two of one work one, or a reader says otherwise."""
        one, other = self.same(tie.one), self.same(tie.other)
        if one is other or not self._may(one, other):
            return
        self.ties.append(tie)
        both = {**one, **other}
        for who in both.values():
            self._class[who] = both

    def _may(self, one: dict[int, Who], other: dict[int, Who]) -> bool:
        if one.keys() & other.keys():
            return False
        mine, theirs = set(one.values()), set(other.values())
        return not any(
            (s.one in mine and s.other in theirs) or (s.one in theirs and s.other in mine)
            for s in self._apart
        )


def _ties(parts: Sequence[Part]) -> list[Tie]:
    """What the parts themselves show, the strongest first."""
    found = [
        (-pair.strength, j - i, here.work, there.work, pair)
        for (i, here), (j, there) in combinations(enumerate(parts), 2)
        for pair in alike(here, there)
    ]
    found.sort(key=lambda row: row[:2])
    return [
        Tie(Who(here, pair.one), Who(there, pair.other), "rule", tuple(pair.because))
        for _, _, here, there, pair in found
    ]
