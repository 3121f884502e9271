"""The graph of ties: how people stand to each other, as of here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from fabula.pictures.asked import Look, Row, Table
from fabula.pictures.cast import Cast, about
from fabula.pictures.curves import Curve
from fabula.pictures.graph import Place, Size, laid_out
from fabula.pictures.markup import clipped, el, isolated, letters, link, picture, text
from fabula.pictures.tie_words import called, family, stroke
from fabula.story.contract import RelationItem
from fabula.story.ties import worth_showing
from fabula.story.world import World

NAME = "ties"
MOST, PER_PERSON = 24, 2  # people, and ties for each of them
HIGH = 24.0  # pixels of a name's box
LETTER = 6.8
LENGTH, LONGEST = 120.0, 220.0  # between two that are tied: more where many are
FAN = 30.0  # between the ties of two
LEGEND = 44.0
LEGENDS = ((20, "holds", "told"), (110, "inferred", "only inferred"), (250, "former", "over"))


def draw(world: World, look: Look) -> str:
    """The picture: people in boxes, their ties as curves with a word, arrows where a tie is not
    mutual; dashed where it is over, dotted where it is only inferred."""
    cast = Cast(world)
    ties, people = _found(cast)
    sizes = [(letters(clipped(cast.name(who))) * LETTER + 18, HIGH) for who in people]
    index = {who: i for i, who in enumerate(people)}
    pairs = sorted({tuple(sorted((index[t.source], index[t.target]))) for t in ties})
    places = laid_out(sizes, [(a, b) for a, b in pairs], _length(len(ties)))
    graph = _Graph(cast, look, people, ties, places, sizes)
    heading = about(cast, "How they stand to each other")
    return picture(
        look, NAME, heading, _says(people, ties, len(_all(cast))), graph.size, *graph.marks()
    )


def table(world: World, _look: Look) -> Table:
    """The ties, one a row, in the order they were told: who, what, whom, and whether it holds."""
    cast = Cast(world)
    ties = _all(cast)
    rows = tuple(
        Row(
            tie.evidence[0].start,
            (
                isolated(cast.name(tie.source)),
                called(tie),
                isolated(cast.name(tie.target)),
                {"former": "over", "holds": "told", "inferred": "inferred"}[stroke(tie)],
            ),
        )
        for tie in ties
    )
    return Table(f"{len(rows)} ties.", ("who", "is or feels", "whom", "how sure"), rows)


class _Graph:
    """Boxes and curves, in pixels."""

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
        return right + 60, max((b[3] for b in self._boxes.values()), default=20.0) + LEGEND + 40

    def marks(self) -> Iterator[str]:
        """All of the picture: curves first, then their words, then the people."""
        curves = list(self._curves())
        for tie, curve in curves:
            yield self._line(tie, curve)
        for tie, curve in curves:
            x, y = curve.room(letters(called(tie)) * 5.8, 14, self._taken)
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
        legend = (
            (20, "holds", "told"),
            (110, "inferred", "only inferred"),
            (250, "former", "over"),
        )
        for x, kind, says in legend:
            line = el("path", class_=f"line {kind}", d=f"M{x} {y - 4:.1f}h34")
            yield el("g", line, text(says, x + 42, y, "axis"), class_="tie plain")

    def _sentence(self, tie: RelationItem) -> str:
        source, target = (isolated(self._cast.name(w)) for w in (tie.source, tie.target))
        joint = " and " if tie.symmetric else f" {called(tie)} "
        return f"{source}{joint}{target}" + (f": {called(tie)}" if tie.symmetric else "")


def _length(ties: int) -> float:
    return min(LONGEST, LENGTH + 2 * ties)


def _found(cast: Cast) -> tuple[list[RelationItem], list[str]]:
    """The ties that are drawn and who has them. Of many, those between whoever is mentioned most,
    and of these the surest, and the most often told."""
    ties = _all(cast)
    last = len(cast.rank)
    times = Counter(who for tie in ties for who in (tie.source, tie.target))
    kept = sorted(times, key=lambda w: (cast.rank.get(w, last), -times[w], cast.first(w)))[:MOST]
    between = [t for t in ties if t.source in kept and t.target in kept]
    surest = sorted(between, key=lambda t: (t.basis != "stated", -len(t.evidence)))
    drawn = [t for t in between if t in surest[: PER_PERSON * len(kept)]]
    tied = {who for tie in drawn for who in (tie.source, tie.target)}
    return drawn, [who for who in kept if who in tied]


def _all(cast: Cast) -> list[RelationItem]:
    """All ties, in the order they were told."""
    return worth_showing(cast.world)


def _says(people: Sequence[str], ties: Sequence[RelationItem], told: int) -> str:
    said = f"{len(ties)} ties between {len(people)} people"
    over = sum(1 for tie in ties if stroke(tie) == "former")
    said += f", {over} of them over" if over else ""
    return said + (f"; {told - len(ties)} more are in the table." if told > len(ties) else ".")
