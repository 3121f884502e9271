"""A reader's own highlights and notes. Each holds on to words of a work, not to a place: it follows
them when the work changes, and is kept and listed as lost where they are gone."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, get_args

import msgspec

from fabula.errors import FabulaError
from fabula.library.refinding import found_again
from fabula.story.anchors import anchor, find
from fabula.story.corrections import Anchor
from fabula.story.text import Span, Text

if TYPE_CHECKING:
    from fabula.library.works import Library

Colour = Literal["yellow", "green", "blue", "pink"]
COLOURS: tuple[Colour, ...] = get_args(Colour)
LONGEST = 20_000  # code points of a note, and of the words that it holds on to
_SEEN = 64  # code points of the last words that its maker had read
_COLUMNS = 'id, work, anchor, note, colour, made, start, "end"'


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A highlight (`note` is "") or a note: the words it holds on to, what its reader says of them,
    when it was made (Unix seconds), where the words stand now (None: they are gone)."""

    id: int
    work: int
    anchor: Anchor
    note: str
    colour: Colour
    made: int
    at: Span | None

    @property
    def quote(self) -> str:
        """The words that it holds on to."""
        return self.anchor.exact


def add(
    library: Library,
    work: int,
    at: Span,
    note: str = "",
    colour: str = "yellow",
    seen: int | None = None,
) -> Note:
    """Highlight the words at a place of a work, and say something of them if there is something to
    say. `seen` is how far its maker had read (by default to the end of these words): at an earlier
    horizon it is not listed. Raises FabulaError where there are no words there, or too many."""
    text = library.text(work).text
    at = _words_at(text, at)
    seen = at.end if seen is None else min(max(seen, at.end), len(text))
    row = (
        work,
        _packed(anchor(text, at)),
        _note(note),
        _colour(colour),
        int(time.time()),
        _packed(anchor(text[:seen], Span(max(0, seen - _SEEN), seen))),
        seen,
        *at,
    )
    with library.db.writing() as db:
        made = db.execute(
            'insert into notes (work, anchor, note, colour, made, made_at, seen, start, "end")'
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        ).lastrowid
        return _one(db, made)


def listed(library: Library, work: int | None = None, at: int | None = None) -> list[Note]:
    """The notes of a work, or of all, in the order of works and places, lost ones last; those made
    at or before a place, about words at or before it, where one is given."""
    wanted, values = ["1"], []
    if work is not None:
        wanted.append("work = ?")
        values.append(work)
    if at is not None:
        wanted.append('"end" <= ? and seen <= ?')
        values += [at, at]
    order = 'work, start is null, start, "end", id'
    where = " and ".join(wanted)
    rows = library.db.rows(f"select {_COLUMNS} from notes where {where} order by {order}", *values)
    return [_made(row) for row in rows]


def change(
    library: Library, note: int, words: str | None = None, colour: str | None = None
) -> Note:
    """Say something else, or give it another colour. Raises FabulaError where there is no such
    note."""
    with library.db.writing() as db:
        _one(db, note)
        if words is not None:
            db.execute("update notes set note = ? where id = ?", (_note(words), note))
        if colour is not None:
            db.execute("update notes set colour = ? where id = ?", (_colour(colour), note))
        return _one(db, note)


def remove(library: Library, note: int) -> None:
    """Take a note away. Raises FabulaError where there is no such note."""
    with library.db.writing() as db:
        _one(db, note)
        db.execute("delete from notes where id = ?", (note,))


def carry(db: sqlite3.Connection, work: int, text: Text) -> None:
    """Find the words of a work's notes again in its new text, in the caller's transaction."""
    rows = db.execute("select id, anchor, made_at from notes where work = ?", (work,)).fetchall()
    for note, packed, made_at in rows:
        at = found_again(_unpacked(packed), text.text)
        seen = find(_unpacked(made_at), text.text)
        if at is None:  # it keeps its words: they may come back
            db.execute('update notes set start = null, "end" = null where id = ?', (note,))
            continue
        last = max(at.end, seen.end if seen else 0)
        db.execute(
            'update notes set anchor = ?, start = ?, "end" = ?, seen = ? where id = ?',
            (_packed(anchor(text.text, at)), *at, last, note),
        )


def _words_at(text: str, at: Span) -> Span:
    """A place without the blanks around its words."""
    words = text[max(0, at.start) : max(0, at.end)]
    if not words.strip():
        raise FabulaError("There are no words to highlight at that place; mark some of the story.")
    if len(words) > LONGEST:
        raise FabulaError(
            f"A highlight has at most {LONGEST:,} characters; mark a shorter stretch."
        )
    start = max(0, at.start) + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _note(words: str) -> str:
    """What a reader says, as it can be kept."""
    if len(words) > LONGEST:
        raise FabulaError(f"A note has at most {LONGEST:,} characters; make two of it.")
    plain = words.replace("\r\n", "\n").replace("\0", "")
    return plain.encode("utf-8", "replace").decode().strip()


def _colour(name: str) -> Colour:
    for colour in COLOURS:
        if colour == name:
            return colour
    raise FabulaError(f"{name!r} is no colour of a highlight; take one of {', '.join(COLOURS)}.")


def _one(db: sqlite3.Connection, note: int | None) -> Note:
    row = db.execute(f"select {_COLUMNS} from notes where id = ?", (note,)).fetchone()
    if row is None:
        raise FabulaError(f"There is no note {note}; it may have been removed.")
    return _made(row)


def _made(row: Iterable[Any]) -> Note:
    id_, work, packed, note, colour, made, start, end = row
    return Note(
        id=id_,
        work=work,
        anchor=_unpacked(packed),
        note=note,
        colour=colour,
        made=made,
        at=None if start is None else Span(start, end),
    )


def _packed(anchor: Anchor) -> str:
    return msgspec.json.encode(anchor).decode()


def _unpacked(packed: str) -> Anchor:
    return msgspec.json.decode(packed, type=Anchor)
