"""Which works make one series, in which order: by what their sources say, or by hand.

What a source calls a series is one where the name is the same and the works have an author in
common. A work that its reader has joined or parted by hand is where the reader put it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from fabula.errors import FabulaError
from fabula.library.model import Work
from fabula.library.query import folded

if TYPE_CHECKING:
    from fabula.library.works import Library

LONGEST = 200  # code points of a series' name
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class Series(msgspec.Struct, frozen=True):
    """Works that tell one story, in order: their numbers. `by` says who joined them."""

    name: str
    works: tuple[int, ...]
    by: Literal["source", "reader"]


def all_series(library: Library) -> list[Series]:
    """The series of a library, by name; those of a source where two works or more are there."""
    works = library.works()
    by_hand = {work for (work,) in library.db.rows("select work from parts")}
    told = [work for work in works if work.id not in by_hand]
    return sorted([*_joined(library), *_told(told)], key=lambda s: (folded(s.name), s.works))


def series_of(library: Library, work: int) -> Series | None:
    """The series that a work is in; of several the one with most works."""
    found = [series for series in all_series(library) if work in series.works]
    return max(found, key=lambda s: len(s.works), default=None)


def join(library: Library, works: Sequence[int], name: str) -> Series:
    """Make works one series, in the order given; those of its name that were joined before come
    first, and a work leaves the series it was in. Raises FabulaError where a work is not there."""
    name = _name(name)
    given = [library.work(work).id for work in dict.fromkeys(works)]
    if not given:
        raise FabulaError("No work is named for the series; name those that are its parts.")
    with library.db.writing() as db:
        row = db.execute("select id from series where name = ?", (name,)).fetchone()
        if row is None:
            row = (
                db.execute(
                    "insert into series (name, made) values (?, ?)", (name, time.time())
                ).lastrowid,
            )
        sql = "select work from parts where series = ? order by place"
        before = [work for (work,) in db.execute(sql, row) if work not in given]
        db.executemany(
            "insert or replace into parts (work, series, place) values (?, ?, ?)",
            [(work, row[0], place) for place, work in enumerate([*before, *given])],
        )
    return Series(name, (*before, *given), "reader")


def part(library: Library, work: int) -> None:
    """Take a work out of its series, whoever put it there. Raises FabulaError where it is not in
    the library."""
    library.work(work)
    with library.db.writing() as db:
        db.execute(
            "insert or replace into parts (work, series, place) values (?, null, 0)", (work,)
        )


def _joined(library: Library) -> list[Series]:
    """The series made by hand."""
    found: dict[int, tuple[str, list[int]]] = {}
    for series, name, work in library.db.rows(
        "select s.id, s.name, p.work from series s join parts p on p.series = s.id order by p.place"
    ):
        found.setdefault(series, (name, []))[1].append(work)
    return [Series(name, tuple(works), "reader") for name, works in found.values()]


def _told(works: Iterable[Work]) -> list[Series]:
    """The series that sources tell of."""
    groups: list[tuple[str, set[str], list[tuple[float, float, int]]]] = []
    for work in works:
        authors = set(map(folded, work.authors))
        for name, number in work.series:
            place = (_place(number), work.added, work.id)
            for known, whose, places in groups:
                if folded(known) == folded(name) and (whose & authors or whose == authors):
                    places.append(place)
                    whose |= authors
                    break
            else:
                groups.append((name, set(authors), [place]))
    return [
        Series(name, tuple(dict.fromkeys(work for _, _, work in sorted(places))), "source")
        for name, _, places in groups
        if len({work for _, _, work in places}) > 1
    ]


def _place(number: str | None) -> float:
    """Where a part stands: its number, after all others where it has none."""
    found = _NUMBER.search(number or "")
    return float(found[0]) if found else float("inf")


def _name(typed: str) -> str:
    name = " ".join(typed.encode("utf-8", "replace").decode().replace("\0", " ").split())
    if not name:
        raise FabulaError("A series needs a name; say what it is called.")
    if len(name) > LONGEST:
        raise FabulaError(f"The name of a series has at most {LONGEST} characters; shorten it.")
    return name
