"""Which files make a work: those named, and those of known kinds in the folders named."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from fabula.errors import NoStory, UnreadableInput
from fabula.formats import limits
from fabula.formats.sniff import SUFFIXES

_DIGITS = re.compile(r"(\d+)")


def shown(path: Path) -> str:
    """A path in words that can be written down: its name may hold bytes that are no characters."""
    return os.fsencode(path).decode("utf-8", "replace")


def story_files(paths: Sequence[str | Path]) -> tuple[Path, ...]:
    """The files of one work, in order: as given, and within a folder in natural order.

    Raises NoStory for no paths and for a folder without stories.
    """
    files: list[Path] = []
    for given in map(Path, paths):
        if not given.is_dir():
            files.append(given)
            continue
        found = sorted(_in_folder(given), key=lambda p: natural(str(p.relative_to(given))))
        if not found:
            kinds = ", ".join(sorted(SUFFIXES))
            raise NoStory(
                f"{shown(given)}: no stories in this folder; "
                f"files of these kinds are read: {kinds}."
            )
        files += found
    if not files:
        raise NoStory("No files were given; name a story's file or a folder of its chapters.")
    if len(files) > limits.FILES:
        raise UnreadableInput(
            f"{len(files)} files are too many for one work ({limits.FILES} at most)."
        )
    return tuple(files)


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts `chapter2` before `chapter10`."""
    parts = _DIGITS.split(name.casefold())
    return tuple((1, int(p), "") if p.isdecimal() else (0, 0, p) for p in parts if p)


def _in_folder(folder: Path) -> Iterator[Path]:
    """Files of known kinds in a folder and the folders in it, without hidden ones."""

    def refuse(error: OSError) -> None:
        reason = (error.strerror or "it cannot be read").lower()
        where = Path(os.fsdecode(error.filename or folder))
        raise UnreadableInput(f"{shown(where)}: {reason}; check who owns the folder.")

    for where, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [f for f in folders if not f.startswith(".")]
        for name in names:
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                yield Path(where, name)
