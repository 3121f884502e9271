"""Passages: what is read at one look. A passage is an unbroken stretch of story paragraphs of one
chapter, small enough for an encoder's window; what stands in it is told relative to its start, so
that it is the same passage wherever in the work it lands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from fabula.story.pieces import LEFT_PIECES, Pieces
from fabula.story.text import Block, Span, Text

PIECES = 254  # an encoder's window of 256, less its start and end pieces


class Paragraph(msgspec.Struct, frozen=True, gc=False):
    """A story block as a passage holds it: all offsets count from the passage's start.

    `kind` is "prose", "break", "pov" or "setting"; `gap`, `italics`, `holes` and `language` are as
    in `Block`.
    """

    start: int
    end: int
    kind: str
    gap: bool = False
    italics: tuple[Span, ...] = ()
    holes: tuple[Span, ...] = ()
    language: str | None = None


class Passage(msgspec.Struct, frozen=True, dict=True):
    """What is read at one look: `text` from `start` in the work, its paragraphs, and `left`, up to
    64 pieces of the same chapter before it. `opens_chapter` if a chapter begins here. `closed`
    once the text has gone on to something that is not in it. All of it is in one language.

    Paragraphs are never divided: one too long for the window is a passage of its own, and who
    needs windows cuts them there. Everything but `start` and `closed` is content: `key` is its
    digest, and equal keys mean equal annotations.
    """

    start: int
    text: str
    paragraphs: tuple[Paragraph, ...]
    left: str = ""
    opens_chapter: bool = False
    closed: bool = True

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def language(self) -> str | None:
        """The code of the language it is in; None for English."""
        return self.paragraphs[0].language

    @cached_property
    def key(self) -> bytes:
        content = msgspec.structs.replace(self, start=0, closed=True)
        return hashlib.blake2b(msgspec.msgpack.encode(content), digest_size=16).digest()

    def absolute(self, at: Span) -> Span:
        """The place in the work of a place in this passage."""
        return Span(self.start + at.start, self.start + at.end)


def passages(text: Text, first: int = 0) -> Iterator[Passage]:
    """The passages of a work from block number `first` on, in order; the last one is open.

    A passage takes whole paragraphs while they fit. A heading, the start of a chapter, a stretch
    of paratext or a paragraph in another language closes it. So each boundary follows from the text
    up to the paragraph after it.
    """
    pieces = Pieces(text.text)
    chapter: list[Block] = []  # the story blocks of this chapter already in passages
    held: list[Block] = []
    size = 0
    opens = True
    for block in text.blocks[first:]:
        new_chapter = block.opens_chapter or block.kind == "heading"
        if not block.is_story or new_chapter:
            if held:
                yield _passage(pieces, held, chapter, opens, closed=True)
                chapter, held, size, opens = chapter + held, [], 0, False
            if new_chapter:
                chapter, opens = [], True
            if not block.is_story:
                continue
        more = pieces.count(block.start, block.end)
        full = size + more > PIECES
        if held and (full or block.language != held[0].language):
            yield _passage(pieces, held, chapter, opens, closed=True)
            chapter, held, size, opens = held, [], 0, False
        held.append(block)
        size += more
    if held:
        yield _passage(pieces, held, chapter, opens, closed=False)


def _passage(
    pieces: Pieces, held: list[Block], before: list[Block], opens: bool, closed: bool
) -> Passage:
    start = held[0].start

    def relative(spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(Span(s.start - start, s.end - start) for s in spans)

    return Passage(
        start=start,
        text=pieces.text[start : held[-1].end],
        paragraphs=tuple(
            Paragraph(
                b.start - start,
                b.end - start,
                b.kind,
                b.gap,
                relative(b.italics) if b.italics else (),
                relative(b.holes) if b.holes else (),
                b.language,
            )
            for b in held
        ),
        left=_left(pieces, before),
        opens_chapter=opens,
        closed=closed,
    )


def _left(pieces: Pieces, before: list[Block]) -> str:
    """The last `LEFT_PIECES` pieces of the paragraphs before, joined by newlines."""
    taken: list[str] = []
    room = LEFT_PIECES
    for block in reversed(before):
        tail, count = pieces.last(block.start, block.end, room)
        taken.append(tail)
        room -= count
        if not room:
            break
    return "\n".join(reversed(taken))
