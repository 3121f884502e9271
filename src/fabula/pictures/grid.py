"""A picture of rows and columns: how often something is, by the size and shade of a square."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log1p

from fabula.pictures.asked import Look
from fabula.pictures.lettering import clipped, letters
from fabula.pictures.markup import el, link, number, text

CELL = 22.0  # pixels
LETTER = 7.0
EDGE = 14.0
SHADES = 5
AGAIN = 24  # columns after which the names of rows are said again


@dataclass(frozen=True, slots=True)
class Cell:
    """How often (`times`), where its words are, and what is said of it."""

    times: int
    at: int | None
    says: str


@dataclass(frozen=True, slots=True)
class Head:
    """What a row or a column is called, and where its words are."""

    name: str
    at: int | None


class Grid:
    """Places of cells, in pixels, with room for the names at both ends."""

    def __init__(
        self,
        look: Look,
        rows: Sequence[Head],
        columns: Sequence[Head],
        cells: Mapping[tuple[int, int], Cell],
        numbers: bool = False,
    ) -> None:
        self._look, self._rows, self._columns, self._cells = look, rows, columns, cells
        self._numbers = numbers
        self._side = _room(rows) + EDGE
        self._head = _room(columns) * 0.8 + EDGE
        breaks = (len(columns) - 1) // AGAIN if columns else 0
        self.width = self._side * (2 + breaks) + CELL * len(columns) + EDGE
        self.height = self._head + CELL * len(rows) + EDGE
        self._most = max((c.times for c in cells.values()), default=1)

    def marks(self) -> Iterator[str]:
        """All of the picture."""
        yield from self._lines()
        for j, column in enumerate(self._columns):
            turned = f"translate({number(self._x(j) + CELL / 2 + 3)} {number(self._head - 5)})"
            name = el("g", text(column.name, 0, 0, "axis"), transform=f"{turned} rotate(-55)")
            yield link(self._look, column.at, column.name, name, stop=True)
        for i, row in enumerate(self._rows):
            y = self._y(i) + CELL / 2 + 4
            for k, x in enumerate(self._sides()):
                name = text(row.name, x, y, "name", anchor="start" if k else "end")
                yield link(self._look, row.at, row.name, name, stop=not k)
        for (i, j), cell in self._cells.items():
            yield self._cell(i, j, cell)

    def _cell(self, i: int, j: int, cell: Cell) -> str:
        share = log1p(cell.times) / log1p(self._most)
        side = 6 + (CELL - 8) * share
        x, y = self._x(j) + (CELL - side) / 2, self._y(i) + (CELL - side) / 2
        shade = f"h{max(1, round(share * SHADES))}"
        mark = el("rect", class_=shade, x=x, y=y, width=side, height=side, rx=2)
        shown = ""
        if self._numbers:
            middle = self._x(j) + CELL / 2
            kind = f"count {shade}"
            shown = text(
                str(cell.times), middle, self._y(i) + CELL / 2 + 3.5, kind, anchor="middle"
            )
        return link(self._look, cell.at, cell.says, mark, shown)

    def _lines(self) -> Iterator[str]:
        for i in range(len(self._rows)):
            y = self._y(i) + CELL / 2
            left, right = self._side, self.width - self._side
            yield el("line", class_="guide", x1=left, y1=y, x2=right, y2=y)

    def _sides(self) -> Iterator[float]:
        """Where the names of the rows stand: at both ends, and between."""
        yield self._side - 8
        for j in range(AGAIN, len(self._columns), AGAIN):
            yield self._x(j) - self._side + 8
        yield self.width - self._side + 8

    def _x(self, j: int) -> float:
        return self._side + CELL * j + self._side * (j // AGAIN)

    def _y(self, i: int) -> float:
        return self._head + CELL * i


def _room(heads: Sequence[Head]) -> float:
    return max((letters(clipped(h.name)) for h in heads), default=0.0) * LETTER
