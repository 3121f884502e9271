"""Whether a confidence means what it says: of what is said with 0.8, four fifths should be right.

A statement is judged as a pair: its confidence in [0, 1], and whether it is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

BINS = 10

Judged = tuple[float, bool]


class Case(NamedTuple):
    """An answer to a question: how sure it is (None: no answer was given), and whether it is
    right."""

    confidence: float | None
    right: bool


def said_of(cases: Iterable[Case]) -> list[Judged]:
    """The cases where an answer was given."""
    return [(case.confidence, case.right) for case in cases if case.confidence is not None]


class Bin(NamedTuple):
    """The statements whose confidence lies in [low, high); the last bin has 1 too."""

    low: float
    high: float
    size: int
    confidence: float  # the mean
    right: float  # the share


def reliability(judged: Sequence[Judged], bins: int = BINS) -> list[Bin]:
    """The reliability table: bins of equal width, those with nothing in them left out."""
    parts: dict[int, list[Judged]] = {}
    for confidence, right in judged:
        parts.setdefault(min(int(confidence * bins), bins - 1), []).append((confidence, right))
    return [
        Bin(
            low=number / bins,
            high=(number + 1) / bins,
            size=len(part),
            confidence=sum(confidence for confidence, _ in part) / len(part),
            right=sum(right for _, right in part) / len(part),
        )
        for number, part in sorted(parts.items())
    ]


def calibration_error(judged: Sequence[Judged], bins: int = BINS) -> float:
    """The expected calibration error (Naeini et al. 2015): how far confidence and share of right
    ones lie apart, each bin by its weight. 0 is best; nothing judged gives 0."""
    table = reliability(judged, bins)
    return sum(b.size * abs(b.confidence - b.right) for b in table) / max(1, len(judged))
