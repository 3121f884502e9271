"""Records kept as columns: a tenth of the room that they take as objects, each made anew when it is
asked for.

A sheaf holds the records of a run of passages, those of each kind together, field by field; equal
values are kept once. Places count from the passage that a record is of, so that a sheaf stays true
when the text before it shifts.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator, Sequence
from functools import cache
from operator import add
from typing import Any, TypeVar, cast, get_args, get_type_hints

import msgspec

from fabula.story.records import AnyRecord, Record
from fabula.story.text import Span

R = TypeVar("R", bound=Record)
KINDS = cast(tuple[type[Record], ...], get_args(AnyRecord))
NUMBER = {kind: n for n, kind in enumerate(KINDS)}
_encode = msgspec.msgpack.Encoder().encode


class Column(msgspec.Struct, frozen=True, array_like=True):
    """One field: its values, each once, and the number of each record's value."""

    values: msgspec.Raw
    which: bytes


class Rows(msgspec.Struct, frozen=True, array_like=True):
    """The records of one kind: of each its passage in the sheaf, the letter and number of its id,
    where its words begin in the passage and how many code points they are, and its other fields.
    `known_at` and `evidence` count from the passage, too."""

    passages: bytes
    letters: Column
    numbers: bytes
    starts: bytes
    lengths: bytes
    fields: dict[str, Column]


class Packed(msgspec.Struct, frozen=True, array_like=True):
    """A sheaf as it is kept: how many records each passage has, the kind of each in their order,
    and the rows of each kind, encoded and compressed."""

    counts: list[int]
    kinds: bytes
    rows: dict[int, bytes]


_rows = msgspec.msgpack.Decoder(Rows)


def pack(passages: Sequence[Sequence[AnyRecord]], starts: Sequence[int]) -> Packed:
    """The records of some passages, by passage, which begin at `starts`."""
    held: dict[int, list[tuple[int, AnyRecord]]] = {}
    kinds = bytearray()
    for number, records in enumerate(passages):
        for record in records:
            kind = NUMBER[type(record)]
            kinds.append(kind)
            held.setdefault(kind, []).append((number, record))
    rows = {
        kind: zlib.compress(_encode(_packed(KINDS[kind], found, starts)), 1)
        for kind, found in held.items()
    }
    return Packed([len(records) for records in passages], bytes(kinds), rows)


def _packed(
    kind: type[Record], found: Sequence[tuple[int, AnyRecord]], starts: Sequence[int]
) -> Rows:
    ids = [record.id for _, record in found]
    letters = [i.rstrip("0123456789") for i in ids]
    return Rows(
        array("I", (number for number, _ in found)).tobytes(),
        _column(letters),
        array("I", (int(i[len(a) :]) for i, a in zip(ids, letters, strict=True))).tobytes(),
        array("q", (r.at.start - starts[n] for n, r in found)).tobytes(),
        array("q", (r.at.end - r.at.start for _, r in found)).tobytes(),
        {name: _column([_told(name, r, starts[n]) for n, r in found]) for name in _fields(kind)},
    )


def _told(name: str, record: AnyRecord, start: int) -> Any:
    """A field of a record, places counted from its passage."""
    if name == "known_at":
        return record.known_at - start
    if name == "evidence":
        return tuple((a - start, b - start) for a, b in record.evidence)
    return getattr(record, name)


def _column(told: Sequence[Any]) -> Column:
    numbers: dict[Any, int] = {}
    which = [numbers.setdefault(value, len(numbers)) for value in told]
    return Column(msgspec.Raw(_encode(list(numbers))), array(_code(len(numbers)), which).tobytes())


def _code(values: int) -> str:
    """How wide the numbers of so many values are."""
    return "B" if values <= 1 << 8 else "H" if values <= 1 << 16 else "I"


@cache
def _fields(kind: type[Record]) -> dict[str, msgspec.msgpack.Decoder[Any]]:
    """The fields of a kind that are kept as columns, and how their values are decoded."""
    hints = get_type_hints(kind)
    return {
        name: msgspec.msgpack.Decoder(list[hints[name]])  # type: ignore[valid-type]
        for name in kind.__struct_fields__
        if name not in ("id", "at")
    }


def _ints(code: str, data: bytes) -> array[int]:
    found = array(code)
    found.frombytes(data)
    return found


class Sheaf:
    """The records of a run of passages that begin at `starts` in the work."""

    def __init__(self, packed: Packed, starts: Sequence[int]) -> None:
        self.kinds = packed.kinds
        self.starts = starts
        self.counts = packed.counts
        self._packed = packed.rows
        self._opened: dict[type[Record], Opened] = {}

    def __len__(self) -> int:
        return len(self.kinds)

    def rows(self, kind: type[Record]) -> Opened:
        """Those of one kind."""
        if (found := self._opened.get(kind)) is None:
            data = self._packed.get(NUMBER[kind])
            rows = _rows.decode(zlib.decompress(data)) if data is not None else None
            found = self._opened[kind] = Opened(kind, rows, self.starts)
        return found

    def records(self, first: int = 0, end: int | None = None) -> Iterator[AnyRecord]:
        """Records in their order, from number `first` to before `end`."""
        wanted = self.kinds[first:end]
        made = {}
        for number in sorted(set(wanted)):
            before = self.kinds[:first].count(number)
            rows = range(before, before + wanted.count(number))
            made[number] = self.rows(KINDS[number]).records(rows)
        for number in wanted:
            yield cast(AnyRecord, next(made[number]))


class Opened:
    """The rows of one kind in a sheaf, decoded as far as columns."""

    def __init__(self, kind: type[Record], rows: Rows | None, bases: Sequence[int]) -> None:
        self.kind, self._bases = kind, bases
        if rows is None:
            rows = Rows(b"", _column(()), b"", b"", b"", {n: _column(()) for n in _fields(kind)})
        self.passages = _ints("I", rows.passages)
        self._letters = msgspec.msgpack.decode(rows.letters.values, type=list[str])
        self._letter = rows.letters.which
        self.numbers = _ints("I", rows.numbers)
        self._starts, self._lengths = _ints("q", rows.starts), _ints("q", rows.lengths)
        self._columns = {
            name: _opened(rows.fields[name], decoder) for name, decoder in _fields(kind).items()
        }

    def __len__(self) -> int:
        return len(self.numbers)

    def column(self, field: str) -> list[Any]:
        """The field of every record; neither its id nor a place."""
        values, which = self._columns[field]
        return list(map(values.__getitem__, which))

    def spans(self) -> tuple[list[int], list[int]]:
        """Where each record's words begin and end in the work."""
        bases = map(self._bases.__getitem__, self.passages)
        starts = list(map(add, bases, self._starts))
        return starts, list(map(add, starts, self._lengths))

    def records(self, rows: Sequence[int]) -> Iterator[Record]:
        """The records of some rows."""
        names = list(self._columns)
        columns = [[values[which[i]] for i in rows] for values, which in self._columns.values()]
        for i, fields in zip(rows, zip(*columns, strict=True), strict=True):
            base = self._bases[self.passages[i]]
            start = base + self._starts[i]
            told = dict(zip(names, fields, strict=True))
            told["known_at"] += base
            if told["evidence"]:
                told["evidence"] = tuple(Span(a + base, b + base) for a, b in told["evidence"])
            yield self.kind(
                id=f"{self._letters[self._letter[i]]}{self.numbers[i]}",
                at=Span(start, start + self._lengths[i]),
                **told,
            )


def _opened(
    column: Column, decoder: msgspec.msgpack.Decoder[list[Any]]
) -> tuple[list[Any], Sequence[int]]:
    values = decoder.decode(column.values)
    code = _code(len(values))
    return values, column.which if code == "B" else _ints(code, column.which)
