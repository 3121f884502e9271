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
SPARE = 1.2  # how much higher a picture is than its fullest column has to be


def heights(columns: Sequence[Units], lines: Sequence[Line]) -> list[dict[int, float]]:
    """For each column the height of each of its lines, in rows from 0 down."""
    gaps = [_gaps(units, t, lines) for t, units in enumerate(columns)]
    most = round(SPARE * max(map(sum, gaps), default=0.0))
    found: list[dict[int, float]] = [{} for _ in columns]
    for turn in range(PASSES):
        for t in range(len(columns))[:: -1 if turn % 2 else 1]:
            near = [found[n] for n in (t - 1, t + 1) if 0 <= n < len(columns)]
            order = [i for unit in columns[t] for i in unit]
            wishes = [[y[i] for y in near if i in y] for i in order]
            found[t] = dict(zip(order, placed(wishes, gaps[t], most), strict=True))
    return found


def placed(wishes: Sequence[Sequence[float]], gaps: Sequence[float], most: float) -> list[float]:
    """Heights in order between 0 and `most`, `gaps[i]` or more between the i-th and the next, each
    as near to its wishes as can be; one without wishes stands right beside the one above it, or the
    first below; where nobody wishes anything, all stand amidst."""
    below = list(accumulate(gaps, initial=0.0))[: len(wishes)]
    free = most - sum(gaps)  # how far down all of them can be moved
    blocks: list[tuple[int, list[float]]] = []  # (how many, what they wish, as if gaps were none)
    for wish, depth in zip(wishes, below, strict=True):
        blocks.append((1, [w - depth for w in wish]))
        while len(blocks) > 1 and _out_of_order(blocks[-2][1], blocks[-1][1]):
            count, wished = blocks.pop()
            blocks[-1] = (blocks[-1][0] + count, blocks[-1][1] + wished)
    levels: list[float] = []
    for count, wished in blocks:
        level = median_low(wished) if wished else free // 2
        levels += [min(max(level, 0.0), free)] * count
    return [level + depth for level, depth in zip(levels, below, strict=True)]


def _out_of_order(above: list[float], below: list[float]) -> bool:
    """Whether two blocks have to be one: one wishes nothing, or they wish to pass each other."""
    return not above or not below or median_low(above) >= median_low(below)


def _gaps(units: Units, t: int, lines: Sequence[Line]) -> list[float]:
    """How far each line of a column has to be from the next."""
    order = [(i, k) for k, unit in enumerate(units) for i in unit]
    return [
        BESIDE if k == m or not (t in lines[a].inside or t in lines[b].inside) else AROUND
        for (a, k), (b, m) in pairwise(order)
    ]
