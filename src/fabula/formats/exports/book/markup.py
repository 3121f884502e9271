"""Blocks of a text as markup: XHTML that is HTML too."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from fabula.formats.exports.book.escaping import clean
from fabula.formats.exports.book.plan import Note, Part
from fabula.formats.exports.book.spans import Marked, nested, outermost
from fabula.story.text import Block, Span, Text

LEFT_OUT = frozenset(("contents", "furniture", "hidden"))
"""What a book does not have of its source: it has contents of its own, and no buttons or decoys."""
_MARKS = ("_", "*", "/")  # of italics in plain text
_VERSE = 60  # code points that no line of a stanza has
_LINE_END = re.compile(r"[^\S\n]*\n[^\S\n]*")
_ASIDE = {
    "note": "A note of the author’s",
    "end-note": "A note",
    "summary": "Summary",
    "tags": "Tags",
    "table": "A table",
    "licence": "Licence",
    "front-matter": "What stands in front",
}


class Style(NamedTuple):
    """How one format writes what another writes otherwise: the attributes of a link to a note,
    and where a paragraph's place leads."""

    noteref: str
    language: Callable[[str], str]


class Writer:
    """Writes the blocks of one text."""

    def __init__(self, text: Text, style: Style) -> None:
        self._text = text
        self._style = style
        self._anchors: list[int] = []  # where the paragraphs written so far begin
        # Lines of plain text and its marks of italics are how it is typed, not what it says.
        self._typed = all(source.format == "text" for source in text.sources)

    def anchor(self, place: int) -> int | None:
        """The paragraph with an id that holds a place, or the one before it; None before all."""
        i = bisect_right(self._anchors, place) - 1
        return self._anchors[i] if i >= 0 else None

    def part(self, part: Part) -> Iterator[str]:
        """A part's blocks in order, its notes linked at their words."""
        notes = list(part.notes)
        for first, blocks in self._groups(part.blocks):
            end = blocks[-1].end
            here = [note for note in notes if first.start <= note.at.start and note.at.end <= end]
            yield self._group(blocks, here)

    def blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Blocks without notes."""
        return self.part(Part(blocks, ()))

    def _groups(self, blocks: Sequence[Block]) -> Iterator[tuple[Block, list[Block]]]:
        """Blocks, those together that are lines of one paragraph, or of one thing set aside."""
        together: list[Block] = []
        for block in blocks:
            if together and not self._goes_on(together[-1], block):
                yield together[0], together
                together = []
            together.append(block)
        if together:
            yield together[0], together

    def _goes_on(self, block: Block, after: Block) -> bool:
        if block.kind != after.kind or block.kind == "heading":
            return False
        if block.kind in _ASIDE:
            return True
        between = self._text.text[block.end : after.start]
        return between == "\n" and block.kind == "prose" and not self._typed

    def _group(self, blocks: Sequence[Block], notes: Sequence[Note]) -> str:
        first = blocks[0]
        if first.kind in LEFT_OUT:
            return ""
        if first.kind in _ASIDE:
            return self._aside(blocks)
        lines = "<br/>\n".join(self._words(block, notes) for block in blocks)
        room = '<p class="room">\u00a0</p>\n' if first.gap else ""
        return f"{room}{self._block(first, lines)}\n"

    def _block(self, block: Block, words: str) -> str:
        self._anchors.append(block.start)
        own = f'id="p{block.start}"{self._language(block)}'
        match block.kind:
            case "prose":
                return f"<p {own}>{words}</p>"
            case "heading":
                level = "h1" if block.opens_chapter else "h2"
                return f'<{level} {own} class="heading">{words}</{level}>'
            case kind:
                return f'<p {own} class="{kind}">{words}</p>'

    def _aside(self, blocks: Sequence[Block]) -> str:
        kind = blocks[0].kind
        inside = "\n".join(
            f"<p>{'<br/>'.join(self._words(b, ()) for b in lines)}</p>"
            for lines in self._paragraphs(blocks)
        )
        if kind in ("note", "end-note", "table"):
            return f'<div class="aside {kind}" role="note">\n{inside}\n</div>\n'
        title = f"<summary>{_ASIDE[kind]}</summary>"
        return f'<details class="aside {kind}">\n{title}\n{inside}\n</details>\n'

    def _paragraphs(self, blocks: Sequence[Block]) -> Iterator[list[Block]]:
        lines = [blocks[0]]
        for block, after in pairwise(blocks):
            if self._text.text[block.end : after.start] != "\n":
                yield lines
                lines = []
            lines.append(after)
        yield lines

    def _words(self, block: Block, notes: Sequence[Note]) -> str:
        """A block's words with their italics, its holes set apart, its notes linked."""
        at = Span(block.start, block.end)
        marked = [("em", span, None) for span in block.italics]
        holes = [("hole", span, None) for span in block.holes]
        links = [("a", n.at, n) for n in notes if at.start <= n.at.start and n.at.end <= at.end]
        spans = nested([*holes, *marked, *links])
        return self._inside(at, spans, "<br/>\n" if self._is_verse(at) else "\n")

    def _is_verse(self, at: Span) -> bool:
        """Whether a block's lines are lines of the story, not where one was full in the file."""
        lines = [line.strip() for line in self._text.text[at.start : at.end].split("\n")]
        return all(len(line) < _VERSE and not line[:1].islower() for line in lines)

    def _inside(self, at: Span, spans: list[Marked], ends: str) -> str:
        """The words `at`, with the spans in them, which are nested; their lines end with `ends`."""
        pieces: list[str] = []
        place = at.start
        for own, inner in outermost(spans):
            pieces.append(self._plain(place, own[1].start, ends))
            pieces.append(self._wrapped(own, inner, ends))
            place = own[1].end
        pieces.append(self._plain(place, at.end, ends))
        return "".join(pieces)

    def _wrapped(self, own: Marked, inner: list[Marked], ends: str) -> str:
        kind, at, note = own
        if note is not None:
            words = self._inside(at, inner, ends)
            return f'<a {self._style.noteref} id="w{at.start}" href="#n{at.start}">{words}</a>'
        if kind == "hole":
            return f'<span class="hole">{self._inside(at, inner, ends)}</span>'
        return f"<em>{self._inside(self._unmarked(at), inner, ends)}</em>"

    def _unmarked(self, at: Span) -> Span:
        """Italics without the signs that stand for them in plain text."""
        first, last = self._text.text[at.start], self._text.text[at.end - 1]
        marked = self._typed and first == last and first in _MARKS and at.end - at.start > 2
        return Span(at.start + 1, at.end - 1) if marked else at

    def _plain(self, start: int, end: int, ends: str) -> str:
        return _LINE_END.sub(ends, clean(self._text.text[start:end]))

    def _language(self, block: Block) -> str:
        return f" {self._style.language(block.language)}" if block.language else ""
