"""Words that notes show: compared, judged, and the sentence around them."""

from __future__ import annotations

import re
from bisect import bisect_right

from fabula.story.text import Span, Text

LONGEST = 60  # code points of a description
QUOTED = 200  # code points of a sentence that a note quotes
_BARE = frozenset((
    "man", "woman", "boy", "girl", "child", "lady", "gentleman", "person", "one", "other", "two",
    "stranger", "three", "people", "men", "women", "boys", "girls", "children", "guy", "guys",
    "fellow", "thing", "mother", "father", "sister", "brother", "son", "daughter", "wife",
    "husband", "uncle", "aunt", "cousin", "friend", "latter", "former", "first", "second", "last",
    "family", "party", "ladies", "gentlemen", "sisters", "brothers", "rest", "same", "head",
))  # fmt: skip
_PALE = frozenset(("young", "old", "little", "poor", "dear", "good", "other", "two", "only"))
_NO_END = re.compile(r"(?:^|[\s\"“(])(?:Mrs?|Ms|Dr|St|Sr|Jr|Rev|Col|Capt|Prof|[A-Z])\.\s$")
_SENTENCE = re.compile(r"[.!?…][\"\'”’»)*_]*\s+(?![a-z])|\n\s*\n")


def plain(words: str) -> str:
    """Words as they are compared: on one line, in small letters."""
    return " ".join(words.split()).casefold()


def tells(words: str) -> bool:
    """Whether a description tells one from others: "the man in the grey coat", not "the man"."""
    first, *rest = plain(words).split()
    while rest and rest[0] in _PALE:
        rest = rest[1:]
    return (
        first in ("the", "a", "an")
        and bool(rest)
        and len(words) <= LONGEST
        and (len(rest) > 1 or rest[0] not in _BARE)
    )


def sentence(text: Text, at: Span) -> str:
    """The sentence around some words, on one line, never beyond its paragraph; shortened where it
    is long, so that the words are in it."""
    blocks = text.blocks
    block = blocks[max(0, bisect_right(blocks, at.start, key=lambda b: b.start) - 1)]
    ends = [
        m.end()
        for m in _SENTENCE.finditer(text.text, block.start, block.end)
        if not _NO_END.search(text.text, max(block.start, m.end() - 8), m.end())
    ]
    start = max((end for end in ends if end <= at.start), default=block.start)
    end = min((end for end in ends if end >= at.end), default=block.end)
    words = text.text[start:end]
    if len(words) > QUOTED and at.start - start > QUOTED // 2:
        start = text.text.rfind(" ", start, at.start - QUOTED // 2) + 1
        words = "…" + text.text[start:end]
    words = " ".join(words.split())
    return words if len(words) <= QUOTED else words[: QUOTED - 1].rstrip() + "…"
