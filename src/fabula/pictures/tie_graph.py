"""The drawing of a graph of ties, its people being placed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fabula.pictures.asked import Look
from fabula.pictures.cast import Cast
from fabula.pictures.curves import Curve
from fabula.pictures.graph import Place, Size
from fabula.pictures.lettering import isolated, letters
from fabula.pictures.markup import el, link, text
from fabula.pictures.tie_words import called, family, stroke
from fabula.story.contract import RelationItem

FAN = 30.0  # pixels between the ties of two
LETTER = 5.8  # pixels, of the words on ties
LEGEND = 84.0  # pixels below the lowest of the people
STROKES = ((20, "holds", "told"), (110, "inferred", "only inferred"), (250, "former", "over"))


class TieGraph:
    """Boxes for people, curves for ties, a word on each."""

    def __init__(
        self,
        cast: Cast,
        look: Look,
        people: Sequence[str],
        ties: Sequence[RelationItem],
        places: Sequence[Place],
        sizes: Sequence[Size],
    ) -> None:
        self._cast, self._look, self._people, self._ties = cast, look, people, ties
        self._boxes = {
            who: (x - w / 2, y - h / 2, x + w / 2, y + h / 2)
            for who, (x, y), (w, h) in zip(people, places, sizes, strict=True)
        }
        self._taken = list(self._boxes.values())

    @property
    def size(self) -> Size:
        """Its width and height."""
        right = max((b[2] for b in self._boxes.values()), default=300.0)
        return right + 60, max((b[3] for b in self._boxes.values()), default=20.0) + LEGEND

    def marks(self) -> Iterator[str]:
        """All of the picture: curves first, then their words, then the people."""
        curves = list(self._curves())
        for tie, curve in curves:
            yield self._line(tie, curve)
        for tie, curve in curves:
            x, y = curve.room(letters(called(tie)) * LETTER, 14, self._taken)
            word = text(called(tie), x, y + 4, "word", most=26, anchor="middle")
            marks = link(self._look, tie.evidence[0].start, self._sentence(tie), word, stop=True)
            yield el("g", marks, class_=f"tie {family(tie)}")
        for who in self._people:
            yield self._person(who)
        yield from self._legend()

    def _curves(self) -> Iterator[tuple[RelationItem, Curve]]:
        """Each tie with its curve; several between two fan out."""
        between: dict[frozenset[str], list[RelationItem]] = {}
        for tie in self._ties:
            between.setdefault(frozenset((tie.source, tie.target)), []).append(tie)
        for several in between.values():
            for k, tie in enumerate(several):
                bend = FAN * (k - (len(several) - 1) / 2)
                turned = -bend if tie.source > tie.target else bend
                yield tie, Curve(self._boxes[tie.source], self._boxes[tie.target], turned)

    def _line(self, tie: RelationItem, curve: Curve) -> str:
        line = el("path", class_=f"line {stroke(tie)}", d=curve.path())
        arrow = "" if tie.symmetric else el("path", class_="arrow", d=curve.arrow())
        says = self._sentence(tie)
        marks = link(self._look, tie.evidence[0].start, says, line, arrow)
        return el("g", marks, class_=f"tie {family(tie)}")

    def _person(self, who: str) -> str:
        left, top, right, low = self._boxes[who]
        box = el("rect", class_="person", x=left, y=top, width=right - left, height=low - top, rx=8)
        name = self._cast.name(who)
        word = text(name, (left + right) / 2, top + 16, "name", anchor="middle")
        return link(self._look, self._cast.first(who), name, box, word, stop=True)

    def _legend(self) -> Iterator[str]:
        y = self.size[1] - 16
        for x, kind, says in STROKES:
            line = el("path", class_=f"line {kind}", d=f"M{x} {y - 4:.1f}h34")
            yield el("g", line, text(says, x + 42, y, "axis"), class_="tie plain")

    def _sentence(self, tie: RelationItem) -> str:
        source, target = (isolated(self._cast.name(w)) for w in (tie.source, tie.target))
        joint = " and " if tie.symmetric else f" {called(tie)} "
        return f"{source}{joint}{target}" + (f": {called(tie)}" if tie.symmetric else "")
