"""The ledger of a reading: records in reading order, looked up by kind, by what they say and by
place, without a walk through all of them.

A long work has millions, so they are kept as columns on a shelf (`shelf.py`) that every ledger cut
from it shares: a horizon is how many of them count, and a few records of its own.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, TypeVar, cast, overload

from fabula.story.columns import Packed, Sheaf, pack
from fabula.story.records import AnyRecord, Record
from fabula.story.shelf import Shelf
from fabula.story.tallies import Tallies
from fabula.story.text import Span

R = TypeVar("R", bound=Record)
T = TypeVar("T")
NONE = array("I")
LETTERS = "abcdefghijklmnopqrstuvwxyz"  # that ids begin with


class Ledger(Sequence[AnyRecord]):
    """Records in reading order: the first ones of another ledger, which are not copied, and its
    own."""

    def __init__(self, other: Ledger | None = None, shared: int = 0) -> None:
        self._shelf: Shelf = other._shelf if other is not None else Shelf()
        # How many of the records on the shelf count, and those that follow.
        self._kept: int = min(shared, other._kept) if other is not None else 0
        self._own: list[AnyRecord] = other._own[: shared - self._kept] if other is not None else []
        self._changed()

    def _changed(self) -> None:
        self._counted: dict[type[Record], int] = {}
        self._by_kind: dict[type[Record], list[AnyRecord]] | None = None
        self._own_groups: dict[tuple[type[Record], str], dict[Any, list[Record]]] = {}

    @classmethod
    def of_records(cls, records: Iterable[AnyRecord]) -> Ledger:
        """A ledger of some records."""
        self = cls()
        self.extend(records)
        self.shelve(pack([self._own], [0]), [0])
        return self

    def extend(self, records: Iterable[AnyRecord]) -> None:
        """Adds records at the end."""
        self._own.extend(records)
        self._changed()

    def take(self, sheaf: Sheaf) -> None:
        """Adds a sheaf at the end; of a whole ledger that has none of its own."""
        assert not self._own
        assert self._kept == len(self._shelf)
        self._shelf.add(sheaf)
        self._kept = len(self._shelf)
        self._changed()

    def shelve(self, packed: Packed, starts: Sequence[int]) -> None:
        """Keeps as a sheaf the records that the ledger has of its own."""
        assert len(packed.kinds) == len(self._own)
        self._own = []
        self.take(Sheaf(packed, starts))

    def __len__(self) -> int:
        return self._kept + len(self._own)

    def __iter__(self) -> Iterator[AnyRecord]:
        return self._between(0, len(self))

    @overload
    def __getitem__(self, index: int) -> AnyRecord: ...
    @overload
    def __getitem__(self, index: slice) -> list[AnyRecord]: ...
    def __getitem__(self, index: int | slice) -> AnyRecord | list[AnyRecord]:
        wanted = range(len(self))[index]
        if isinstance(wanted, int):
            return next(self._between(wanted, wanted + 1))
        found = list(self._between(min(wanted, default=0), max(wanted, default=-1) + 1))
        return found[:: wanted.step]

    def _between(self, first: int, end: int) -> Iterator[AnyRecord]:
        """Records from one number to before another."""
        i, stop = first, min(end, self._kept)
        while i < stop:
            sheaf, inside = self._shelf.find(i)
            some = self._shelf.sheaves[sheaf]
            upto = min(len(some), inside + stop - i)
            yield from some.records(inside, upto)
            i += upto - inside
        yield from self._own[max(0, first - self._kept) : max(0, end - self._kept)]

    # By kind -----------------------------------------------------------------------------------

    def of(self, kind: type[R]) -> list[R]:
        """The records of one kind, in reading order."""
        return [*self._shelf.records(kind, range(self._rows(kind))), *self._mine(kind)]

    def having(self, kind: type[R], field: str, value: Any, most: int | None = None) -> list[R]:
        """The records of a kind of which a field is `value`, in reading order; the last ones, where
        `most` says how many."""
        rows, own = self.rows(kind, field, value), self.own(kind, field, value)
        last = slice(-most if most else None, None)
        return [*self._shelf.records(kind, rows[last]), *own][last] if rows else own[last]

    def called(self, kind: type[R], identifier: str) -> R | None:
        """The record of a kind with an id; the kind is one whose ids are numbered by themselves."""
        number, most = identifier.lstrip(LETTERS), self._rows(kind)
        if not number.isdecimal():
            return None  # what is no id is nobody's
        rows = [row for row in self._shelf.numbered(kind, int(number)) if row < most]
        found = [*self._shelf.records(kind, rows), *self.own(kind, "id", identifier)]
        return next(iter(found), None)

    def within(self, kind: type[R], at: Span) -> list[R]:
        """The records of a kind whose words begin in a stretch of text, in reading order."""
        rows, most = self._shelf.rows_within(kind, at), self._rows(kind)
        own = [r for r in self._mine(kind) if at.start <= r.at.start < at.end]
        return [*self._shelf.records(kind, [row for row in rows if row < most]), *own]

    def times(self, kind: type[Record], field: str, value: Any) -> int:
        """How many records of a kind have a value in a field."""
        return len(self.rows(kind, field, value)) + len(self.own(kind, field, value))

    def own(self, kind: type[R], field: str, value: Any) -> list[R]:
        """Those of `having` that are not on the shelf."""
        if not self._own:
            return []
        if (groups := self._own_groups.get((kind, field))) is None:
            groups = {}
            for record in self._mine(kind):
                groups.setdefault(getattr(record, field), []).append(record)
            self._own_groups[kind, field] = groups
        return cast(list[R], groups.get(value, []))

    # By columns, of what is on the shelf -------------------------------------------------------

    def rows(self, kind: type[Record], field: str, value: Any) -> Sequence[int]:
        """The rows on the shelf that have a value in a field, as far as they count."""
        rows = self._shelf.groups(kind, field).get(value)
        return NONE if rows is None else rows[: bisect_left(rows, self._rows(kind))]

    def counts(self, kind: type[Record], row: int) -> bool:
        """Whether a row on the shelf counts."""
        return row < self._rows(kind)

    def beyond(self, kind: type[Record]) -> int | None:
        """Where the first words begin of those of a kind on the shelf that do not count."""
        return min(self._shelf.spans(kind)[0][self._rows(kind) :], default=None)

    def often(self, kind: type[Record], field: str, times: int) -> Iterator[Any]:
        """The values that so many records of a kind have in a field."""
        most = self._rows(kind)
        for value, rows in self._shelf.groups(kind, field).items():
            if len(rows) >= times and rows[times - 1] < most:
                yield value
        for value in self.own_values(kind, field):
            if self.times(kind, field, value) >= times:
                yield value

    def own_values(self, kind: type[Record], field: str) -> dict[Any, None]:
        """The values in a field of those that are not on the shelf."""
        return dict.fromkeys(getattr(record, field) for record in self._mine(kind))

    def known(self, kind: type[Record], field: str) -> Iterator[Any]:
        """The values that records of a kind have in a field."""
        most = self._rows(kind)
        for value, rows in self._shelf.groups(kind, field).items():
            if rows[0] >= most:
                break  # values are in the order of the first that have them
            yield value
        yield from self.own_values(kind, field)

    def column(self, kind: type[Record], field: str) -> list[Any]:
        """A field of every row on the shelf."""
        return self._shelf.column(kind, field)

    def spans(self, kind: type[Record]) -> tuple[array[int], array[int]]:
        """Where the words of every row on the shelf begin, and where they end."""
        return self._shelf.spans(kind)

    @property
    def tallies(self) -> Tallies:
        """What everybody on the shelf is called, as far as it was counted."""
        return self._shelf.tallies

    def shared(self, key: Hashable, make: Callable[[Shelf], T]) -> T:
        """Something made of the whole shelf, once for all ledgers that share it."""
        return self._shelf.once(key, lambda: make(self._shelf))

    def _rows(self, kind: type[Record]) -> int:
        """How many of a kind count of those on the shelf."""
        if kind not in self._counted:
            self._counted[kind] = self._shelf.rows_before(kind, self._kept)
        return self._counted[kind]

    def _mine(self, kind: type[R]) -> list[R]:
        """Those of a kind that the ledger has of its own."""
        if (found := self._by_kind) is None:
            found = {}
            for record in self._own:
                found.setdefault(type(record), []).append(record)
            self._by_kind = found
        return cast(list[R], found.get(kind, []))
