"""`fabula library search` and `fabula library notes`: words of the works, words of their reader."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fabula.cli.arguments import as_json
from fabula.cli.asked import note
from fabula.cli.guard import DONE
from fabula.cli.library import chosen, in_library, reading

if TYPE_CHECKING:
    from fabula.library.notes import Note
    from fabula.library.notes_out import Form
    from fabula.library.searching import Found


@click.command()
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@click.option("--in", "name", metavar="WORK", help="Only in this work.")
@click.option("--beyond", is_flag=True, help="Also beyond the place that you have read to.")
@click.option(
    "--most", type=click.IntRange(min=1), default=50, metavar="N", help="N sentences at most."
)
@in_library
@as_json
def search(
    words: tuple[str, ...],
    name: str | None,
    beyond: bool,
    most: int,
    path: Path | None,
    as_json: bool,
) -> int:
    """Find the sentences that have all WORDS, in all works, as far as you have read each."""
    from fabula.cli import output
    from fabula.library import searching

    with reading(path) as opened:
        work = chosen(opened, (name,))[0].id if name else None
        found = searching.search(opened, _query(words), work, beyond, most)
    if as_json:
        output.show_json_list(found)
    elif not found:
        note("no sentence has all of that" + ("." if beyond else ", as far as you have read."))
    else:
        _show(found)
    return DONE


def _query(words: Sequence[str]) -> str:
    """Several words in one argument are a phrase, unless they are a query of their own."""
    return " ".join(f'"{w}"' if " " in w and '"' not in w and ":" not in w else w for w in words)


def _show(found: list[Found]) -> None:
    from rich.text import Text

    from fabula.cli import output
    from fabula.cli.library_lines import found_line, found_text

    out = output.console()
    if not out.is_terminal:
        output.lines(map(found_line, found))
        return
    for _, hits in groupby(found, key=lambda hit: hit.work):
        first, *others = hits
        out.print(Text(f"{output.plain(first.title)} ({first.work})", "bold"))
        for hit in (first, *others):
            out.print(found_text(hit, out.width))


@click.command()
@click.argument("name", metavar="[WORK]", required=False)
@click.option(
    "--to",
    "form",
    type=click.Choice(["markdown", "w3c"]),
    help="Write them all: for people, or as W3C Web Annotations.",
)
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With --to: write to FILE, whole or not at all, instead of standard output.",
)
@in_library
@as_json
def notes(
    name: str | None, form: str | None, file: Path | None, path: Path | None, as_json: bool
) -> int:
    """List your highlights and notes, of one work or of all, or write them out."""
    from fabula.cli import output
    from fabula.library import notes, notes_out

    if file and not form:
        raise click.UsageError("Nothing says in which form to write; add --to markdown or w3c.")
    with reading(path) as opened:
        work = chosen(opened, (name,))[0].id if name else None
        if form:
            to: Form = "w3c" if form == "w3c" else "markdown"
            output.write([notes_out.written(opened, to, work)], file)
            return DONE
        listed = notes.listed(opened, work)
        titles = {w.id: w.label for w in opened.works()}
    if as_json:
        output.show_json_list(listed)
    elif listed:
        output.lines(_note_line(one, titles[one.work]) for one in listed)
    else:
        note("there are no notes; words are highlighted on the page of `fabula serve`.")
    return DONE


def _note_line(one: Note, title: str) -> str:
    """Number, work, title, code point ("" where the words are gone), colour, words, note."""
    from fabula.cli.output import plain

    place = one.at.start if one.at else ""
    words = (plain(title), str(place), one.colour, plain(one.quote), plain(one.note))
    return "\t".join((str(one.id), str(one.work), *words))


COMMANDS = (search, notes)
