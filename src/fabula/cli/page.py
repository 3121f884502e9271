"""Pages for people: what rich prints for an overview, a cast, a report. Nothing here prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from fabula.cli.output import plain
from fabula.cli.overview import Member, Overview, where
from fabula.formats.shapes import called

MOST = 12  # of the cast, on the page of `fabula read`
NAME, SPEECH, FIRST, GAP = 24, 6, 12, 2  # columns of the cast, at most
INDENT = (0, 0, 0, 2)


def overview_page(overview: Overview, width: int) -> RenderableType:
    """The page of `fabula read`."""
    parts: list[RenderableType] = [_title(overview), Text("")]
    parts += [Padding(Text(line), INDENT) for line in figures(overview)]
    if overview.cast:
        parts += [Text(""), Padding(cast_table(overview.cast[:MOST], width - GAP), INDENT)]
        if len(overview.cast) > MOST:
            more = f"and {len(overview.cast) - MOST:,} more: fabula cast"
            parts.append(Padding(Text(more, "dim"), INDENT))
    else:
        parts += [Text(""), Padding(Text("Nobody is told of."), INDENT)]
    for notice in overview.notices:
        parts += [Text(""), Padding(_notice(notice.message), INDENT)]
    return Group(*parts)


def _title(overview: Overview) -> Text:
    title = Text(plain(overview.title or "Untitled"), style="bold")
    if not overview.title and overview.files:
        title.append(f" ({plain(', '.join(map(_file, overview.files[:2])))}", style="not bold")
        title.append(", …)" if len(overview.files) > 2 else ")", style="not bold")
    if overview.authors:
        title.append(f"\nby {plain(', '.join(overview.authors))}", style="not bold")
    return title


def _file(path: str) -> str:
    return "standard input" if path == "-" else PurePath(path).name


def figures(overview: Overview) -> Iterator[str]:
    """What can be counted, in two lines."""
    source = " and ".join(called(f) for f in overview.formats)
    kind = f"{source}, {overview.language}" if overview.language else source
    yield plain(
        f"{kind} · {count(overview.chapters, 'chapter')} · {count(overview.scenes, 'scene')}"
        f" · {count(overview.words, 'word')}"
    )
    if not overview.quotations:
        yield "no quotations"
        return
    share = percent(overview.with_speaker / overview.quotations)
    guessed = f", {overview.guessed:,} of them a guess" if overview.guessed else ""
    yield (
        f"{count(overview.quotations, 'quotation')}, "
        f"{overview.with_speaker:,} with a speaker ({share}){guessed}"
    )


def cast_table(cast: Sequence[Member], width: int) -> Table:
    """A row for each of the cast, no wider than `width`."""
    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="dim")
    names = [Text(plain(member.label), "bold") for member in cast]
    longest = min(max(len("cast"), *(name.cell_len for name in names)), NAME, width // 3)
    room = width - longest - SPEECH - FIRST - 3 * GAP
    others = [_aliases(member.aliases, room) for member in cast]
    shows_others = room >= len("also called") and any(others)
    table.add_column("cast", width=longest, overflow="ellipsis", no_wrap=True)
    if shows_others:
        table.add_column("also called", no_wrap=True)
    table.add_column("speech", justify="right", width=SPEECH)
    table.add_column("first seen", no_wrap=True)
    for member, name, other in zip(cast, names, others, strict=True):
        share = percent(member.share) if member.quotations else ""
        table.add_row(name, *([other] if shows_others else []), share, where(member.first))
    return table


def _aliases(aliases: list[str], room: int) -> Text:
    """As many other names as there is room for, whole, and a sign that there are more."""
    shown = Text(plain(", ".join(aliases)))
    kept = len(aliases)
    while kept and shown.cell_len > room:
        kept -= 1
        shown = Text(plain(", ".join([*aliases[:kept], "…"])))
    return shown


def _notice(message: str) -> Text:
    return Text.assemble(("Note: ", "yellow"), plain(message))


def percent(part: float) -> str:
    """A share in whole percent; what is there at all is never nothing."""
    return "<1%" if 0 < part < 0.01 else f"{part:.0%}"


def count(number: int, noun: str) -> str:
    """`1 chapter`, `2 chapters`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
