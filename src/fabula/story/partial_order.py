"""What comes before what: a partial order that grows, and never goes in a circle."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping


class PartialOrder:
    """Who is before whom; what would make a circle is not taken.

    A line in which everybody stands after all that are before them is kept as the order grows
    (Pearce and Kelly, 2006), so that only what goes against the line has to be looked into.
    """

    def __init__(self, nodes: Iterable[str], early: Collection[str] = ()) -> None:
        """`early` are those that will probably be before most: it costs less if they are."""
        self._rank = {node: i for i, node in enumerate(nodes)}
        line = sorted(self._rank, key=lambda node: node not in early)
        self._place = {node: i for i, node in enumerate(line)}
        self._after: dict[str, set[str]] = {node: set() for node in self._rank}
        self._before: dict[str, set[str]] = {node: set() for node in self._rank}

    def add(self, one: str, other: str, order: str) -> bool:
        """Adds that `one` is before, after, or with `other`; whether that can be true."""
        first, second = (other, one) if order == "after" else (one, other)
        if order not in ("before", "after") or first == second:
            return True
        if self._place[first] > self._place[second] and not self._turn(first, second):
            return False
        self._after[first].add(second)
        self._before[second].add(first)
        return True

    def _turn(self, first: str, second: str) -> bool:
        """Moves `first` before `second` in the line, with all that has to move; False where
        `second` is before `first`."""
        low, high = self._place[second], self._place[first]
        later = self._reached(second, self._after, low, high)
        if first in later:
            return False
        earlier = self._reached(first, self._before, low, high)
        moved = [
            *sorted(earlier, key=self._place.__getitem__),
            *sorted(later, key=self._place.__getitem__),
        ]
        places = sorted(self._place[node] for node in moved)
        self._place.update(zip(moved, places, strict=True))
        return True

    def _reached(
        self, start: str, following: Mapping[str, set[str]], low: int, high: int
    ) -> set[str]:
        """Those that follow from one, of whoever stands between two places in the line."""
        seen, todo = {start}, [start]
        while todo:
            for node in following[todo.pop()]:
                if node not in seen and low <= self._place[node] <= high:
                    seen.add(node)
                    todo.append(node)
        return seen

    def sorted(self) -> list[str]:
        """The nodes, each after all that are before it; else as they were given."""
        waiting = {node: len(before) for node, before in self._before.items()}
        ready = [(self._rank[n], n) for n, count in waiting.items() if not count]
        heapq.heapify(ready)
        found = []
        while ready:
            _, node = heapq.heappop(ready)
            found.append(node)
            for later in self._after[node]:
                waiting[later] -= 1
                if not waiting[later]:
                    heapq.heappush(ready, (self._rank[later], later))
        return found
