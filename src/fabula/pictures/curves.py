"""A tie's curve from one box to another, with an arrow at its end and room for a word on it."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from fabula.pictures.boxes import Box, middle, overlap
from fabula.pictures.markup import number

STEPS = 60
WHERE = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73)  # along the curve, for its word
ARROW = 8.0


class Curve:
    """A quadratic curve between the middles of two boxes, seen from edge to edge; `bend` pixels to
    the side at its middle."""

    def __init__(self, source: Box, target: Box, bend: float) -> None:
        self._from, self._to = middle(source), middle(target)
        wide, high = self._to[0] - self._from[0], self._to[1] - self._from[1]
        far = hypot(wide, high) or 1.0
        self._by = (
            (self._from[0] + self._to[0]) / 2 - 2 * bend * high / far,
            (self._from[1] + self._to[1]) / 2 + 2 * bend * wide / far,
        )
        self._first = next((t for t in _steps() if not _in(self.at(t), source)), 0.0)
        self._last = next((1 - t for t in _steps() if not _in(self.at(1 - t), target)), 1.0)

    def at(self, t: float) -> tuple[float, float]:
        """The place at a share of the way."""
        (a, b), (c, d), (e, f) = self._from, self._by, self._to
        u = 1 - t
        return u * u * a + 2 * u * t * c + t * t * e, u * u * b + 2 * u * t * d + t * t * f

    def path(self) -> str:
        """The part between the boxes."""
        (x, y), (to_x, to_y) = self.at(self._first), self.at(self._last)
        middle_x, middle_y = self.at((self._first + self._last) / 2)
        by_x, by_y = 2 * middle_x - (x + to_x) / 2, 2 * middle_y - (y + to_y) / 2
        numbers = [number(v) for v in (x, y, by_x, by_y, to_x, to_y)]
        return "M{} {}Q{} {} {} {}".format(*numbers)

    def arrow(self) -> str:
        """The head of an arrow at the target."""
        x, y = self.at(self._last)
        before_x, before_y = self.at(self._last - 0.04)
        far = hypot(x - before_x, y - before_y) or 1.0
        along, across = ((x - before_x) / far * ARROW, (y - before_y) / far * ARROW), ARROW / 2
        side_x, side_y = -along[1] / ARROW * across, along[0] / ARROW * across
        back_x, back_y = x - along[0], y - along[1]
        corners = (x, y, back_x + side_x, back_y + side_y, back_x - side_x, back_y - side_y)
        return "M{} {}L{} {}L{} {}z".format(*(number(v) for v in corners))

    def room(self, wide: float, high: float, taken: list[Box]) -> tuple[float, float]:
        """The place on the curve where a word of this size lies least on what is there, which it is
        added to."""
        boxes = []
        for share in WHERE:
            x, y = self.at(self._first + share * (self._last - self._first))
            boxes.append((x - wide / 2, y - high / 2, x + wide / 2, y + high / 2))
        best = min(boxes, key=lambda box: sum(overlap(box, other) for other in taken))
        taken.append(best)
        return middle(best)


def _steps() -> Sequence[float]:
    return [k / STEPS for k in range(STEPS)]


def _in(place: tuple[float, float], box: Box) -> bool:
    return box[0] - 2 <= place[0] <= box[2] + 2 and box[1] - 2 <= place[1] <= box[3] + 2
