"""The presence map: who is in which scene or chapter, and how often mentioned there."""

from __future__ import annotations

from typing import NamedTuple

from fabula.pictures.asked import Look, Row, Table
from fabula.pictures.cast import LATEST, Cast, about, earlier, scenes_in
from fabula.pictures.grid import Cell, Grid, Head
from fabula.pictures.lettering import isolated
from fabula.pictures.markup import picture
from fabula.story.contract import SceneItem
from fabula.story.world import World

NAME = "presence"
MOST = 40  # people
SCENES = 72  # from more of them on, the columns are chapters, where there are several


class _Stretch(NamedTuple):
    """A column: its name, and its scenes."""

    name: str
    scenes: list[SceneItem]


def draw(world: World, look: Look) -> str:
    """The picture: a row for each of the people, a square where they are, larger and darker the
    more they are mentioned."""
    cast = Cast(world)
    found, people, more = _found(cast, look)
    heads = [Head(cast.name(who), cast.first(who)) for who in people]
    columns = [Head(c.name, c.scenes[0].start) for c in found]
    cells = {
        (i, j): cell
        for i, who in enumerate(people)
        for j, stretch in enumerate(found)
        if (cell := _cell(cast, who, stretch)) is not None
    }
    grid = Grid(look, heads, columns, cells)
    says = _says(cast, look, found, people, more)
    size = grid.width, grid.height
    return picture(look, NAME, about(cast, "Who is where in the story"), says, size, *grid.marks())


def table(world: World, look: Look) -> Table:
    """The people, one a row: in how many scenes they are, in which, how often mentioned there."""
    cast = Cast(world)
    found, people, more = _found(cast, look)
    rows: list[Row] = []
    for who in people:
        cells = [(c.name, cell) for c in found if (cell := _cell(cast, who, c)) is not None]
        where = ", ".join(f"{name} ({cell.times})" for name, cell in cells)
        rows.append(Row(cast.first(who), (isolated(cast.name(who)), str(len(cells)), where)))
    header = ("who", "in how many", "where (times mentioned)")
    return Table(_says(cast, look, found, people, more), header, tuple(rows))


def _found(cast: Cast, look: Look) -> tuple[list[_Stretch], list[str], int]:
    """The columns, who is drawn, and how many more there are."""
    by_chapter = _by_chapter(cast, look)
    scenes = scenes_in(cast, look.order, 0 if by_chapter else LATEST)
    people, more = cast.seen(scenes, MOST)
    if not by_chapter:
        return [_Stretch(_scene(cast, s), [s]) for s in scenes if cast.there(s)], people, more
    held: dict[int, list[SceneItem]] = {}
    for scene in scenes:
        held.setdefault(scene.chapter, []).append(scene)
    found = [_Stretch(_chapter(cast, i), inside) for i, inside in sorted(held.items())]
    return found, people, more


def _by_chapter(cast: Cast, look: Look) -> bool:
    """Whether the columns are chapters: the story has them, and too many scenes."""
    several = len(cast.world.chapters) > 1 and look.order == "telling"
    return several and len(cast.world.scenes) > SCENES


def _cell(cast: Cast, who: str, stretch: _Stretch) -> Cell | None:
    """How somebody is there; None where they are not."""
    there = [s for s in stretch.scenes if who in s.present]
    if not there:
        return None
    times = sum(cast.times_in(who, s.start, s.end) for s in there)
    at = cast.words_in(who, there[0].start, there[0].end)
    says = f"{isolated(cast.name(who))} · {stretch.name} · mentioned {times} times"
    return Cell(max(times, 1), at, says.replace(" 1 times", " once"))


def _scene(cast: Cast, scene: SceneItem) -> str:
    kind = "" if scene.level == "scene" else f" {scene.level}"
    return f"Scene {cast.numbers[scene.id]}{kind}"


def _chapter(cast: Cast, index: int) -> str:
    title = (cast.world.chapters[index].title or "").split("\n")[0] if index >= 0 else "Opening"
    return title or f"Chapter {index + 1}"


def _says(cast: Cast, look: Look, found: list[_Stretch], people: list[str], more: int) -> str:
    """What it shows, in a sentence."""
    kind = "chapters" if _by_chapter(cast, look) else "scenes"
    said = f"{len(people)} people in {len(found)} {kind}; the larger a square, the more mentioned"
    said += f"; {more} people of few scenes are left out" if more else ""
    return said + (earlier(cast, LATEST) if kind == "scenes" else "") + "."
