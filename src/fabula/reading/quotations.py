"""Quotations: which stretches of a passage are somebody's words."""

from __future__ import annotations

import msgspec

from fabula.reading.quotation_marks import SIGNS, marks
from fabula.reading.quotation_pairs import Pair, pairs
from fabula.story.annotations import Annotations, Quoted
from fabula.story.passage import Passage
from fabula.story.text import Span

_BARE = SIGNS + "_* \t\n\r\u00a0\u202f\u2009"


def quotations(passage: Passage, notes: Annotations) -> Annotations:
    """Adds the passage's quotations, sorted by start, an outer one before those in it."""
    made: list[Quoted] = []
    unclosed: str | None = None
    for number, paragraph in enumerate(passage.paragraphs):
        text = passage.text[paragraph.start : paragraph.end]
        found = marks(text)
        if not found:
            unclosed = None
            continue
        made_here = pairs(text, found, True)
        base = len(made)
        made += _quoted(made_here, paragraph.start, number, base, unclosed)
        last = made_here[-1] if made_here else None
        unclosed = None
        for p in made_here:
            if not p.closed and p.end >= len(text.rstrip()):
                unclosed = p.family
                break
        del last
    return msgspec.structs.replace(notes, quotations=tuple(made))


def _quoted(
    found: list[Pair], offset: int, paragraph: int, base: int, unclosed: str | None
) -> list[Quoted]:
    made: list[Quoted] = []
    around: list[int] = []
    for i, pair in enumerate(found):
        while around and found[around[-1]].end <= pair.start:
            around.pop()
        made.append(
            Quoted(
                Span(offset + pair.start, offset + pair.end),
                paragraph,
                parent=base + around[-1] if around else None,
                opened=pair.opened,
                closed=pair.closed,
                reopened=i == 0 and unclosed == pair.family and pair.start <= 2,
            )
        )
        around.append(i)
    return made


def bare(text: str, at: Span) -> Span:
    """`at` without the marks, emphasis signs and blanks at its ends."""
    words = text[at.start : at.end]
    inner = words.lstrip(_BARE)
    start = at.end - len(inner)
    return Span(start, start + len(inner.rstrip(_BARE)))
