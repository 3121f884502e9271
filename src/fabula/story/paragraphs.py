"""Where the paragraphs and chapters of a text stand, found once for all horizons."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from fabula.story.chapters import beginnings
from fabula.story.text import Block


class Paragraphs:
    """The story's paragraphs (no breaks, nothing set aside) and chapters. What is asked as of a
    horizon is what the text cut there would say."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        prose = [block for block in blocks if block.is_story and block.kind != "break"]
        self._starts = array("q", (block.start for block in prose))
        self._ends = array("q", (block.end for block in prose))
        self._chapters = array("q", beginnings(blocks))

    def start_from(self, place: int, horizon: int) -> int | None:
        """Where the first paragraph begins that begins at a place or after it."""
        i = bisect_left(self._starts, place)
        return self._starts[i] if i < bisect_right(self._ends, horizon) else None

    def end_before(self, place: int, horizon: int) -> int:
        """Where the last paragraph ends that begins before a place."""
        known = bisect_right(self._ends, horizon)
        return self._ends[bisect_left(self._starts, place, 0, known) - 1]

    def chapter_of(self, place: int) -> int:
        """The index of the chapter that a place is in; -1 before the first."""
        return bisect_right(self._chapters, place) - 1
