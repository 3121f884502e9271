"""The order of happening: from what the text says of times, and where it says nothing, from how
stories are told.

Scenes that follow one another happen one after another, unless the text dates them otherwise; a
memory happened before the scene that it interrupts; a document or dream happens with it. What the
text says (`When`) beats what is only usual; what contradicts itself is left out here and stays in
the records.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

from fabula.story.records import Level, When

BEFORE: frozenset[Level] = frozenset(("flashback",))
Told = tuple[str, Level, str | None]


def story_order(
    scenes: Sequence[Told], whens: Sequence[When], again: Mapping[str, str]
) -> dict[str, int]:
    """The number of each scene (id, level, parent) in the order of happening, from 1; scenes that
    tell one moment share theirs."""
    root = {scene: again.get(scene, scene) for scene, _, _ in scenes}
    graph = _Graph(dict.fromkeys(root.values()))
    for when in whens:
        if when.of in root and when.anchor in root and when.order is not None:
            graph.add(root[when.of], root[when.anchor], when.order)
    _usual(graph, scenes, root)
    numbers = {node: i for i, node in enumerate(graph.sorted(), 1)}
    return {scene: numbers[root[scene]] for scene in root}


def _usual(graph: _Graph, scenes: Sequence[Told], root: Mapping[str, str]) -> None:
    """Adds what holds unless the text says otherwise."""
    line: dict[str | None, str] = {}  # the last scene of each level of nesting that went on
    for scene, level, parent in scenes:
        here = root[scene]
        if parent is not None and parent in root:
            if level in BEFORE or level == "summary":
                graph.add(here, root[parent], "before")
            previous = line.get(parent)
            if previous is not None and level in BEFORE:
                graph.add(previous, here, "before")
            if level in BEFORE:
                line[parent] = here
            continue
        previous = line.get(None)
        if level in BEFORE:
            if previous is not None:
                graph.add(here, previous, "before")
            continue
        if previous is not None:
            graph.add(previous, here, "before")
        line[None] = here


class _Graph:
    """Who is before whom; what would make a circle is not taken."""

    def __init__(self, nodes: Mapping[str, None]) -> None:
        self._rank = {node: i for i, node in enumerate(nodes)}
        self._after: dict[str, set[str]] = {node: set() for node in nodes}

    def add(self, one: str, other: str, order: str) -> None:
        """Adds that `one` is before, after, or with `other`."""
        first, second = (other, one) if order == "after" else (one, other)
        if order in ("before", "after") and first != second and not self._reaches(second, first):
            self._after[first].add(second)

    def _reaches(self, start: str, goal: str) -> bool:
        todo, seen = [start], {start}
        while todo:
            node = todo.pop()
            if node == goal:
                return True
            todo += [n for n in self._after[node] if n not in seen]
            seen |= self._after[node]
        return False

    def sorted(self) -> list[str]:
        """The nodes, each after all that are before it; else as they are told."""
        waiting = dict.fromkeys(self._rank, 0)
        for later in self._after.values():
            for node in later:
                waiting[node] += 1
        ready = [(self._rank[n], n) for n, count in waiting.items() if not count]
        heapq.heapify(ready)
        found = []
        while ready:
            _, node = heapq.heappop(ready)
            found.append(node)
            for later_node in self._after[node]:
                waiting[later_node] -= 1
                if not waiting[later_node]:
                    heapq.heappush(ready, (self._rank[later_node], later_node))
        return found
