"""What the trainings on the project's own stories share: the stories asked for, who was taken for
one in a reading, and a logistic regression."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from fabula.reading.people.identity import Identity
from worlds import STORIES

Numbers = NDArray[np.float64]


def stories_and_folds() -> tuple[list[Path], int | None]:
    """The stories that a command is to read, and into how many folds it is to cut them."""
    options = argparse.ArgumentParser()
    options.add_argument("folders", nargs="*", type=Path, default=[STORIES / "worlds"])
    options.add_argument("--folds", type=int)
    given = options.parse_args()
    return sorted(p for folder in given.folders for p in folder.glob("*.txt")), given.folds


@contextmanager
def roots() -> Iterator[Callable[[str], str]]:
    """While stories are read in it: who an entity turned out to be in the end."""
    joined: dict[str, str] = {}
    merged = Identity.merge

    def merge(identity: Identity, one: str, other: str) -> None:
        joined[other] = one
        merged(identity, one, other)

    def root(entity: str) -> str:
        while entity in joined:
            entity = joined[entity]
        return entity

    with patch.object(Identity, "merge", merge):
        yield root


def regression(x: Numbers, y: Numbers, share: Numbers, keep: Numbers, steps: int) -> Numbers:
    """The weights of columns of `x` (rows, signs) by which a row's `y` (0 or 1) is likeliest, each
    row counting its share; `keep` holds each weight near 0. By Newton's method."""
    weights = np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (share * (p - y)) + keep * weights
        bend = (x * (share * p * (1 - p))[:, None]).T @ x + np.diag(keep + 1e-6)
        weights -= np.linalg.solve(bend, slope)
    return weights
