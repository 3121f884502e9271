"""The library as plain files that any program can read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from fabula.errors import FabulaError
from fabula.formats.exports.whole import write_whole
from fabula.library.model import Work

if TYPE_CHECKING:
    from fabula.library.works import Library

_ODD = re.compile(r"[^\w-]+")


def export(library: Library, folder: Path) -> list[Path]:
    """Write every work's export into a folder, which is made if need be; gives the paths."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise FabulaError(f"{folder}: cannot be made ({error.strerror}).") from error
    written: list[Path] = []
    for work in library.works():
        path = folder / f"{name_of(work)}.json"
        write_whole({path: library.story(work.id).json_pieces()})
        written.append(path)
    return written


def name_of(work: Work) -> str:
    """What a work's files are called: its number and the first words of its title."""
    title = _ODD.sub("-", work.title or "").strip("-")[:60]
    return f"{work.id}-{title}" if title else str(work.id)
