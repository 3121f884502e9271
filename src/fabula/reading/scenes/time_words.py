"""Words that say when: dates, times of day, seasons, days, durations, and how far from another
moment ("three days later", "the night before", "when she was nine")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fabula.reading.scenes.clues import MONTH, NUMBER, PART, UNIT, WEEKDAY
from fabula.story.records import Order, TimeKind
from fabula.story.text import Span

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)  # fmt: skip
_NUMBERS = {word: float(n) for n, word in enumerate(_SMALL)} | {
    "a": 1, "an": 1, "half an": 0.5, "half a": 0.5, "a couple of": 2, "a few": 3, "several": 5,
    "some": 3, "many": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100,
}  # fmt: skip
_DAYS = {
    "minute": 1 / 1440, "hour": 1 / 24, "day": 1, "night": 1, "evening": 1, "morning": 1,
    "afternoon": 1, "noon": 1, "week": 7, "weekend": 7, "fortnight": 14, "month": 30, "season": 90,
    "year": 365, "spring": 365, "summer": 365, "autumn": 365, "winter": 365, "harvest": 365,
    "christmas": 365, "century": 36500,
}  # fmt: skip
MONTHS = {name: n for n, name in enumerate(MONTH.lower()[3:-1].split("|"), 1)}
_ORDINAL = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth"
    "|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first"
    "|twenty-second|twenty-third|twenty-fourth|twenty-fifth|twenty-sixth|twenty-seventh"
    "|twenty-eighth|twenty-ninth|thirtieth|thirty-first"
)
_ORDINALS = {word: n for n, word in enumerate(_ORDINAL.split("|"), 1)}
_CLOCK = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_FEAST = (
    r"(?:Christmas|Easter|Michaelmas|Midsummer|New Year|Lady Day|Whitsun|Lent|Candlemas|Lammas"
    r"|Halloween|Hallowe['’]en|Thanksgiving|Martinmas|Twelfth Night|Passover|Ramadan|Eid|Diwali)"
    r"(?:['’]s)?(?: Eve| Day| Sunday| Monday| week)?"
)

_DATE = re.compile(
    rf"\b(?:(?:the\s+)?(?P<day>\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL})(?:\s+of)?\s+)?"
    rf"(?P<month>{MONTH}|{MONTH.upper()})(?:\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*:))?"
    r"(?:,?\s+(?P<year>[12]\d{3}))?\b"
)
_YEAR = re.compile(r"\b(?:[Ii]n|[Ss]ince|of|,)\s+(?P<year>1[0-9]\d\d|20\d\d)\b(?!\s+\w+s\b)")
_FEASTS = re.compile(rf"\b{_FEAST}\b")
_TIME = re.compile(
    rf"\b(?:(?P<hour>\d{{1,2}})[:.](?P<minute>[0-5]\d)(?:\s?[ap]\.?m\b\.?)?"
    rf"|(?P<past>half|a\s+quarter|quarter|{_CLOCK}|twenty|twenty-five)\s+(?:minutes\s+)?"
    rf"(?P<way>past|to)\s+(?P<of>{_CLOCK})\b|(?P<oclock>{_CLOCK}|\d{{1,2}})\s+o['’]clock"
    rf"|(?<!\bone\s)(?:at|by|before|after)\s+(?P<at>{_CLOCK})(?=[,.;]|\s+(?:on|in|that|the)\b)"
    r"|(?P<part>noon|midday|midnight|dawn|daybreak|dusk|twilight|sunset|sunrise|nightfall))\b",
    re.IGNORECASE,
)
_SEASON = re.compile(
    r"\b(?:(?:in|all|that|the|last|next|one|this|early|late)\s+)+"
    r"(?P<season>spring|summer|autumn|fall|winter)\b",
    re.IGNORECASE,
)
_DAY = re.compile(rf"\b(?P<day>{WEEKDAY})(?:\s+(?P<part>{PART}))?\b", re.IGNORECASE)
_COUNT = rf"(?P<n>{NUMBER})\s+(?:\w+\s+)?(?P<unit>{UNIT})"
_RELATIVE = re.compile(
    rf"\b(?:{_COUNT}\s+(?P<way>later|after(?:wards)?|before|earlier|ago|back|since|gone)\b"
    rf"|(?:the|that)\s+(?:very\s+)?(?P<next>next|following)\s+(?P<unit2>{PART})"
    rf"|the\s+(?P<unit3>{PART})\s+(?P<before>before|after)\b"
    rf"|(?P<last>last|this)\s+(?P<unit4>{PART}|Christmas|Easter|{WEEKDAY})"
    rf"|(?P<yesterday>yesterday|tomorrow|the\s+day\s+before\s+yesterday)"
    rf"|(?P<same>that\s+(?:same\s+)?(?:morning|evening|afternoon|night))"
    rf"|(?P<unit5>minutes|hours|days|weeks|months|years)\s+(?P<way2>later|ago|earlier|before))\b",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b(?:[Ww]hen\s+(?:he|she|they|I|you|[A-Z]\w+)\s+(?:was|were|had\s+been)|I\s+(?:was|am)|I['’]m)"
    rf"\s+(?:only\s+)?(?P<age>{'|'.join(_SMALL[3:])}|a\s+(?:small\s+)?(?:boy|girl|child|baby))\b"
    r"(?!\s+(?:years?\s+older|o['’]clock|minutes|miles))"
    rf"|\b(?P<old>{'|'.join(_SMALL[3:])})\s+years\s+old\b|\b[Aa]t\s+(?P<at>{'|'.join(_SMALL[13:20])})\b"
)
_DURATION = re.compile(
    rf"\b(?:for|in|during|over)\s+(?:the\s+(?:last|past|next)\s+)?{_COUNT}\b", re.IGNORECASE
)


class Said(NamedTuple):
    """Words that say when: see `When`."""

    at: Span
    kind: TimeKind
    value: str
    order: Order | None = None
    days: float | None = None
    now: bool = False  # it counts from the now of whoever says it ("ago", "last week", "yesterday")


def times_in(words: str) -> Iterator[Said]:
    """The words in a stretch of text that say when, in order; what lies in longer ones left out."""
    found = sorted(_all(words), key=lambda s: (s.at.start, -s.at.end))
    end = -1
    for said in found:
        if said.at.start >= end:
            yield said
            end = said.at.end


def _all(words: str) -> Iterator[Said]:
    for m in _RELATIVE.finditer(words):
        yield _relative(m)
    for m in _AGE.finditer(words):
        age = _NUMBERS.get((m["age"] or m["old"] or m["at"]).lower())
        yield Said(Span(*m.span()), "relative", f"age {int(age)}" if age else "childhood", "before")
    for m in _DURATION.finditer(words):
        yield Said(Span(*m.span()), "duration", _count(m["n"], m["unit"])[1])
    for m in _DATE.finditer(words):
        alone = m.group() == m["month"] and m["month"].lower() in ("may", "march")
        if not alone or _in(words, m.start()):
            yield Said(Span(*m.span()), "date", _date(m))
    for m in _YEAR.finditer(words):
        yield Said(Span(*m.span("year")), "date", m["year"])
    for m in _FEASTS.finditer(words):
        yield Said(Span(*m.span()), "date", m.group().lower())
    for m in _TIME.finditer(words):
        yield Said(Span(*m.span()), "time-of-day", _clock(m))
    for m in _SEASON.finditer(words):
        yield Said(Span(*m.span()), "season", m["season"].lower())
    for m in _DAY.finditer(words):
        part = f" {m['part'].lower()}" if m["part"] else ""
        yield Said(Span(*m.span()), "day", m["day"].lower() + part)


def _in(words: str, start: int) -> bool:
    """Whether "May" or "March" at a place is the month: after a preposition."""
    return re.search(r"\b(?:in|since|until|till|by|last|next|of)\s+$", words[:start]) is not None


def _relative(m: re.Match[str]) -> Said:
    at = Span(*m.span())
    if m["n"]:
        days, value = _count(m["n"], m["unit"])
        later = m["way"].lower() in ("later", "after", "afterwards")
        now = m["way"].lower() in ("ago", "since", "gone")
        order: Order = "after" if later else "before"
        return Said(at, "relative", value, order, days if later else -days, now)
    if m["next"] or m["before"]:
        later = bool(m["next"]) or m["before"].lower() == "after"
        days = _DAYS.get((m["unit2"] or m["unit3"]).lower(), 1)
        value = _count("one", "day")[1] if days == 1 else f"{days:g} days"
        return Said(at, "relative", value, "after" if later else "before", days if later else -days)
    if m["last"]:
        unit = m["unit4"].lower()
        if m["last"].lower() == "this":
            return Said(at, "relative", f"this {unit}", None, 0.0)
        return Said(at, "relative", f"last {unit}", "before", -float(_DAYS.get(unit, 7)), True)
    if m["yesterday"]:
        word = " ".join(m["yesterday"].lower().split())
        days = {"yesterday": -1.0, "tomorrow": 1.0}.get(word, -2.0)
        return Said(at, "relative", word, "after" if days > 0 else "before", days, True)
    if m["same"]:
        return Said(at, "relative", " ".join(m["same"].lower().split()), None, 0.0)
    later = m["way2"].lower() == "later"
    ago = m["way2"].lower() == "ago"
    return Said(at, "relative", m["unit5"].lower(), "after" if later else "before", None, ago)


def _count(number: str, unit: str) -> tuple[float, str]:
    """How many days so many units are, and how that is written in figures."""
    word = " ".join(number.lower().split())
    n = float(word) if word.isdigit() else _NUMBERS.get(word, 3.0)
    one = unit.lower()
    one = one if one in _DAYS else one.removesuffix("s")
    one = one if one in _DAYS else one.removesuffix("e")
    return n * _DAYS.get(one, 1), f"{n:g} {one}{'' if n == 1 else 's'}"


def _date(m: re.Match[str]) -> str:
    """A date as ISO 8601 has it, "--" for a year that is not told."""
    said = (m["day"] or m["day2"] or "").lower()
    figures = re.match(r"\d+", said)
    day = int(figures[0]) if figures else _ORDINALS.get(said, 0)
    month = MONTHS[m["month"].lower()]
    return f"{m['year'] or '-'}-{month:02}" + (f"-{day:02}" if day else "")


def _clock(m: re.Match[str]) -> str:
    """A time of day in figures as told (nobody says whether morning or evening), or its word."""
    if m["part"]:
        return m["part"].lower()
    if m["hour"]:
        return f"{int(m['hour']):02}:{m['minute']}"
    told = m["oclock"] or m["at"]
    if told:
        return f"{int(told) if told.isdigit() else int(_NUMBERS[told.lower()]):02}:00"
    past = m["past"].lower()
    minutes = {"half": 30, "quarter": 15, "a quarter": 15, "twenty-five": 25}.get(past)
    minutes = int(_NUMBERS[past]) if minutes is None else minutes
    hour = int(_NUMBERS[m["of"].lower()])
    total = hour * 60 + (minutes if m["way"].lower() == "past" else -minutes)
    return f"{total // 60 % 24:02}:{total % 60:02}"
