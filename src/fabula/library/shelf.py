"""What has been read of one work, kept in the library: a `Cache` (reading/fold.py) of its own, so
that it goes with the work."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from threading import RLock

import msgspec

from fabula import __version__
from fabula.library.database import Database
from fabula.story.annotations import Annotations

TOGETHER = 16  # annotations; what is read is on disk every few seconds

_notes = msgspec.msgpack.Decoder(Annotations)
_encode = msgspec.msgpack.Encoder().encode


class Shelf:
    """The annotations and the ledger of a work. Several threads may use it at once.

    Damaged rows are taken for missing: what they held is read again. Raises FabulaError where
    nothing can be written, so that nobody takes for kept what is not.
    """

    def __init__(self, db: Database, work: int, revision: int) -> None:
        """`revision` is that of the text that is read: what is said of an older one is no news."""
        self.db, self.work, self.revision = db, work, revision
        self.grew = False  # whether a stretch was read that was not there
        self._used: set[bytes] = set()
        self._waiting: dict[bytes, bytes] = {}
        self._turn = RLock()

    def annotations(self, key: bytes) -> Annotations | None:
        with self._turn:
            body = self._waiting.get(key)
        body = body or self._body("annotations", "key", key)
        try:
            return _notes.decode(zlib.decompress(body)) if body else None
        except (msgspec.MsgspecError, zlib.error):
            return None

    def keep_annotations(self, key: bytes, notes: Annotations) -> None:
        if not self.db.write:
            return
        body = zlib.compress(_encode(notes), 6)
        with self._turn:
            self._waiting[key] = body
            if len(self._waiting) >= TOGETHER:
                self.flush()

    def has_stretch(self, link: bytes) -> bool:
        sql = "select 1 from stretches where work = ? and link = ?"
        return self.db.row(sql, self.work, link) is not None

    def stretch(self, link: bytes) -> bytes | None:
        self._used.add(link)
        body = self._body("stretches", "link", link)
        return body[4:] if body and body[:4] == _sum(body[4:]) else None

    def keep_stretch(self, link: bytes, stretch: bytes) -> None:
        if not self.db.write:
            return
        with self._turn, self.db.writing() as db:
            self.flush()
            sql = "insert or replace into stretches values (?, ?, ?)"
            db.execute(sql, (self.work, link, _sum(stretch) + stretch))  # it is packed already
            self._used.add(link)
            self.grew = True

    def reached(self, place: int) -> None:
        """Fabula has read the work up to a place."""
        if not self.db.write:
            return
        sql = (
            "update works set read_to = ?, read_by = ? where id = ? and revision = ?"
            " and (read_to < ? or read_by <> ?)"
        )
        values = (place, __version__, self.work, self.revision, place, __version__)
        with self._turn, self.db.writing() as db:
            self.flush()
            db.execute(sql, values)

    def flush(self) -> None:
        """Write what waits."""
        with self._turn, self.db.writing() as db:
            rows = [(self.work, key, body) for key, body in self._waiting.items()]
            db.executemany("insert or replace into annotations values (?, ?, ?)", rows)
            self._waiting.clear()

    def prune(self, keys: Iterable[bytes]) -> None:
        """Remove what was read of earlier texts and with earlier corrections: all annotations but
        these, and all stretches but those that were asked for or kept here."""
        if not self.db.write:
            return
        kept = {*keys, *self._used}
        with self._turn, self.db.writing() as db:
            self.flush()
            sql = "select 1 from works where id = ? and revision = ?"
            if not db.execute(sql, (self.work, self.revision)).fetchone():
                return  # another text has come meanwhile
            for table, column in (("annotations", "key"), ("stretches", "link")):
                found = db.execute(f"select {column} from {table} where work = ?", (self.work,))
                stale = [(self.work, key) for (key,) in found if key not in kept]
                db.executemany(f"delete from {table} where work = ? and {column} = ?", stale)

    def _body(self, table: str, column: str, key: bytes) -> bytes | None:
        sql = f"select body from {table} where work = ? and {column} = ?"
        row = self.db.row(sql, self.work, key)
        return row[0] if row else None


def _sum(data: bytes) -> bytes:
    """By which damage is seen; four bytes."""
    return zlib.crc32(data).to_bytes(4, "big")
