"""Adding to the library from the command line: what is done is said, and in the end how it went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from fabula.cli import output
from fabula.cli.asked import note
from fabula.cli.guard import DONE, FINDINGS, REFUSED
from fabula.cli.library_page import called, size
from fabula.cli.page import count
from fabula.cli.progress import Progress
from fabula.errors import LibraryUnusable
from fabula.formats.folder import is_loose_book
from fabula.library import Added, Library, Refused, Work
from fabula.library.finding import works_in
from fabula.library.watching import Watch

Result = Added | Refused


@dataclass(frozen=True, slots=True)
class Adding:
    """What to add, and how; `library` is the library's file if it is not the user's own."""

    paths: tuple[Path, ...]
    one: bool
    mend: bool
    unread: bool
    library: Path | None
    as_json: bool


def add(asked: Adding) -> int:
    """Put in all that is named and read it. The exit status says whether something was refused."""
    with Library.open(asked.library) as library:
        if asked.one:
            return _add_one(library, asked)
        works, others = _works(asked.paths)
        with stepping("Adding") as step:
            found = library.put_files(works, step, mend=asked.mend)
            results = list(told(found, quiet=asked.as_json))
        if others:
            note(f"{count(others, 'file')} of other kinds passed over.")
        return ended(library, results, asked.unread, asked.as_json)


def _add_one(library: Library, asked: Adding) -> int:
    from fabula.stories import text_of

    text = text_of(asked.paths, asked.mend)
    result = library.put(text, asked.paths, mend=asked.mend)
    results = list(told([result], quiet=asked.as_json))
    return ended(library, results, asked.unread, asked.as_json)


def watch(asked: Adding, every: float, wait: Callable[[float], Any]) -> int:
    """Add all that is named, then what comes or changes in the folders, until interrupted. Between
    two looks the library is closed, so that others may write in it."""
    look = Watch([path for path in asked.paths if path.is_dir()])
    with suppress(KeyboardInterrupt):
        add(asked)
        note("watching for new works; Ctrl-C ends it.")
        said: str | None = None
        while True:
            wait(every)
            new = look.look()
            try:
                if new:
                    _add_new(asked, look, new)
                    said = None
            except LibraryUnusable as error:  # another writer; they are found again next time
                if said != str(error):
                    note(str(error))
                said = str(error)
    return DONE


def _add_new(asked: Adding, look: Watch, new: list[Path]) -> None:
    with Library.open(asked.library) as library:
        results = list(told(library.put_files(new, mend=asked.mend), quiet=False))
        for path in new:
            look.known(path)
        if not asked.unread:
            read_all(library, _works_of(results))


def _works(paths: Iterable[Path]) -> tuple[list[Path], int]:
    """The works that are named and that lie in the folders named, and how many other files do."""
    works: list[Path] = []
    others = 0
    for path in paths:
        if path.is_dir() and not is_loose_book(path):
            found = works_in(path)
            works += found.works
            others += found.others
        else:
            works.append(path)
    return works, others


@contextmanager
def stepping(doing: str) -> Iterator[Callable[[int, int, str], None]]:
    """A bar over works, where somebody is looking."""
    bars: list[Progress] = []

    def step(done: int, count: int, _path: str) -> None:
        if not bars:
            bars.append(Progress(count, doing))
        bars[0].reached(done)

    try:
        yield step
    finally:
        for bar in bars:
            bar.__exit__(None, None, None)


def told(results: Iterable[Result], quiet: bool) -> Iterator[Result]:
    """What became of each, said as soon as it is known; what is unchanged is only counted."""
    for result in results:
        if isinstance(result, Refused):
            note(result.message)
        elif not quiet and result.outcome != "unchanged":
            click.echo(f"{result.outcome}: {called(result.work)}, {size(result.work)}")
            for notice in result.notices:
                note(notice.message)
        yield result


def ended(library: Library, results: list[Result], unread: bool, as_json: bool) -> int:
    """Read what was put in, unless it is to stay unread, and say how all went."""
    refused = [r for r in results if isinstance(r, Refused)]
    if not unread:
        read_all(library, _works_of(results))
    if as_json:
        output.show_json_list(_item(library, result) for result in results)
    else:
        click.echo(_summary(results))
    if not refused:
        return DONE
    return REFUSED if len(refused) == len(results) else FINDINGS


def read_all(library: Library, works: Iterable[Work]) -> None:
    """Read what is not read yet of each of some works."""
    unread = [work for work in works if not work.is_read]
    for done, work in enumerate(unread, 1):
        many = f" ({done}/{len(unread)})" if len(unread) > 1 else ""
        title = output.plain(work.label)[:40]
        with Progress(work.length, f"Reading {title}{many}") as progress:
            library.read_on(work.id, progress.reached)


def _works_of(results: Iterable[Result]) -> list[Work]:
    return [result.work for result in results if isinstance(result, Added)]


def _summary(results: list[Result]) -> str:
    """`3 added, 1 updated, 20 unchanged, 1 refused.`"""
    outcomes = [r.outcome if isinstance(r, Added) else "refused" for r in results]
    kinds = [k for k in ("added", "updated", "unchanged", "refused") if k in outcomes]
    said = ", ".join(f"{outcomes.count(kind):,} {kind}" for kind in kinds)
    return f"{said[0].upper()}{said[1:]}." if said else "Nothing to add: no works were found."


def _item(library: Library, result: Result) -> dict[str, Any]:
    if isinstance(result, Refused):
        return {"outcome": "refused", "path": result.path, "message": result.message}
    work = library.work(result.work.id)
    return {"outcome": result.outcome, "work": work, "notices": result.notices}
