"""The sheaves of a work's records (`columns.py`), and what is looked up in them: made when it is
first asked for, and kept for all horizons."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import Any, TypeVar, cast

from fabula.story.columns import NUMBER, Sheaf
from fabula.story.records import (
    Event,
    Mention,
    Participant,
    Quotation,
    Record,
    SpeakerOf,
)
from fabula.story.tallies import Tallies
from fabula.story.text import Span

R = TypeVar("R", bound=Record)
T = TypeVar("T")
LARGE = frozenset((Mention, Event, Participant, Quotation, SpeakerOf))
"""The kinds whose records are not kept once made: there are too many of them."""


class Shelf:
    """Sheaves of records, one after another. It only grows; what is asked of it is kept."""

    def __init__(self) -> None:
        self.sheaves: list[Sheaf] = []
        self._ends = [0]  # how many records stand before each sheaf, and after all
        self._made: dict[Any, Any] = {}
        self.tallies = Tallies()

    def __len__(self) -> int:
        return self._ends[-1]

    def add(self, sheaf: Sheaf) -> None:
        """Puts a sheaf after the others."""
        self.sheaves.append(sheaf)
        self._ends.append(self._ends[-1] + len(sheaf))
        self._made = {}

    def find(self, record: int) -> tuple[int, int]:
        """The number of the sheaf that holds a record, and the record's number in it."""
        sheaf = bisect_right(self._ends, record) - 1
        return sheaf, record - self._ends[sheaf]

    def rows_before(self, kind: type[Record], record: int) -> int:
        """How many of a kind stand before record number `record`."""
        sheaf, inside = self.find(record)
        before = self._rows(kind)[sheaf]
        if sheaf == len(self.sheaves):
            return before
        return before + self.sheaves[sheaf].kinds.count(NUMBER[kind], 0, inside)

    def _rows(self, kind: type[Record]) -> list[int]:
        """How many of a kind stand before each sheaf, and after all."""
        counts = (s.kinds.count(NUMBER[kind]) for s in self.sheaves)
        return self.once(("rows", kind), lambda: list(accumulate(counts, initial=0)))

    def column(self, kind: type[Record], field: str) -> list[Any]:
        """A field of all records of a kind."""
        values = (s.rows(kind).column(field) for s in self.sheaves)
        return self.once(("column", kind, field), lambda: list(chain.from_iterable(values)))

    def spans(self, kind: type[Record]) -> tuple[array[int], array[int]]:
        """Where all records of a kind begin, and where they end."""

        def made() -> tuple[array[int], array[int]]:
            starts, ends = array("q"), array("q")
            for sheaf in self.sheaves:
                some = sheaf.rows(kind).spans()
                starts.extend(some[0])
                ends.extend(some[1])
            return starts, ends

        return self.once(("spans", kind), made)

    def numbered(self, kind: type[Record], number: int) -> Sequence[int]:
        """The rows of a kind whose ids have a number, which are in the order of their numbers."""
        numbers = (s.rows(kind).numbers for s in self.sheaves)
        held = self.once(("numbers", kind), lambda: array("I", chain.from_iterable(numbers)))
        return range(bisect_left(held, number), bisect_right(held, number))

    def groups(self, kind: type[Record], field: str) -> Mapping[Any, array[int]]:
        """For each value of a field the rows that have it, in order."""
        kept: Mapping[Any, array[int]] | None = self._made.get(("groups", kind, field))
        if kept is not None:  # this is asked for very often
            return kept

        def made() -> Mapping[Any, array[int]]:
            found: dict[Any, array[int]] = {}
            for row, value in enumerate(self.column(kind, field)):
                if value in found:
                    found[value].append(row)
                else:
                    found[value] = array("I", (row,))
            return found

        return self.once(("groups", kind, field), made)

    def once(self, key: Any, make: Callable[[], T]) -> T:
        """What was made under a key, or is made now."""
        if key not in self._made:
            self._made[key] = make()
        return cast(T, self._made[key])

    def records(self, kind: type[R], rows: Sequence[int]) -> Iterator[R]:
        """The records of some rows of a kind, in order."""
        if kind in LARGE:
            return self._opened(kind, rows)
        made = self._records(kind)
        new = [row for row in rows if made[row] is None]
        for row, record in zip(new, self._opened(kind, new), strict=True):
            made[row] = record
        return cast(Iterator[R], map(made.__getitem__, rows))

    def _records(self, kind: type[R]) -> list[R | None]:
        """The records of a kind that were made so far, by their rows."""
        rows = self._rows(kind)[-1]
        return self.once(("records", kind), lambda: [None] * rows)

    def _opened(self, kind: type[R], rows: Sequence[int]) -> Iterator[R]:
        ends = self._rows(kind)
        i = 0
        while i < len(rows):
            sheaf = bisect_right(ends, rows[i]) - 1
            first, end = ends[sheaf], ends[sheaf + 1]
            j = bisect_left(rows, end, i)
            inside = [row - first for row in rows[i:j]]
            yield from cast(Iterator[R], self.sheaves[sheaf].rows(kind).records(inside))
            i = j

    def rows_within(self, kind: type[Record], at: Span) -> Sequence[int]:
        """The rows of a kind whose words begin in a stretch of text."""
        begins = [sheaf.starts[0] for sheaf in self.sheaves]
        first, end = max(0, bisect_right(begins, at.start) - 1), bisect_left(begins, at.end)
        ends, starts = self._rows(kind), self.spans(kind)[0]
        low, high = ends[first], ends[max(first, end)]
        return [row for row in range(low, high) if at.start <= starts[row] < at.end]
