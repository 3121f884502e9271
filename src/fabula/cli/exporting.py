"""Where an export goes: standard output, a file, or several files in a folder."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fabula.cli.arguments import Asked
from fabula.cli.asked import note, spare

if TYPE_CHECKING:
    from fabula.stories import Story

_OUTPUT = ("-o", "--output")


class Exporting(click.Command):
    """A command that takes `--to booknlp DIR` for `--to booknlp -o DIR`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, with_output(args))


def with_output(args: Sequence[str]) -> list[str]:
    """`args` with `-o` before the folder that follows `--to booknlp`; as they are where they have
    an `-o` already."""
    found = list(args)
    if any(arg.startswith(_OUTPUT) for arg in args):
        return found
    for i, arg in enumerate(args, 1):
        to = arg == "--to=booknlp" or (arg == "booknlp" and i > 1 and args[i - 2] == "--to")
        if to and i < len(args) and not args[i].startswith("-") and args[i]:
            return [*args[:i], "-o", *args[i:]]
    return found


def destination(
    to: str, output: Path | None, book_id: str | None, tokens: bool, asked: Asked
) -> Path | None:
    """The folder to write to, None for a format that is one file. Raises UsageError where the
    format, `output`, `book_id` and `tokens` do not go together."""
    from fabula.formats.exports.booknlp import paths

    if tokens and to in ("epub", "html"):
        raise click.UsageError("--tokens is for --to json; a book for readers has none.")
    if to == "booknlp":
        if output is None:
            raise click.UsageError("BookNLP's are four files; name a folder: --to booknlp DIR.")
        if output.exists() and not output.is_dir():
            raise click.UsageError(f"{output} is a file; --to booknlp writes to a folder.")
        if book_id is not None:
            paths(output, book_id)  # refused before the story is read
        return output
    if book_id is not None:
        raise click.UsageError("--id names the files of --to booknlp; name this one with -o FILE.")
    if to == "epub" and output is None and _is_terminal():
        raise click.UsageError("A book is no text for a terminal; name a file: -o BOOK.epub.")
    if output and output.is_dir():
        raise click.UsageError(f"{output} is a folder; choose a file to write to.")
    if output:
        spare(output, asked)
    return None


def pieces(story: Story, to: str, tokens: bool, asked: Asked) -> Iterable[bytes]:
    """The bytes of a format that is one file."""
    match to:
        case "epub":
            return [story.to_epub(asked.as_of)]
        case "html":
            return story.html_pieces(asked.as_of)
        case _:
            return story.json_pieces(asked.as_of, tokens)


def write_booknlp(story: Story, folder: Path, book_id: str | None, asked: Asked) -> None:
    """Write BookNLP's files; say which of them were there and are replaced."""
    from fabula.formats.exports import booknlp

    called = booknlp.default_id(story.text.sources) if book_id is None else book_id
    paths = booknlp.paths(folder, called)
    for path in paths:
        spare(path, asked)
    there = [path.name for path in paths if path.exists()]
    story.to_booknlp(folder, called, asked.as_of)
    if there:
        note(f"replaced {', '.join(there)} in {folder}.")


def _is_terminal() -> bool:
    return sys.stdout.isatty()
