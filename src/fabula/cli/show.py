"""Printing what was read: for people through rich, for programs as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click
import msgspec

from fabula.cli import output
from fabula.cli import overview as counted
from fabula.cli.overview import Spoken
from fabula.errors import FabulaError
from fabula.formats.report import report as report_on
from fabula.story.corrections import Lost
from fabula.story.naming import called, nobody
from fabula.story.text import Notice
from fabula.story.world import World

UNKNOWN = "?"


def read(
    world: World,
    lost: Iterable[Lost],
    notices: Iterable[Notice] = (),
    *,
    report: bool = False,
    as_json: bool = False,
) -> None:
    """Print the page of `fabula read`; `notices` are those of the text and of its reading."""
    overview = counted.overview(world, lost, notices)
    rows = report_on(world.text) if report else ()
    if as_json:
        shown = msgspec.structs.asdict(overview)
        output.show_json({**shown, "report": [r._asdict() for r in rows]} if report else shown)
        return
    from fabula.cli.page import overview_page

    output.show(lambda width: overview_page(overview, width))
    if rows:
        from fabula.cli.lines import row_line, row_text

        click.echo()
        output.show_lines(rows, row_text, row_line)


def cast(world: World, *, as_json: bool = False) -> None:
    """Print the cast."""
    members = counted.cast(world, world.quotations())
    if as_json:
        output.show_json_list(members)
        return
    from fabula.cli.page import cast_table

    if members:
        output.show(lambda width: cast_table(members, width))
    else:
        click.echo("Nobody is told of.", err=True)


def quotes(world: World, speaker: str | None = None, *, as_json: bool = False) -> None:
    """Print the quotations, or those of one speaker."""
    found = _said_by(world, speaker) if speaker else counted.spoken(world)
    if as_json:
        output.show_json_list(found)
    else:
        from fabula.cli.lines import quote_line, quote_text

        output.show_lines(found, quote_text, quote_line)


def _said_by(world: World, speaker: str) -> Iterator[Spoken]:
    wanted: set[str | None] = {None}
    if speaker != UNKNOWN:
        wanted = {entity.id for entity in called(world, speaker)}
        if not wanted:
            raise FabulaError(nobody(speaker))
    return (quote for quote in counted.spoken(world) if quote.speaker in wanted)
