"""Words that notes show: compared, judged, and the sentence around them."""

from __future__ import annotations

import re
from bisect import bisect_right

from fabula.story.text import Span, Text

LONGEST = 60  # code points of a description
QUOTED = 200  # code points of a sentence that a note quotes
_BARE = frozenset((
    "man", "woman", "boy", "girl", "child", "lady", "gentleman", "person", "one", "other",
    "others", "stranger", "two", "three", "people", "men", "women", "boys", "girls", "children",
    "guy", "guys", "fellow", "thing",
))  # fmt: skip
_SENTENCE = re.compile(r"[.!?…][\"'”’»)*_]*\s+|\n\s*\n")


def plain(words: str) -> str:
    """Words as they are compared: on one line, in small letters."""
    return " ".join(words.split()).casefold()


def tells(words: str) -> bool:
    """Whether a description tells one from others: "the man in the grey coat", not "the man"."""
    first, _, rest = plain(words).partition(" ")
    return first in ("the", "a", "an") and rest not in _BARE and 2 < len(rest) <= LONGEST


def sentence(text: Text, at: Span) -> str:
    """The sentence around some words, on one line, never beyond its paragraph; shortened where it
    is long, so that the words are in it."""
    blocks = text.blocks
    block = blocks[max(0, bisect_right(blocks, at.start, key=lambda b: b.start) - 1)]
    before = [m.end() for m in _SENTENCE.finditer(text.text, block.start, at.start)]
    start = before[-1] if before else block.start
    after = _SENTENCE.search(text.text, max(at.start, at.end - 1), block.end)
    end = after.end() if after else block.end
    words = text.text[start:end]
    if len(words) > QUOTED and at.start - start > QUOTED // 2:
        start = text.text.rfind(" ", start, at.start - QUOTED // 2) + 1
        words = "…" + text.text[start:end]
    words = " ".join(words.split())
    return words if len(words) <= QUOTED else words[: QUOTED - 1].rstrip() + "…"
