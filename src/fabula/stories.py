"""The facade: a story is read, asked, corrected and exported here."""

from __future__ import annotations

import errno
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from fabula import formats
from fabula.errors import FabulaError, UnreadableInput
from fabula.formats.exports.fabula_json import pieces
from fabula.reading.fold import Cache, Reading, model_name
from fabula.story.changes import Change
from fabula.story.comparing import changed
from fabula.story.contract import (
    CorrectionsItem,
    EntityItem,
    KnowledgeItem,
    MentionItem,
    QuotationItem,
    RelationItem,
    SceneItem,
    ThreadItem,
    TokenItem,
)
from fabula.story.corrections import Correction, Lost, Standing
from fabula.story.naming import called, nobody
from fabula.story.portrait import Character, portrait
from fabula.story.records import AnyRecord
from fabula.story.text import Notice, Span, Text
from fabula.story.unknown import unknown_to
from fabula.story.world import World

if TYPE_CHECKING:
    from fabula.asking import Answer, Book
    from fabula.asking.recap import RecapItem
    from fabula.asking.search import Hit
    from fabula.formats.exports.book.plan import Plan

NAME_BYTES = 255  # the longest name a file can have, nearly everywhere
_SEPARATORS = {"/", os.sep}


class Story:
    """A work that has been read.

    `at(p)` is its world as known at a place, `hindsight()` as known at its end; the properties
    without a place speak from hindsight.
    """

    def __init__(self, reading: Reading, corrections: Sequence[Correction] | None = None) -> None:
        """The story of a reading; with other `corrections` where some are given, which are read
        only as far as is asked for."""
        self._first = reading
        self._said = None if corrections is None else tuple(corrections)
        self._cut = lru_cache(maxsize=8)(self._cut_at)
        self._ready = lru_cache(maxsize=2)(self._open_book)
        self._otherwise = lru_cache(maxsize=2)(self._tell_otherwise)

    @cached_property
    def _reading(self) -> Reading:
        return self._first if self._said is None else self._first.again(self._said)

    def _cut_at(self, end: int) -> Reading:
        if self._said is None or "_reading" in self.__dict__:
            return Reading.cut(self._reading, end)
        return Reading.cut(self._first, end, self._said)

    def corrected(self, corrections: Sequence[Correction]) -> Story:
        """The same story with other corrections, in place of those that it was read with. What they
        change is read again as far as is asked for, and whole when hindsight is."""
        return self._otherwise(tuple(corrections))

    def _tell_otherwise(self, said: tuple[Correction, ...]) -> Story:
        return Story(self._first, None if said == self._first.corrections else said)

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """What readers said, that it is read with."""
        return self._first.corrections if self._said is None else self._said

    @property
    def text(self) -> Text:
        """The work as it was found: its words, blocks, source places and meta."""
        return self._first.text

    @property
    def records(self) -> Sequence[AnyRecord]:
        """The ledger, in reading order."""
        return self._reading.records

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What a person should know about the file, and which passages could not be read whole."""
        return (*self.text.notices, *self._first.failures)

    @property
    def lost_corrections(self) -> Sequence[Lost]:
        """Corrections that say too little, whose words are gone from the text, or that name nobody
        there."""
        return self._reading.lost

    def standing(self, at: int | None = None) -> list[Standing]:
        """How it stands with each correction as of a place."""
        reading = self._reading if at is None else self._as_of(at)
        lost = {one.number: one.message for one in reading.lost}
        placed = {one.number for one in reading.placed}
        return [
            Standing("lost", lost[n])
            if n in lost
            else Standing("applied" if n in placed else "waiting")
            for n in range(len(self.corrections))
        ]

    def change(
        self, corrections: Sequence[Correction], at: int | None = None, most: int | None = None
    ) -> Change:
        """What would be shown otherwise as of a place with other corrections: cheap where they
        differ near to it. Where that is more than `most` code points before it, what is shown so
        far after their difference (`Change.until`)."""
        end = len(self.text.text) if at is None else self.text.paragraph_end(at)
        first = self._first.first_difference(corrections, self.corrections, end)
        if most is not None and first + most < end:
            until = self.text.paragraph_end(first + most)
            change = self.change(corrections, until)
            return msgspec.structs.replace(change, since=min(first, change.since), until=until)
        before, after = self._cut(end), self.corrected(corrections)._cut(end)
        since = after.differs_from(before)
        already = {one.correction for one in before.lost}
        lost = [one.message for one in after.lost if one.correction not in already]
        found = changed(before.world, after.world, since)
        return msgspec.structs.replace(found, lost=lost[-1] if lost else None)

    def at(self, position: int) -> World:
        """The world as known at a place: at the last paragraph end at or before it."""
        return self._as_of(position).world

    def hindsight(self) -> World:
        """The world as known when all has been read."""
        return self._reading.world

    @property
    def characters(self) -> list[EntityItem]:
        """Persons with a name, and those without who speak or are mentioned five times, the most
        mentioned first."""
        return self.hindsight().characters

    @property
    def quotations(self) -> list[QuotationItem]:
        """Quotations in reading order."""
        return list(self.hindsight().quotations())

    @property
    def mentions(self) -> list[MentionItem]:
        """Mentions in reading order."""
        return list(self.hindsight().mentions())

    def character(self, name: str, at: int | None = None) -> Character:
        """All that is known of somebody, as of a place if one is given. `name` is an id, a name, or
        a part of one; of several whom it may mean, the most mentioned. Raises FabulaError where
        nobody is called so."""
        world = self._world(at)
        return portrait(world, one(world, name))

    def timeline(self, at: int | None = None) -> list[SceneItem]:
        """The scenes in the order of happening, those whose order is not told last."""
        scenes = self._world(at).scenes
        return sorted(scenes, key=lambda s: (s.story_order is None, s.story_order or 0, s.start))

    def relations(self, about: str | None = None, at: int | None = None) -> list[RelationItem]:
        """How people stand to each other, or how one (an id or a name) stands to others."""
        world = self._world(at)
        who = one(world, about).id if about is not None else None
        return [r for r in world.relations() if who is None or who in (r.source, r.target)]

    def knows(self, name: str, at: int | None = None) -> list[KnowledgeItem]:
        """What somebody knows, believes or suspects, and what not."""
        world = self._world(at)
        who = one(world, name).id
        return [k for k in world.knowledge() if k.holder == who]

    def unknown_to(self, name: str, at: int | None = None) -> list[KnowledgeItem]:
        """What the reader has been told and somebody has not, as far as the story says."""
        world = self._world(at)
        return list(unknown_to(world, one(world, name).id))

    def threads(self, at: int | None = None) -> list[ThreadItem]:
        """What was left open, and what became of it."""
        return list(self._world(at).threads())

    def ask(self, question: str, at: int | None = None) -> Answer:
        """The answer to a question in plain English, from what is known at a place (by default at
        the end), with its evidence; `stated` is false where the story does not say."""
        return self._book(at).ask(question)

    def nearest(self, question: str, at: int | None = None) -> list[Span]:
        """Where no answer is told in so many words, the places of the few sentences that are
        nearest to a question, the nearest first."""
        from fabula.asking.nearest import nearest

        return nearest(self._book(at), question)

    def search(self, query: str, at: int | None = None, most: int = 50) -> list[Hit]:
        """The sentences that have all of a query's words, "phrases" and people, by whatever word
        these are mentioned; `by:Mara`, `with:Tom`, `scene:s3` ask for speaker, presence, scene."""
        from fabula.asking.search import search

        return search(self._book(at), query, most)

    def recap(
        self,
        since: int = 0,
        until: int | None = None,
        words: int = 200,
        about: str | None = None,
    ) -> list[RecapItem]:
        """The sentences that carry what changes in the world between two places, in at most so
        many words; only those of one person where `about` names one. Raises FabulaError where
        that names nobody."""
        from fabula.asking.recap import recap_of

        book = self._book(until)
        whom = one(book.world, about).id if about is not None else None
        return recap_of(book, self.text.paragraph_end(since) if since else 0, words, whom)

    def _book(self, at: int | None) -> Book:
        """The story made ready for questions, as known at a place."""
        return self._ready(len(self.text.text) if at is None else self.text.paragraph_end(at))

    def to_json(self, as_of: int | None = None, tokens: bool = False) -> str:
        """The export (schema "fabula/1"), as of a place if one is given."""
        return b"".join(self.json_pieces(as_of, tokens)).decode()

    def json_pieces(self, as_of: int | None = None, tokens: bool = False) -> Iterator[bytes]:
        """The export as UTF-8, piece by piece."""
        reading = self._reading if as_of is None else self._as_of(as_of)
        said = CorrectionsItem(
            applied=len(
                {p.number for p in reading.placed} - {lost.number for lost in reading.lost}
            ),
            lost=list(reading.lost),
        )
        return pieces(reading.world, said, model_name(), _tokens(reading) if tokens else None)

    def to_booknlp(
        self, folder: str | Path, book_id: str | None = None, as_of: int | None = None
    ) -> tuple[Path, ...]:
        """Write BookNLP's four files into a folder, as of a place if one is given.

        `book_id` is what they are called, by default as the story's own file or folder. Gives
        their paths. Raises FabulaError where they cannot stand there.
        """
        from fabula.formats.exports import booknlp

        reading = self._reading if as_of is None else self._as_of(as_of)
        return booknlp.save(reading.world, _tokens(reading), Path(folder), book_id)

    def to_epub(self, as_of: int | None = None) -> bytes:
        """The story as an EPUB whose notes say who is who as far as has been told where they
        stand; it ends at `as_of` if that is given."""
        from fabula.formats.exports.epub import epub

        return epub(self._plan(as_of))

    def to_html(self, as_of: int | None = None) -> str:
        """The same as one HTML file without scripts."""
        return b"".join(self.html_pieces(as_of)).decode()

    def html_pieces(self, as_of: int | None = None) -> Iterator[bytes]:
        """That file as UTF-8, piece by piece."""
        from fabula.formats.exports.html import html

        return html(self._plan(as_of))

    def _plan(self, as_of: int | None) -> Plan:
        """The story as a book, with the records that are known at each of its places."""
        from fabula.formats.exports.book.plan import Plan

        reading = self._reading if as_of is None else self._as_of(as_of)

        def ledger(place: int) -> Sequence[AnyRecord]:
            # A correction does not show before the place that it was made at.
            early = any(p.at.start < place < p.made_at for p in reading.placed)
            return self._as_of(place).records if early else reading.records

        cut = len(reading.text.text) < len(self.text.text.rstrip())
        return Plan(reading.world, ledger, cut)

    def _open_book(self, end: int) -> Book:
        from fabula.asking import Book  # not before something is asked

        whole = end == len(self.text.text)
        reading = self._reading if whole else self._cut(end)
        return Book(reading.world, reading.passages, reading.notes)

    def _world(self, at: int | None) -> World:
        return self.hindsight() if at is None else self.at(at)

    def _as_of(self, position: int) -> Reading:
        return self._cut(self.text.paragraph_end(position))

    def __repr__(self) -> str:
        title = self.text.meta.title or "untitled"
        return f"<Story {title!r}: {len(self.text.text):,} characters>"

    def _repr_html_(self) -> str:
        """The cast as a small table, for notebooks."""
        mentioned = Counter(m.entity for m in self.mentions)
        rows = "".join(
            f"<tr><td>{escape(c.label)}</td><td>{escape(', '.join(c.aliases))}</td>"
            f"<td>{mentioned[c.id]}</td></tr>"
            for c in self.characters
        )
        title = escape(self.text.meta.title or "untitled")
        return (
            f"<table><caption>{title}</caption><thead><tr><th>cast</th><th>also called</th>"
            f"<th>mentioned</th></tr></thead><tbody>{rows}</tbody></table>"
        )


def read(
    source: str | Path | Sequence[str | Path],
    *,
    corrections: Sequence[Correction] = (),
    tags: bool = True,
    mend: bool = False,
    cache: Cache | None = None,
    progress: Callable[[int], None] | None = None,
) -> Story:
    """Read a story.

    `source` is a path, several paths or folders (chapters of one work, in natural order), or the
    text itself: a string is a path unless it is empty, has a line break, has a blank and no such
    file exists, or is longer than a name can be. `tags=False` leaves the archive's tags out of
    account; `mend` mends characters that a wrong encoding once garbled; `cache` keeps what was read
    for the next time; `progress` is called with the place reached.

    Raises UnreadableInput where there is nothing that can be read.
    """
    text = find_text(source, mend)
    return tell(text, corrections=corrections, tags=tags, cache=cache, progress=progress)


def tell(
    text: Text,
    *,
    corrections: Sequence[Correction] = (),
    tags: bool = True,
    cache: Cache | None = None,
    progress: Callable[[int], None] | None = None,
) -> Story:
    """Read a text that a format reader has made."""
    return Story(Reading(text, corrections, tags, cache, progress))


def text_of(paths: Sequence[str | Path], mend: bool = False) -> Text:
    """The text of one work's files and folders, its mojibake mended if asked for. Raises
    UnreadableInput where there is none."""
    for path in paths:
        _check(path)
    text = formats.read_files(paths, mend)
    if all(source.path.isascii() for source in text.sources):
        return text
    # A name on disk may hold bytes that are no UTF-8, and so can be written nowhere.
    sources = [
        msgspec.structs.replace(s, path=s.path.encode(errors="replace").decode())
        for s in text.sources
    ]
    return msgspec.structs.replace(text, sources=tuple(sources))


def find_text(source: str | Path | Sequence[str | Path], mend: bool) -> Text:
    """The text that a source names, as `read` takes it."""
    if isinstance(source, str) and _is_text(source):
        return formats.read_string(source, mend)
    return text_of([source] if isinstance(source, str | Path) else source, mend)


def one(world: World, name: str) -> EntityItem:
    """Whom a name means, of several the most mentioned. Raises FabulaError where nobody is called
    so."""
    found = called(world, name)
    if not found:
        raise FabulaError(nobody(name))
    return found[0]


def _is_text(source: str) -> bool:
    """Whether a string is a story rather than the path of one."""
    if not source or "\n" in source:
        return True
    if " " in source and not os.path.exists(source):
        return True
    return _too_long(source) and not _SEPARATORS & set(source)


def _check(path: str | Path) -> None:
    """Refuse what cannot be a path, and what the system does not let us look at."""
    if not str(path):
        raise UnreadableInput("An empty name is no file; name a story's file or its folder.")
    try:
        os.stat(path)
    except ValueError:
        raise UnreadableInput(f"{_short(path)}: no file can be called that.") from None
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR):
            return  # said where it is read
        reason = (error.strerror or "it cannot be read").lower()
        raise UnreadableInput(f"{_short(path)}: {reason}; check the file.") from None


def _too_long(name: str) -> bool:
    return len(name.encode("utf-8", "surrogatepass")) > NAME_BYTES


def _short(path: str | Path) -> str:
    """A path to print in a sentence."""
    name = str(path)
    name = name if name.isprintable() else ascii(name)[1:-1]
    return f"{name[:60]}…" if _too_long(name) else name


def _tokens(reading: Reading) -> Iterator[TokenItem]:
    from fabula.reading.language.syntax import (
        tokens,  # not before it is asked for: numpy takes a while
    )

    sentence = number = 0
    for passage in reading.passages:
        notes = reading.notes(passage)
        first = number
        for token in tokens(passage, notes):
            yield TokenItem(
                start=passage.start + token.at.start,
                end=passage.start + token.at.end,
                sentence=sentence + token.sentence,
                upos=token.upos,
                xpos=token.xpos,
                lemma=token.lemma,
                head=None if token.head is None else first + token.head,
                deprel=token.deprel,
            )
            number += 1
        sentence += len(notes.sentences)
