"""Another text of a work that is there: where the reader's places are now."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import takewhile

from fabula.library.prints import alike
from fabula.reading.corrected.corrections import anchor, find
from fabula.story.text import Block, Span, Text

BEFORE, AFTER = 16, 64  # code points around a place by which it is told
TELLING = 24  # code points; fewer may stand anywhere

Pairs = list[tuple[Block, Block]]


class Moves:
    """Where the places of an old text are in a new one. Up to `same_to` (in the new one) both have
    the same story."""

    def __init__(self, old: Text, new: Text) -> None:
        self.old, self.new = old, new
        self._kept, self.same_to = _kept(old, new)

    def place(self, at: int) -> int:
        """Where the words at a place stand now: in their paragraph, if that is still there, else
        found by quotation; where they are gone, the end of the last paragraph before them that is
        still there, 0 if there is none."""
        i = bisect_right(self._kept, at, key=lambda pair: pair[0].end)
        if i < len(self._kept) and self._kept[i][0].start <= at:
            was, now = self._kept[i]
            return min(now.start + at - was.start, now.end)
        quoted = self._quoted(at)
        found = find(anchor(self.old.text, quoted), self.new.text) if quoted else None
        return found.start + at - quoted.start if found and quoted else self._end(at)

    def new_from(self) -> int | None:
        """Where new text begins: the first story after the last old paragraph that is still there;
        None where nothing comes after it."""
        end = self._end(len(self.old.text))
        i = bisect_right(self.new.blocks, end, key=lambda b: b.start)
        return next((b.start for b in self.new.blocks[i:] if b.is_story), None)

    def _quoted(self, at: int) -> Span | None:
        """The words around a place in its own paragraph, if they are enough to tell it by."""
        i = bisect_right(self.old.blocks, at, key=lambda b: b.end)
        if i == len(self.old.blocks) or self.old.blocks[i].start > at:
            return None
        block = self.old.blocks[i]
        quoted = Span(max(block.start, at - BEFORE), min(block.end, at + AFTER))
        return quoted if quoted.end - quoted.start >= TELLING else None

    def _end(self, at: int) -> int:
        """The end, in the new text, of the last kept paragraph that ended at or before `at`."""
        i = bisect_right(self._kept, at, key=lambda pair: pair[0].end)
        return self._kept[i - 1][1].end if i else 0


def _kept(old: Text, new: Text) -> tuple[Pairs, int]:
    """The story paragraphs that are in both texts, in the order of the old one, and where those end
    that both begin with. What they end with is found by comparing, too, so that only what is
    between needs looking for."""
    start = alike(old, new)
    begin = [block for block in new.blocks[:start] if block.is_story]
    a, b = ([block for block in text.blocks[start:] if block.is_story] for text in (old, new))

    def same(pair: tuple[Block, Block]) -> bool:
        return _words(old, pair[0]) == _words(new, pair[1])

    first = list(takewhile(same, zip(a, b, strict=False)))
    n = len(first)
    last = list(takewhile(same, zip(reversed(a[n:]), reversed(b[n:]), strict=False)))
    m = len(last)
    there = dict(_counted(new, b[n : len(b) - m]))
    between = [
        (block, there[key]) for key, block in _counted(old, a[n : len(a) - m]) if key in there
    ]
    first = [*zip(begin, begin, strict=True), *first]
    return [*first, *between, *reversed(last)], first[-1][1].end if first else 0


def _counted(text: Text, blocks: list[Block]) -> list[tuple[tuple[str, int], Block]]:
    """Each paragraph by its words, and the how-manieth of these words it is."""
    seen: Counter[str] = Counter()
    found = []
    for block in blocks:
        words = " ".join(_words(text, block).split())
        found.append(((words, seen[words]), block))
        seen[words] += 1
    return found


def _words(text: Text, block: Block) -> str:
    return text.text[block.start : block.end]
