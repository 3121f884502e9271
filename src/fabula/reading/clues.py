"""Words at the start of a paragraph that tell of a new place or time, a memory, or the way back."""

from __future__ import annotations

import re

_NUMBER = (
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|some|many|a few"
    r"|a couple of|half an)"
)
_UNIT = r"(?:minute|hour|day|night|evening|morning|week|fortnight|month|year|summer|winter)s?"
_PART = (
    r"(?:morning|evening|afternoon|night|noon|midnight|dawn|dusk|sunset|sunrise|nightfall|daybreak"
    r"|spring|summer|autumn|winter|week|weekend|day|month|year)"
)
CUTS = re.compile(
    rf"(?P<time>(?:it\s+was\s+)?{_NUMBER}\s+{_UNIT}\s+(?:later|after|passed|went\s+by)"
    rf"|(?:early\s+|late\s+)?(?:on\s+)?(?:the|that)\s+(?:very\s+)?(?:next|following)\s+{_PART}"
    rf"|that\s+(?:same\s+)?(?:night|evening|afternoon|morning)\b"
    rf"|by\s+(?:the\s+)?{_PART}\b|(?:in|towards?)\s+the\s+{_PART},"
    rf"|(?:at|on)\s+(?:noon|midnight|dawn|dusk|sunset|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    rf"|(?:an\s+hour|later|much\s+later|later\s+that)\b|meanwhile\b|when\s+\w+\s+(?:woke|awoke)\b)"
    rf"|(?P<place>(?:back\s+(?:at|in|on)|across\s+town|elsewhere|far\s+away|miles\s+away"
    rf"|outside\s+the|on\s+the\s+other\s+side\s+of)\b)",
    re.IGNORECASE,
)
"""The start of a paragraph that sets a time or a place anew."""

MEMORY = re.compile(
    rf"(?:{_NUMBER}\s+{_UNIT}\s+(?:ago|earlier|before)|once,|years\s+ago|long\s+ago"
    rf"|(?:the|that)\s+(?:{_PART}|first\s+time|last\s+time)\s+(?:before|she|he|they|i)\b"
    rf"|(?:she|he|i|they|[A-Z]\w+)\s+(?:still\s+)?(?:remembered|thought\s+back|recalled)"
    rf"|(?:it|there)\s+had\s+been|when\s+\w+\s+(?:was|were|had\s+been)\s+\w+"
    rf"|back\s+(?:when|then)|in\s+those\s+days|last\s+{_PART})",
    re.IGNORECASE,
)
"""The start of a paragraph that opens a memory, if its verbs do too."""

RETURNS = re.compile(
    r"(?:(?:but\s+)?(?:that|this|it|all\s+that)\s+(?:was|had\s+been)\s+(?:\w+\s+){0,4}"
    r"(?:ago|then|before|past|over)|(?:and|but|so)?\s*now\b|the\s+memory|in\s+the\s+present"
    r"|(?:she|he|i|[A-Z]\w+)\s+(?:blinked|shook\s+(?:her|his|my)\s+head|opened\s+(?:her|his|my)\s+eyes"
    r"|looked\s+up|came\s+back|sighed|shivered))",
    re.IGNORECASE,
)
"""The start of a paragraph that comes back from a memory."""

_NOW = re.compile(r"\bnow\b|\btonight\b|\btoday\b", re.IGNORECASE)


def says_now(words: str) -> bool:
    """Whether the first words of a paragraph speak of now."""
    return _NOW.search(words[:80]) is not None
