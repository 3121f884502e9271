"""Words of the story as a page quotes them: with their sentence, never beyond its paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from fabula.story.text import Span, Text

MOST = 180  # code points that are quoted on each side at most
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s|\n\s*\n")


class Words(NamedTuple):
    """Words at a place, with what stands before and after them in their sentence, on one line."""

    start: int
    end: int
    before: str
    words: str
    after: str


def around(text: Text, at: Span) -> Words:
    """The words at a place with their sentence. Nothing after their paragraph is looked at."""
    low, high = paragraph_of(text, at)
    first, last = _sentence(text.text, at, low, high)
    begun = first == at.start - MOST > low
    more = last == at.end + MOST < high
    if begun:  # in the middle of a word, perhaps
        first = text.text.find(" ", first, at.start) + 1 or at.start
    if more:
        last = max(at.end, text.text.rfind(" ", at.end, last))
    return Words(
        at.start,
        at.end,
        ("…" if begun else "") + _line(text.text[first : at.start]),
        _line(text.text[at.start : at.end]).strip(),
        _line(text.text[at.end : last]) + ("…" if more else ""),
    )


def sentence_at(text: Text, place: int) -> Span:
    """The sentence of a place."""
    at = Span(place, min(place + 1, len(text.text)))
    return Span(*_sentence(text.text, at, *paragraph_of(text, at)))


def paragraph_of(text: Text, at: Span) -> Span:
    """The block that begins at or before a place, as far as to the end of the words there."""
    i = bisect_right(text.blocks, at.start, key=lambda b: b.start) - 1
    low, high = (text.blocks[i].start, text.blocks[i].end) if i >= 0 else at
    return Span(low, max(high, at.end))


def _sentence(text: str, at: Span, low: int, high: int) -> tuple[int, int]:
    low, high = max(low, at.start - MOST), min(high, at.end + MOST)
    before = [m.end() for m in _SENTENCE_END.finditer(text, low, at.start)]
    after = _SENTENCE_END.search(text, max(at.start, at.end - 1), high)
    return before[-1] if before else low, after.start() + len(after[0].rstrip()) if after else high


def _line(words: str) -> str:
    """On one line, a blank at an end kept as one."""
    return re.sub(r"\s+", " ", words)
