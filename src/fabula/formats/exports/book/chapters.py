"""The chapters of a book, and the parts that notes are made for: a chapter, or some 4,000 words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from fabula.story.text import Block
from fabula.story.world import World

LONG = 23_000  # code points of a part: about 4,000 words
_NUMBERED = re.compile(r"\w+ [\w-]{1,12}(?=\s*[:.–—])")  # "Chapter 1" of "Chapter 1: The Ferry"


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


def chapters(world: World) -> Iterator[Chapter]:
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


def stretches(blocks: Sequence[Block], first: int, last: int) -> Iterator[tuple[int, int]]:
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
