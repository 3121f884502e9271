"""The graph of ties: how people stand to each other, as of here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fabula.pictures.asked import Look, Row, Table
from fabula.pictures.cast import Cast, about
from fabula.pictures.graph import laid_out
from fabula.pictures.lettering import clipped, isolated, letters
from fabula.pictures.markup import picture
from fabula.pictures.tie_graph import TieGraph
from fabula.pictures.tie_words import called, stroke
from fabula.story.contract import RelationItem
from fabula.story.ties import worth_showing
from fabula.story.world import World

NAME = "ties"
MOST, PER_PERSON = 24, 2  # people, and ties for each of them
HIGH = 24.0  # pixels of a name's box
LETTER = 6.8
LENGTH, LONGEST = 120.0, 220.0  # between two that are tied: more where many are


def draw(world: World, look: Look) -> str:
    """The picture: people in boxes, their ties as curves with a word, arrows where a tie is not
    mutual; dashed where it is over, dotted where it is only inferred."""
    cast = Cast(world)
    ties, people = _found(cast)
    sizes = [(letters(clipped(cast.name(who))) * LETTER + 18, HIGH) for who in people]
    index = {who: i for i, who in enumerate(people)}
    pairs = sorted({tuple(sorted((index[t.source], index[t.target]))) for t in ties})
    places = laid_out(sizes, [(a, b) for a, b in pairs], _length(len(ties)))
    graph = TieGraph(cast, look, people, ties, places, sizes)
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
