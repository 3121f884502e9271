"""How a work becomes a book: a front page, chapters in parts, who is known at each part's start.

A part is what notes are made for: a chapter, or about 4,000 words of a long one. Its notes say what
had been told before it began, and which words have a note follows from these words alone. So no
note says more than its reader has read, wherever in the part they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

import msgspec

from fabula.formats.exports.book.known import PLACES, Acquaintance, Entry, Known
from fabula.formats.exports.book.people import MATTERS, Reader, Register
from fabula.formats.exports.book.words import plain, tells
from fabula.story.labels import NARRATOR
from fabula.story.records import AnyRecord, Mention
from fabula.story.text import Block, Span, Text
from fabula.story.world import World

LONG = 23_000  # code points of a part: about 4,000 words
SHARE = 0.1  # of the uses of a name that somebody must have to be meant by it
SEVERAL = 3  # whom one note names at most
USES = 2  # how often a description must have stood for one and the same to be a name
LISTED = 60  # people on one page of who is who
_NUMBERED = re.compile(r"\w+ [\w-]{1,12}(?=\s*[:.–—])")  # "Chapter 1" of "Chapter 1: The Ferry"
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


class Chapter(msgspec.Struct, frozen=True):
    """A chapter: `label` is what the contents call it, `short` what a sentence does; `title` its
    heading (None without one)."""

    ordinal: int
    label: str
    short: str
    title: str | None
    start: int
    end: int
    first: int  # block
    last: int


class Plan:
    """A book before it is markup. `chapters` are known at once, the rest is made chapter by
    chapter, in order."""

    def __init__(self, world: World, ledger: Ledger, is_cut: bool = False) -> None:
        """`is_cut`: the text went on, and what comes later was not asked for."""
        self.is_cut = is_cut
        self.text: Text = world.text
        self.chapters = list(_chapters(world))
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
        for first, last in _stretches(self.text.blocks, chapter.first, chapter.last):
            blocks = self.text.blocks[first:last]
            known = self._as_of(blocks[0].start)
            yield Part(blocks, list(self._notes(known, blocks[0].start, blocks[-1].end)))

    def people(self, chapter: Chapter) -> People:
        """Who is who when a chapter has been read."""
        known = self._as_of(chapter.end)
        found = [p for e in known.register.notable() if (p := known.acquaintance.known(e))]
        cast = sorted((p for p in found if _matters(p)), key=lambda p: -p.mentions)
        here = [p for p in cast if p.last >= chapter.start][:LISTED]
        others = [p for p in cast if p.last < chapter.start][: LISTED - len(here)]
        entries = list(map(known.acquaintance.entry, here))
        return People(entries, others, len(cast) - len(here) - len(others))

    def _as_of(self, place: int) -> _Now:
        """What is known at a place, at or after the one before."""
        records = self._ledger(place)
        if records is not self._whole:  # a correction was made later than the words it stands at
            register = Register(self.text.text)
            register.read(Reader(records).until(place), place)
            return _Now(register, Acquaintance(register, self.text))
        self._register.read(self._reader.until(place), place)
        return _Now(self._register, self._known)

    def _notes(self, known: _Now, start: int, end: int) -> Iterator[Note]:
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


class _Now:
    """Who is known at a place, and by which words."""

    def __init__(self, register: Register, acquaintance: Acquaintance) -> None:
        self.register = register
        self.acquaintance = acquaintance

    def meant(self, words: str) -> list[Known]:
        """Whom words mean by all that has been told: a name, a part of one, or a description that
        has stood for nobody else."""
        uses = self.register.who(words)
        if not uses:
            return self._partly(words)
        times = sum(use.times for use in uses)
        found = [
            known
            for use in uses
            if use.times >= SHARE * times and (known := self.acquaintance.known(use.entity))
        ]
        named = [known for known in found if known.named and plain(words) in _names(known)]
        if named and named[0] is found[0]:
            return [known for known in named if known.type == named[0].type][:SEVERAL]
        if len(found) != 1 or len(uses) != 1 or times < USES or not plain(words).startswith("the "):
            return []
        return found if tells(words) and found[0].type not in PLACES else []

    def _partly(self, words: str) -> list[Known]:
        """The only one with all these words in their names, where they have the form of a name."""
        if not words[:1].isupper():
            return []
        bearers = self.register.partly(words)
        found = [known for e in bearers if (known := self.acquaintance.known(e))]
        return found if len(found) == 1 and found[0].type == "PER" else []


def _names(known: Known) -> set[str]:
    return set(map(plain, (known.label, *known.aliases)))


def _matters(known: Known) -> bool:
    """Whether somebody is listed: whoever has a name, and without one who comes often and is told
    from others."""
    told = known.label == NARRATOR or (tells(known.label) and known.pronouns is not None)
    often = known.mentions >= MATTERS and told
    return known.type == "PER" and (known.named or often)


def _chapters(world: World) -> Iterator[Chapter]:
    """The chapters with their blocks: what stands between two belongs to the one before."""
    blocks, found = world.text.blocks, world.chapters
    firsts = [bisect_left(blocks, c.start, key=lambda b: b.start) for c in found]
    for i, chapter in enumerate(found):
        last = firsts[i + 1] if i + 1 < len(found) else len(blocks)
        title = " ".join(chapter.title.split()) if chapter.title else None
        alone = world.text.meta.title if len(found) == 1 else None
        label = title or alone or f"Chapter {chapter.ordinal}"
        short = _NUMBERED.match(label)
        yield Chapter(
            chapter.ordinal,
            label,
            short[0].rstrip() if short else label,
            title,
            chapter.start,
            chapter.end,
            firsts[i],
            last,
        )


def _stretches(blocks: Sequence[Block], first: int, last: int) -> Iterator[tuple[int, int]]:
    """A chapter's blocks in stretches of about one length, each but the first from a paragraph on:
    where a scene begins, if one does in good time. What comes after has no say in it."""
    start = first
    for i in range(first + 1, last):
        block = blocks[i]
        size = block.start - blocks[start].start
        if size < 0.75 * LONG or not block.is_story or block.kind == "break":
            continue
        if size >= LONG or block.gap or blocks[i - 1].kind == "break":
            yield start, i
            start = i
    yield start, last
