"""The curve of story order: when each scene is told, and when it happens."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from fabula.pictures.asked import Look, Row, Table
from fabula.pictures.cast import Cast, about
from fabula.pictures.markup import el, link, number, picture, text
from fabula.story.contract import SceneItem
from fabula.story.records import Level
from fabula.story.world import World

NAME = "order"
STEP = 4.0  # pixels from a scene to the next, of very many
LEFT, TOP, EDGE = 60.0, 36.0, 30.0
LABELS = 60  # scenes up to which each has its number
MARKS: dict[Level, str] = {
    "scene": "circle", "summary": "square", "flashback": "diamond", "dream": "diamond",
    "frame": "square", "document": "square",
}  # fmt: skip


def draw(world: World, look: Look) -> str:
    """The picture: telling from left to right, happening from bottom to top. A story told as it
    happens climbs steadily; a memory is a point far below."""
    cast = Cast(world)
    plot = _Plot(cast, look)
    size = plot.width, plot.height
    heading = about(cast, "When it is told, and when it happens")
    return picture(look, NAME, heading, _says(plot.scenes), size, *plot.marks())


def table(world: World, look: Look) -> Table:
    """The scenes, one a row, in the order asked for: told as which, happening as which, what it
    is, where."""
    cast = Cast(world)
    scenes = _scenes(cast)
    if look.order == "story":
        scenes = sorted(scenes, key=lambda s: (s.story_order or 0, s.start))
    rows = tuple(
        Row(s.start, (str(cast.numbers[s.id]), str(s.story_order), s.level, cast.where(s)))
        for s in scenes
    )
    return Table(_says(scenes), ("told", "happens", "kind", "where"), rows)


class _Plot:
    """Where each scene stands, in pixels."""

    def __init__(self, cast: Cast, look: Look) -> None:
        self._cast, self._look = cast, look
        self.scenes = _scenes(cast)
        count = max(len(self.scenes), 1)
        self._step = min(34.0, max(STEP, 620.0 / count))
        self._last = max((s.story_order or 0 for s in self.scenes), default=1)
        self.width = LEFT + self._step * count + EDGE + 40
        self.height = TOP + self._rise * self._last + EDGE + 46

    @property
    def _rise(self) -> float:
        return min(self._step, max(3.0, 420.0 / self._last))

    def marks(self) -> Iterator[str]:
        """All of the picture."""
        yield from self._axes()
        points = [(self._x(k), self._y(s)) for k, s in enumerate(self.scenes)]
        path = "L".join(f"{number(x)} {number(y)}" for x, y in points)
        yield el("path", class_="curve", d=f"M{path}") if points else ""
        for k, scene in enumerate(self.scenes):
            says = f"{self._cast.scene_says(scene)} · happens as {scene.story_order}"
            mark = _mark(MARKS[scene.level], self._x(k), self._y(scene))
            yield link(self._look, scene.start, says, mark, stop=len(self.scenes) <= LABELS)
            if scene.level != "scene" and len(self.scenes) <= LABELS:
                yield text(_called(scene), self._x(k) + 8, self._y(scene) + 4, "axis")

    def _axes(self) -> Iterator[str]:
        floor, end = self.height - EDGE - 26, self._x(len(self.scenes) - 1)
        yield el("line", class_="axis", x1=LEFT - 14, y1=floor, x2=end + 14, y2=floor)
        yield el("line", class_="axis", x1=LEFT - 14, y1=TOP - 14, x2=LEFT - 14, y2=floor)
        yield text("told →", LEFT - 14, floor + 36, "axis")
        yield text("happens ↑", 8, 16, "axis")
        for k in range(0, len(self.scenes), _every(len(self.scenes))):
            shown = str(self._cast.numbers[self.scenes[k].id])
            yield text(shown, self._x(k), floor + 17, "axis", anchor="middle")
        for n in range(1, self._last + 1, _every(self._last)):
            y = self._height_of(n)
            yield el("line", class_="guide", x1=LEFT - 14, y1=y, x2=end + 14, y2=y)
            yield text(str(n), LEFT - 20, y + 4, "axis", anchor="end")

    def _x(self, k: int) -> float:
        return LEFT + self._step * k

    def _y(self, scene: SceneItem) -> float:
        return self._height_of(scene.story_order or 0)

    def _height_of(self, order: int) -> float:
        return TOP + self._rise * (self._last - order)


def _mark(shape: str, x: float, y: float) -> str:
    if shape == "circle":
        return el("circle", class_="moment", cx=x, cy=y, r=4)
    if shape == "square":
        return el("rect", class_="moment", x=x - 4, y=y - 4, width=8, height=8)
    d = f"M{number(x)} {number(y - 6)}l6 6-6 6-6-6z"
    return el("path", class_="moment memory", d=d)


def _scenes(cast: Cast) -> list[SceneItem]:
    return [s for s in cast.world.scenes if s.story_order is not None]


def _called(scene: SceneItem) -> str:
    return "memory" if scene.level == "flashback" else scene.level


def _every(count: int) -> int:
    """Of how many numbers on an axis one is shown."""
    return next(
        step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1 << 30) if count / step <= 20
    )


def _says(scenes: list[SceneItem]) -> str:
    orders = [s.story_order or 0 for s in scenes]
    back = sum(1 for a, b in pairwise(orders) if b < a)
    steps = "goes back in time never" if not back else f"goes back in time {back} times"
    return f"{len(scenes)} scenes; the telling {steps}.".replace(" 1 times", " once")
