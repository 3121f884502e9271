"""Works and texts as rows of the library's tables, and back."""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from fabula import __version__
from fabula.errors import FabulaError, LibraryUnusable
from fabula.library.database import Database, Row
from fabula.library.model import Work
from fabula.story.chapters import beginnings
from fabula.story.text import Text

_COLUMNS = (
    "id, key, title, authors, series, language, url, words, chapters, length, read_to, read_by,"
    " position, furthest, opened, added, updated, new_from,"
    " (select path from sources where work = works.id and number = 0)"
)
_encode = msgspec.msgpack.Encoder().encode
_text = msgspec.msgpack.Decoder(Text)
_series = msgspec.json.Decoder(tuple[tuple[str, str | None], ...])
_names = msgspec.json.Decoder(tuple[str, ...])


def all_works(db: Database) -> list[Work]:
    """Every work, in the order in which they were added; no text is loaded."""
    sources: dict[int, list[str]] = {}
    for work, path in db.rows("select work, path from given order by work, number"):
        sources.setdefault(work, []).append(path)
    rows = db.rows(f"select {_COLUMNS} from works order by id")
    return [_work(row, sources.get(row[0], ())) for row in rows]


def one_work(db: Database, work: int) -> Work:
    """A work. Raises FabulaError where there is none of that number."""
    row = db.row(f"select {_COLUMNS} from works where id = ?", work)
    if row is None:
        raise FabulaError(f"There is no work {work} in the library; see what is there in its list.")
    paths = db.rows("select path from given where work = ? order by number", work)
    return _work(row, [path for (path,) in paths])


def _work(row: Row, sources: Iterable[str]) -> Work:
    number, key, title, authors, series, *rest = row
    language, url, words, chapters, length, read_to, read_by, *rest = rest
    position, furthest, opened, added, updated, new_from, file = rest
    return Work(
        number,
        key,
        title,
        _names.decode(authors),
        _series.decode(series),
        language,
        url,
        words,
        chapters,
        length,
        read_to if read_by == __version__ else 0,  # another version reads otherwise
        position,
        furthest,
        opened,
        added,
        updated,
        new_from,
        tuple(sources),
        file,
    )


def text_of(db: Database, work: int) -> Text:
    """A work's text. Raises FabulaError where there is none of that number, or it is damaged."""
    row = db.row("select body from texts where work = ?", work)
    if row is None:
        one_work(db, work)
        raise LibraryUnusable(
            f"{db.path}: the text of work {work} is missing; put a backup in place."
        )
    try:
        return _text.decode(zlib.decompress(row[0]))
    except (msgspec.MsgspecError, zlib.error) as error:
        raise LibraryUnusable(
            f"{db.path}: the text of work {work} is damaged ({error}); put a backup in place."
        ) from error


def prints_of(db: Database, work: int) -> bytes:
    """The digests of a work's paragraphs."""
    row = db.row("select prints from texts where work = ?", work)
    return row[0] if row else b""


def insert(db: sqlite3.Connection, key: str, text: Text, words: int, mend: bool) -> int:
    """A new work of so many words, without its text; its number."""
    now = time.time()
    values = {"key": key, **_told(text, words), "mend": mend, "added": now, "updated": now}
    marks = ", ".join("?" * len(values))
    sql = f"insert into works ({', '.join(values)}) values ({marks})"
    return int(db.execute(sql, tuple(values.values())).lastrowid or 0)


def renew(db: sqlite3.Connection, work: int, text: Text, words: int, **more: Any) -> None:
    """What is told of a work whose text is another one now; `more` are further columns."""
    values = {**_told(text, words), "updated": time.time(), **more}
    sets = ", ".join(f"{column} = ?" for column in values)
    sql = f"update works set {sets}, revision = revision + 1 where id = ?"
    db.execute(sql, (*values.values(), work))


def retell(db: sqlite3.Connection, work: int, text: Text, words: int, **more: Any) -> None:
    """What a file says newly of a work whose words are the same; `more` are further columns."""
    told = {**_told(text, words), **more}
    sets = ", ".join(f"{column} = ?" for column in told)
    db.execute(f"update works set {sets} where id = ?", (*told.values(), work))


def keep_text(db: sqlite3.Connection, work: int, text: Text, prints: bytes) -> None:
    """A work's text and the digests of its paragraphs."""
    body = zlib.compress(_encode(text), 1)  # a third of its size in no time
    db.execute("insert or replace into texts values (?, ?, ?)", (work, body, prints))


def keep_sources(db: sqlite3.Connection, work: int, text: Text) -> None:
    """From which files a work was read."""
    db.execute("delete from sources where work = ?", (work,))
    db.executemany(
        "insert into sources values (?, ?, ?, ?)",
        [(work, i, source.path, source.sha256) for i, source in enumerate(text.sources)],
    )


def keep_given(db: sqlite3.Connection, work: int, given: Iterable[str | Path]) -> None:
    """What was named to have a work read; nothing named changes nothing."""
    from fabula.formats.folder import shown  # not before something is added: formats are many

    paths = [shown(Path(path).absolute()) for path in given]
    if paths:
        db.execute("delete from given where work = ?", (work,))
        rows = [(work, i, path) for i, path in enumerate(paths)]
        db.executemany("insert into given values (?, ?, ?)", rows)


def is_mended(db: Database, work: int) -> bool:
    """Whether a work's mojibake was mended when it was read."""
    row = db.row("select mend from works where id = ?", work)
    return bool(row and row[0])


def _told(text: Text, words: int) -> dict[str, Any]:
    """The columns that follow from a text."""
    meta = text.meta
    return {
        "title": meta.title,
        "authors": msgspec.json.encode(meta.authors).decode(),
        "series": msgspec.json.encode(meta.series).decode(),
        "language": meta.language,
        "url": meta.url,
        "words": words,
        "chapters": len(beginnings(text.blocks)),
        "length": len(text.text),
        "text_by": __version__,
    }
