"""Who is who at a horizon: identity is bound late, ids are never rewritten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fabula.story.records import NotSame, SameEntity


class Identities:
    """The classes that the joins within the horizon make; each is shown by its earliest-met id.

    A reader's split beats every join that would bring the two together: such a join is left out.
    """

    def __init__(self, same: Iterable[SameEntity], apart: Sequence[NotSame]) -> None:
        self._root: dict[str, str] = {}
        self.joins: dict[str, list[tuple[str, SameEntity]]] = {}
        # A reader's joins come first: what they say decides which of the others can still hold.
        for join in sorted(same, key=lambda r: r.by != "reader"):
            one, other = sorted((self.of(join.one), self.of(join.other)), key=number)
            if one == other or self._split(one, other, apart):
                continue
            self._root[other] = one
            self.joins.setdefault(one, []).extend([(other, join), *self.joins.pop(other, [])])

    def of(self, entity: str) -> str:
        """The id that stands for `entity` at this horizon."""
        while entity in self._root:
            entity = self._root[entity]
        return entity

    def members(self, entity: str) -> list[str]:
        """The id that stands for somebody, and all that were joined to it."""
        return [entity, *(other for other, _ in self.joins.get(entity, ()))]

    def _split(self, one: str, other: str, apart: Iterable[NotSame]) -> bool:
        return any({self.of(n.one), self.of(n.other)} == {one, other} for n in apart)


def number(identifier: str) -> int:
    """An id's place in reading order."""
    return int(identifier.lstrip("abcdefghijklmnopqrstuvwxyz"))
