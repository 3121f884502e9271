"""Storing a text: as a new work, as another text of one that is there, or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fabula.errors import FabulaError
from fabula.library import following, rows
from fabula.library.database import Database
from fabula.library.model import Added, Outcome
from fabula.library.prints import archive_key, prints, shared, text_key
from fabula.library.updating import Moves
from fabula.story.text import Notice, Text

ALIKE = 0.5  # the part of the smaller text's paragraphs above which two texts are one work's
PART = 0.5  # of the length; a text so much shorter, with nothing new, is a part of what is there


def put(db: Database, text: Text, given: Sequence[str | Path] = ()) -> Added:
    """Store a text at once, without reading it: found again by its archive's id, else by its
    paragraphs. Raises FabulaError for a part of a work that is there whole."""
    key = archive_key(text)
    work = _known(db, text, key)
    if work is None:
        return _added(db, text, key or _free(db, text_key(text)), given)
    old = rows.text_of(db, work)
    if old.text == text.text and old.blocks == text.blocks:
        return _same(db, work, old, text, given)
    mine, theirs = shared(prints(text), prints(old))
    if len(text.text) < PART * len(old.text) and theirs < ALIKE:
        return _part(db, work, mine, text)
    return _updated(db, work, old, text, key, given)


def _known(db: Database, text: Text, key: str | None) -> int | None:
    """Which work a text is of, if one is there."""
    row = db.row("select id from works where key = ?", key or text_key(text))
    if row:
        return int(row[0])
    own = prints(text)
    for work, kept, title, other in db.rows(
        "select works.id, prints, title, key from works join texts on work = works.id"
    ):
        if key and not other.startswith("text:"):
            continue  # two ids of archives are two works
        parts = shared(own, kept)
        same_title = title is None or text.meta.title is None or title == text.meta.title
        if (max if same_title else min)(parts) > ALIKE:
            return int(work)
    return None


def _free(db: Database, key: str) -> str:
    """A key that no work has."""
    taken = {k for (k,) in db.rows("select key from works where key like ? || '%'", key)}
    return next(k for k in (key, *(f"{key}-{n}" for n in range(2, 10**6))) if k not in taken)


def _added(db: Database, text: Text, key: str, given: Sequence[str | Path]) -> Added:
    with db.writing() as writing:
        work = rows.insert(writing, key, text)
        _keep(writing, work, text, given)
    return _told(db, work, "added", text)


def _same(db: Database, work: int, old: Text, text: Text, given: Sequence[str | Path]) -> Added:
    """Nothing new but, it may be, what the file says about the work and where it lies."""
    with db.writing() as writing:
        if old.meta != text.meta:
            rows.keep_text(writing, work, text)
            rows.retell(writing, work, text)
        rows.keep_sources(writing, work, text, given)
    return _told(db, work, "unchanged", text)


def _updated(
    db: Database, work: int, old: Text, text: Text, key: str | None, given: Sequence[str | Path]
) -> Added:
    before, moves = rows.one_work(db, work), Moves(old, text)
    moved: dict[str, Any] = {
        "position": moves.place(before.position),
        "furthest": moves.place(before.furthest),
    }
    fresh = moves.new_from()
    waiting = None if before.new_from is None else moves.place(before.new_from)
    moved["new_from"] = min((p for p in (fresh, waiting) if p is not None), default=None)
    with db.writing() as writing:
        rows.renew(writing, work, key or before.key, text, **moved)
        _keep(writing, work, text, given, old)
    return _told(db, work, "updated", text)


def _part(db: Database, work: int, mine: float, text: Text) -> Added:
    there = rows.one_work(db, work)
    if mine > ALIKE:
        said = Notice("part", "It is a part of what the library has; the longer text was kept.")
        return Added(there, "unchanged", (*text.notices, said))
    path = text.sources[0].path if text.sources else ""
    raise FabulaError(
        f"{path or 'the text'}: only a part of “{there.title or 'a work'}”, which is in the library"
        f" as work {there.id}; add the whole work's file, or forget that work first."
    )


def _keep(
    db: sqlite3.Connection,
    work: int,
    text: Text,
    given: Sequence[str | Path],
    old: Text | None = None,
) -> None:
    rows.keep_text(db, work, text)
    rows.keep_sources(db, work, text, given)
    following.text_kept(db, work, text, old)


def _told(db: Database, work: int, outcome: Outcome, text: Text) -> Added:
    return Added(rows.one_work(db, work), outcome, text.notices)
