"""Lines that set the scene: whose eyes we see through, where we are, and when.

They stand by themselves between paragraphs: “Mara’s POV”, “London, 1888”, “Two days later”. They
are words of the story with a meaning of their own, so a block of such words has a kind of its own.
A line that says anything else too is prose.
"""

from __future__ import annotations

import re
from typing import Literal

from fabula.story.patterns import later
from fabula.story.plainly import plain

LONGEST = 80  # code points

Setting = Literal["pov", "setting"]

_AROUND = " \t\u00a0*_~=#-–—―[](){}<>«»|•◆★☆✦✧❖·:."
_END = r"\W*"
_NAME = r"[A-Z][\w'’.-]*(?:\s(?:[A-Z][\w'’.-]*|and|&|the|of)){0,3}"
_POV = r"(?:P\.?\s?O\.?\s?V\b\.?s?|points?\s+of\s+view|perspective)"
_EYES = (
    r"(?i:(?:1st|2nd|3rd|first|second|third)[\s-]+(?:person)?|normal|general|author|narrator"
    r"|omniscient|no\s+one|nobody|everyone|reader|your|my|unknown|back\s+to)"
)
_POINT_OF_VIEW = later(
    rf"(?:(?i:switch|change|shift)\w*\s+(?:of|to|in)\s+)?(?:{_EYES}(?:['’]s)?\s+)*"
    rf"(?:{_NAME}\s*(?:['’]s?)?\s*[-–—:(]?\s*)?\b(?i:{_POV}){_END}"
    rf"|(?i:{_POV})\s*(?:[:\-–—=(]|(?i:of\b))\s*(?:{_NAME}|(?i:{_EYES}))"
    rf"(?:['’]s)?{_END}"
    rf"|(?i:{_POV}\s+(?:change|switch|shift))\W*"
    r"|(?i:(?:1st|2nd|3rd|first|second|third)[\s-]+person)\W*"
)
_SENTENCE = later(r"\b(?:was|is|were|are|had|has|have|from|in|with|lost|see)\b")

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_YEAR = r"(?:\d{3,4}(?:\s?(?:a\.?d|b\.?c|c\.?e)\.?)?|year\s+\d+)"
_CLOCK = (
    r"(?:\d{1,2}[:.]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?|hrs|hours)?|\d{1,2}\s?[ap]\.?m\.?"
    r"|\d{4}\s(?:hrs|hours)|midnight|noon)"
)
_PARTS = (
    r"morning|afternoon|evening|night|dawn|dusk|midday|noon|midnight|sunrise|sunset|spring|summer"
    r"|autumn|fall|winter"
)
_PART = rf"(?:early\s+|late\s+)?(?:{_PARTS})"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:(?:{_WEEKDAY},?\s*)?(?:the\s+)?(?:{_MONTH}\s+{_DAY}|{_DAY}\s+(?:of\s+)?{_MONTH})(?:,?\s+{_YEAR})?"
    rf"|{_MONTH},?\s+{_YEAR}|{_WEEKDAY}(?:\s+{_PART})?|\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}"
    rf"|{_PART},?\s+(?:of\s+)?{_YEAR}|{_YEAR})"
)
_WHEN = rf"(?:{_DATE}|{_CLOCK}|{_PART})"
_STAMP = later(rf"{_DATE}(?:\W+{_WHEN})*{_END}|{_CLOCK}(?:\W+{_WHEN})*{_END}", re.IGNORECASE)
_TIMED = later(rf"{_WHEN}", re.IGNORECASE)
_SURE = later(rf"{_DATE}|{_CLOCK}", re.IGNORECASE)
_FIELD = later(r"(?:location|place|setting|time|date|year)\s*[:=]\s*(?P<value>\S.*)", re.IGNORECASE)
_PART_OF_PLACE = later(r"(?:[A-Z0-9#][\w'’.&#-]*|the|of|and|near|in|at|de|la)(?:\s|$)")

_COUNT = (
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty"
    r"|(?:a\s+)?(?:few|couple(?:\s+of)?|hundred|thousand)|several|some|many|half\s+an?)"
)
_UNIT = (
    r"(?:seconds?|minutes?|moments?|hours?|days?|nights?|weeks?|fortnights?|months?|years?|centuries"
    r"|century|decades?|time)"
)
_LATER = (
    rf"(?:about\s+|nearly\s+|exactly\s+|only\s+)?{_COUNT}\s+(?:\w+\s+)?{_UNIT}\s+"
    rf"(?:later|earlier|ago|before|after|prior|hence|previously)(?:\s+that\s+(?:day|night|evening))?"
    rf"|(?:much|sometime|a\s+little|a\s+while)\s+(?:later|earlier)|later|earlier"
    rf"|(?:later|earlier)\s+(?:that|the\s+same|in\s+the)\s+(?:{_PARTS}|day)|later\s+that\s+(?:same\s+)?day"
    rf"|(?:that|the)\s+(?:(?:same|very|next|following|previous)\s+)?(?:{_PARTS}|day|week|month|year)"
    r"|meanwhile|elsewhere|at\s+the\s+same\s+time|(?:the\s+)?present(?:\s+day)?|now|then|before"
    r"|(?:start\s+|begin\s+|end\s+(?:of\s+)?)?(?:the\s+)?flash\s?back(?:\s+(?:starts?|begins?|ends?|over))?"
    rf"|(?:day|night|week|month|year)\s+(?:\d{{1,4}}|{_COUNT})"
)
_WHERE = (
    r"(?:back\s+|somewhere\s+|elsewhere\s+)?(?:at|in|on|near|inside|outside|over\s+at|under|above)\s+"
    r"(?:[\w'’-]+\s?){1,5}"
)
_SET_ANEW = later(
    rf"(?:{_LATER})\s*(?:(?:[,:\-–—]\s*)?(?P<where>{_WHERE}))?\W*|back\s+(?:at|in)\s+(?:[\w'’-]+\s?){{1,5}}",
    re.IGNORECASE,
)
_TOO_BARE = frozenset(("now", "then", "before", "later", "earlier", "time"))
_WEAK = later(rf"([~\[*_<(-])\s*(?:{_NAME})\s*(?:[~\]*_>)-])")


def setting(line: str) -> Setting | None:
    """What a block that only sets the scene tells: "pov" whose eyes, "setting" the place or time;
    None for any other block."""
    line = plain(line).strip()
    if not 2 <= len(line) <= LONGEST or "\n" in line or line[0] in "\"“”'‘’„":
        return None
    inner = line.strip(_AROUND)
    if not inner or inner[-1] in '!?,;"”’':
        return None
    if _POINT_OF_VIEW.fullmatch(inner) and not _SENTENCE.search(inner):
        return "pov"
    return "setting" if _sets(line, inner) else None


_NO_EYES = later(
    r"status|quests?|level|skills?|system|notice|warning|alert|inventory|stats|title|class|the end"
    r"|end|fin|image|picture|scene|time|music|silence|static|beep|redacted|unknown|error|yes|no",
    re.IGNORECASE,
)


def named_eyes(line: str) -> bool:
    """Whether the block is a name between marks (`~Mara~`, `[Mara]`): whose eyes we see through,
    where a scene begins; anywhere else it may be anything."""
    line = plain(line).strip()
    named = len(line) <= 40 and _WEAK.fullmatch(line)
    return bool(named) and not _NO_EYES.fullmatch(line.strip(_AROUND))


def _sets(line: str, inner: str) -> bool:
    field = _FIELD.fullmatch(inner)
    if field and (" " not in field["value"] or all(map(_tells, _parts(field["value"])))):
        return True
    if _STAMP.fullmatch(inner) and not inner.isdecimal():
        return True
    anew = _SET_ANEW.fullmatch(inner)
    if anew and inner.lower() in _TOO_BARE:
        return line[0] in "*_~[(-–—=<"  # by itself it may be what somebody thinks
    if anew:
        return not (anew["where"] and line.endswith((".", ":")))
    return _is_place_and_time(inner)


def _is_place_and_time(inner: str) -> bool:
    """A place and a time, told part by part: `Harbour Hospital, Room 214, 06:40`."""
    parts = _parts(inner)
    return len(parts) > 1 and any(map(_SURE.fullmatch, parts)) and all(map(_tells, parts))


def _parts(words: str) -> list[str]:
    return [p for p in re.split(r"\s*(?:[,;|•]|\s[-–—]+\s)\s*", words) if p]


def _tells(part: str) -> bool:
    """Whether words are a time, or have the form of a place's name."""
    if _TIMED.fullmatch(part):
        return True
    end = 0
    while found := _PART_OF_PLACE.match(part, end):
        end = found.end()
    return end == len(part) and (part[0].isupper() or part[0].isdigit())
