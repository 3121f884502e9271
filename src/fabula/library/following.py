"""What follows a work wherever it goes: the other tables that have something to say of it.

One place, so that neither storing a text nor reading it knows of notes, search or corrections.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from fabula.library import corrections as said
from fabula.library import notes, words
from fabula.library.database import Database
from fabula.story.corrections import Correction
from fabula.story.text import Text


def text_kept(db: sqlite3.Connection, work: int, text: Text, old: Text | None = None) -> None:
    """A work has a new text, in place of an old one where it had one. Within the transaction that
    stores it, its words are made findable, its notes and corrections find their places again."""
    words.fill(db, work, text, old)
    if old is not None:
        notes.carry(db, work, text)
        said.carry(db, work, text)


def forgotten(db: sqlite3.Connection, work: int, old: Text) -> None:
    """A work and its text go: within the transaction that removes them, what no foreign key takes
    along."""
    words.empty(db, work, old)


def indexed_anew(db: sqlite3.Connection, texts: Mapping[int, Text]) -> None:
    """The words of these works are made findable, and no others."""
    db.execute("delete from paragraphs")
    db.execute("insert into indexed (indexed) values ('delete-all')")
    for work, text in texts.items():
        words.fill(db, work, text)


def corrections(db: Database, work: int) -> tuple[Correction, ...]:
    """What the reader has said of a work, in the order of saying; it is read with that."""
    return said.of(db, work)
