"""Forgetting a work, so that nothing of it stays on disk."""

from __future__ import annotations

import sqlite3

from fabula.errors import FabulaError, LibraryUnusable
from fabula.library import following, rows
from fabula.library.database import Database
from fabula.library.migrations import remove_copies
from fabula.store.cache import Cache
from fabula.store.cache import default_path as cache_path


def forget(db: Database, work: int) -> None:
    """Remove a work, its text, and what was read and said of it. The copies that migrations have
    left go too, and the cache of other commands, which may hold what was read of it.

    Raises FabulaError where there is none of that number, and where another program's reading
    keeps traces of it in the file.
    """
    rows.one_work(db, work)
    with db.writing() as writing:
        _unindex(db, writing, work)
        writing.execute("delete from works where id = ?", (work,))
    remove_copies(db.path)
    _empty_cache()
    if not db.scrub():
        raise LibraryUnusable(
            f"{db.path}: the work is forgotten, but another program is reading in the library, and"
            " traces stay in its file until that program is closed."
        )


def _unindex(db: Database, writing: sqlite3.Connection, work: int) -> None:
    """Take its words out of what is searched; of a text that is damaged nobody knows which these
    are, so then the index is made anew without it."""
    try:
        following.forgotten(writing, work, rows.text_of(db, work))
    except LibraryUnusable:
        others = [w.id for w in rows.all_works(db) if w.id != work]
        following.indexed_anew(writing, {other: rows.text_of(db, other) for other in others})


def _empty_cache() -> None:
    try:
        path = cache_path()
    except FabulaError:
        return  # no home, no cache
    if path.exists():
        Cache(path).forget()
