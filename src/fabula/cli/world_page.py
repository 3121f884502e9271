"""A world on one screen, and statements one by one: what rich prints. Nothing here prints."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.text import Text

from fabula.cli.output import plain
from fabula.cli.page import where
from fabula.cli.told import Statement

PLACE, GAP = 12, 2
NARROW = 72  # columns; with fewer, a statement's words stand below it

Section = tuple[str, list[Statement]]


def statement_line(said: Statement) -> str:
    """A statement for programs: offset, chapter, percent, id, what it says and by which words,
    parted by tabs."""
    place = said.place
    where_ = f"{place.offset}\t{place.chapter or ''}\t{place.percent}"
    return f"{where_}\t{said.id}\t{plain(said.says)}\t{plain(said.words)}"


def statement_text(said: Statement, width: int) -> Text:
    """A statement for people: its place, what it says, and its words below."""
    doubt = "" if said.sure else "?"
    left = 2 if width < NARROW else PLACE + GAP
    room = max(20, width - left)
    lines = textwrap.wrap(plain(said.says) + doubt, room) or [""]
    quoted = textwrap.wrap(f"“{plain(said.words)}”", room) if said.words else []
    text = Text()
    if width < NARROW:
        text.append(f"{where(said.place)}\n", "dim")
        text.append(" " * left)
    else:
        text.append(f"{where(said.place):>{PLACE}}{'':{GAP}}", "dim")
    text.append(f"\n{' ' * left}".join(lines), "bold")
    for line in quoted:
        text.append(f"\n{' ' * left}{line}", "dim")
    return text


def world_page(title: str, sections: Iterable[Section], width: int) -> RenderableType:
    """All sections that hold something, under their names."""
    parts: list[RenderableType] = [Text(plain(title), "bold")]
    for name, statements in sections:
        if not statements:
            continue
        parts += [Text(""), Text(name, "yellow")]
        parts += [statement_text(said, width) for said in statements]
    if len(parts) == 1:
        parts += [Text(""), Text("Nothing is told that could be kept.")]
    return Group(*parts)
