"""A paragraph in pieces: what is slanted, what is a link, what is highlighted, what is no story."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from fabula.story.text import Block, Span

_MARKED = re.compile(r"([_*/]{1,3})(?=\S).*(?<=\S)\1", re.DOTALL)  # _so_ is emphasis written


class Piece(NamedTuple):
    """Words that are shown alike. `link` is a place inside the mention that they belong to; `note`
    the reader's own highlight they are in; `hole` says that they are no story."""

    start: int
    words: str
    italic: bool = False
    link: int | None = None
    hole: bool = False
    note: int | None = None


class Highlight(NamedTuple):
    """Words that a reader has marked: the note's id, place, and colour."""

    note: int
    at: Span
    colour: str
    words: str = ""


class Paragraph(NamedTuple):
    """One block: its kind, place and pieces."""

    kind: str
    start: int
    end: int
    pieces: tuple[Piece, ...]
    language: str | None = None


def paragraph(
    text: str,
    block: Block,
    mentions: Sequence[Span] = (),
    highlights: Sequence[Highlight] = (),
) -> Paragraph:
    """One block in pieces. Of mentions that lie in each other the inmost has the words."""
    inside = [*_within(block, mentions)]
    marks = [h for h in highlights if h.at.start < block.end and h.at.end > block.start]
    italics, unseen = _emphasis(text, block.italics)
    cuts = _cuts(block, [*inside, *italics, *unseen, *block.holes, *(h.at for h in marks)])
    shown = zip(
        pairwise(cuts),
        _held(cuts, italics),
        _held(cuts, inside),
        _held(cuts, block.holes),
        _held(cuts, unseen),
        strict=True,
    )
    pieces = [
        Piece(
            start=start,
            words=text[start:end],
            italic=italic,
            link=start if link and any(c.isalnum() for c in text[start:end]) else None,
            hole=hole,
            note=next((h.note for h in marks if h.at.start <= start < h.at.end), None),
        )
        for (start, end), italic, link, hole, sign in shown
        if not sign
    ]
    trimmed = tuple(p for piece in pieces for p in _trimmed(piece))
    return Paragraph(block.kind, block.start, block.end, trimmed, block.language)


def _within(block: Block, mentions: Sequence[Span]) -> Iterator[Span]:
    low = bisect_left(mentions, block.start, key=lambda m: m.start)
    high = bisect_left(mentions, block.end, key=lambda m: m.start)
    return (m for m in mentions[low:high] if m.end <= block.end)


def _emphasis(text: str, italics: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """What is emphasised, and the signs that say so in a plain text, which are not shown."""
    shown: list[Span] = []
    unseen: list[Span] = []
    for at in italics:
        marked = _MARKED.fullmatch(text, at.start, at.end)
        signs = len(marked[1]) if marked else 0
        shown.append(Span(at.start + signs, at.end - signs))
        if signs:
            unseen += [Span(at.start, at.start + signs), Span(at.end - signs, at.end)]
    return shown, unseen


def _cuts(block: Block, spans: Iterable[Span]) -> list[int]:
    """The places of a block where something begins or ends, in order."""
    cuts = {block.start, block.end}
    for at in spans:
        cuts.update(at)
    return sorted(c for c in cuts if block.start <= c <= block.end)


def _held(cuts: Sequence[int], spans: Iterable[Span]) -> list[bool]:
    """For each stretch between two cuts, whether it lies in one of some spans."""
    steps: dict[int, int] = {}
    for start, end in spans:
        begins = max(start, cuts[0])
        steps[begins] = steps.get(begins, 0) + 1
        steps[end] = steps.get(end, 0) - 1
    depths = accumulate(steps.get(cut, 0) for cut in cuts[:-1])
    return [depth > 0 for depth in depths]


def _trimmed(piece: Piece) -> Iterator[Piece]:
    """A linked piece without the blanks at its ends, which stand beside it."""
    if piece.link is None:
        yield piece
        return
    core = piece.words.strip()
    before = piece.words.index(core)
    after = before + len(core)
    if before:
        yield piece._replace(words=piece.words[:before], link=None)
    place = piece.start + before
    yield piece._replace(start=place, words=core, link=place)
    if after < len(piece.words):
        yield piece._replace(start=piece.start + after, words=piece.words[after:], link=None)
