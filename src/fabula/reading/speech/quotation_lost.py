"""Quotations inside a speech whose marks were lost: `“That s why I said,  Thank God. ”`

Some texts went through a conversion that turned every single mark into a blank. What is left is
apostrophes that are blanks (`don t`, `it s`) and, where a mark stood beside a blank, two blanks. In
a passage that shows the first, each blank too many inside a speech stands for a mark, and they open
and close in turn.
"""

from __future__ import annotations

import re

from fabula.reading.language.tokens import SPEECH_VERBS
from fabula.reading.speech.quotation_pairs import Pair
from fabula.story.patterns import later

_LOST_APOSTROPHE = later(
    r"\b(?:(?:do|did|is|was|ca|wo|could|would|should|has|have|had|are|were|ai|does|must)n t"
    r"|(?:it|he|she|that|what|who|there|let|here|where) s|I (?:m|ve|ll|d)"
    r"|(?:you|we|they) (?:re|ve|ll))\b",
    re.IGNORECASE,
)
_APOSTROPHE = later(r"[^\W\d_]['’][^\W\d_]")
_STOPS = ",.:;!?—-"
_SAYS = later(rf"\b(?:{SPEECH_VERBS}|say|thought)\s*\Z")
_BLANKS = later(r"\s{2,}")


def marks_are_lost(text: str) -> bool:
    """Whether a passage's apostrophes have become blanks."""
    return bool(_LOST_APOSTROPHE.search(text)) and not _APOSTROPHE.search(text)


def with_lost(text: str, found: list[Pair]) -> list[Pair]:
    """The paragraph's quotations and those in them whose marks are blanks now."""
    made: list[Pair] = []
    reach = 0
    for i, pair in enumerate(found):
        made.append(pair)
        nested = pair.start < reach
        reach = max(reach, pair.end)
        holds = i + 1 < len(found) and found[i + 1].start < pair.end
        if not nested and not holds:
            made += _inner(text, pair)
    return made


def _inner(text: str, pair: Pair) -> list[Pair]:
    """The retold stretches of a speech: from a lost mark that begins a sentence or follows a verb
    of saying to the next one that follows a stop."""
    start, end = pair.start + pair.opened, pair.end - pair.closed
    found: list[Pair] = []
    since = start if text[start : start + 1].isspace() else -1  # a mark was lost at the beginning
    told = False  # something was retold just before: its cue may be all there is between
    for blanks in _BLANKS.finditer(text, start, end):
        stops = text[blanks.start() - 1] in _STOPS
        if since >= 0:
            if not stops:
                continue
            found += _stretch(text, since, blanks.start())
            since = -1
            told = True
            if len(blanks.group()) == 2:
                continue
        following = text[blanks.end() : blanks.end() + 1]
        before = text[max(start, blanks.start() - 40) : blanks.start()]
        if (stops and (following.isupper() or told)) or (
            following.isupper() and _SAYS.search(before)
        ):
            since = blanks.end()
    if since >= 0:
        found += _stretch(text, since, end)
    return found


def _stretch(text: str, start: int, end: int) -> list[Pair]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    if not any(sign.isalnum() for sign in words):
        return []
    return [Pair(start, end, "", opened=False, closed=False)]
