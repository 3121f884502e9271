"""The storyline: people as lines through scenes, in the order of telling or of happening."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.pictures.asked import Look, Row, Table
from fabula.pictures.cast import LATEST, Cast, about, colour, earlier, scenes_in
from fabula.pictures.columns import Apart, Column, columns, is_memory
from fabula.pictures.markup import el, link, number, picture
from fabula.pictures.memories import Lane
from fabula.pictures.names import Names
from fabula.pictures.rows import heights
from fabula.pictures.sheet import BOX, Sheet
from fabula.pictures.threading import Line, lines_of, ordered
from fabula.story.world import World

NAME = "storyline"
MOST = 40  # people


def draw(world: World, look: Look) -> str:
    """The picture: a column for each scene (for several, where nobody comes or goes between them),
    a line for each of the people. Memories stand below, in the order of telling."""
    cast = Cast(world)
    found, apart, more = columns(cast, look.order, MOST)
    lines = lines_of([c.people for c in found])
    order = ordered(lines, len(found))
    sheet = Sheet(cast, look, found, heights(order, lines))
    chart = _Chart(cast, look, found, lines, sheet)
    lane = Lane(cast, look, sheet, apart, chart.colours)
    return picture(
        look,
        NAME,
        about(cast, "Who is in which scene"),
        _says(cast, look, found, apart, more),
        (max(sheet.width, lane.width), lane.bottom),
        *sheet.ground(),
        *chart.boxes(),
        *chart.paths(),
        *chart.points(),
        *Names(cast, look, found, lines, sheet).marks(),
        *lane.marks(),
    )


def table(world: World, look: Look) -> Table:
    """The scenes, one a row: number, what it is, where, who is there."""
    cast = Cast(world)
    found, apart, more = columns(cast, look.order, MOST)
    rows = (
        Row(
            s.start,
            (
                str(cast.numbers[s.id]),
                s.level,
                cast.where(s),
                cast.names(s.present, len(s.present)),
            ),
        )
        for s in scenes_in(cast, look.order, LATEST)
    )
    says = _says(cast, look, found, apart, more)
    return Table(says, ("scene", "kind", "where", "who is there"), tuple(rows))


class _Chart:
    """The lines, the boxes of scenes that hold them, and the names on them."""

    def __init__(
        self, cast: Cast, look: Look, found: list[Column], lines: list[Line], sheet: Sheet
    ) -> None:
        self._cast, self._look, self._columns = cast, look, found
        self._lines, self._sheet = lines, sheet
        people = sorted({line.person for line in lines}, key=cast.rank.__getitem__)
        self.colours = {person: colour(i) for i, person in enumerate(people)}

    def paths(self) -> Iterator[str]:
        """Each line, thin where its person is away, and strong in scenes."""
        for i, line in enumerate(self._lines):
            away = el("path", class_="away", d=self._path(i, line.first, line.last))
            inside = el("path", class_="line", d="".join(self._strong(i, line)))
            at = self._cast.words_in(line.person, self._columns[line.first].first.start, 1 << 62)
            parts = (away, inside) if line.last > line.first else (inside,)
            name = self._cast.name(line.person)
            yield el("g", link(self._look, at, name, *parts), class_=self.colours[line.person])

    def boxes(self) -> Iterator[str]:
        """Each scene, around its lines."""
        for t, column in enumerate(self._columns):
            rows = [self._sheet.y(i, t) for i in self._within(t)]
            left, width = self._sheet.left(t), self._sheet.wide(t)
            box = el(
                "rect",
                class_="scene memory" if is_memory(column) else "scene",
                x=left,
                y=min(rows) - BOX / 2,
                width=width,
                height=max(rows) - min(rows) + BOX,
                rx=BOX / 2,
            )
            says = self._cast.scene_says(column.first)
            yield link(self._look, column.first.start, says, box, stop=True)

    def points(self) -> Iterator[str]:
        """A point for everybody in every scene, which leads to their words there."""
        for t, column in enumerate(self._columns):
            yield from self._points(t, column)

    def _within(self, t: int) -> list[int]:
        return [i for i, line in enumerate(self._lines) if t in line.inside]

    def _points(self, t: int, column: Column) -> Iterator[str]:
        for i in self._within(t):
            who = self._lines[i].person
            y = self._sheet.y(i, t)
            for k, scene in enumerate(column.scenes):
                at = self._cast.words_in(who, scene.start, scene.end)
                point = el("circle", class_="point", cx=self._sheet.tick(t, k), cy=y, r=3)
                says = f"{self._cast.name(who)} · Scene {self._cast.numbers[scene.id]}"
                yield el("g", link(self._look, at, says, point), class_=self.colours[who])

    def _strong(self, i: int, line: Line) -> Iterator[str]:
        """A line where its person is in scenes: through each, and on to the next one if in that."""
        for t in sorted(line.inside):
            if t - 1 in line.inside:
                continue
            end = t
            while end + 1 in line.inside:
                end += 1
            yield self._path(i, t, end)

    def _path(self, i: int, first: int, last: int) -> str:
        sheet = self._sheet
        found = [f"M{number(sheet.left(first))} {number(sheet.y(i, first))}"]
        for t in range(first, last + 1):
            if t > first:
                before, x = sheet.left(t - 1) + sheet.wide(t - 1), sheet.left(t)
                found.append(_bend(before, sheet.y(i, t - 1), x, sheet.y(i, t)))
            found.append(f"H{number(sheet.left(t) + sheet.wide(t))}")
        return "".join(found)


def _bend(x: float, y: float, to_x: float, to_y: float) -> str:
    """On to a place, leaving and arriving level."""
    if y == to_y:
        return f"H{number(to_x)}"
    middle = number((x + to_x) / 2)
    return f"C{middle} {number(y)} {middle} {number(to_y)} {number(to_x)} {number(to_y)}"


def _says(cast: Cast, look: Look, found: list[Column], apart: list[Apart], more: int) -> str:
    """What it shows, in a sentence."""
    people = len({p for column in found for p in column.people})
    scenes = sum(len(c.scenes) for c in found)
    order = "telling" if look.order == "telling" else "happening"
    told = "1 scene" if scenes == 1 else f"{scenes} scenes"
    said = f"{people} people as lines through {told}, in the order of {order}"
    said += f"; below, {len(apart)} told inside others or remembered" if apart else ""
    said += f"; {more} people of few scenes are left out" if more else ""
    return said + earlier(cast, LATEST) + "."
