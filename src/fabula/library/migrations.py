"""The library's tables, made and changed step by step. Each step is a function with a number, runs
in a transaction of its own and leaves its receipt in the table `migrations`.

A new step goes to the end of `STEPS`; one that has been released is never changed.
"""

from __future__ import annotations

import glob
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from fabula.errors import LibraryUnusable
from fabula.library.place import beside, make_private

OURS = 0x46414255  # "FABU": the mark of a library among SQLite files

_ANOTHER = "name another file in FABULA_LIBRARY"

Step = Callable[[sqlite3.Connection], None]


def works(db: sqlite3.Connection) -> None:
    """Works and their texts; what has been read of them: annotations of passages, stretches of the
    ledger. All that belongs to a work goes with it. `text_by` and `read_by` are the versions of
    Fabula that made its text from its file and that read it, `mend` whether mojibake was mended."""
    run(
        db,
        """
        create table works (
            id integer primary key autoincrement,
            key text not null unique,
            title text,
            authors text not null,
            series text not null,
            language text,
            url text,
            words integer not null,
            chapters integer not null,
            length integer not null,
            read_to integer not null default 0,
            read_by text not null default '',
            text_by text not null,
            mend integer not null,
            revision integer not null default 1,
            position integer not null default 0,
            furthest integer not null default 0,
            opened real,
            added real not null,
            updated real not null,
            new_from integer
        );
        create table texts (
            work integer primary key references works on delete cascade,
            body blob not null,
            prints blob not null
        );
        create table sources (
            work integer not null references works on delete cascade,
            number integer not null,
            path text not null,
            sha256 text not null,
            primary key (work, number)
        );
        create index sources_sha256 on sources (sha256);
        create table given (
            work integer not null references works on delete cascade,
            number integer not null,
            path text not null,
            primary key (work, number)
        );
        create table annotations (
            work integer not null references works on delete cascade,
            key blob not null,
            body blob not null
        );
        create unique index annotations_key on annotations (work, key);
        create table stretches (
            work integer not null references works on delete cascade,
            link blob not null,
            body blob not null
        );
        create unique index stretches_link on stretches (work, link);
        """,
    )


def search(db: sqlite3.Connection) -> None:
    """Which paragraphs have which words, and where they stand (library/words.py)."""
    run(
        db,
        """
        create table paragraphs (
            id integer primary key,
            work integer not null references works on delete cascade,
            start integer not null,
            "end" integer not null
        );
        create index paragraphs_work on paragraphs (work, start);
        create virtual table indexed using fts5 (
            text, content = '', tokenize = "unicode61 remove_diacritics 2"
        );
        create virtual table terms using fts5vocab (indexed, row);
        """,
    )


def notes(db: sqlite3.Connection) -> None:
    """The reader's highlights and notes: `anchor` are the words that one holds on to (JSON),
    `start` and `end` where these stand now, null where they are gone; `made_at` are the last words
    that its maker had read, `seen` where these end."""
    run(
        db,
        """
        create table notes (
            id integer primary key autoincrement,
            work integer not null references works on delete cascade,
            anchor text not null,
            note text not null,
            colour text not null,
            made integer not null,
            made_at text not null,
            seen integer not null,
            start integer,
            "end" integer
        );
        create index notes_work on notes (work, start);
        """,
    )


def series(db: sqlite3.Connection) -> None:
    """Works that a reader has joined as one, or taken out of what their sources call a series; and
    what the reader says of people in two works, by words that mention them (JSON)."""
    run(
        db,
        """
        create table series (
            id integer primary key autoincrement,
            name text not null,
            made real not null
        );
        create table parts (
            work integer primary key references works on delete cascade,
            series integer references series on delete cascade,
            place integer not null
        );
        create index parts_series on parts (series, place);
        create table people (
            id integer primary key autoincrement,
            work integer not null references works on delete cascade,
            this text not null,
            other integer not null references works on delete cascade,
            that text not null,
            same integer not null,
            made_at text not null,
            made real not null
        );
        create index people_work on people (work);
        create index people_other on people (other);
        """,
    )


def corrections(db: sqlite3.Connection) -> None:
    """What readers say against the reading of a work, in the order of saying (JSON)."""
    run(
        db,
        """
        create table corrections (
            id integer primary key autoincrement,
            work integer not null references works on delete cascade,
            body text not null,
            made real not null
        );
        create index corrections_work on corrections (work);
        """,
    )


STEPS: tuple[Step, ...] = (works, search, notes, series, corrections)


def version(db: sqlite3.Connection) -> int:
    """How many steps a database has gone."""
    return int(db.execute("pragma user_version").fetchone()[0])


def look(path: Path) -> None:
    """Refuse, by its first bytes alone, what is no database and what a newer version has made. An
    empty file is a library about to be."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise LibraryUnusable(f"{path}: {reason}; check the library's file.") from None
    if head and not head.startswith(b"SQLite format 3\0"):
        raise LibraryUnusable(f"{path}: this is not a library; {_ANOTHER}.")
    if int.from_bytes(head[68:72], "big") == OURS:
        _refuse_newer(path, int.from_bytes(head[60:64], "big"))


def check(db: sqlite3.Connection, path: Path) -> None:
    """Refuse an open database that is another program's, or whose log says that it is newer."""
    tables = db.execute("select count(*) from sqlite_master").fetchone()[0]
    if tables and db.execute("pragma application_id").fetchone()[0] != OURS:
        raise LibraryUnusable(f"{path}: another program's file, not a library; {_ANOTHER}.")
    _refuse_newer(path, version(db))


def _refuse_newer(path: Path, version: int) -> None:
    if version > len(STEPS):
        raise LibraryUnusable(
            f"{path}: a newer version of Fabula made this library; install that version to use it."
        )


def is_old(db: sqlite3.Connection) -> bool:
    """Whether steps are missing."""
    return version(db) < len(STEPS)


def migrate(db: sqlite3.Connection, path: Path) -> None:
    """Go the steps that are missing. A library that holds something is copied first, to a file
    beside it that is named after its version."""
    begun = version(db)
    if 0 < begun < len(STEPS) and db.execute("select count(*) from works").fetchone()[0]:
        _copy(db, beside(path, f".version-{begun}"))
    for number in range(begun, len(STEPS)):
        _go(db, number)


def _go(db: sqlite3.Connection, number: int) -> None:
    db.execute("begin immediate")
    try:
        db.execute(
            "create table if not exists migrations"
            " (number integer primary key, name text not null, done real not null)"
        )
        STEPS[number](db)
        receipt = (number + 1, STEPS[number].__name__, time.time())
        db.execute("insert into migrations values (?, ?, ?)", receipt)
        db.execute(f"pragma application_id = {OURS}")
        db.execute(f"pragma user_version = {number + 1}")
        db.execute("commit")
    except BaseException:
        db.execute("rollback")
        raise


def _copy(db: sqlite3.Connection, path: Path) -> None:
    path.unlink(missing_ok=True)  # of a migration that was broken off
    make_private(path)
    copy = sqlite3.connect(path)
    try:
        db.backup(copy)
    finally:
        copy.close()


def remove_copies(path: Path) -> None:
    """Remove the copies that migrations of a library have left: they hold what was forgotten."""
    for copy in path.parent.glob(glob.escape(path.name) + ".version-*"):
        copy.unlink(missing_ok=True)


def run(db: sqlite3.Connection, script: str) -> None:
    """Statements one by one: sqlite3's own `executescript` would end the transaction first."""
    for statement in script.split(";"):
        if statement.strip():
            db.execute(statement)
