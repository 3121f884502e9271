"""The best one-to-one assignment: which row goes with which column so that the sum is greatest."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf


def best_assignment(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column), as many as the shorter side has, with the greatest sum of `worth`.

    The Hungarian method with potentials (Kuhn 1955, Munkres 1957): rows come one by one, each by
    the shortest augmenting path. Time is rows² x columns, with the shorter side as rows.
    """
    if not worth or not worth[0]:
        return []
    if len(worth) > len(worth[0]):
        turned = best_assignment(list(zip(*worth, strict=True)))
        return sorted((row, column) for column, row in turned)
    solver = _Solver([[-w for w in row] for row in worth])
    for row in range(len(worth)):
        solver.place(row)
    return sorted((row, column) for column, row in enumerate(solver.row_of) if row >= 0)


class _Solver:
    """Least cost; `row_of[column]` is the row placed there (-1: none)."""

    def __init__(self, cost: list[list[float]]) -> None:
        self.cost = cost
        self.width = len(cost[0])
        self.row_price = [0.0] * len(cost)
        self.column_price = [0.0] * self.width
        self.row_of = [-1] * self.width

    def place(self, row: int) -> None:
        """Give `row` a column; rows placed before may have to move."""
        slack = [inf] * self.width
        before = [-1] * self.width  # the column from which the cheapest way comes
        seen: list[int] = []
        left = set(range(self.width))
        here = -1
        while True:
            at = row if here < 0 else self.row_of[here]
            here, step = self._cheapest(at, here, left, slack, before)
            self._reprice(row, seen, left, slack, step)
            left.discard(here)
            seen.append(here)
            if self.row_of[here] < 0:
                break
        while here >= 0:
            come = before[here]
            self.row_of[here] = row if come < 0 else self.row_of[come]
            here = come

    def _cheapest(
        self, row: int, here: int, left: set[int], slack: list[float], before: list[int]
    ) -> tuple[int, float]:
        """The column outside the tree that is cheapest to reach, once `row` is in it."""
        costs, price = self.cost[row], self.row_price[row]
        for column in left:
            reduced = costs[column] - price - self.column_price[column]
            if reduced < slack[column]:
                slack[column], before[column] = reduced, here
        nearest = min(left, key=slack.__getitem__)
        return nearest, slack[nearest]

    def _reprice(
        self, row: int, seen: list[int], left: set[int], slack: list[float], step: float
    ) -> None:
        """Raise the prices in the tree so that the next edge costs nothing."""
        self.row_price[row] += step
        for column in seen:
            self.row_price[self.row_of[column]] += step
            self.column_price[column] -= step
        for column in left:
            slack[column] -= step
