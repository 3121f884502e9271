"""`fabula library`: many works in one file."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fabula.cli.arguments import as_json
from fabula.cli.asked import note
from fabula.cli.guard import DONE

if TYPE_CHECKING:
    from fabula.library import Library, Work

EVERY = 2.0  # seconds between two looks at the folders that are watched

in_library = click.option(
    "--library",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="PATH",
    help="The library's file, instead of your own.",
)
a_work = click.argument("name", metavar="WORK")
some_works = click.argument("names", metavar="[WORK...]", nargs=-1)


@click.group(invoke_without_command=True)
@click.pass_context
def library(context: click.Context) -> int:
    """Keep works in a library: add, list, update, read, search, forget.

    WORK is a work's number in the list, or words of its title.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
    return DONE


@library.command()
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--one", is_flag=True, help="All that is named is one work: chapters in order.")
@click.option("--mend", is_flag=True, help="Mend characters that a wrong encoding garbled.")
@click.option("--unread", is_flag=True, help="Only put them in; read them later.")
@click.option("--watch", is_flag=True, help="Stay, and add what is new or changed in the folders.")
@in_library
@as_json
def add(
    paths: tuple[Path, ...],
    one: bool,
    mend: bool,
    unread: bool,
    watch: bool,
    path: Path | None,
    as_json: bool,
) -> int:
    """Put works in and read them: files, and all works that lie in folders."""
    from fabula.cli import library_adding

    asked = library_adding.Adding(paths, one, mend, unread, path, as_json)
    if not watch:
        return library_adding.add(asked)
    if one:
        raise click.UsageError("--watch adds each work by itself; leave --one out.")
    return library_adding.watch(asked, EVERY, time.sleep)


@library.command("list")
@click.option(
    "--sort",
    type=click.Choice(["added", "title", "author", "words", "opened", "updated"]),
    default="added",
    show_default=True,
    help="In which order.",
)
@in_library
@as_json
def list_works(sort: str, path: Path | None, as_json: bool) -> int:
    """List the works, how far Fabula has read them, and where you are in each."""
    from fabula.cli import library_page, output

    with reading(path) as opened:
        works = library_page.in_order(opened.works(), sort)
    if as_json:
        output.show_json_list(works)
    elif not works:
        note("the library is empty; `fabula library add FILE` puts a story in.")
    else:
        library_page.show_works(works)
    return DONE


@library.command()
@some_works
@click.option("--unread", is_flag=True, help="Only put in what is new; read it later.")
@in_library
@as_json
def update(names: tuple[str, ...], unread: bool, path: Path | None, as_json: bool) -> int:
    """Look again at the files that works were added from, and put in what is new."""
    from fabula.cli import library_adding
    from fabula.library import Library

    with Library.open(path) as opened:
        works = [work.id for work in chosen(opened, names)] if names else None
        with library_adding.stepping("Looking") as step:
            results = list(library_adding.told(opened.update(works, step), quiet=as_json))
        return library_adding.ended(opened, results, unread, as_json)


@library.command()
@some_works
@in_library
def read(names: tuple[str, ...], path: Path | None) -> int:
    """Read what is not read yet of some works, or of all. What is finished is kept at once."""
    from fabula.cli import library_adding
    from fabula.library import Library

    with Library.open(path) as opened:
        library_adding.read_all(opened, chosen(opened, names) if names else opened.works())
    return DONE


@library.command()
@click.argument("names", metavar="WORK...", nargs=-1, required=True)
@in_library
@as_json
def forget(names: tuple[str, ...], path: Path | None, as_json: bool) -> int:
    """Remove works with all that was read and said of them, and the cache of other commands."""
    from fabula.cli import output
    from fabula.cli.library_page import called
    from fabula.library import Library

    with Library.open(path) as opened:
        works = chosen(opened, names)
        for work in works:
            opened.forget(work.id)
    if as_json:
        output.show_json_list({"id": work.id, "title": work.label} for work in works)
    else:
        output.lines(f"Forgotten: {called(work)}." for work in works)
    return DONE


@library.command()
@click.argument("file", type=click.Path(path_type=Path))
@in_library
def backup(file: Path, path: Path | None) -> int:
    """Copy the whole library to a new file."""
    from fabula.cli.output import plain

    with reading(path) as opened:
        opened.backup(file)
    click.echo(f"Copied to {plain(str(file))}.")
    return DONE


@library.command()
@click.argument("folder", type=click.Path(path_type=Path))
@in_library
def export(folder: Path, path: Path | None) -> int:
    """Write all that the library holds into a folder, as files that any program can read."""
    from fabula.cli.library_adding import stepping
    from fabula.cli.output import plain
    from fabula.library import Library

    with Library.open(path) as opened, stepping("Writing") as step:
        written = opened.export(folder, step)
    click.echo(f"Wrote {len(written):,} files into {plain(str(folder))}.")
    return DONE


def chosen(opened: Library, names: Sequence[str]) -> list[Work]:
    """The works that names mean. Raises FabulaError where one means none, or several."""
    from fabula.cli.library_page import called
    from fabula.errors import FabulaError

    works, found = opened.works(), []
    for name in names:
        means = meant(works, name)
        if len(means) != 1:
            these = f"; it may be {' or '.join(called(w) for w in means[:4])}" if means else ""
            what = "means several works" if means else "is no work of the library"
            raise FabulaError(f"{name!r} {what}{these}; name one by its number in the list.")
        found += means
    return list(dict.fromkeys(found))


def meant(works: Iterable[Work], name: str) -> list[Work]:
    """The works of that number; of words, those called just so, or else that have them in it."""
    works = list(works)
    if name.isdecimal():
        return [work for work in works if work.id == int(name)]
    titles = [(work, work.label.casefold()) for work in works]
    name = name.casefold()
    return [w for w, title in titles if title == name] or [w for w, t in titles if name in t]


def reading(path: Path | None) -> Library:
    from fabula.library import Library

    return Library.open(path, write=False)
