"""Verse: short lines that each begin with a capital, in one paragraph or each a paragraph of its
own. In italics it is a song or a poem and nobody's thoughts; and a capital at a line's start makes
no name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fabula.reading.speech.quotation_labels import lines
from fabula.story.passage import Paragraph

_LONGEST = 62  # code points of a line; prose that is cut into lines has longer ones
_STANZA = 3  # lines that are paragraphs make verse from so many on
_SIGNS = " \t_*\"“”'‘’«»—–-…([♪♫♬~"
_STOPPED = re.compile(r"[.!?…][\"”’']?[_*~♪♫♬\s]*\Z")

_REACH = 120  # code points before a song in which it is told of
_SINGS = re.compile(
    r"\b(?:s[aiu]ng|sings|singing|hum(?:s|med|ming)|chant(?:s|ed|ing)?|recit(?:es|ed|ing)|songs?|lyrics"
    r"|chorus|lullaby|ballad|poem|verses?|tune|crooned|serenaded)\b[^.!?]*[.!?:,…—–-]*\s*\Z",
    re.IGNORECASE,
)


def is_verse(text: str, start: int, end: int, least: int = 2) -> bool:
    """Whether a paragraph is verse by its lines, `least` of them or more."""
    if "\n" not in text[start:end].strip():
        return False
    number = capitals = 0
    for line in lines(text, start, end):
        words = text[line.start : line.end].strip(_SIGNS)
        if len(words) > _LONGEST:
            return False
        number += 1
        capitals += not words[:1].islower()
    return number >= least and capitals > 0.75 * number


def sung(paragraphs: Sequence[Paragraph], texts: Sequence[str]) -> frozenset[int]:
    """The numbers of the paragraphs in italics that are verse, or lines of it."""
    found: set[int] = set()
    stanza: list[int] = []
    for number in [*range(len(texts)), -1]:
        if number >= 0 and is_italic(paragraphs[number], texts[number]):
            if len(texts[number].strip(_SIGNS)) <= _LONGEST:
                stanza.append(number)
                continue
            if is_verse(texts[number], 0, len(texts[number])):
                found.add(number)
        found.update(_stanza(stanza, texts))
        stanza = []
    return frozenset(found)


def _stanza(stanza: Sequence[int], texts: Sequence[str]) -> Iterator[int]:
    """Short lines one after the other, if most do not end as sentences do, or somebody sings."""
    run_on = sum(not _STOPPED.search(texts[number]) for number in stanza)
    long = len(stanza) >= _STANZA and 2 * run_on >= len(stanza)
    if long or (stanza and stanza[0] and _SINGS.search(texts[stanza[0] - 1][-_REACH:])):
        yield from stanza
    else:
        yield from (n for n in stanza if is_verse(texts[n], 0, len(texts[n])))


def is_italic(paragraph: Paragraph, text: str) -> bool:
    """Whether all words of a paragraph are emphasised."""
    outside, at = [], 0
    for span in paragraph.italics:
        outside.append(text[at : span.start - paragraph.start])
        at = span.end - paragraph.start
    outside.append(text[at:])
    return bool(paragraph.italics) and not any(c.isalnum() for part in outside for c in part)
