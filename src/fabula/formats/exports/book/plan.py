"""How a work becomes a book: a front page, chapters in parts, who is known at each part's start.

A part is what notes are made for: a chapter, or about 4,000 words of a long one. Its notes say what
had been told before it began, and which words have a note follows from these words alone. So no
note says more than its reader has read, wherever in the part they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from heapq import nsmallest

import msgspec

from fabula.formats.exports.book.chapters import Chapter, chapters, stretches
from fabula.formats.exports.book.known import Acquaintance, Entry, Known
from fabula.formats.exports.book.meaning import Now, is_listed
from fabula.formats.exports.book.people import Register
from fabula.formats.exports.book.unfolding import Reader
from fabula.formats.exports.book.words import plain
from fabula.story.records import AnyRecord, Mention
from fabula.story.text import Block, Span, Text
from fabula.story.world import World

LISTED = 60  # people on one page of who is who
_WORD = re.compile(r"\w+")

Ledger = Callable[[int], Sequence[AnyRecord]]
"""The records of the text cut at a place; where that is a part of the whole, the whole's own."""


class Note(msgspec.Struct, frozen=True):
    """A note on the words `at`: whom they may mean, as known where their part begins."""

    at: Span
    entries: tuple[Entry, ...]


class Part(msgspec.Struct, frozen=True):
    """A stretch of a chapter: its blocks, and the notes in them, in order."""

    blocks: Sequence[Block]
    notes: Sequence[Note]


class People(msgspec.Struct, frozen=True):
    """Who is who at a chapter's end: those in the chapter, then others, and how many more."""

    here: Sequence[Entry]
    others: Sequence[Known]
    more: int


class Plan:
    """A book before it is markup. `chapters` are known at once, the rest is made chapter by
    chapter, in order."""

    def __init__(self, world: World, ledger: Ledger, is_cut: bool = False) -> None:
        """`is_cut`: the text went on, and what comes later was not asked for."""
        self.is_cut = is_cut
        self.text: Text = world.text
        self.chapters = list(chapters(world))
        self._ledger = ledger
        self._spans = sorted(
            m.at for m in world.of(Mention) if m.kind != "PRON" and m.at.end - m.at.start < 80
        )
        self._whole = ledger(world.horizon)
        self._register = Register(self.text.text)
        self._reader = Reader(self._whole)
        self._known = Acquaintance(self._register, self.text)

    @property
    def front(self) -> Sequence[Block]:
        """What stands before the first chapter."""
        return self.text.blocks[: self.chapters[0].first if self.chapters else None]

    def chapter(self, place: int) -> Chapter:
        """The chapter of a place."""
        i = bisect_right(self.chapters, place, key=lambda c: c.start) - 1
        return self.chapters[max(0, i)]

    def parts(self, chapter: Chapter) -> Iterator[Part]:
        """The parts of a chapter, each with its notes."""
        for first, last in stretches(self.text.blocks, chapter.first, chapter.last):
            blocks = self.text.blocks[first:last]
            known = self._as_of(blocks[0].start)
            yield Part(blocks, list(self._notes(known, blocks[0].start, blocks[-1].end)))

    def people(self, chapter: Chapter) -> People:
        """Who is who when a chapter has been read."""
        known = self._as_of(chapter.end)
        cast = list(filter(is_listed, known.acquaintance.people()))
        here = nsmallest(LISTED, (p for p in cast if p.last >= chapter.start), _first)
        others = nsmallest(LISTED - len(here), (p for p in cast if p.last < chapter.start), _first)
        entries = list(map(known.acquaintance.entry, here))
        return People(entries, others, len(cast) - len(here) - len(others))

    def _as_of(self, place: int) -> Now:
        """What is known at a place, at or after the one before."""
        records = self._ledger(place)
        if records is not self._whole:  # a correction was made later than the words it stands at
            register = Register(self.text.text)
            register.read(Reader(records).until(place), place)
            return Now(register, Acquaintance(register, self.text))
        self._register.read(self._reader.until(place), place)
        return Now(self._register, self._known)

    def _notes(self, known: Now, start: int, end: int) -> Iterator[Note]:
        """A note where somebody's name first stands in a part, and where another one does."""
        low = bisect_left(self._spans, start, key=lambda s: s.start)
        high = bisect_left(self._spans, end, key=lambda s: s.start)
        seen: set[str] = set()
        called: dict[str, set[str]] = {}
        reached = start
        for at in self._spans[low:high]:
            words = self.text.text[at.start : at.end]
            if plain(words) in seen or at.start < reached or at.end > end:
                continue
            seen.add(plain(words))
            meant = known.meant(words)
            own = set(_WORD.findall(plain(words)))
            if not meant or own & called.setdefault(meant[0].id, set()):
                continue
            called[meant[0].id] |= own
            reached = at.end
            yield Note(at, tuple(map(known.acquaintance.entry, meant)))


def _first(known: Known) -> tuple[int, Span, str]:
    """Who comes first in a list of people: whoever is most mentioned."""
    return -known.mentions, known.first, known.id
