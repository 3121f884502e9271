"""Another text of a work that is there: which work that is, and where its places are now."""

from __future__ import annotations

from collections import Counter

from fabula.library.prints import of_block
from fabula.reading.corrections import anchor, find
from fabula.story.text import Block, Span, Text

QUOTED = 64  # code points by which a place is told


class Moves:
    """Where the places of an old text are in a new one."""

    def __init__(self, old: Text, new: Text) -> None:
        self.old, self.new = old, new
        self._old, self._new = _numbered(old), _numbered(new)
        self._where = {key: block for block, key in zip(_story(new), self._new, strict=True)}

    def place(self, at: int) -> int:
        """Where the words at a place stand now: found by quotation; where they are gone, the end of
        the last paragraph before them that is still there, 0 if there is none."""
        if at >= len(self.old.text):
            return self._after(len(self.old.text))
        if not at:
            return 0
        words = anchor(self.old.text, Span(at, min(at + QUOTED, len(self.old.text))))
        found = find(words, self.new.text)
        return found.start if found else self._after(at)

    def new_from(self) -> int | None:
        """Where new text begins: the first story after the last old paragraph that is still there;
        None where nothing comes after it."""
        end = self._after(len(self.old.text))
        first = next((b for b in self.new.blocks if b.start >= end and b.is_story), None)
        return first.start if first else None

    def _after(self, at: int) -> int:
        """Where the last paragraph before `at` that is still there ends in the new text."""
        before = [
            key for block, key in zip(_story(self.old), self._old, strict=True) if block.end <= at
        ]
        return next((self._where[key].end for key in reversed(before) if key in self._where), 0)


def _story(text: Text) -> list[Block]:
    return [block for block in text.blocks if block.is_story]


def _numbered(text: Text) -> list[tuple[bytes, int]]:
    """Each story paragraph's words, and the how-manieth paragraph of these words it is."""
    seen: Counter[bytes] = Counter()
    found = []
    for block in _story(text):
        key = of_block(text, block)
        found.append((key, seen[key]))
        seen[key] += 1
    return found
