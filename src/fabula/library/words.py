"""The index of a library's words: which paragraphs have which, by FTS5.

The index holds no text: a work's text is kept once, by the library. A paragraph whose words stay
the same keeps its row when the work changes around it: a new chapter costs its own words alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from fabula.library.database import Database
from fabula.library.prints import alike
from fabula.story.text import Span, Text

ALIKE = 3  # letters that all forms of a word begin with


def fill(db: sqlite3.Connection, work: int, text: Text, old: Text | None = None) -> None:
    """Index the story of a work, in the caller's transaction; `old` is the text that was indexed
    for it before, if one was."""
    same = alike(old, text) if old is not None else 0  # blocks whose rows are right as they are
    since = text.blocks[same - 1].end if same else 0
    kept = _rows(db, work, old, since)
    moved, new = [], []
    for at, words in _paragraphs(text, same):
        there = kept.get(words)
        if not there:
            new.append((at, words))
            continue
        row, was = there.pop()
        if was != at:
            moved.append((at.start, at.end, row))
    _remove(db, [(row, words) for words, rows in kept.items() for row, _ in rows])
    db.executemany('update paragraphs set start = ?, "end" = ? where id = ?', moved)
    for at, words in new:
        made = db.execute(
            'insert into paragraphs (work, start, "end") values (?, ?, ?)', (work, *at)
        ).lastrowid
        db.execute("insert into indexed (rowid, text) values (?, ?)", (made, words))


def empty(db: sqlite3.Connection, work: int, old: Text) -> None:
    """Take a work out of the index, so that none of its words is left in it."""
    _remove(db, [(row, words) for words, rows in _rows(db, work, old).items() for row, _ in rows])
    # What is deleted is only marked so until the index is written anew.
    db.execute("insert into indexed (indexed) values ('optimize')")


def forms(db: Database, word: str) -> list[str]:
    """The forms in which a word stands in the library, as far as their spelling tells: "carries"
    and "carried" for "carry", itself among them."""
    from fabula.asking.stems import SMALL, stem  # a library that is opened need not wait for it

    wanted = stem(word)
    begins = wanted[:ALIKE]
    if word in SMALL or len(begins) < ALIKE:
        return [word]
    rows = db.rows("select term from terms where term >= ? and term < ?", begins, begins + "\uffff")
    return sorted({word, *(term for (term,) in rows if stem(term) == wanted)})


def _rows(
    db: sqlite3.Connection, work: int, old: Text | None, since: int = 0
) -> dict[str, list[tuple[int, Span]]]:
    """The rows of a work from a place on, and their places by their words, the first last."""
    found: dict[str, list[tuple[int, Span]]] = {}
    if old is not None:
        rows = db.execute(
            'select id, start, "end" from paragraphs where work = ? and start >= ?'
            " order by start desc",
            (work, since),
        )
        for row, start, end in rows:
            found.setdefault(old.text[start:end], []).append((row, Span(start, end)))
    return found


def _remove(db: sqlite3.Connection, rows: list[tuple[int, str]]) -> None:
    """Take rows out, with the words they were indexed by."""
    rows.sort()  # FTS5 writes to disk whenever a row's number is not higher than the one before
    db.executemany("insert into indexed (indexed, rowid, text) values ('delete', ?, ?)", rows)
    db.executemany("delete from paragraphs where id = ?", [(row,) for row, _ in rows])


def _paragraphs(text: Text, first: int) -> Iterator[tuple[Span, str]]:
    """The paragraphs of the story from a block on: what is set aside is not searched."""
    for block in text.blocks[first:]:
        if block.kind == "prose":
            yield Span(block.start, block.end), text.text[block.start : block.end]
