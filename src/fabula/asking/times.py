"""Words that say when something is."""

from __future__ import annotations

import re

from fabula.story.patterns import later

_DAY = (
    r"morning|evening|afternoon|night|noon|midnight|dawn|dusk|sunrise|sunset|moonrise|moonset|nightfall"
    r"|daybreak|sundown|sunup|twilight|teatime|tea-time|lunchtime|dinnertime|bedtime|suppertime|curfew|yesterday|today"
    r"|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|spring|summer|autumn|winter"
    r"|christmas|easter|michaelmas|midsummer|candlemas|lammas|whitsun|martinmas|lady day"
    r"|hallowe.en|pentecost|advent|january|february|march|april|june|july|august|september"
    r"|october|november|december"
)
_COUNT = "an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|several|many"
_SPAN = "second|minute|hour|day|night|week|month|year|spring|summer|autumn|winter"
_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
TIME = later(
    r"\b(?:(?:in|on|at|by|since|until)\s+)?(?:(?:the|that|next|last|this|every|one|early|late)\s+)*"
    rf"(?:very\s+)?(?:(?:next|following|same|night)\s+)?(?:{_DAY})\b"
    r"(?:\s+(?:eve|day|morning|night|evening))?"
    rf"(?:\s+(?:before|after)\s+(?:{_DAY})\b|\s+(?:before|after|ago|later)\b)?"
    r"(?:,?\s+(?:of\s+)?\d{4}\b)?"
    rf"|\b(?:{_COUNT}|\d+)\s+(?:{_SPAN})s?\s+(?:ago|later|earlier|before|after)\b"
    r"|\bat\s+(?:\w+\s+)?(?:o['’]clock|\d[\d:.]*|noon|midnight|dawn|dusk)\b|\bin\s+\d{4}\b"
    rf"|\bat (?:{_COUNT})(?=[,.;:?!])"
    r"|\bin May\b|\b(?:on\s+)?(?:the\s+)?(?:\d{1,2}(?:st|nd|rd|th)?|[a-z-]+(?:st|nd|rd|th))\s+"
    rf"(?:of\s+)?(?:{_MONTH})\b(?:,?\s+\d{{4}})?",
    re.IGNORECASE,
)
_UNIT = later(
    r"\b(?:second|minute|hour|day|night|week|month|year|time|moment|while|age|season)s?\b|\d{4}",
    re.IGNORECASE,
)


def is_time(words: str) -> bool:
    """Whether a phrase says when rather than where or what."""
    return bool(TIME.search(words) or _UNIT.search(words))
