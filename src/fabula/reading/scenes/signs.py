"""What a paragraph shows of whether something begins with it, or is over: a scene, a memory, a
summary, a paper. Each sign is a name and a number from 0 to 1; `moves.py` weighs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from fabula.reading.language.tenses import Sentence
from fabula.reading.page import Page
from fabula.reading.scenes.clues import (
    AGE,
    DREAMS,
    EARLIER,
    GREETING,
    HABIT,
    HEADED,
    LETTER,
    MEMORY,
    NOW,
    OPENS,
    RETURNS,
    SEES,
    SENSES,
    SINCE,
    SMELLS,
    THEN,
)
from fabula.reading.scenes.documents import is_document, is_italic, share
from fabula.reading.scenes.frames import CUTS, SUMS
from fabula.reading.scenes.letterheads import is_letter
from fabula.reading.scenes.levels import main_verbs
from fabula.reading.scenes.settings import ENOUGH, places
from fabula.story.memory import Played

Signs = dict[str, float]

EARLY = 15  # code points from a paragraph's start in which somebody is its first word
NEAR = 80  # ... and in which a place is one that it begins with
SHORT = 120
LONG = 600
KEPT = ("speech", "spoken", "written", "italic", "had", "colon", "asks", "pluperfect", "runs back")
FADES = 0.8  # how much of what was told in a tense counts a paragraph later

BACK = (
    "pluperfect",
    "earlier",
    "opens",
    "remembers",
    "young",
    "senses",
    "smells",
    "sees",
    "then",
    "italic",
    "dreams",
)  # of which a memory shows one, or another tense than the scene's
_AT_START = {
    "earlier": EARLIER, "opens": OPENS, "now": NOW, "back": RETURNS, "dreams": DREAMS,
    "frame": CUTS, "sums": SUMS, "greets": GREETING, "letter": LETTER, "headed": HEADED,
    "remembers": MEMORY,
}  # fmt: skip
_ANYWHERE = {
    "habit": HABIT, "since": SINCE, "smells": SMELLS, "senses": SENSES, "then": THEN, "sees": SEES,
    "young": AGE,
}  # fmt: skip
_TIME = re.compile(
    r"\b(?:morning|evening|afternoon|night|noon|midnight|dawn|dusk|day|week|month|year|spring|summer"
    r"|autumn|winter|hour|minute|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march"
    r"|april|may|june|july|august|september|october|november|december|o['’]clock|christmas|easter"
    r"|1[6-9]\d\d|20\d\d|later|ago|before|after|since|until|when|while|once|then|first|last|next"
    r"|that)s?\b",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\W*(in|on|at|by|after|before|when|until|during|for|from|under|across|outside|inside|upstairs"
    r"|downstairs|behind|beyond|through|over|as|while|once|since|there|that|this|the|it|they|he|she"
    r"|we|i|you|what|and|but|so|now|then|no|not|a|my|his|her)\b",
    re.IGNORECASE,
)
_OFTEN = re.compile(r"\b(?:would|used to|always|never|every)\b")
_HAD = re.compile(r"\bhad\b|['’]d\b")


def own(page: Page, number: int, sentences: Sequence[Sentence]) -> Signs:
    """The signs of a paragraph by itself."""
    paragraph = page.passage.paragraphs[number]
    words = page.passage.text[paragraph.start : paragraph.end]
    signs = {f"kind {paragraph.kind}": 1.0, "speech": share(page, number, "speech")}
    spoken = bool(sentences) and sentences[0].speech
    tenses = tenses_in(sentences)
    told = {
        "spoken": spoken,
        "written": is_document(page, number),
        "italic": is_italic(page, number),
        "letter head": is_letter(page, number),
        "colon": words.rstrip().endswith(":"),
        "asks": words.rstrip().endswith("?"),
        "asks aside": words.rstrip().endswith("?") and not spoken,
        "digit": re.match(r"\W*\d", words) is not None,
        "capitals": words.isupper(),
        "short": len(words) < SHORT,
        "says I": re.search(r"\bI\b", words) is not None,
        "pluperfect": tenses.get("pluperfect", 0) >= 1,
        "runs back": tenses.get("pluperfect", 0) >= 2,
        **_of_time(page, sentences, words),
        **{name: cue.match(words) is not None for name, cue in _AT_START.items()},
        **{name: cue.search(words) is not None for name, cue in _ANYWHERE.items()},
    }
    signs.update((name, 1.0) for name, holds in told.items() if holds)
    signs["often"] = min(len(_OFTEN.findall(words)), 3) / 3
    signs["had"] = min(len(_HAD.findall(words)), 4) / 4
    signs["long"] = min(len(words), LONG) / LONG
    first = _FIRST.match(words)
    signs[f"begins {first[1].lower() if first else '...'}"] = 1.0
    total = sum(tenses.values())
    signs.update((f"told in {tense}", n / total) for tense, n in tenses.items())
    signs[f"first {_first_tense(sentences)}"] = 1.0
    signs.update(_people(page, paragraph.start, paragraph.end))
    return signs


def _of_time(page: Page, sentences: Sequence[Sentence], words: str) -> dict[str, bool]:
    """Signs of a time or a place in the first sentence."""
    at = sentences[0].at if sentences else None
    first = page.passage.text[at.start : at.end] if at else words
    placed = any(place.weight >= ENOUGH for place in places(page, sentences[:1]))
    return {
        "time": _TIME.search(first[:60]) is not None,
        "times": len(_TIME.findall(first)) > 1,
        "place": placed,
    }


def _people(page: Page, start: int, end: int) -> Iterator[tuple[str, float]]:
    """Signs of the first person that the narration of a paragraph tells of, and of its places."""
    first = None
    for number, seen in enumerate(page.notes.seen):
        if not start <= seen.at.start < end or seen.quotation is not None:
            continue
        if seen.type == "PER" and first is None and page.meant.get(number):
            first = seen
        elif seen.type in ("FAC", "GPE", "LOC", "VEH") and seen.at.start < start + NEAR:
            yield "site", 1.0
    if first is not None:
        yield f"somebody {first.kind}", 1.0
        if first.at.start < start + EARLY:
            yield "somebody first", 1.0


def tenses_in(sentences: Iterable[Sentence]) -> dict[str, int]:
    """How many main verbs are told in each tense."""
    found: dict[str, int] = {}
    for verb in main_verbs(list(sentences)):
        found[verb.tense] = found.get(verb.tense, 0) + 1
    return found


def _first_tense(sentences: Sequence[Sentence]) -> str:
    return next((v.tense for v in main_verbs(sentences)), "")


def around(
    signs: Signs, before: Mapping[str, float], late: Mapping[str, float], open_: Sequence[Played]
) -> Iterator[tuple[str, float]]:
    """The signs of a paragraph together with what it follows: the paragraph `before` it, how much
    has been told in each tense of `late`, and the scenes that are open (the innermost last)."""
    yield from ((f"before {name}", value) for name, value in before.items())
    for name in ("written", "italic", "pluperfect"):
        if bool(signs.get(name)) != bool(before.get(name)):
            yield f"{name} {'begins' if signs.get(name) else 'ends'}", 1.0
    total = sum(late.values())
    yield from ((f"of late {tense}", n / total) for tense, n in late.items() if total)
    top, first = open_[-1], next((n for n in signs if n.startswith("first ")), "")
    yield f"in {top.level}", 1.0
    yield f"since {_bucket(top.paragraphs)}", 1.0
    yield f"in {top.level}, {top.line}: {first}", 1.0
    if len(open_) > 1:
        yield "nested", 1.0
        yield f"nested since {_bucket(top.paragraphs)}", 1.0
        yield f"nested in {open_[-2].line}, {top.line}: {first}", 1.0
    for name in ("spoken", "italic", "written", "frame", "now", "back"):
        if signs.get(name):
            yield f"in {top.level}: {name}", 1.0


def _bucket(paragraphs: int) -> int:
    """Roughly how many paragraphs."""
    return next((n for n in (0, 1, 2, 4, 8) if paragraphs <= n), 9)


def strangers(people: Sequence[str], open_: Sequence[Played]) -> Iterator[tuple[str, float]]:
    """Signs of who is told of: how many of them are not there; how many are only in the outer
    scene, or only in what interrupts it."""
    if not people:
        return
    here = {person for played in open_ for person in played.present}
    new = sum(p not in here for p in people) / len(people)
    yield "strangers", new
    if new == 1:
        yield "strangers alone", 1.0
    if len(open_) > 1:
        inner, outer = set(open_[-1].present), set(open_[-2].present)
        yield "outer people", sum(p in outer - inner for p in people) / len(people)
        yield "inner people", sum(p in inner - outer for p in people) / len(people)
