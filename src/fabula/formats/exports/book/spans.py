"""Spans of a paragraph that are marked, one in another."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.formats.exports.book.plan import Note
from fabula.story.text import Span

Marked = tuple[str, Span, Note | None]
"""What a span is, its place, and the note on it."""


def nested(spans: list[Marked]) -> list[Marked]:
    """Spans in order, an outer one before those in it; what would cross another is left out."""
    kept: list[Marked] = []
    open_: list[int] = []
    for own in sorted(spans, key=lambda s: (s[1].start, -s[1].end, s[2] is not None)):
        start, end = own[1]
        while open_ and open_[-1] <= start:
            open_.pop()
        if start < end and (not open_ or end <= open_[-1]):
            kept.append(own)
            open_.append(end)
    return kept


def outermost(spans: list[Marked]) -> Iterator[tuple[Marked, list[Marked]]]:
    """The spans that lie in no other, each with those in it."""
    i = 0
    while i < len(spans):
        own = spans[i]
        last = i + 1
        while last < len(spans) and spans[last][1].start < own[1].end:
            last += 1
        yield own, spans[i + 1 : last]
        i = last
