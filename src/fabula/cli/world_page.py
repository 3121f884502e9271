"""A world on one screen, and statements one by one: what rich prints. Nothing here prints."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from fabula.cli.output import plain
from fabula.cli.overview import cells, where
from fabula.cli.statements import Statement
from fabula.cli.told import Section

PLACE, GAP = 12, 2
NARROW = 72  # columns; with fewer, a statement's place stands after it
ENOUGH = 24  # columns beside a statement in which words still tell something
LINES = 2  # of words on a page
BRIEF = ("cast", "places", "happened", "scenes", "says", "like", "now")
TITLES = {
    "cast": "Who is in it",
    "ties": "How they stand to each other",
    "places": "Where",
    "happened": "What happened",
    "knowledge": "Who knows what",
    "open": "What is open",
    "like": "What they are like",
    "now": "How they are now",
    "scenes": "Scenes",
    "says": "What they say",
}


def statement_line(said: Statement) -> str:
    """A statement for programs: offset, chapter, percent, id, what it says and by which words,
    parted by tabs."""
    doubt = "" if said.sure else "?"
    return f"{cells(said.place)}\t{said.id}\t{plain(said.says)}{doubt}\t{plain(said.words)}"


def section_lines(sections: Iterable[Section]) -> Iterator[str]:
    """The statements of a page for programs, each after its section's name."""
    for name, statements, _, _ in sections:
        for said in statements:
            yield f"{name}\t{statement_line(said)}"


def statement_text(said: Statement, width: int, most: int | None = None) -> Text:
    """A statement for people: its place, what it says, and its words, below where they need to be;
    `most` is how many lines they may take, one of them beside it where there is room."""
    left = GAP if width < NARROW else PLACE + GAP
    room = max(20, width - left)
    text, free = _head(said, width, room)
    if not said.words:
        return text
    words = f"“{plain(said.words).strip('“”')}”"
    if most == 1 and free >= ENOUGH:
        words = textwrap.shorten(words, free, placeholder="…”")
    if Text(words).cell_len <= free:
        return text.append(f"{'':{GAP}}{words}", "dim")
    for line in textwrap.wrap(words, room, max_lines=most, placeholder="…”"):
        text.append(f"\n{'':{left}}{line}", "dim")
    return text


def _head(said: Statement, width: int, room: int) -> tuple[Text, int]:
    """What a statement says, with its place before it (after it, in a narrow terminal), and how
    many columns are free beside it."""
    place = where(said.place)
    lines = textwrap.wrap(plain(said.says) + ("" if said.sure else "?"), room) or [""]
    free = room - Text(lines[0]).cell_len - GAP if len(lines) == 1 else 0
    if width >= NARROW:
        indent = f"\n{'':{PLACE + GAP}}"
        return Text.assemble(
            (f"{place:>{PLACE}}{'':{GAP}}", "dim"), (indent.join(lines), "bold")
        ), free
    indent = f"\n{'':{GAP}}"
    text = Text.assemble(" " * GAP, (indent.join(lines), "bold"))
    beside = Text(lines[-1]).cell_len + GAP + len(place) <= room
    text.append(f"{'':{GAP}}{place}" if beside else indent + place, "dim")
    return text, free - len(place) - GAP


def world_page(title: Text, sections: Sequence[Section], width: int) -> RenderableType:
    """All sections that hold something, under their names."""
    parts: list[RenderableType] = [title]
    for name, statements, more, command in sections:
        if not statements:
            continue
        parts += [Text(""), Text(TITLES[name], "yellow")]
        parts += [statement_text(said, width, 1 if name in BRIEF else LINES) for said in statements]
        if more > 0:
            parts.append(Text(f"{'':{GAP}}and {more:,} more: fabula {command}", "dim"))
    if len(parts) == 1:
        parts += [Text(""), Text("Nothing is told that could be kept.")]
    return Group(*parts)
