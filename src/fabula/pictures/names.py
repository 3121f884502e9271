"""Where the names of a storyline's lines stand, so that none lies on another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fabula.pictures.asked import Look
from fabula.pictures.boxes import Box, overlap
from fabula.pictures.cast import Cast
from fabula.pictures.columns import Column
from fabula.pictures.lettering import clipped, letters
from fabula.pictures.markup import link, text
from fabula.pictures.sheet import LETTER, Sheet
from fabula.pictures.threading import Line

AGAIN = 560.0  # pixels after which a line says its name again
ABOVE, BELOW, HIGH = -5.0, 14.0, 12.0  # pixels from a line to its name's foot; a name's height


class Spot(NamedTuple):
    """A place for a name: where its foot begins, or ends where `anchor` is "end"."""

    x: float
    y: float
    anchor: str | None


class Names:
    """The names of lines: at their beginnings, then at their ends and on the way where there is
    room."""

    def __init__(
        self, cast: Cast, look: Look, found: Sequence[Column], lines: Sequence[Line], sheet: Sheet
    ) -> None:
        self._cast, self._look, self._columns = cast, look, found
        self._lines, self._sheet = lines, sheet
        self._taken: list[Box] = []

    def marks(self) -> Iterator[str]:
        """What is drawn; each name leads to the words for its person in the scene there."""
        for i, line in enumerate(self._lines):
            yield self._put(i, line.first, self._best(i, line.first))
        for i, line in enumerate(self._lines):
            yield from self._later(i, line)

    def _later(self, i: int, line: Line) -> Iterator[str]:
        """The name at the end of a line, and on the way, where it is long enough."""
        last = self._sheet.left(line.first)
        wide = self._wide(i)
        for t in sorted(line.inside)[1:]:
            right = self._sheet.left(t) + self._sheet.wide(t)
            far = right - last > (2.2 * wide + 40 if t == line.last else AGAIN)
            spots = self._spots(i, t)[1::-1] if t == line.last else self._spots(i, t)[:1]
            spot = next((s for s in spots if not self._cost(i, s)), None) if far else None
            if spot is not None:
                yield self._put(i, t, spot, stop=False)
                last = self._sheet.left(t)

    def _best(self, i: int, t: int) -> Spot:
        return min(self._spots(i, t), key=lambda spot: self._cost(i, spot))

    def _spots(self, i: int, t: int) -> list[Spot]:
        """Above the line to the right and to the left, and below it, the best first."""
        left, y = self._sheet.left(t), self._sheet.y(i, t)
        right = left + self._sheet.wide(t)
        found = [Spot(left, y + ABOVE, None), Spot(right, y + ABOVE, "end")]
        return [*found, Spot(left, y + BELOW, None), Spot(right, y + BELOW, "end")]

    def _put(self, i: int, t: int, spot: Spot, stop: bool = True) -> str:
        self._taken.append(self._box(i, spot))
        person, scene = self._lines[i].person, self._columns[t].first
        name = self._cast.name(person)
        word = text(name, spot.x, spot.y, "name", anchor=spot.anchor)
        at = self._cast.words_in(person, scene.start, scene.end)
        return link(self._look, at, name, word, stop=stop)

    def _cost(self, i: int, spot: Spot) -> float:
        """How much of other names a name would lie on; what stands out of the picture is worse."""
        box = self._box(i, spot)
        out = max(0.0, -box[0]) + max(0.0, box[2] - self._sheet.width)
        return sum(overlap(box, other) for other in self._taken) + out * HIGH

    def _box(self, i: int, spot: Spot) -> Box:
        left = spot.x - (self._wide(i) if spot.anchor else 0.0)
        return left, spot.y - HIGH + 2, left + self._wide(i), spot.y + 2

    def _wide(self, i: int) -> float:
        return letters(clipped(self._cast.name(self._lines[i].person))) * LETTER
