"""The best one-to-one assignment: which row goes with which column so that the sum is greatest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def best_assignment(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column), as many as the shorter side has, with the greatest sum of `worth`.

    The Hungarian method with potentials (Kuhn 1955, Munkres 1957): rows come one by one, each by
    the shortest augmenting path. Time is rows² x columns, with the shorter side as rows.
    """
    if not worth or not worth[0]:
        return []
    cost = -np.array(worth, np.float64)
    if cost.shape[0] > cost.shape[1]:
        return sorted((row, column) for column, row in _pairs(cost.T))
    return _pairs(cost)


def _pairs(cost: NDArray[np.float64]) -> list[tuple[int, int]]:
    rows, columns = cost.shape
    row_price = np.zeros(rows)
    column_price = np.zeros(columns)
    row_of = np.full(columns, -1)
    for row in range(rows):
        _place(row, cost, row_price, column_price, row_of)
    return sorted((int(row_of[c]), int(c)) for c in np.flatnonzero(row_of >= 0))


def _place(
    row: int,
    cost: NDArray[np.float64],
    row_price: NDArray[np.float64],
    column_price: NDArray[np.float64],
    row_of: NDArray[np.int64],
) -> None:
    """Give `row` a column; rows placed before may have to move."""
    slack = np.full(len(row_of), np.inf)
    before = np.full(len(row_of), -1)  # the column from which the cheapest way comes
    left = np.ones(len(row_of), bool)
    seen: list[int] = []
    here, at = -1, row
    while True:
        reduced = cost[at] - row_price[at] - column_price
        cheaper = left & (reduced < slack)
        slack[cheaper], before[cheaper] = reduced[cheaper], here
        here = int(np.where(left, slack, np.inf).argmin())
        step = slack[here]
        # Raise the prices in the tree so that the next edge costs nothing.
        row_price[row] += step
        row_price[row_of[seen]] += step
        column_price[seen] -= step
        slack[left] -= step
        left[here] = False
        seen.append(here)
        at = int(row_of[here])
        if at < 0:
            break
    while here >= 0:
        come = int(before[here])
        row_of[here] = row if come < 0 else row_of[come]
        here = come
