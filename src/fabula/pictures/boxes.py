"""Boxes on a page, and how much of them lies on one another."""

from __future__ import annotations

Box = tuple[float, float, float, float]
"""Its left, top, right and bottom, in pixels."""


def middle(box: Box) -> tuple[float, float]:
    """The middle of a box."""
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def overlap(one: Box, other: Box) -> float:
    """How many square pixels of two boxes lie on one another."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0.0
