"""How works of the library are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from rich.table import Table
from rich.text import Text

from fabula.cli.output import console, lines, plain
from fabula.cli.page import GAP, count, percent
from fabula.library.model import Work

_ORDERS: dict[str, Callable[[Work], Any]] = {
    "added": lambda work: work.id,
    "title": lambda work: work.label.casefold(),
    "author": lambda work: (not work.authors, ", ".join(work.authors).casefold()),
    "words": lambda work: -work.words,
    "opened": lambda work: -(work.opened or 0),
    "updated": lambda work: -work.updated,
}


def in_order(works: Iterable[Work], order: str) -> list[Work]:
    """Works by one of the orders of `fabula library list`."""
    return sorted(works, key=_ORDERS[order])


def show_works(works: list[Work]) -> None:
    """The list: a table for people, a line for each work with tabs for programs."""
    out = console()
    if out.is_terminal:
        out.print(_table(works))
    else:
        lines(map(_line, works))


def called(work: Work) -> str:
    """A work in a sentence: “Title” by its authors (its number)."""
    by = f" by {plain(', '.join(work.authors))}" if work.authors else ""
    return f"“{plain(work.label)}”{by} ({work.id})"


def size(work: Work) -> str:
    """How long a work is."""
    return f"{count(work.words, 'word')}, {count(work.chapters, 'chapter')}"


def part(work: Work, place: int) -> str:
    """How much of a work comes before a place."""
    return percent(place / work.length) if work.length else "0%"


def _line(work: Work) -> str:
    """Number, title, authors, words, chapters, how far it is read, the reader's place, where new
    text begins."""
    new = "" if work.new_from is None else str(work.new_from)
    names = (plain(work.label), plain(", ".join(work.authors)))
    return "\t".join(
        map(
            str,
            (
                work.id,
                *names,
                work.words,
                work.chapters,
                part(work, work.read_to),
                part(work, work.position),
                new,
            ),
        )
    )


def _table(works: list[Work]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="dim")
    table.add_column("", justify="right")
    table.add_column("title", overflow="fold")
    table.add_column("by", overflow="ellipsis", no_wrap=True)
    for name in ("words", "read", "you are at"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("")
    for work in works:
        table.add_row(
            str(work.id),
            Text(plain(work.label), "bold" if work.title else ""),
            plain(", ".join(work.authors)),
            f"{work.words:,}",
            part(work, work.read_to),
            part(work, work.position),
            Text("" if work.new_from is None else "new", "green"),
        )
    return table
