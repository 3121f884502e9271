"""Verse: short lines that each begin with a capital. In italics they are a song or a poem, nobody's
thoughts; and a capital at a line's start makes no name."""

from __future__ import annotations

from fabula.reading.quotation_labels import lines

_LONGEST = 62  # code points of a line; prose that is cut into lines has longer ones
_SIGNS = " \t_*\"“”'‘’«»—–-…([♪♫♬~"


def is_verse(text: str, start: int, end: int) -> bool:
    """Whether a paragraph is verse."""
    if "\n" not in text[start:end].strip():
        return False
    number = capitals = 0
    for line in lines(text, start, end):
        words = text[line.start : line.end].strip(_SIGNS)
        if len(words) > _LONGEST:
            return False
        number += 1
        capitals += not words[:1].islower()
    return number > 1 and capitals > 0.75 * number
