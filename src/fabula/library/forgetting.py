"""Forgetting a work, so that nothing of it stays."""

from __future__ import annotations

from fabula.library import following, rows
from fabula.library.database import Database


def forget(db: Database, work: int) -> None:
    """Remove a work, its text, what was read and said of it; all tables that name it go along.
    Raises FabulaError where there is none of that number."""
    text = rows.text_of(db, work)
    with db.writing() as writing:
        following.forgotten(writing, work, text)
        writing.execute("delete from works where id = ?", (work,))
    db.scrub()
