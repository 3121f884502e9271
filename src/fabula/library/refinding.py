"""Words that a new text has in another form: found by what stands around them."""

from __future__ import annotations

from difflib import SequenceMatcher

from fabula.story.anchors import find, occurrences
from fabula.story.corrections import Anchor
from fabula.story.text import Span

LEAST = 12  # code points of a neighbour that tell a place
ALIKE = 0.6  # share of letters that edited words have in common with what they were


def found_again(anchor: Anchor, text: str) -> Span | None:
    """Where the words stand now; where they were edited a little, what stands between their old
    neighbours. None where neither is there."""
    return find(anchor, text) or _edited(anchor, text)


def _edited(anchor: Anchor, text: str) -> Span | None:
    if len(anchor.prefix.strip()) < LEAST or len(anchor.suffix.strip()) < LEAST:
        return None
    room = 2 * len(anchor.exact) + len(anchor.suffix)
    starts = occurrences(text, anchor.prefix, "", "")
    between = [
        Span(start, end)
        for start in starts
        if (end := text.find(anchor.suffix, start, start + room)) > start
    ]
    alike = [at for at in between if _alike(anchor.exact, text[at.start : at.end])]
    return min(alike, key=lambda at: abs(at.start - anchor.near), default=None)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).quick_ratio() >= ALIKE
