"""The chapters of a text, read off its blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fabula.story.contract import ChapterItem
from fabula.story.text import Block


def chapters(blocks: Sequence[Block], words: Callable[[int, int], str]) -> list[ChapterItem]:
    """Chapters in order: each begins at its heading, or at its first paragraph where it has none,
    and ends with its last paragraph. Headings that follow each other make one label. `words` gives
    those between two places."""
    begun = _begun(blocks)
    nexts = [*(first for first, _ in begun[1:]), len(blocks)] if begun else []
    return [
        ChapterItem(
            id=f"h{number}",
            known_at=blocks[first].end,
            by="structure",
            confidence=1.0,
            start=blocks[first].start,
            end=blocks[_before(blocks, after)].end,
            ordinal=number,
            title="\n".join(words(b.start, b.end) for b in headings) if headings else None,
        )
        for number, ((first, headings), after) in enumerate(zip(begun, nexts, strict=True), 1)
    ]


def beginnings(blocks: Sequence[Block]) -> list[int]:
    """Where each chapter begins."""
    return [blocks[first].start for first, _ in _begun(blocks)]


def _begun(blocks: Sequence[Block]) -> list[tuple[int, list[Block]]]:
    """The first block of each chapter, with its headings."""
    found: list[tuple[int, list[Block]]] = []
    for i in _openings(blocks):
        block = blocks[i]
        before = _before(blocks, i)
        if before >= 0 and blocks[before].kind == "heading":
            if block.kind == "heading":
                found[-1][1].append(block)
        else:
            found.append((i, [block] if block.kind == "heading" else []))
    return found


def _openings(blocks: Sequence[Block]) -> list[int]:
    """The blocks that may begin a chapter: headings, what the source says, and the first one."""
    found = [
        i
        for i, block in enumerate(blocks)
        if block.kind == "heading" or (block.opens_chapter and block.is_story)
    ]
    first = next((i for i, block in enumerate(blocks) if _counts(block)), None)
    return found if first is None or first in found[:1] else [first, *found]


def _before(blocks: Sequence[Block], i: int) -> int:
    """The last block before block `i` that is story or a heading; -1 where there is none."""
    i -= 1
    while i >= 0 and not _counts(blocks[i]):
        i -= 1
    return i


def _counts(block: Block) -> bool:
    return block.kind == "heading" or block.is_story
