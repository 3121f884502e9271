"""Words that tell of years, as a story does that sums them up ("in the spring of 1931", "for four
years", "the winters passed")."""

from __future__ import annotations

import re

from fabula.reading.scenes.clues import NUMBER

_LONG = r"(?:years|winters|summers|springs|autumns|seasons|decades|months)"
_YEAR = re.compile(
    r"\b(?:in|since|until|by|of|from|after|before)\s+(?:1[5-9]\d\d|20\d\d)\b(?!\s+\w+s\b)",
    re.IGNORECASE,
)
_YEARS = re.compile(
    rf"{_YEAR.pattern}|\b(?:for|these|those|all\s+the|after|in)\s+(?:\w+\s+)?{NUMBER}\s+{_LONG}\b"
    rf"|\b(?:the|all|those)\s+{_LONG}\b|\b{NUMBER}\s+{_LONG}\s+(?:together|about|of)\b"
    r"|\b(?:every|each)\s+(?:year|spring|summer|autumn|winter|season)\b|\bused\s+to\b",
    re.IGNORECASE,
)


def is_of_years(words: str) -> bool:
    """Whether words date what they tell by its year."""
    return _YEAR.search(words) is not None


def years_in(words: str) -> int:
    """How many words tell of years."""
    return len({m.group().lower() for m in _YEARS.finditer(words)})
