"""How long one reading may take and how much it may unpack in all, whatever a file is made to do.

Looked at between paragraphs; it changes nothing but whether a file is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import TypeVar

from fabula.errors import UnreadableInput
from fabula.formats import limits

_T = TypeVar("_T")


class _Budget:
    """What is left for a file: until when it may be read, and how many bytes were unpacked."""

    def __init__(self, path: str, size: int) -> None:
        self._path = path
        self._seconds = float(limits.SECONDS)
        self._began = monotonic()
        self._unpacked = 0
        self._grant(size)

    def unpack(self, size: int) -> None:
        self._unpacked += size
        self._grant(size)
        if self._unpacked > limits.TOTAL_BYTES:
            raise UnreadableInput(
                f"{self._path}: what is packed in it unpacks to more than any story needs; it may "
                "be made to fill memory and is not read."
            )

    def check(self) -> None:
        if monotonic() - self._began > self._seconds:
            raise UnreadableInput(
                f"{self._path}: it was read for {self._seconds:.0f} seconds without an end, longer "
                "than any story of its size; split it into chapters."
            )

    def _grant(self, size: int) -> None:
        self._seconds += limits.SECONDS_PER_MB * size / 1_000_000


_now: ContextVar[_Budget | None] = ContextVar("budget", default=None)


@contextmanager
def budget(path: str, size: int) -> Iterator[None]:
    """What is read inside has the time that is due to a file of `size` bytes."""
    token = _now.set(_Budget(path, size))
    try:
        yield
    finally:
        _now.reset(token)


def unpacked(size: int) -> None:
    """More bytes were unpacked: they count, and have their time. Raises UnreadableInput for too
    many in all, however many containers they came from."""
    if (current := _now.get()) is not None:
        current.unpack(size)


def timed(items: Iterable[_T]) -> Iterator[_T]:
    """`items`, as long as there is time. Raises UnreadableInput when it is over."""
    current = _now.get()
    for item in items:
        if current is not None:
            current.check()
        yield item
