"""Where the lines of a storyline run: in which order from top to bottom, with few crossings.

After Tanahashi and Ma (2012): the people of a scene stand together, lines cross and wiggle little.
To find the fewest crossings is hard (Gronemann and others, 2016, do it by integer programming).
Sweeps that order each column by its neighbours' (barycentres, after Sugiyama and others, 1981),
with swaps of what stands side by side after each, come close and take a moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product

AWAY = 8  # columns without somebody after which their line ends, and begins anew later
NEW = (1.0, 0.5, 0.0)  # where somebody comes in whom no neighbour holds: below, amidst, above

Unit = list[int]  # lines that stand together: those of the scene, or one that passes by
Units = list[Unit]


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of somebody's line: the columns from `first` to `last`; they are in the scenes of
    `inside`, the others it passes by."""

    person: str
    first: int
    last: int
    inside: frozenset[int]


def lines_of(columns: Sequence[Sequence[str]], away: int = AWAY) -> list[Line]:
    """The lines of everybody in some columns; who is away for long has several."""
    seen: dict[str, list[int]] = {}
    for i, people in enumerate(columns):
        for person in people:
            seen.setdefault(person, []).append(i)
    found: list[Line] = []
    for person, places in seen.items():
        cuts = [k + 1 for k, (a, b) in enumerate(pairwise(places)) if b - a > away]
        for low, high in pairwise([0, *cuts, len(places)]):
            part = places[low:high]
            found.append(Line(person, part[0], part[-1], frozenset(part)))
    return sorted(found, key=lambda line: line.first)


def ordered(lines: Sequence[Line], count: int) -> list[Units]:
    """For each of `count` columns its lines (as indices) from top to bottom, in units."""
    columns = _gathered(lines, count)
    best, fewest = [list(map(list, c)) for c in columns], crossings(columns)
    for new, step in product(NEW, (1, -1, 1, -1)):
        for t in range(count)[::step]:
            _by_neighbours(columns, t, t - step, new)
        _swap(columns)
        if (now := crossings(columns)) < fewest:
            best, fewest = [list(map(list, c)) for c in columns], now
    return best


def crossings(columns: Sequence[Units]) -> int:
    """How often lines cross between columns that follow one another."""
    total = 0
    for one, other in pairwise(columns):
        place = _places(other)
        found = [place[line] for unit in one for line in unit if line in place]
        total += sum(a > b for i, a in enumerate(found) for b in found[i + 1 :])
    return total


def _gathered(lines: Sequence[Line], count: int) -> list[Units]:
    """Each column with its scene's lines together, then those that pass by."""
    found: list[Units] = []
    for t in range(count):
        here = [i for i, line in enumerate(lines) if line.first <= t <= line.last]
        inside = [i for i in here if t in lines[i].inside]
        found.append([inside, *([i] for i in here if t not in lines[i].inside)])
    return found


def _by_neighbours(columns: list[Units], t: int, near: int, new: float) -> None:
    """Order column `t` by where its lines stand in column `near`; whom that does not hold is put at
    the share `new` of it."""
    if not 0 <= near < len(columns):
        return
    place = _places(columns[near])
    for unit in columns[t]:
        unit.sort(key=lambda i: _barycentre([i], place, new))
    columns[t].sort(key=lambda unit: _barycentre(unit, place, new))


def _barycentre(unit: Unit, place: dict[int, int], new: float) -> float:
    known = [place[i] for i in unit if i in place]
    return sum(known) / len(known) if known else new * len(place) - 0.5


def _swap(columns: list[Units]) -> None:
    """Swap what stands side by side wherever that saves a crossing, until nothing does."""
    for t, units in enumerate(columns):
        near = [_places(columns[n]) for n in (t - 1, t + 1) if 0 <= n < len(columns)]
        changed = True
        while changed:
            changed = any([_pass(units, near), *(_within(unit, near) for unit in units)])


def _pass(units: Units, near: list[dict[int, int]]) -> bool:
    changed = False
    for k in range(len(units) - 1):
        one, other = units[k], units[k + 1]
        if sum(_saved(a, b, near) for a in one for b in other) > 0:
            units[k], units[k + 1] = other, one
            changed = True
    return changed


def _within(unit: Unit, near: list[dict[int, int]]) -> bool:
    changed = False
    for k in range(len(unit) - 1):
        if _saved(unit[k], unit[k + 1], near) > 0:
            unit[k], unit[k + 1] = unit[k + 1], unit[k]
            changed = True
    return changed


def _saved(upper: int, lower: int, near: list[dict[int, int]]) -> int:
    """How many crossings it saves to swap two lines, the first of which stands higher."""
    both = [(place[upper], place[lower]) for place in near if upper in place and lower in place]
    return sum(1 if up > low else -1 for up, low in both)


def _places(units: Units) -> dict[int, int]:
    return {line: i for i, line in enumerate(i for unit in units for i in unit)}
