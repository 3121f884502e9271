"""The lane below a storyline where memories stand, and what else was told inside a scene."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fabula.pictures.asked import Look
from fabula.pictures.cast import Cast
from fabula.pictures.columns import Apart
from fabula.pictures.lettering import clipped, letters
from fabula.pictures.markup import el, link, text
from fabula.pictures.sheet import LETTER, Sheet

LINE = 26.0  # pixels, of each of the people
ROW, BOX = 18.0, 14.0
HEAD = 30.0
GAP = 14.0
HEADING = "Told inside these scenes, or remembered in them"
MANY = 8  # people of one that are drawn


class Lane:
    """Each memory as a small storyline of its own, under the scene that it was told in."""

    def __init__(
        self,
        cast: Cast,
        look: Look,
        sheet: Sheet,
        apart: Sequence[Apart],
        colours: Mapping[str, str],
    ) -> None:
        self._cast, self._look, self._sheet, self._colours = cast, look, sheet, colours
        self._apart = apart
        self._tops = list(self._shelved())
        ends = [y + self._high(a) for a, y in zip(apart, self._tops, strict=True)]
        self.bottom = max(ends, default=sheet.bottom) + GAP
        self.width = max((self._x(a) + self._wide(a) + GAP for a in apart), default=0.0)

    def marks(self) -> Iterator[str]:
        """What is drawn."""
        if self._apart:
            yield text(HEADING, GAP, self._sheet.bottom + 14, "lane", most=60)
        for apart, top in zip(self._apart, self._tops, strict=True):
            x = self._x(apart)
            yield el("line", class_="stem", x1=x + 8, y1=self._sheet.bottom, x2=x + 8, y2=top)
        for apart, top in zip(self._apart, self._tops, strict=True):
            yield from self._one(apart, top)

    def _one(self, apart: Apart, top: float) -> Iterator[str]:
        x, people = self._x(apart), self._people(apart)
        box = el("rect", class_="scene memory", x=x, y=top + 18, width=LINE + 8,
                 height=ROW * len(people), rx=BOX / 2)  # fmt: skip
        label = text(self._label(apart), x, top + 12, "number", most=24)
        says = self._cast.scene_says(apart.scene)
        yield link(self._look, apart.scene.start, says, box, label, stop=True)
        for k, who in enumerate(people):
            y = top + 18 + ROW * (k + 0.5)
            at = self._cast.words_in(who, apart.scene.start, apart.scene.end)
            line = el("path", class_="line", d=f"M{x + 4:.1f} {y:.1f}h{LINE:.1f}")
            name = text(self._cast.name(who), x + LINE + 14, y + 4, "name")
            marks = link(self._look, at, self._cast.name(who), line, name)
            yield el("g", marks, class_=self._colours.get(who, "c0"))

    def _label(self, apart: Apart) -> str:
        kind = "memory" if apart.scene.level == "flashback" else apart.scene.level
        return f"{self._cast.numbers[apart.scene.id]} · {kind}"

    def _people(self, apart: Apart) -> list[str]:
        return self._cast.there(apart.scene)[:MANY]

    def _x(self, apart: Apart) -> float:
        return self._sheet.left(apart.within)

    def _wide(self, apart: Apart) -> float:
        names = (letters(clipped(self._cast.name(who))) for who in self._people(apart))
        return max(LINE + 20 + max(names) * LETTER, letters(self._label(apart)) * LETTER)

    def _high(self, apart: Apart) -> float:
        return 18 + ROW * len(self._people(apart)) + GAP

    def _shelved(self) -> Iterator[float]:
        """The top of each: as high as those before it leave room."""
        taken: list[tuple[float, float, float]] = []  # (right edge, top, bottom)
        for apart in self._apart:
            top = self._sheet.bottom + HEAD
            for right, high, low in sorted(taken, key=lambda t: t[1]):
                if right > self._x(apart) and top < low and high < top + self._high(apart):
                    top = low
            taken.append((self._x(apart) + self._wide(apart) + GAP, top, top + self._high(apart)))
            yield top
