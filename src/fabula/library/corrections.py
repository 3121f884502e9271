"""What the reader says against the reading of a work: kept in the order of saying, apart from all
that was read, and read with it. Taken back, the work is read as before."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from fabula.errors import FabulaError
from fabula.library.database import Database
from fabula.story.anchors import renewed
from fabula.story.changes import Change
from fabula.story.corrections import Correction, Standing, amiss
from fabula.story.text import Notice, Text

if TYPE_CHECKING:
    from fabula.library.works import Library
    from fabula.stories import Story

FAR = 60_000  # code points that are read again while a reader waits: about a second

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Correction).decode


class Kept(msgspec.Struct, frozen=True):
    """A correction of a work: `made` is when (Unix seconds); it applies, is lost (`message` says
    why), or waits for words beyond the place that was asked for."""

    id: int
    correction: Correction
    made: float
    state: Literal["applied", "lost", "waiting"]
    message: str = ""


def corrections(library: Library, work: int, at: int | None = None) -> list[Kept]:
    """The corrections of a work in the order of saying, and how it stands with each as of a place;
    without one, at its end."""
    kept = _rows(library.db, work)
    if not kept:
        return []
    story = library.story(work, at)
    standing = dict(zip(story.corrections, story.standing(at), strict=True))
    found = ((row, standing.get(row[1], Standing("waiting"))) for row in kept)
    return [Kept(*row, how.state, how.message) for row, how in found]


def correct(library: Library, work: int, correction: Correction, at: int | None = None) -> Change:
    """Say something of a work, and see what is shown otherwise as of a place (where the reader is;
    without one, at its end). What applies to nothing there is not kept: `Change.lost` says why.

    Raises FabulaError where it says too little.
    """
    if why := amiss(correction):
        raise FabulaError(f"This says too little: {why}.")
    said = (*(before := of(library.db, work)), correction)
    story = library.story(work, at)
    change = story.change(said, at, None if at is None else FAR)
    if change.lost is None and correction not in before:
        _keep(library, work, [correction], change.since, _open(story, said, change))
    return change


def undo(library: Library, work: int, number: int, at: int | None = None) -> Change:
    """Take a correction back (its `Kept.id`), and see what is shown otherwise as of a place. Raises
    FabulaError where the work has none of that number."""
    kept = _rows(library.db, work)
    rest = [said for one, said, _ in kept if one != number]
    if len(rest) == len(kept):
        raise FabulaError(f"There is no correction {number} of this work; see its list.")
    story = library.story(work, at)
    change = story.change(rest, at, None if at is None else FAR)
    with library.db.writing() as db:
        db.execute("delete from corrections where work = ? and id = ?", (work, number))
    library.changed(work, change.since, _open(story, rest, change))
    return change


def take(library: Library, work: int, path: str | Path) -> int:
    """Say all that a corrections file says of a work and that was not said yet; how much that is.
    Raises FabulaError where it is no corrections file."""
    from fabula.formats.corrections_file import load_corrections

    said = of(library.db, work)
    new = [c for c in dict.fromkeys(load_corrections(path)) if c not in said]
    if new:
        _keep(library, work, new, 0)
    return len(new)


def take_beside(library: Library, work: int, story: str | Path) -> tuple[Notice, ...]:
    """Say what the corrections file beside a story says, if there is one; what its reader should
    know of that."""
    from fabula.formats.corrections_file import found_beside

    path = found_beside(story)
    if path is None:
        return ()
    try:
        count = take(library, work, path)
    except FabulaError as error:
        return (Notice("corrections", f"Its corrections were not taken: {error}"),)
    many = f"{count} corrections were" if count != 1 else "One correction was"
    return (Notice("corrections", f"{many} taken from {path.name} beside it."),) if count else ()


def share(library: Library, work: int, path: str | Path) -> None:
    """Write a work's corrections as a plain text file. Raises FabulaError where that cannot be."""
    from fabula.formats.corrections_file import save_corrections

    save_corrections(path, of(library.db, work))


def carry(db: sqlite3.Connection, work: int, text: Text) -> None:
    """A work has a new text: where the words of what was said stand now. Within the transaction
    that stores it."""
    rows = db.execute("select id, body from corrections where work = ?", (work,)).fetchall()
    said = {number: _decode(body) for number, body in rows}
    new = {number: renewed(one, text.text) for number, one in said.items()}
    db.executemany(
        "update corrections set body = ? where id = ?",
        [(_encode(new[n]).decode(), n) for n in said if new[n] != said[n]],
    )


def of(db: Database, work: int) -> tuple[Correction, ...]:
    """What was said of a work, in the order of saying: what it is read with."""
    return tuple(said for _, said, _ in _rows(db, work))


def _open(story: Story, said: Sequence[Correction], change: Change) -> Story:
    """The story to show from now on; the one that is open until the work has been read on, where
    what changes is far from the place that is shown."""
    return story.corrected(said) if change.until is None else story


def _rows(db: Database, work: int) -> list[tuple[int, Correction, float]]:
    rows = db.rows("select id, body, made from corrections where work = ? order by id", work)
    return [(number, _decode(body), made) for number, body, made in rows]


def _keep(
    library: Library,
    work: int,
    said: Iterable[Correction],
    since: int,
    story: Story | None = None,
) -> None:
    now = time.time()
    rows: Sequence[tuple[int, str, float]] = [(work, _encode(c).decode(), now) for c in said]
    with library.db.writing() as db:
        db.executemany("insert into corrections (work, body, made) values (?, ?, ?)", rows)
    library.changed(work, since, story)
