"""The text of a work: every word in source order, what is story and what is set aside, and where
each stretch stands in the files it came from.

Offsets are Unicode code points, spans are half-open. A format reader makes a `Text` once; nothing
alters it after.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

import msgspec

StoryKind = Literal[
    "prose",
    "heading",
    "break",  # a mark between scenes
    "pov",  # a line by itself that says whose eyes we see through: "Mara's POV"
    "setting",  # a line by itself that says where we are, or when: "London, 1888", "Two days later"
]
STORY = frozenset(("prose", "break", "pov", "setting"))
"""The kinds of block that are story."""
ParatextKind = Literal[
    "heading",  # a chapter's own heading: structure, not story
    "title",
    "byline",
    "tags",
    "summary",
    "note",
    "end-note",
    "contents",
    "furniture",  # what a site's page puts around a work: buttons, links, "Chapter Text"
    "licence",
    "front-matter",  # YAML head of a draft, dedication page of a book
    "table",
    "hidden",  # what a page holds and does not show its readers: decoys, a skin's secrets
]


class Span(NamedTuple):
    """A half-open stretch of code points."""

    start: int
    end: int

    def meets(self, other: Span) -> bool:
        """Whether two stretches have a code point in common."""
        return self.start < other.end and other.start < self.end


class Segment(NamedTuple):
    """A stretch of the text that stands, character for character, in one stretch of a source.

    `offset` counts code points in the text of block number `block`, or, where that is None, in the
    decoded file. `member` is the file inside a container, None for a bare file; of a container in
    an archive, both: "one.epub/OEBPS/a.xhtml".
    """

    start: int
    end: int
    file: int
    member: str | None
    block: int | None
    offset: int


class Source(msgspec.Struct, frozen=True):
    """One file the work was read from; `path` is "-" for standard input, "" for a string."""

    path: str
    format: str
    sha256: str


class Notice(msgspec.Struct, frozen=True):
    """Something a person should know about their file: said, never raised.

    `code` is a short stable name (`mojibake`, `not-english`, ...); `message` a plain sentence;
    `at` its place in the text, where it has one.
    """

    code: str
    message: str
    at: Span | None = None


class Block(msgspec.Struct, frozen=True, gc=False):
    """One block of the source: a paragraph, a heading, a break line, or something set aside.

    `why` names what decided its kind (the rule or the element), for the import report.
    `gap` says that more empty room than usual stands before it: evidence for a scene break.
    `opens_chapter` marks a chapter's first block where the source itself says so (a heading, a new
    file). `italics` are the emphasised stretches, absolute and in order; `holes` the stretches
    inside a story paragraph that are not story (an author's note in brackets). `language` is the
    code of another language than English (ISO 639-1), where its words are in one.
    """

    start: int
    end: int
    kind: StoryKind | ParatextKind
    why: str = ""
    gap: bool = False
    opens_chapter: bool = False
    italics: tuple[Span, ...] = ()
    holes: tuple[Span, ...] = ()
    language: str | None = None

    @property
    def is_story(self) -> bool:
        return self.kind in STORY


class Meta(msgspec.Struct, frozen=True):
    """What the source says about the work, in its own words; nothing is ever invented.

    `tags` maps the source's own label in lower case and singular (`fandom`, `character`,
    `relationship`, `additional tag`, `rating`, ...) to its values. `stats` likewise (`words`,
    `published`, ...). `series` holds (name, part or None).
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    tags: dict[str, tuple[str, ...]] = {}
    series: tuple[tuple[str, str | None], ...] = ()
    stats: dict[str, str] = {}
    language: str | None = None
    url: str | None = None
    identifier: str | None = None


class Text(msgspec.Struct, frozen=True):
    """A work as it was found. `blocks` and `segments` are in order and do not overlap."""

    text: str
    blocks: tuple[Block, ...]
    segments: tuple[Segment, ...] = ()
    sources: tuple[Source, ...] = ()
    meta: Meta = Meta()
    notices: tuple[Notice, ...] = ()

    def paragraph_end(self, position: int) -> int:
        """The last block end at or before `position` (0 if there is none)."""
        i = bisect_right(self.blocks, position, key=lambda b: b.end)
        return self.blocks[i - 1].end if i else 0

    def cut(self, end: int) -> Text:
        """The text as it would have been found had it stopped at `end`, a block's end."""
        begun = self.segments[: bisect_left(self.segments, end, key=lambda s: s.start)]
        if begun and begun[-1].end > end:
            begun = (*begun[:-1], begun[-1]._replace(end=end))
        return msgspec.structs.replace(
            self,
            text=self.text[:end],
            blocks=self.blocks[: bisect_right(self.blocks, end, key=lambda b: b.end)],
            segments=begun,
        )

    def source_place(self, position: int) -> tuple[Segment, int] | None:
        """Where the character at `position` stands in its source: its segment and the code point
        there; None for characters that no source holds (the blank lines between files)."""
        i = bisect_right(self.segments, position, key=lambda s: s.start) - 1
        if i < 0 or position >= self.segments[i].end:
            return None
        segment = self.segments[i]
        return segment, segment.offset + position - segment.start

    def paratext(self) -> Iterator[tuple[Span, str]]:
        """Stretches set aside, in order, with their kinds: whole blocks and holes in paragraphs."""
        for block in self.blocks:
            if block.is_story:
                for hole in block.holes:
                    yield hole, "note"
            else:
                yield Span(block.start, block.end), block.kind
