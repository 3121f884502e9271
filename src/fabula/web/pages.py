"""A text in pages: a chapter each, a long one in parts that end where a scene does, if they can.

Pages tile the blocks of a text: what stands before a chapter's heading (title, tags, summary) is on
its first page, what follows its last paragraph (end notes) on its last. Pure and cheap: a text of
two million words takes a fraction of a second, once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from fabula.story.text import Block, Text
from fabula.story.world import World

LONG = 22_000  # code points of a page: about 4,000 words
EARLY, LATE = 0.75, 1.15  # of that: where a scene's end may end a page
LEAST = 0.3  # of that: less than this left over stays on the page before
AFTER = ("end-note", "licence")  # paratext that belongs to the chapter before it


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page: code points `start` to `end` (half-open), blocks `first` to `last` (half-open).

    `number` counts pages from 1, `chapter` chapters from 1 (None in a text without any story);
    `part` of `parts` of its chapter; `title` is the chapter's heading on one line.
    """

    number: int
    start: int
    end: int
    first: int
    last: int
    chapter: int | None
    part: int
    parts: int
    title: str | None

    @property
    def label(self) -> str:
        """What to call it without its title: "Chapter 3, part 2 of 4"."""
        chapter = f"Chapter {self.chapter}" if self.chapter else "The text"
        return f"{chapter}, part {self.part} of {self.parts}" if self.parts > 1 else chapter

    @property
    def heading(self) -> str:
        """What to call it for somebody who has come to it: its title, if it has one."""
        if self.title is None or self.parts == 1:
            return self.title or self.label
        return f"{self.title} ({self.part} of {self.parts})"


class Pages:
    """The pages of a text; `pages[0]` is page number 1."""

    def __init__(self, text: Text) -> None:
        self._pages = [
            Page(
                number=number,
                start=text.blocks[first].start if number > 1 and text.blocks else 0,
                end=text.blocks[last - 1].end if last else len(text.text),
                first=first,
                last=last,
                chapter=chapter,
                part=part,
                parts=parts,
                title=title,
            )
            for number, (first, last, chapter, part, parts, title) in enumerate(_cuts(text), 1)
        ]
        self._starts = [page.start for page in self._pages]

    def __len__(self) -> int:
        return len(self._pages)

    def __iter__(self) -> Iterator[Page]:
        return iter(self._pages)

    def __getitem__(self, i: int) -> Page:
        return self._pages[i]

    def at(self, place: int) -> Page:
        """The page that holds a place; the last one for places beyond the text."""
        return self._pages[max(0, bisect_right(self._starts, place) - 1)]

    def numbered(self, number: int) -> Page | None:
        """A page by its number, if there is one."""
        return self._pages[number - 1] if 1 <= number <= len(self._pages) else None

    def chapters(self) -> list[Page]:
        """The first page of every chapter."""
        return [page for page in self._pages if page.part == 1]


Cut = tuple[int, int, int | None, int, int, str | None]


def _cuts(text: Text) -> Iterator[Cut]:
    """First and last block, chapter, part, parts and title of every page."""
    chapters = World(text, (), len(text.text)).chapters
    starts = [block.start for block in text.blocks]
    begins = [bisect_right(starts, chapter.start) - 1 for chapter in chapters]
    begins = [_with_what_stands_before(text.blocks, i) for i in begins]
    if begins:
        begins[0] = 0
    else:
        yield 0, len(text.blocks), None, 1, 1, None
    for chapter, (first, last) in zip(chapters, pairwise([*begins, len(text.blocks)]), strict=True):
        title = " ".join(chapter.title.split()) if chapter.title else None
        parts = _parts(text.blocks, first, last)
        for part, (one, other) in enumerate(pairwise(parts), 1):
            yield one, other, chapter.ordinal, part, len(parts) - 1, title


def _with_what_stands_before(blocks: Sequence[Block], i: int) -> int:
    """The first block of a chapter with the notes and summaries right above its heading."""
    while i and not blocks[i - 1].is_story and blocks[i - 1].kind not in ("heading", *AFTER):
        i -= 1
    return i


def _parts(blocks: Sequence[Block], first: int, last: int) -> list[int]:
    """Where the parts of a chapter begin, and its end."""
    found = [first]
    end = blocks[last - 1].end
    while end - blocks[found[-1]].start > (1 + LEAST) * LONG:
        cut = _next_part(blocks, found[-1], last)
        if cut is None or end - blocks[cut].start < LEAST * LONG:
            break
        found.append(cut)
    return [*found, last]


def _next_part(blocks: Sequence[Block], first: int, last: int) -> int | None:
    """The block that begins the next part: after a scene's end if there is one in reach, else about
    where the page is full."""
    start = blocks[first].start
    low = bisect_right(blocks, start + EARLY * LONG, first + 1, last, key=lambda b: b.start)
    full = bisect_right(blocks, start + LONG, first + 1, last, key=lambda b: b.start)
    high = bisect_right(blocks, start + LATE * LONG, first + 1, last, key=lambda b: b.start)
    scenes = [i for i in range(low, high) if _begins_scene(blocks, i)]
    if scenes:
        return min(scenes, key=lambda i: abs(blocks[i].start - start - LONG))
    return next((i for i in range(full, last) if _begins_paragraph(blocks, i)), None)


def _begins_scene(blocks: Sequence[Block], i: int) -> bool:
    return _begins_paragraph(blocks, i) and (blocks[i - 1].kind == "break" or blocks[i].gap)


def _begins_paragraph(blocks: Sequence[Block], i: int) -> bool:
    return blocks[i].is_story and blocks[i].kind != "break"
