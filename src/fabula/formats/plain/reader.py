"""Plain text: a story typed, pasted, saved from a page, or taken from Project Gutenberg.

The text is exactly the decoded file with newlines made `\\n`. Everything about a block follows from
the text up to its end, so a file cut at a paragraph's end is read just like the whole file up to
there: a reader in the middle of the book learns nothing from what comes after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fabula.formats.blocks import breaks, headings
from fabula.formats.blocks.judge import Judge, Verdict
from fabula.formats.blocks.parts import parted, parts
from fabula.formats.budget import timed
from fabula.formats.plain import pasted
from fabula.formats.plain.emphasis import italics
from fabula.formats.plain.fanficfare import Packaged
from fabula.formats.plain.front import Front
from fabula.formats.plain.gutenberg import Gutenberg
from fabula.formats.plain.lines import Alone, Paragraph, paragraphs
from fabula.story.text import Block, Meta, Segment, Span, Text

BEFORE = 40  # characters before a block that its indent is looked for in
_NEWLINE = re.compile("\r\n|\r")


def parse(decoded: str, file: int = 0) -> Text:
    """Reads a decoded file; `file` is its number in the segments. Sources are the caller's."""
    text, segments = unify_newlines(decoded, file)
    reader = _Reader()
    blocks = tuple(
        block for p in timed(paragraphs(text, _stands_alone)) for block in reader.blocks(text, p)
    )
    return Text(text, blocks, segments, meta=reader.meta(), notices=parted(reader.long))


def unify_newlines(decoded: str, file: int) -> tuple[str, tuple[Segment, ...]]:
    """`decoded` with every newline as `\\n`, and where its stretches stand in `decoded`."""
    if "\r" not in decoded:
        whole = (Segment(0, len(decoded), file, None, None, 0),) if decoded else ()
        return decoded, whole
    segments: list[Segment] = []
    pieces: list[str] = []
    start = place = 0  # of the stretch being gathered: in the text, in the file
    for newline in _NEWLINE.finditer(decoded):
        stretch = decoded[place : newline.start()]
        if stretch:
            segments.append(Segment(start, start + len(stretch), file, None, None, place))
        pieces.append(stretch)
        start += len(stretch)
        place = newline.end()
        if newline[0] == "\r\n":
            place -= 1  # its own second character begins the next stretch
        else:
            pieces.append("\n")
            start += 1
    if stretch := decoded[place:]:
        segments.append(Segment(start, start + len(stretch), file, None, None, place))
        pieces.append(stretch)
    return "".join(pieces), tuple(segments)


def _stands_alone(line: str) -> Alone:
    """Whether a line is a block by itself, whatever stands around it."""
    if len(line) > pasted.LONGEST:
        return "no"
    if breaks.is_break(line) or pasted.stands_alone(line):
        return "always"
    if headings.heading(line) or (len(line) < 8 and headings.numbered(line)):
        return "as heading"
    return "no"


class _Reader:
    """Says what each block is, in order."""

    def __init__(self) -> None:
        self._gutenberg = Gutenberg()
        self._packaged = Packaged()
        self._page = pasted.Page()
        self._front = Front()
        self._judge = Judge(usual_blanks=1)
        self.long: list[int] = []  # the lengths of paragraphs that were read in parts

    def blocks(self, text: str, paragraph: Paragraph) -> Iterator[Block]:
        """The blocks of a paragraph: one, if it is not monstrous."""
        start, end, blanks = paragraph
        first, *others = parts(text, start, end)
        yield self._block(text, *first, blanks)
        if others:
            self.long.append(end - start)
        for part in others:
            yield Block(*part, "prose", "a part of one long paragraph")

    def _block(self, text: str, start: int, end: int, blanks: int) -> Block:
        words = text[start:end]
        before = text[max(0, start - BEFORE) : start]
        verdict = self._aside(words, blanks, before) or self._judge.judge(words, blanks)
        if verdict.kind in ("prose", "heading"):
            self._front.close()
        marked: tuple[Span, ...] = ()
        if verdict.kind == "prose":
            marked = tuple(Span(s.start + start, s.end + start) for s in italics(words))
        return Block(
            start, end, verdict.kind, verdict.why, verdict.gap, verdict.opens_chapter, marked,
            tuple(Span(s.start + start, s.end + start) for s in verdict.holes),
        )  # fmt: skip

    def _aside(self, words: str, blanks: int, before: str) -> Verdict | None:
        """The verdict on a block that stands outside the story, else None."""
        if around := self._gutenberg.see(words):
            why, licence = around
            self._judge.set_aside("furniture")
            return Verdict("licence" if licence else "furniture", why)
        if made := self._packaged.see(words, blanks, before):
            self._judge.set_aside(made.kind, made.opens_chapter)
            return made
        if self._packaged.known:
            return None
        if seen := self._page.see(words):
            self._judge.set_aside(seen.kind)
            if seen.opens:
                self._front.close()
                self._judge.text_begins()
            return Verdict(seen.kind, seen.why)
        if found := self._front.see(words, blanks, self._gutenberg.fields.get("title")):
            self._judge.set_aside(found[0])
            return Verdict(*found)
        return None

    def meta(self) -> Meta:
        """What the text has said about itself."""
        if self._packaged.known:
            return self._packaged.meta()
        fields, page = self._gutenberg.fields, self._page
        author = fields.get("author") or page.author or self._front.author
        language = fields.get("language") or next(iter(page.tags.get("language", ())), None)
        tags = {k: v for k, v in page.tags.items() if k not in ("language", "series")}
        return Meta(
            title=fields.get("title") or page.title or (self._front.title if author else None),
            authors=(author,) if author else (),
            tags=tags,
            series=tuple((name, None) for name in page.tags.get("series", ())),
            stats=page.stats,
            language=language,
        )
