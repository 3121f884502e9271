"""The command that draws a story's world, or says in words what the drawing shows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fabula.cli.arguments import Asked, reads_and
from fabula.cli.asked import ended, spare, told, world_of

if TYPE_CHECKING:
    from rich.console import RenderableType

    from fabula.pictures import Order, Table


@click.command()
@click.option(
    "--order",
    type=click.Choice(["telling", "story"]),
    default="telling",
    help="Scenes as they are told (by default), or as they happen.",
)
@click.option("--words", is_flag=True, help="Print a table of what the picture shows instead.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to FILE, whole or not at all, instead of standard output.",
)
@reads_and("PICTURE")
def picture(asked: Asked, name: str, order: Order, words: bool, output: Path | None) -> int:
    """Draw a storyline, presence, ties, speech or order, as SVG."""
    from fabula.cli.output import write
    from fabula.pictures import Look
    from fabula.pictures import picture as kind_called

    kind = kind_called(name)  # refused before the story is read
    if output is not None:
        spare(output, asked)
    with told(asked) as story:
        world, look = world_of(story, asked), Look(order, standalone=True)
        if words:
            _print(kind.table(world, look), output)
        else:
            write([kind.draw(world, look).encode(), b"\n"], output)
        return ended(story)


def _print(table: Table, output: Path | None) -> None:
    """A table for people, or lines with tabs for programs and files."""
    from fabula.cli.output import for_people, plain, show, write

    if output is None and for_people():
        show(lambda _width: _laid_out(table))
        return
    rows = [table.header, *(row.cells for row in table.rows)]
    write((("\t".join(map(plain, cells)) + "\n").encode() for cells in rows), output)


def _laid_out(table: Table) -> RenderableType:
    from rich import box
    from rich.table import Table as Laid
    from rich.text import Text

    from fabula.cli.output import plain

    laid = Laid(*table.header, box=box.SIMPLE_HEAD, caption=table.says, caption_justify="left")
    for row in table.rows:
        laid.add_row(*(Text(plain(cell)) for cell in row.cells))
    return laid
