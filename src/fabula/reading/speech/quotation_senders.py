"""What leads to a message, and from whom it is: `Her phone buzzed.`, `A text from Ines:`,
`On Tuesday, Ines wrote:`."""

from __future__ import annotations

import re

from fabula.story.passage import Passage
from fabula.story.patterns import later
from fabula.story.text import Span

_REACH = 120  # code points before a message in which it is told of
_KINDS = r"(?:texts?|messages?|notes?|letters?|e-?mails?|DMs?|voicemails?|postcards?|telegrams?)"
_NAME = r"(?P<name>[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,2})"
_WROTE = r"(?:wrote|writes|texted|texts|typed|types|messaged|e-?mailed|replied|responded|answered)"
_FROM = later(
    rf"\b{_KINDS}\s(?:\w+\s){{0,3}}?from\s{_NAME}\b[^.!?]{{0,30}}[.:,—–-]*\s*\Z"
    rf"|{_NAME.replace('name', 'writer')}\s(?:\w+ly\s)?{_WROTE}\b[^.!?]{{0,30}}[:,]\s*\Z"
    rf"|{_NAME.replace('name', 'owner')}['’]s?\s(?:\w+\s){{0,2}}?{_KINDS}\s(?:\w+\s)?"
    r"(?:read|reads|said|says|ran)[:,]?\s*\Z"
)
_MESSAGE = later(
    rf"\b(?:phone|cell|mobile|pager|laptop|screen|pocket)\b[^.!?]{{0,40}}\b(?:buzz\w*|ping\w*|chim\w*"
    rf"|vibrat\w*|beep\w*|lit\sup|lights\sup|dinged|flash\w*|went\soff)\b"
    rf"|\b(?:a|an|the|one|another|new|his|her|their|my)\s(?:\w+\s)?{_KINDS}\b"
    rf"|\b(?:texted|typed|messaged|wrote|sent)\b",
    re.IGNORECASE,
)


def sender(passage: Passage, start: int) -> Span | None:
    """The place of the name of whoever a message at `start` is said to be from."""
    since = max(0, start - _REACH)
    found = _FROM.search(passage.text[since:start])
    if found is None:
        return None
    group = next(name for name in ("name", "writer", "owner") if found[name])
    return Span(since + found.start(group), since + found.end(group))


def is_led_to(before: str) -> bool:
    """Whether the last sentence of some narration tells of a message that may follow it."""
    last = re.split(r"(?<=[.!?…])\s+", before[-_REACH:].rstrip())[-1]
    return _MESSAGE.search(last) is not None
