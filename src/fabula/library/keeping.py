"""Storing a text: as a new work, as another text of one that is there, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from fabula.errors import FabulaError
from fabula.library import following, rows
from fabula.library.database import Database
from fabula.library.finding import plainness
from fabula.library.model import Added, Work
from fabula.library.prints import Prints, archive_key, prints, shared, text_key
from fabula.library.updating import Moves
from fabula.story.text import Notice, Text

ALIKE = 0.5  # the part of the smaller text's paragraphs above which two texts are one work's
OLDER = (
    0.9  # the part of a shorter text's paragraphs above which it only has less than what is there
)
PART = 0.5  # of the length of what is there; a text that is shorter and another one is a part of it


class New(NamedTuple):
    """A text to be stored, what it is known by, and what was named to have it read."""

    text: Text
    key: str | None
    prints: Prints
    given: Sequence[str | Path]
    mend: bool


def put(db: Database, text: Text, given: Sequence[str | Path] = (), mend: bool = False) -> Added:
    """Store a text at once, without reading it: found again by its archive's id, else by its
    paragraphs. Raises FabulaError for a part of a work that is there whole."""
    new = New(text, archive_key(text), prints(text), given, mend)
    number = _known(db, new)
    if number is None:
        return _added(db, new)
    work = rows.one_work(db, number)
    old = rows.text_of(db, number)
    if old.text == text.text and old.blocks == text.blocks:
        return _same(db, work, old, new)
    kept = rows.prints_of(db, number)
    if new.prints.digests == kept and plainness(text) > plainness(old):
        said = "The library has these words already, from a richer file; that one was kept."
        return Added(work, "unchanged", (*text.notices, Notice("same-words", said)))
    mine, theirs = shared(new.prints.digests, kept)
    if len(text.text) < len(old.text) and mine > OLDER and not _follows(new, work, old):
        said = "It is a part of what the library has; the longer text was kept."
        return Added(work, "unchanged", (*text.notices, Notice("part", said)))
    if len(text.text) < PART * len(old.text) and theirs < ALIKE:
        raise _part(work, new)
    return _updated(db, work, old, new)


def _follows(new: New, work: Work, old: Text) -> bool:
    """Whether a text that has less than the old one is later all the same: its file is the one that
    the old one came from, or its archive dates it later."""
    named = {str(Path(path).absolute()) for path in new.given}
    dates = [text.meta.stats.get("updated", "") for text in (old, new.text)]
    return bool(named.intersection(work.sources)) or dates[0] < dates[1]


def _known(db: Database, new: New) -> int | None:
    """Which work a text is of, if one is there."""
    row = db.row("select id from works where key = ?", new.key or text_key(new.text))
    if row:
        return int(row[0])
    for work, key, title, kept in db.rows(
        "select id, key, title, prints from works join texts on work = id order by id desc"
    ):
        if new.key and not key.startswith("text:"):
            continue  # two ids of archives are two works
        parts = shared(new.prints.digests, kept)
        titled = title == new.text.meta.title or None in (title, new.text.meta.title)
        # An anthology that has a story whole is not that story: its title is another one.
        if (max if titled else min)(parts) > ALIKE:
            return int(work)
    return None


def _added(db: Database, new: New) -> Added:
    key = new.key or _free(db, text_key(new.text))
    with db.writing() as writing:
        work = rows.insert(writing, key, new.text, new.prints.words, new.mend)
        rows.keep_text(writing, work, new.text, new.prints.digests)
        rows.keep_sources(writing, work, new.text)
        rows.keep_given(writing, work, new.given)
        following.text_kept(writing, work, new.text)
    return Added(rows.one_work(db, work), "added", new.text.notices)


def _free(db: Database, key: str) -> str:
    """A key that no work has: one may have been added with this text and have another by now."""
    taken = {k for (k,) in db.rows("select key from works where key glob ? || '*'", key)}
    keys = chain([key], (f"{key}-{number}" for number in count(2)))
    return next(k for k in keys if k not in taken)


def _same(db: Database, work: Work, old: Text, new: New) -> Added:
    """Nothing new but, it may be, what the file says about the work and where it lies."""
    with db.writing() as writing:
        key = new.key or work.key
        rows.retell(writing, work.id, new.text, new.prints.words, key=key, mend=new.mend)
        if (old.meta, old.segments) != (new.text.meta, new.text.segments):
            rows.keep_text(writing, work.id, new.text, new.prints.digests)
        rows.keep_sources(writing, work.id, new.text)
        rows.keep_given(writing, work.id, new.given)
    return Added(rows.one_work(db, work.id), "unchanged", new.text.notices)


def _updated(db: Database, work: Work, old: Text, new: New) -> Added:
    moves = Moves(old, new.text)
    begins = [moves.new_from(), None if work.new_from is None else moves.place(work.new_from)]
    with db.writing() as writing:
        rows.renew(
            writing,
            work.id,
            new.text,
            new.prints.words,
            key=new.key or work.key,
            mend=new.mend,
            read_to=min(work.read_to, moves.same_to),
            position=moves.place(work.position),
            furthest=moves.place(work.furthest),
            new_from=min((at for at in begins if at is not None), default=None),
        )
        rows.keep_text(writing, work.id, new.text, new.prints.digests)
        rows.keep_sources(writing, work.id, new.text)
        rows.keep_given(writing, work.id, new.given)
        following.text_kept(writing, work.id, new.text, old)
    return Added(rows.one_work(db, work.id), "updated", new.text.notices)


def _part(work: Work, new: New) -> FabulaError:
    """A text that has little of what is there is a part of it: nobody wants to lose the rest."""
    path = new.text.sources[0].path if new.text.sources else ""
    return FabulaError(
        f"{path or 'the text'}: only a part of “{work.label}”, which is in the library"
        f" as work {work.id}; add the whole work's file, or forget that work first."
    )
