"""Whether place, cast or time change across a gap: what the first sentence after it says."""

from __future__ import annotations

import re

from fabula.story.passage import Paragraph
from fabula.story.patterns import later

_QUOTE = re.compile(r"[\"“”„«»‘「『—–]")
_JOINS = re.compile(r"(?:And|But|So|Then|Or|Such)\b|[a-z]")
_PRONOUN = re.compile(
    r"(?:He|She|They|It|We|I|You|His|Her|Their|Its|Him|Them|My|Our|Your|This|That)\b"
)
_EARLIER = later(r"\b(?:had|\w+['’]d)\s+(?:\w+\s+)?(?:been|\w+(?:ed|en|wn|ne)|got|put|sat|had)\b")
_TURN = re.compile(r"[\w.@ -]{1,30}: ")  # of a chat
_NUMBER = (
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|some|many)"
)
_UNIT = (
    r"(?:second|minute|moment|hour|day|night|evening|morning|week|fortnight|month|year|season)s?"
)
_PART = (
    r"(?:morning|evening|afternoon|night|noon|midnight|dawn|dusk|twilight|sunset|sunrise|nightfall"
    r"|daybreak|spring|summer|autumn|winter|week|weekend|day|month|year)"
)
# A time that is set anew, anywhere in a first sentence.
_TIME = later(
    rf"\b(?:{_NUMBER}\s+(?:\w+\s+)?{_UNIT}\s+(?:later|earlier|ago|before|after|passed|went by|had)"
    rf"|(?:the|that|one)\s+(?:very\s+)?(?:next|following|same|previous)\s+{_PART}"
    rf"|that\s+(?:night|evening|afternoon|morning|spring|summer|autumn|winter)"
    rf"|(?:at|by|until|towards?)\s+(?:noon|midnight|dawn|dusk|twilight|nightfall|daybreak|sunset|sunrise)"
    rf"|in the middle of the (?:night|day|afternoon|morning)"
    rf"|(?:up)?on\s+(?:the\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    rf"|it(?:['’]s|\s+(?:was|is|had been))\s+"
    rf"(?:(?:past|nearly|almost|about|only|just|half past|still)\s+)*"
    rf"(?:{_NUMBER}\b|the\s+\w+\s+(?:of|day|night)|{_PART}|late|early|dark)(?:\s+(?:o['’]clock|at|in|when))?"
    rf"|by the time|meanwhile|(?:much|years|days|weeks|months|hours) later|later that)\b",
    re.IGNORECASE,
)
# A time, an occasion or a place that a sentence begins with.
_SETS = later(
    rf"(?:(?:only|just|not|long|soon|shortly)\s+)?"
    rf"(?:when|while|as soon as|until|once|after|before|since|later|afterwards?|eventually"
    rf"|elsewhere|back (?:at|in|on)|across town|far away|miles away"
    rf"|(?:in|on|at|by|during|towards?)\s+the\s+"
    rf"(?:\w+\s+)?(?:{_PART}|end|meantime|beginning)"
    rf"|(?:the\s+)?(?:first|last|next|early|late)\s+{_PART}"
    rf"|(?:the\s+)?{_PART}\s+(?:came|broke|fell|found|passed|had|was|brought))\b",
    re.IGNORECASE,
)
_PLACE = later(
    r"\b(?:in|at|on|inside|outside|beneath|under|through|across|along|down|beside|above|to|into)\s+"
    r"(?:the|a|an|his|her|their|my)\s+\w"
)
_WAKES = re.compile(r"\b(?:woke|wakes|awoke|arrived|reached|returned|came (?:home|back|to))\b")
_FIRST_SENTENCE = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bDr)[.!?…](?=\s|$)")
_SPOKEN = re.compile(r"[\"“«‘「『][^\"”»’」』]*(?:[\"”»」』]|’(?!\w))")
SHORT = 30  # characters of a first sentence that says too little alone


def changes(
    words: str,
    paragraph: Paragraph,
    people: list[tuple[int, str]],
    recent: tuple[tuple[str, ...], ...],
) -> bool:
    """Whether a scene begins after a gap, judged by the first sentence after it: yes, unless it
    goes on with what was.

    A pronoun or somebody just told of goes on, unless a time, a place, somebody else or what had
    happened meanwhile is told; so does a reply by nobody new, and a conjunction, unless two of
    these are.
    """
    first = _first(words)
    if _TURN.match(words):
        return True
    speech = _QUOTE.match(first)
    if not speech and (_TIME.search(first) or _SETS.match(first)):
        return True
    told = _SPOKEN.sub(" ", words) if speech else first
    before = {entity for paragraph_people in recent for entity in paragraph_people}
    said = [m.span() for m in _SPOKEN.finditer(words)]
    near = [
        entity
        for at, entity in people
        if at < paragraph.start + len(first) + SHORT
        and not any(a <= at - paragraph.start < b for a, b in said)
    ]
    newcomer = bool(before) and any(entity not in before for entity in near)
    signs = newcomer + sum(
        sign.search(told) is not None for sign in (_PLACE, _WAKES, _EARLIER, _TIME)
    )
    if _JOINS.match(words):
        return signs >= 2
    if speech:
        return newcomer or signs >= 2
    begins = bool(people) and people[0][0] <= paragraph.start + 1
    goes_on = _PRONOUN.match(words) is not None or (begins and people[0][1] in before)
    return signs > 0 or not goes_on


def _first(words: str) -> str:
    """The first sentence, and the next where it says little."""
    for stop in _FIRST_SENTENCE.finditer(words):
        if stop.end() >= SHORT:
            return words[: stop.end()]
    return words
