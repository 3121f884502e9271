"""The library's one SQLite file: opened, migrated, read by many and written by one.

Reads and writes have a connection each, so that a page need not wait while a work is stored. Both
may be used by several threads. Every error is a FabulaError that says what to do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from fabula.errors import FabulaError, LibraryUnusable
from fabula.library.lock import WriterLock
from fabula.library.migrations import check, is_old, look, migrate
from fabula.library.place import beside, make_private
from fabula.library.trouble import in_words

PATIENCE = 5.0  # seconds to wait for a lock that another program holds for a moment

Row = tuple[Any, ...]


class Database:
    """The file, open for reading, and for writing too if it was asked for."""

    def __init__(self, path: Path, write: bool = True) -> None:
        """Open the library at `path`; for writing it is made, or migrated, if need be.

        Raises LibraryUnusable where it is not there or not a library, is a newer version's, or
        cannot be opened, and for a second writer.
        """
        self.path, self.write = path, write
        self._turn, self._reading, self._depth = RLock(), RLock(), 0
        self._lock: WriterLock | None = None
        self._writer: sqlite3.Connection | None = None
        self._reader: sqlite3.Connection | None = None
        try:
            with in_words(path):
                if write:
                    self._open_writer()
                elif not path.is_file():
                    raise LibraryUnusable(f"{path}: there is no library yet; add a story first.")
                self._reader = _readable(path)
        except BaseException:
            self.close()
            raise

    def _open_writer(self) -> None:
        make_private(self.path)
        self._lock = WriterLock(self.path)
        _looked_at(self.path).close()
        self._writer = _connection(self.path)
        migrate(self._writer, self.path)

    def rows(self, sql: str, *values: Any) -> list[Row]:
        """The rows of a query, as of the last finished transaction; none for a number that is
        larger than any of ours."""
        with self._reading, in_words(self.path):
            if self._reader is None:
                raise LibraryUnusable(f"{self.path}: the library has been closed; open it again.")
            try:
                return self._reader.execute(sql, values).fetchall()
            except OverflowError:
                return []

    def row(self, sql: str, *values: Any) -> Row | None:
        """The first row of a query, if there is one."""
        return next(iter(self.rows(sql, *values)), None)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it is kept on disk when the block ends, or nothing where it raises.
        Within another one it is a part of that. Read what was just written through it."""
        if self._writer is None:
            raise LibraryUnusable(f"{self.path}: the library is open for reading only.")
        with self._turn, in_words(self.path):
            if self._depth == 0:
                self._writer.execute("begin immediate")
            self._depth += 1
            try:
                yield self._writer
            except BaseException:
                self._ended(keep=False)
                raise
            self._ended(keep=True)

    def _ended(self, keep: bool) -> None:
        self._depth -= 1
        if self._writer is None or self._depth:
            return
        try:
            if keep:
                self._writer.execute("commit")
        finally:
            if self._writer.in_transaction:  # it failed, or was not to be kept
                self._writer.execute("rollback")

    def scrub(self) -> bool:
        """Let nothing that was deleted linger: give free pages back, empty the write-ahead log.
        False where another program is reading, and keeps it from being emptied."""
        if self._writer is None:
            return False
        with self._turn, self._reading, in_words(self.path):
            self._writer.executescript("pragma incremental_vacuum")  # `execute` frees one page
            busy, *_ = self._writer.execute("pragma wal_checkpoint(truncate)").fetchone()
        return not busy

    def backup(self, path: Path) -> None:
        """A whole copy, as of now, in a new private file. Raises FabulaError where one is there."""
        if path.exists():
            raise FabulaError(f"{path}: there is a file already; name another one for the backup.")
        make_private(path)
        try:
            own, copy = _closing(_probed(_address(self.path))), _closing(sqlite3.connect(path))
            with in_words(path), own as whole, copy as there:
                whole.backup(there)
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def close(self) -> None:
        """Close it; others may write then."""
        with self._turn, self._reading:
            for connection in (self._reader, self._writer):
                if connection is not None:
                    connection.close()
            self._reader = self._writer = None
        if self._lock:
            self._lock.release()
            self._lock = None


def _connection(path: Path) -> sqlite3.Connection:
    """A connection that writes durably and leaves nothing behind of what is deleted."""
    db = sqlite3.connect(path, timeout=PATIENCE, check_same_thread=False, isolation_level=None)
    for pragma in (
        "auto_vacuum = incremental",  # only a new file takes it
        "journal_mode = wal",
        "synchronous = full",  # a correction is there when its command has ended
        "secure_delete = on",
        "foreign_keys = on",
    ):
        db.execute(f"pragma {pragma}")
    return db


def _readable(path: Path) -> sqlite3.Connection:
    """A connection that only reads; an older library is brought up to date first."""
    db = _read_only(path)
    if is_old(db):
        db.close()
        Database(path).close()
        db = _read_only(path)
    return db


def _read_only(path: Path) -> sqlite3.Connection:
    """A connection to a library that only reads. Where nothing can be written beside the file, it
    is taken as it lies: nobody else changes it either."""
    _looked_at(path).close()
    try:
        return _probed(_address(path))
    except sqlite3.OperationalError:
        if beside(path, "-wal").exists():
            raise
        return _probed(_address(path) + "&immutable=1")


def _looked_at(path: Path) -> sqlite3.Connection:
    """A connection that leaves no trace, not even a file beside, to what is ours and not newer."""
    look(path)
    settled = not beside(path, "-wal").exists()
    db = _probed(_address(path) + "&immutable=1" * settled)
    try:
        check(db, path)
    except BaseException:
        db.close()
        raise
    return db


def _address(path: Path) -> str:
    return path.absolute().as_uri() + "?mode=ro"


def _probed(address: str) -> sqlite3.Connection:
    db = sqlite3.connect(
        address, uri=True, timeout=PATIENCE, check_same_thread=False, isolation_level=None
    )
    try:
        db.execute("select count(*) from sqlite_master").fetchall()
    except sqlite3.Error:
        db.close()
        raise
    return db


@contextmanager
def _closing(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield db
    finally:
        db.close()
