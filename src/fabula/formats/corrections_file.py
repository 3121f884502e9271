"""What readers said of a story as a plain text file, to share and to keep under version control:
`{"schema": "fabula-corrections/1", "corrections": [...]}`, one below the other in the order of
saying. It holds what was said and nothing that was read.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from fabula.errors import FabulaError
from fabula.formats.exports.whole import write_whole
from fabula.story.corrections import Correction, Corrections, amiss

ENDING = ".corrections.json"


def beside(story: str | Path) -> Path:
    """The corrections file of a story: beside its file or folder, called like it. A story in two
    formats (`tale.epub`, `tale.txt`) has one: corrections hold on to words."""
    path = Path(story)
    path = path if path.name not in ("", ".", "..") else path.resolve()
    name = path.name if os.path.isdir(path) else path.stem
    return path.parent / f"{name}{ENDING}"


def found_beside(story: str | Path) -> Path | None:
    """The corrections file of a story, where there is one."""
    path = beside(story) if str(story) else None
    return path if path is not None and os.path.isfile(path) else None


def load_corrections(path: str | Path) -> tuple[Correction, ...]:
    """The corrections of a corrections file. Raises FabulaError if it is not one."""
    try:
        data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
        found = msgspec.json.decode(data, type=Corrections).corrections
    except OSError as error:
        raise FabulaError(f"{path}: cannot be read ({error.strerror}).") from error
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise FabulaError(f"{path}: not a corrections file ({error}).") from error
    for number, correction in enumerate(found, 1):
        if why := amiss(correction):
            raise FabulaError(f"{path}: correction {number} ({correction.do}) is not one: {why}.")
    return found


def save_corrections(path: str | Path, corrections: Sequence[Correction]) -> None:
    """Write a corrections file, whole or not at all. Raises FabulaError where it cannot be."""
    data = msgspec.json.encode(Corrections(corrections=tuple(corrections)))
    try:
        write_whole({Path(path): [msgspec.json.format(data, indent=2), b"\n"]})
    except OSError as error:
        raise FabulaError(
            f"{path}: cannot be written ({error.strerror}); check the folder."
        ) from error
