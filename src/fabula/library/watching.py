"""Looking at folders again and again: which of their works are new or have changed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from fabula.formats.folder import lying_in
from fabula.library.finding import works_in

Signature = tuple[tuple[str, int, int], ...]
"""The files of a work: name, bytes, time of change (ns)."""


class Watch:
    """Some folders, as they were when they were last looked at."""

    def __init__(self, folders: Sequence[Path], known: bool = True) -> None:
        """What lies in the folders now is taken for known, or else is new to the first look."""
        self._folders = tuple(folders)
        self._last = self._signatures()
        self._known = dict(self._last) if known else {}

    def look(self) -> list[Path]:
        """The works that are new or changed since they were known, and are the same as at the last
        look: what is still being written is left for the next one.

        Raises UnreadableInput where a folder cannot be looked into.
        """
        now = self._signatures()
        settled = [p for p, s in now.items() if self._last.get(p) == s and self._known.get(p) != s]
        self._last = now
        return settled

    def known(self, path: Path) -> None:
        """A work is known as it was at the last look."""
        self._known[path] = self._last[path]

    def _signatures(self) -> dict[Path, Signature]:
        works = (path for folder in self._folders for path in works_in(folder).works)
        return {path: _signature(path) for path in works}


def _signature(path: Path) -> Signature:
    files = lying_in(path) if path.is_dir() else (path,)
    return tuple(sorted(_stat(file) for file in files))


def _stat(file: Path) -> tuple[str, int, int]:
    try:
        found = os.stat(file)
    except OSError:  # gone since it was found
        return str(file), -1, 0
    return str(file), found.st_size, found.st_mtime_ns
