"""The memories of a reading, one before each passage, kept small.

Each memory is nearly the one before it, so only what a passage changed is kept (a *step*), and a
whole memory now and then. Any of them is made again from the last whole one and the steps since, in
about the time that decoding it takes.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import compress, repeat
from operator import contains, is_not
from typing import Any, NamedTuple

import msgspec

from fabula.story.memory import Links, Memory

APART = 32  # passages from one whole memory to the next

_encode = msgspec.msgpack.Encoder().encode
_memory = msgspec.msgpack.Decoder(Memory)
_list = msgspec.msgpack.Decoder(list[msgspec.Raw])
_dict = msgspec.msgpack.Decoder(dict[str, msgspec.Raw])

_PARTS = Memory.__struct_fields__
_LINKS = _PARTS.index("links")
_ROWS = Links.__struct_fields__.index("rows")
_SELF = -1  # the field of a part that is no struct: the part itself


class Step(msgspec.Struct, frozen=True, array_like=True):
    """What differs from the memory before: fields that are new as a whole (part, field, value),
    mappings that lost and gained keys (part, field, lost, gained: the gained ones stand last unless
    they were there), and the rows of links (bytes a row, the old ones that stay, the new ones)."""

    whole: list[tuple[int, int, msgspec.Raw]] = []
    grown: list[tuple[int, int, list[str], dict[str, msgspec.Raw]]] = []
    rows: tuple[int, list[int], bytes] | None = None


_step = msgspec.msgpack.Decoder(Step)
_steps = msgspec.msgpack.Decoder(list[bytes])


class Run(NamedTuple):
    """The steps of some passages, packed."""

    first: int
    packed: bytes


class Memories:
    """The memory before each passage."""

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._first = 0  # the passage that `_steps` begin with
        self._steps: list[bytes] = []  # each leads from the memory before a passage to the next
        self._whole: dict[int, bytes] = {}
        # The memory asked for last, encoded and itself, and the passage after it.
        self._near: tuple[int, bytes, Memory] = -1, b"", Memory()
        self._unpacked = lru_cache(maxsize=2)(_unpacked)
        self._keep(0, Memory())

    def __len__(self) -> int:
        """How many passages there are before the last memory."""
        return self._first + len(self._steps)

    def add(self, old: Memory, new: Memory) -> None:
        """The next one: `new`, after `old`."""
        self._steps.append(step(old, new))
        if len(self) % APART == 0:
            self._keep(len(self), new)

    def rest(self, last: Memory) -> tuple[bytes, bytes]:
        """Packs the steps since it was called before, and keeps the last memory whole: what `take`
        takes."""
        self._keep(len(self), last)
        packed = zlib.compress(_encode(self._steps), 1)
        memory = self._whole[len(self)]
        self.take(len(self._steps), packed, memory)
        return packed, memory

    def take(self, passages: int, steps: bytes, last: bytes) -> None:
        """As many more, with the last of them whole, as `rest` packed them."""
        self._runs.append(Run(self._first, steps))
        self._first += passages
        self._steps = []
        self._whole[self._first] = last

    def before(self, passage: int) -> Memory:
        """The memory before a passage; the next one after that costs a step."""
        near, encoded, memory = self._near
        if near == passage:
            return memory
        base = max(i for i in self._whole if i <= passage)
        if base <= near < passage:
            base = near
        else:
            encoded = zlib.decompress(self._whole[base])
        encoded = stepped(encoded, self._between(base, passage))
        memory = _memory.decode(encoded)
        self._near = passage, encoded, memory
        return memory

    def _between(self, base: int, passage: int) -> list[bytes]:
        """The steps of some passages, which are all of one run."""
        if base >= self._first:
            return self._steps[base - self._first : passage - self._first]
        run = self._runs[bisect_right(self._runs, base, key=lambda run: run.first) - 1]
        return self._unpacked(run.packed)[base - run.first : passage - run.first]

    def _keep(self, passage: int, memory: Memory) -> None:
        self._whole[passage] = zlib.compress(_encode(memory), 1)


def _unpacked(packed: bytes) -> list[bytes]:
    return _steps.decode(zlib.decompress(packed))


def step(old: Memory, new: Memory) -> bytes:
    """What leads from one memory to another."""
    found = Step([], [], _rows(old.links, new.links))
    for part, name in enumerate(_PARTS):
        was, now = getattr(old, name), getattr(new, name)
        if was is now:
            continue
        if not isinstance(now, msgspec.Struct):
            _note(found, part, _SELF, was, now)
            continue
        fields = zip(msgspec.structs.astuple(was), msgspec.structs.astuple(now), strict=True)
        for field, (a, b) in enumerate(fields):
            if (part, field) != (_LINKS, _ROWS):
                _note(found, part, field, a, b)
    return _encode(found)


def _note(found: Step, part: int, field: int, was: Any, now: Any) -> None:
    """Adds what has changed in one field. Encoded values are compared: equal mappings may differ in
    their order."""
    if was is now:
        return
    if not isinstance(now, dict):
        if _encode(was) != (value := _encode(now)):
            found.whole.append((part, field, msgspec.Raw(value)))
        return
    keys, stay = list(now), _staying(was, now)
    kept = set(keys[:stay])
    lost = [key for key in was if key not in kept]
    other = compress(keys[:stay], map(is_not, map(was.get, keys), now.values()))
    gained = {
        key: msgspec.Raw(_encode(now[key]))
        for key in (*other, *keys[stay:])
        if key not in kept or _encode(was[key]) != _encode(now[key])
    }
    if lost or gained:
        found.grown.append((part, field, lost, gained))


def _staying(was: Mapping[str, Any], now: Mapping[str, Any]) -> int:
    """How many keys need not move: the longest beginning of `now` that `was` has in this order."""
    rest: Any = iter(was)  # what is looked for in it is passed by, too
    there = map(contains, repeat(rest), now)
    return next((i for i, one in enumerate(there) if not one), len(now))


def _rows(old: Links, new: Links) -> tuple[int, list[int], bytes] | None:
    """What has changed in the rows of the mentions: old ones stay in their order, new ones follow;
    None where nothing has."""
    if old.rows == new.rows:
        return None
    size = len(new.rows) // max(1, len(new.entities))
    if not size:
        return 1, [], new.rows
    place = {row: i for i, row in enumerate(_cut(old.rows, size))}
    stay: list[int] = []
    for row in _cut(new.rows, size):
        if place.get(row, -1) <= (stay[-1] if stay else -1):
            break
        stay.append(place[row])
    return size, stay, new.rows[len(stay) * size :]


def _cut(rows: bytes, size: int) -> list[bytes]:
    return [rows[i : i + size] for i in range(0, len(rows), size)]


def stepped(memory: bytes, steps: Sequence[bytes]) -> bytes:
    """The memory that some steps lead to from another, both encoded."""
    if not steps:
        return memory
    parts = _Parts(memory)
    for data in steps:
        parts.go(_step.decode(data))
    return parts.encoded()


class _Parts:
    """A memory taken apart as far as steps have touched it, its values still encoded."""

    def __init__(self, memory: bytes) -> None:
        self._parts = _list.decode(memory)
        self._fields: dict[int, list[msgspec.Raw]] = {}
        self._dicts: dict[tuple[int, int], dict[str, msgspec.Raw]] = {}

    def go(self, step: Step) -> None:
        """Takes a step."""
        for part, field, value in step.whole:
            self._set(part, field, value)
        for part, field, lost, gained in step.grown:
            held = self._dict(part, field)
            for key in lost:
                del held[key]
            held.update(gained)
        if step.rows is not None:
            size, stay, new = step.rows
            old: bytes = msgspec.msgpack.decode(self._of(_LINKS)[_ROWS])
            kept = b"".join(old[i * size : (i + 1) * size] for i in stay)
            self._set(_LINKS, _ROWS, msgspec.Raw(_encode(kept + new)))

    def encoded(self) -> bytes:
        """Put together again."""
        for (part, field), held in self._dicts.items():
            self._put(part, field, msgspec.Raw(_encode(held)))
        for part, fields in self._fields.items():
            self._parts[part] = msgspec.Raw(_encode(fields))
        return _encode(self._parts)

    def _of(self, part: int) -> list[msgspec.Raw]:
        if part not in self._fields:
            self._fields[part] = _list.decode(self._parts[part])
        return self._fields[part]

    def _dict(self, part: int, field: int) -> dict[str, msgspec.Raw]:
        if (part, field) not in self._dicts:
            raw = self._parts[part] if field == _SELF else self._of(part)[field]
            self._dicts[part, field] = _dict.decode(raw)
        return self._dicts[part, field]

    def _set(self, part: int, field: int, value: msgspec.Raw) -> None:
        self._dicts.pop((part, field), None)
        self._put(part, field, value)

    def _put(self, part: int, field: int, value: msgspec.Raw) -> None:
        if field == _SELF:
            self._parts[part] = value
        else:
            self._of(part)[field] = value
