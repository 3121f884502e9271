"""The cache: what has been read before, in one SQLite file in the user's cache directory.

It holds annotations by passage and stretches of the ledger by what was read up to them. Everything
in it can be made again, so trouble with it is never trouble for the reader: a file that cannot
be opened, read or written is done without.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
import zlib
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any

import msgspec

from fabula.errors import FabulaError
from fabula.story.annotations import Annotations

SIZE_CAP = 512 * 1024 * 1024  # bytes; the oldest readings go first
LAYOUT = 4  # of the tables; another layout's file is emptied, not migrated: it is a cache
_COMMIT_EVERY = 256  # annotations

_TABLES = """
create table if not exists annotations (key blob primary key, body blob, used integer);
create table if not exists stretches (link blob primary key, body blob, used integer);
"""

_notes_decoder = msgspec.msgpack.Decoder(Annotations)
_encode = msgspec.msgpack.Encoder().encode


def default_path() -> Path:
    """Where the cache is: FABULA_CACHE if set, else the user's cache directory.

    Raises FabulaError for a user without a home.
    """
    if told := os.environ.get("FABULA_CACHE"):
        return Path(told) / "readings.sqlite"
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or _home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = _home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or _home() / ".cache")
    return base / "fabula" / "readings.sqlite"


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:
        raise FabulaError(
            "The cache is not used: you have no home folder; FABULA_CACHE can name another."
        ) from None


class Cache:
    """The cache file, open. Use it as a context manager: what was read is kept when it closes.

    Several threads may use it at once.
    """

    def __init__(self, path: str | Path, size_cap: int = SIZE_CAP) -> None:
        """Open the cache at `path`, making it and its folder (private) if need be."""
        self.path = Path(path)
        self.size_cap = size_cap
        self.trouble: str | None = None
        self._waiting = 0
        self._lock = RLock()  # one statement at a time
        self._db: sqlite3.Connection | None = None
        try:
            try:
                self._db = self._open()
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                self.forget()  # not a database, or a damaged one: begin anew
                self._db = self._open()
        except (OSError, ValueError, FabulaError, sqlite3.Error) as error:
            self.trouble = f"{path}: the cache is not used ({error})."

    def _open(self) -> sqlite3.Connection:
        if not self.path.parent.is_dir():
            self.path.parent.mkdir(parents=True, mode=0o700)
        self.path.touch(mode=0o600)
        db = sqlite3.connect(self.path, timeout=5, check_same_thread=False)
        if db.execute("pragma user_version").fetchone()[0] not in (0, LAYOUT):
            db.executescript("drop table if exists annotations; drop table if exists stretches;")
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = off")  # what a crash loses is read again
        db.executescript(_TABLES)
        db.execute(f"pragma user_version = {LAYOUT}")
        return db

    def annotations(self, key: bytes) -> Annotations | None:
        """The annotations of the passage with this key, if they are kept."""
        body = self._get("annotations", "key", key)
        try:
            return _notes_decoder.decode(body) if body is not None else None
        except msgspec.MsgspecError:
            return None  # damaged: read again

    def keep_annotations(self, key: bytes, notes: Annotations) -> None:
        """Keep a passage's annotations."""
        self._put("annotations", key, _encode(notes), 1)
        self._waiting += 1
        if self._waiting % _COMMIT_EVERY == 0:
            self._commit()

    def has_stretch(self, link: bytes) -> bool:
        """Whether the stretch that ends at this link is kept."""
        return bool(self._do("select 1 from stretches where link = ?", link))

    def stretch(self, link: bytes) -> bytes | None:
        """The stretch that ends at this link, if it is kept."""
        return self._get("stretches", "link", link)

    def keep_stretch(self, link: bytes, stretch: bytes) -> None:
        """Keep a stretch."""
        self._put("stretches", link, stretch, 0)  # it is packed already
        self._commit()

    def forget(self) -> int:
        """Remove the whole cache from disk; returns how many bytes that frees.

        Raises FabulaError where that is not allowed.
        """
        self.close(trim=False)
        freed = 0
        for suffix in ("", "-wal", "-shm", "-journal"):
            file = self.path.with_name(self.path.name + suffix)
            try:
                if file.exists():
                    freed += file.stat().st_size
                    file.unlink()
            except OSError as error:
                raise FabulaError(f"{file}: cannot be removed ({error.strerror}).") from error
        return freed

    def close(self, trim: bool = True) -> None:
        """Keep all that waits, and cut the file down to its size cap."""
        if self._db is None:
            return
        self._commit()
        if trim:
            self._trim()
        if self._db is not None:
            self._db.close()
            self._db = None

    def __enter__(self) -> Cache:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _commit(self) -> None:
        with self._lock:
            if self._db is not None and self._db.in_transaction:
                self._do("commit")

    def _do(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows that a statement gives; none once there has been trouble."""
        with self._lock:
            if self._db is None:
                return []
            try:
                return self._db.execute(sql, values).fetchall()
            except (sqlite3.Error, UnicodeDecodeError) as error:
                self.trouble = f"{self.path}: the cache is not used ({error})."
                self._db = None
                return []

    def _get(self, table: str, column: str, key: bytes) -> bytes | None:
        rows = self._do(f"select body from {table} where {column} = ?", key)
        if not rows:
            return None
        try:
            body = zlib.decompress(rows[0][0])
        except (TypeError, zlib.error):
            return None  # damaged: read again
        return body[len(key) :] if body.startswith(key) else None  # else its index is damaged

    def _put(self, table: str, key: bytes, body: bytes, level: int) -> None:
        """Write a row; zlib's checksum shows damage at any level of compression."""
        self._do(
            f"insert or replace into {table} values (?, ?, ?)",
            key,
            zlib.compress(key + body, level),
            int(time.time()),
        )

    def _trim(self) -> None:
        size = self._size()
        while size > self.size_cap:
            for table in ("annotations", "stretches"):
                self._do(
                    f"delete from {table} where rowid in "
                    f"(select rowid from {table} order by used"
                    f" limit (select count(*) / 4 + 1 from {table}))"
                )
            self._commit()
            self._do("vacuum")
            if self._size() >= size:
                return
            size = self._size()

    def _size(self) -> int:
        pages = self._do("pragma page_count")
        page = self._do("pragma page_size")
        return int(pages[0][0] * page[0][0]) if pages and page else 0
