"""The sheet that a storyline is drawn on: where its columns and rows are, and what stands above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from fabula.pictures.asked import Look
from fabula.pictures.cast import Cast, runs
from fabula.pictures.columns import Column
from fabula.pictures.lettering import clean, clipped, letters
from fabula.pictures.markup import el, text
from fabula.story.contract import ChapterItem

ROW = 21.0  # pixels between lines
BOX = 14.0  # the height of a scene with one person in it
WIDE, MORE = 20.0, 11.0  # the width of a scene, and of each one folded into it
BETWEEN, WIDEST, PAGE = 34.0, 84.0, 620.0  # from a scene to the next: more where few fill a page
EDGE = 18.0
HEAD, PLACES = 66.0, 46.0  # for chapters and numbers; and for places, where any are told
TAIL = 40.0  # to the right of the last scene
BOLD, ENOUGH = 7.4, 14.0  # the same in bold; letters of a title that still tell which
LETTER = 6.2  # the middle width of a letter


class Sheet:
    """Pixels for columns and rows."""

    def __init__(
        self, cast: Cast, look: Look, found: Sequence[Column], rows: list[dict[int, float]]
    ) -> None:
        self._cast, self._look, self._columns, self._rows = cast, look, found, rows
        self._wide = [WIDE + MORE * (len(c.scenes) - 1) for c in found]
        self._between = max(BETWEEN, min(WIDEST, PAGE / max(len(found), 1) - WIDE))
        self._left = list(
            accumulate(
                (w + self._between for w in self._wide), initial=max(EDGE, self._between / 2)
            )
        )
        told = any(cast.where(c.first) for c in found)
        self._head = HEAD + (PLACES if told else 0.0)
        lowest = max((y for column in rows for y in column.values()), default=0.0)
        self.bottom = self._head + lowest * ROW + BOX + EDGE
        self.width = self._left[-1] + TAIL

    def left(self, t: int) -> float:
        """Where a column begins."""
        return self._left[t]

    def wide(self, t: int) -> float:
        """How wide it is."""
        return self._wide[t]

    def tick(self, t: int, k: int) -> float:
        """Where the k-th scene of a column stands in it."""
        return self._left[t] + WIDE / 2 + MORE * k

    def y(self, line: int, t: int) -> float:
        """How far down a line is in a column."""
        return self._head + self._rows[t][line] * ROW

    def ground(self) -> Iterator[str]:
        """Chapters as bands, places, the numbers of scenes, and thin lines down to these."""
        if self._look.order == "telling":
            yield from self._chapters()
        before = ""
        for t, column in enumerate(self._columns):
            x = self._left[t] + self._wide[t] / 2
            top = min(self._rows[t].values(), default=0.0)
            yield el(
                "line", class_="guide", x1=x, y1=self._head - 22, x2=x, y2=self._head + top * ROW
            )
            yield text(self._number(column), x, self._head - 26, "number", anchor="middle")
            place = self._cast.where(column.first)
            if place and place != before:
                yield self._place(place, x)
            before = place or before

    def _place(self, place: str, x: float) -> str:
        return el(
            "g",
            text(place, 0, 0, "place", most=13),
            transform=f"translate({x - 3:.1f} {self._head - 40:.1f}) rotate(-35)",
        )

    def _number(self, column: Column) -> str:
        return spanned([self._cast.numbers[s.id] for s in column.scenes])

    def _chapters(self) -> Iterator[str]:
        chapters = self._cast.world.chapters
        if len(chapters) < 2:
            return
        edges = [x - self._between / 2 for x in self._left]
        for first, last, chapter in runs([c.first.chapter for c in self._columns]):
            left, right = edges[first], edges[last + 1]
            shade = "band odd" if chapter % 2 else "band"
            yield el("rect", class_=shade, x=left, y=0, width=right - left, height=self.bottom)
            title = _called(chapters, chapter, (right - left - 10) / BOLD)
            yield text(title, left + 6, 15, "chapter", 60)


def _called(chapters: Sequence[ChapterItem], index: int, room: float) -> str:
    """A chapter's title, as far as there is room for it, in letters; else its number."""
    if index < 0:
        return ""
    title = clean((chapters[index].title or "").split("\n")[0]) or f"Chapter {index + 1}"
    if letters(title) <= room or room >= ENOUGH:
        return clipped(title, room)
    return f"Ch. {index + 1}" if room >= 6 else str(index + 1)


def spanned(numbers: Sequence[int]) -> str:
    """Some numbers, short: `4`, `4–6`, `2, 7`, `2 … 9`."""
    if len(numbers) == 1:
        return str(numbers[0])
    if all(b - a == 1 for a, b in pairwise(numbers)):
        return f"{numbers[0]}–{numbers[-1]}"
    return ", ".join(map(str, numbers)) if len(numbers) == 2 else f"{numbers[0]} … {numbers[-1]}"
