"""How high the lines of a storyline run: as straight as their order allows.

Given what stands above what, the heights that move lines least are those of an isotonic regression
(pool adjacent violators, with medians: a line moves only where it has to).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from statistics import median_low

from fabula.pictures.threading import Line, Units

PASSES = 6
BESIDE = 1.0  # rows between people of a scene
AROUND = 1.5  # rows between a scene and a line that passes by


def heights(columns: Sequence[Units], lines: Sequence[Line]) -> list[dict[int, float]]:
    """For each column the height of each of its lines, in rows from 0 down."""
    found: list[dict[int, float]] = [{} for _ in columns]
    for turn in range(PASSES):
        forward = turn % 2 == 0
        steps = range(len(columns)) if forward else range(len(columns) - 1, -1, -1)
        for t in steps:
            near = [n for n in (t - 1, t + 1) if 0 <= n < len(columns)]
            found[t] = _column(columns[t], t, lines, [found[n] for n in near])
    return _from_the_top(found)


def placed(wishes: Sequence[Sequence[float]], gaps: Sequence[float]) -> list[float]:
    """Heights in order, `gaps[i]` or more between the i-th and the next, each as near to its wishes
    as can be. One without wishes stands right beside the one above it, or the first below."""
    below = list(accumulate(gaps, initial=0.0))[: len(wishes)]
    blocks: list[tuple[int, list[float]]] = []  # (how many, what they wish, as if gaps were none)
    for wish, depth in zip(wishes, below, strict=True):
        blocks.append((1, [w - depth for w in wish]))
        while len(blocks) > 1 and _out_of_order(blocks[-2][1], blocks[-1][1]):
            count, wished = blocks.pop()
            blocks[-1] = (blocks[-1][0] + count, blocks[-1][1] + wished)
    levels: list[float] = []
    for count, wished in blocks:
        levels += [median_low(wished) if wished else 0.0] * count
    return [level + depth for level, depth in zip(levels, below, strict=True)]


def _from_the_top(columns: Sequence[dict[int, float]]) -> list[dict[int, float]]:
    """Each stretch of columns that lines join begins at the top."""
    stretches: list[list[dict[int, float]]] = []
    for column in columns:
        if stretches and stretches[-1][-1].keys() & column.keys():
            stretches[-1].append(column)
        else:
            stretches.append([column])
    found: list[dict[int, float]] = []
    for stretch in stretches:
        top = min(y for column in stretch for y in column.values())
        found += [{i: y - top for i, y in column.items()} for column in stretch]
    return found


def _out_of_order(above: list[float], below: list[float]) -> bool:
    """Whether two blocks have to be one: one wishes nothing, or they wish to pass each other."""
    return not above or not below or median_low(above) >= median_low(below)


def _column(
    units: Units, t: int, lines: Sequence[Line], near: Sequence[dict[int, float]]
) -> dict[int, float]:
    order = [i for unit in units for i in unit]
    wishes = [[y[i] for y in near if i in y] for i in order]
    together = {i: k for k, unit in enumerate(units) for i in unit}
    gaps = [
        BESIDE if together[a] == together[b] or not _inside(lines, t, a, b) else AROUND
        for a, b in pairwise(order)
    ]
    return dict(zip(order, placed(wishes, gaps), strict=True))


def _inside(lines: Sequence[Line], t: int, one: int, other: int) -> bool:
    return t in lines[one].inside or t in lines[other].inside
