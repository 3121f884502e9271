"""Where the nodes of a graph stand: the same every time, near whom they are tied to.

Stress majorisation (Gansner, Koren and North, 2005): distances on the page come near to those in
the graph. It begins on a circle, so that no chance is in it. Parts that nothing joins are laid out
by themselves, and put side by side.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from math import cos, hypot, pi, sin

Place = tuple[float, float]
Size = tuple[float, float]
Edge = tuple[int, int]

STEPS = 80
WIDER = 1.35  # words lie flat, so that pages are wider than high
APART = 16.0  # pixels between nodes
MARGIN = 24.0


def laid_out(sizes: Sequence[Size], edges: Sequence[Edge], length: float) -> list[Place]:
    """The middle of each node, of these sizes, in pixels from the top left; `length` is how far
    apart two that are tied should be."""
    near: list[list[int]] = [[] for _ in sizes]
    for one, other in edges:
        near[one].append(other)
        near[other].append(one)
    parts = []
    for part in _parts(near):
        places = _part(part, near, length)
        _push(places, [sizes[i] for i in part])
        parts.append((part, places))
    return _side_by_side(parts, sizes)


def _parts(near: Sequence[Sequence[int]]) -> list[list[int]]:
    """The nodes that ties join, the largest part first, each from its most tied node on."""
    left = sorted(range(len(near)), key=lambda i: (-len(near[i]), i))
    found: list[list[int]] = []
    seen: set[int] = set()
    for first in left:
        if first not in seen:
            part = list(_distances(near, first))
            seen.update(part)
            found.append(part)
    return sorted(found, key=lambda part: (-len(part), part[0]))


def _distances(near: Sequence[Sequence[int]], first: int) -> dict[int, int]:
    """How many ties each node is from one, the nearest first."""
    found, waiting = {first: 0}, deque([first])
    while waiting:
        one = waiting.popleft()
        for other in near[one]:
            if other not in found:
                found[other] = found[one] + 1
                waiting.append(other)
    return found


def _part(part: Sequence[int], near: Sequence[Sequence[int]], length: float) -> list[list[float]]:
    """The places of the nodes of one part."""
    count = len(part)
    away = [_distances(near, i) for i in part]
    round_ = length * count / (2 * pi)
    places = [
        [round_ * cos(2 * pi * k / count), round_ * sin(2 * pi * k / count)] for k in range(count)
    ]
    for _ in range(STEPS if count > 1 else 0):
        for i in range(count):
            places[i] = _moved(i, places, [away[i][j] * length for j in part])
    if _reach(places, 1) > _reach(places, 0):  # laid flat
        places = [[y, x] for x, y in places]
    return [[x * WIDER, y] for x, y in places]


def _reach(places: Sequence[Sequence[float]], axis: int) -> float:
    return max(p[axis] for p in places) - min(p[axis] for p in places)


def _moved(i: int, places: Sequence[Sequence[float]], wanted: Sequence[float]) -> list[float]:
    """Where a node comes nearest to all its distances, the others staying where they are."""
    x, y = places[i]
    sum_x = sum_y = total = 0.0
    for j, (to_x, to_y) in enumerate(places):
        if j == i:
            continue
        weight = 1 / wanted[j] ** 2
        far = hypot(x - to_x, y - to_y) or 1.0
        sum_x += weight * (to_x + wanted[j] * (x - to_x) / far)
        sum_y += weight * (to_y + wanted[j] * (y - to_y) / far)
        total += weight
    return [sum_x / total, sum_y / total]


def _push(places: list[list[float]], sizes: Sequence[Size]) -> None:
    """Move nodes that lie on one another apart, by the shorter way."""
    for _ in range(STEPS):
        moved = False
        for i in range(len(places)):
            for j in range(i):
                moved |= _parted(places[i], places[j], sizes[i], sizes[j])
        if not moved:
            return


def _parted(one: list[float], other: list[float], size: Size, other_size: Size) -> bool:
    over_x = (size[0] + other_size[0]) / 2 + APART - abs(one[0] - other[0])
    over_y = (size[1] + other_size[1]) / 2 + APART - abs(one[1] - other[1])
    if over_x <= 0.01 or over_y <= 0.01:
        return False
    axis, over = (0, over_x) if over_x < over_y else (1, over_y)
    step = over / 2 if one[axis] >= other[axis] else -over / 2
    one[axis] += step
    other[axis] -= step
    return True


def _side_by_side(
    parts: Sequence[tuple[list[int], list[list[float]]]], sizes: Sequence[Size]
) -> list[Place]:
    """Parts in rows, as wide as the largest of them or a page."""
    found: list[Place] = [(0.0, 0.0)] * len(sizes)
    left = top = low = MARGIN
    widest = 760.0
    for part, places in parts:
        edges = [_edges(place, sizes[i]) for i, place in zip(part, places, strict=True)]
        min_x, min_y = min(e[0] for e in edges), min(e[1] for e in edges)
        wide = max(e[2] for e in edges) - min_x
        widest = max(widest, wide)
        if left > MARGIN and left + wide > widest:
            left, top = MARGIN, low + MARGIN
        for i, (x, y) in zip(part, places, strict=True):
            found[i] = (x - min_x + left, y - min_y + top)
        low = max(low, top + max(e[3] for e in edges) - min_y)
        left += wide + 2 * MARGIN
    return found


def _edges(place: Sequence[float], size: Size) -> tuple[float, float, float, float]:
    """The left, top, right and bottom of a node."""
    (x, y), (wide, high) = place, size
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2
