"""The library as plain files that any program can read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from fabula.errors import FabulaError
from fabula.formats.exports.whole import write_whole
from fabula.library import corrections, notes, notes_out, parts, sayings
from fabula.library.model import Work
from fabula.story.corrections import Corrections

if TYPE_CHECKING:
    from fabula.library.works import Library

_ODD = re.compile(r"[^\w-]+")
_TITLE = 60  # characters of a title in a file's name


def export(
    library: Library, folder: Path, step: Callable[[int, int, str], None] | None = None
) -> list[Path]:
    """Write into a folder, which is made if need be, of every work its export, and its corrections
    and notes where it has any; `library.json`, the list of works with the reader's places; and
    `series.json`, which of them are series and who is said to be who in them. Gives the paths.
    Each file is there whole or not at all; a file of the same name is replaced.

    Raises FabulaError where the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise FabulaError(f"{folder}: cannot be made ({error.strerror}).") from error
    works = library.works()
    whole = {folder / "library.json": [_pretty(works)]}
    if found := parts.all_series(library):
        said = {"series": found, "people": sayings.listed(library)}
        whole[folder / "series.json"] = [_pretty(said)]
    written = list(_written(whole))
    for done, work in enumerate(works):
        if step:
            step(done, len(works), work.label)
        written += _written(dict(_files(library, work, folder)))
    return written


def _written(files: Mapping[Path, Iterable[bytes]]) -> Iterable[Path]:
    write_whole(files)
    return files


def _files(library: Library, work: Work, folder: Path) -> Iterator[tuple[Path, Iterable[bytes]]]:
    name = name_of(work)
    yield folder / f"{name}.json", library.story(work.id).json_pieces()
    if said := corrections.of(library.db, work.id):
        yield folder / f"{name}.corrections.json", [_pretty(Corrections(corrections=said))]
    if notes.listed(library, work.id):
        yield folder / f"{name}.notes.md", [notes_out.written(library, "markdown", work.id)]
        yield folder / f"{name}.notes.json", [notes_out.written(library, "w3c", work.id)]


def name_of(work: Work) -> str:
    """What a work's files are called: its number and the first letters of its title."""
    title = _ODD.sub("-", work.label)[:_TITLE].strip("-")
    return f"{work.id}-{title}" if title else str(work.id)


def _pretty(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
