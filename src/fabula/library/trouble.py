"""What SQLite says, in words for the person whose library it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fabula.errors import LibraryUnusable

_WORDS = {
    sqlite3.SQLITE_FULL: "the disk is full; free some space and try again, nothing is lost",
    sqlite3.SQLITE_BUSY: "another program keeps it locked; close that program and try again",
    sqlite3.SQLITE_LOCKED: "another program keeps it locked; close that program and try again",
    sqlite3.SQLITE_READONLY: "it cannot be written to; check who owns the file and its folder",
    sqlite3.SQLITE_PERM: "it cannot be written to; check who owns the file and its folder",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; check the file, its folder and who owns them",
    sqlite3.SQLITE_NOTADB: "this is not a library; name another file in FABULA_LIBRARY",
    sqlite3.SQLITE_CORRUPT: "the file is damaged; put a backup in its place",
    sqlite3.SQLITE_CONSTRAINT: "the work is no longer in the library; add it again to read it",
    sqlite3.SQLITE_IOERR: "the disk does not answer as it should; check it and try again",
}


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """What goes wrong in the database is raised as a LibraryUnusable that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise LibraryUnusable(f"{path}: {words(error)}.") from error


def words(error: sqlite3.Error) -> str:
    """What an error means and what can be done about it."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    known = _WORDS.get(code & 0xFF) if code is not None else None
    return known or f"the library cannot be used ({error}); make a backup of it and try again"
