"""`fabula library corrections`: what was said of a work, taken from a file and written to one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fabula.cli.arguments import as_json
from fabula.cli.asked import note
from fabula.cli.guard import DONE, FINDINGS
from fabula.cli.library import a_work, chosen, in_library

if TYPE_CHECKING:
    from fabula.library.corrections import Kept


@click.command()
@a_work
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="First say all that a corrections file says.",
)
@click.option("--undo", type=int, metavar="N", help="First take back what is listed as N.")
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write a corrections file, to share.",
)
@in_library
@as_json
def corrections(
    name: str,
    source: Path | None,
    undo: int | None,
    file: Path | None,
    path: Path | None,
    as_json: bool,
) -> int:
    """List what was said of WORK and how it stands with each."""
    from fabula.library import Library
    from fabula.library import corrections as said

    changes = source is not None or undo is not None
    with Library.open(path, write=changes) as opened:
        work = chosen(opened, (name,))[0].id
        if source is not None:
            note(f"{said.take(opened, work, source)} new corrections were taken from {source}.")
        if undo is not None:
            for sentence in said.undo(opened, work, undo).sentences:
                note(sentence)
        if file is not None:
            said.share(opened, work, file)
        return _list(said.corrections(opened, work), as_json)


def _list(kept: Sequence[Kept], as_json: bool) -> int:
    """Number, what was said, and why it does not apply where it does not."""
    from fabula.cli import output
    from fabula.story.saying import in_words

    if as_json:
        output.show_json_list(kept)
    elif kept:
        output.lines(
            f"{k.id}\t{output.plain(in_words(k.correction))}\t{k.message}".rstrip() for k in kept
        )
    else:
        note("nothing was said of this work so far.")
    return FINDINGS if any(k.state == "lost" for k in kept) else DONE
