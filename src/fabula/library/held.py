"""The last few values that were made, so that they need not be made again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Held(Generic[T]):
    """Holds at most so many values. Several threads may use it at once; two that ask for the same
    new one may both make it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: OrderedDict[Hashable, T] = OrderedDict()  # those used last, at the end
        self._turn = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made for a key, else made now."""
        with self._turn:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        made = make()
        with self._turn:
            self._made[key] = made
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        return made
