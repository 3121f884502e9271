"""Who speaks to whom, and how often."""

from __future__ import annotations

from collections import Counter

from fabula.pictures.asked import Look, Row, Table
from fabula.pictures.cast import Cast, about
from fabula.pictures.grid import Cell, Grid, Head
from fabula.pictures.lettering import isolated
from fabula.pictures.markup import picture
from fabula.story.contract import QuotationItem
from fabula.story.world import World

NAME = "speech"
MOST = 18  # people
UNTOLD = "nobody told"  # to whom it is not said

Pair = tuple[str, str]  # who, and to whom ("" where that is not told)


def draw(world: World, look: Look) -> str:
    """The picture: speakers down, hearers across, how often in numbers."""
    cast = Cast(world)
    said = _said(cast)
    people, more = _people(cast, said)
    hearers = [*people, ""] if any(not to for _, to in said) else people
    heads = [Head(cast.name(who), cast.first(who)) for who in people]
    columns = [Head(cast.name(w), cast.first(w)) if w else Head(UNTOLD, None) for w in hearers]
    cells = {
        (i, j): Cell(len(found), found[0].start, _pair_says(cast, (who, to), len(found)))
        for i, who in enumerate(people)
        for j, to in enumerate(hearers)
        if (found := said.get((who, to)))
    }
    grid = Grid(look, heads, columns, cells, numbers=True)
    size = grid.width, grid.height
    says = _says(people, said, more)
    return picture(look, NAME, about(cast, "Who speaks to whom"), says, size, *grid.marks())


def table(world: World, _look: Look) -> Table:
    """Who speaks, to whom, how often; the most often first."""
    cast = Cast(world)
    said = _said(cast)
    people, more = _people(cast, said)
    rows = tuple(
        Row(found[0].start, (_name(cast, pair[0]), _name(cast, pair[1]), str(len(found))))
        for pair, found in sorted(said.items(), key=lambda s: (-len(s[1]), s[1][0].start))
        if pair[0] in people and pair[1] in ("", *people)
    )
    return Table(_says(people, said, more), ("who", "to whom", "how often"), rows)


def _said(cast: Cast) -> dict[Pair, list[QuotationItem]]:
    """The utterances of each of the people to each; one to several counts for each of them."""
    found: dict[Pair, list[QuotationItem]] = {}
    for item in cast.world.quotations():
        if item.mode != "speech" or item.speaker not in cast.rank or item.id != item.utterance:
            continue
        to = [who for who in item.addressees if who in cast.rank and who != item.speaker]
        for who in to or [""]:
            found.setdefault((item.speaker or "", who), []).append(item)
    return found


def _people(cast: Cast, said: dict[Pair, list[QuotationItem]]) -> tuple[list[str], int]:
    """Who speaks or hears most, the most first, and how many more there are."""
    times: Counter[str] = Counter()
    for (who, to), found in said.items():
        times[who] += len(found)
        if to:
            times[to] += len(found)
    order = sorted(times, key=lambda who: (-times[who], cast.rank[who]))
    return order[:MOST], max(0, len(order) - MOST)


def _name(cast: Cast, who: str) -> str:
    return isolated(cast.name(who)) if who else UNTOLD


def _pair_says(cast: Cast, pair: Pair, times: int) -> str:
    who, to = (_name(cast, p) for p in pair)
    often = "once" if times == 1 else f"{times} times"
    return f"{who} to {to}, {often}"


def _says(people: list[str], said: dict[Pair, list[QuotationItem]], more: int) -> str:
    total = len({q.id for found in said.values() for q in found})
    found = f"{total} utterances between {len(people)} people: speakers down, hearers across"
    return found + (f"; {more} who speak less are left out." if more else ".")
