"""What commands that read a story take: files, options, and what follows the files."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

Command = Callable[..., int]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which story to read, and how."""

    files: tuple[str, ...] = ()
    tags: bool = True
    cache: bool = True
    corrections: Path | None = None
    as_of: int | None = None
    mend: bool = False
    beside: bool = True  # read with the corrections that stand beside the story


_OPTIONS = (
    click.option(
        "--as-of",
        type=click.IntRange(min=0),
        metavar="P",
        help="Show only what is known at code point P of the text.",
    ),
    click.option(
        "--corrections",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Read with the corrections in FILE.",
    ),
    click.option(
        "--no-corrections", is_flag=True, help="Read without the corrections beside the story."
    ),
    click.option("--no-tags", is_flag=True, help="Leave the archive's tags unread."),
    click.option("--mend", is_flag=True, help="Mend characters that a wrong encoding garbled."),
    click.option("--no-cache", is_flag=True, help="Neither use nor fill the cache."),
)

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def reads(command: Command, arguments: str = "FILE...") -> Command:
    """A command that reads a story: its first argument is an `Asked`. `arguments` is what its help
    calls what is typed."""

    @functools.wraps(command)
    def asking(
        files: tuple[str, ...],
        as_of: int | None,
        corrections: Path | None,
        no_corrections: bool,
        no_tags: bool,
        mend: bool,
        no_cache: bool,
        **more: Any,
    ) -> int:
        if corrections and no_corrections:
            raise click.UsageError("--corrections and --no-corrections: choose one of them.")
        beside = not no_corrections
        asked = Asked(files, not no_tags, not no_cache, corrections, as_of, mend, beside)
        return command(asked, **more)

    files = click.argument("files", metavar=arguments, nargs=-1, required=True)
    for option in reversed((files, *_OPTIONS)):
        option(asking)
    return asking


def reads_and(last: str) -> Callable[[Command], Command]:
    """A command that reads a story and takes one more word or sentence after its files; its second
    argument. `last` is what its help calls that; in brackets it may be left out, and is None."""

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def split(asked: Asked, **more: Any) -> int:
            files, said = asked.files, None
            if len(files) > 1:
                files, said = files[:-1], files[-1]
            elif not last.startswith("["):
                raise click.UsageError(f"Missing {last} after the files.")
            return command(replace(asked, files=files), said, **more)

        return reads(split, f"FILE... {last}")

    return decorate


def reads_one_and(words: str) -> Callable[[Command], Command]:
    """A command that reads one file or folder, and takes all words after it: its second argument, a
    tuple. `words` is what its help calls them."""

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def split(asked: Asked, **more: Any) -> int:
            first, *rest = asked.files
            return command(replace(asked, files=(first,)), tuple(rest), **more)

        return reads(split, f"FILE {words}")

    return decorate
