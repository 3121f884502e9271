"""Which of two things happened first: by the order of scenes, by what the words say of time, and
else by the order of telling."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from fabula.asking.answers import Answer, stated
from fabula.asking.clauses import clauses
from fabula.asking.facts import told
from fabula.asking.fillers import words_of
from fabula.asking.question import understand
from fabula.story.patterns import later
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.asking.book import Book
    from fabula.asking.question import Question

SURE = 0.55  # how much of a thing a sentence has to tell
FITS = 0.65  # ... and how well a clause has to fit
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "a": 1, "an": 1, "twenty": 20,
    "several": 4, "many": 20,
}  # fmt: skip
_UNITS = {"day": 1, "night": 1, "week": 7, "month": 30, "year": 365, "winter": 365, "summer": 365,
          "spring": 365, "autumn": 365}  # fmt: skip
_AGO = later(
    rf"\b({'|'.join(_NUMBERS)}|\d+) ({'|'.join(_UNITS)})s? (?:ago|back|since|before|earlier)\b"
    rf"|^[“\"‘']?({'|'.join(_NUMBERS)}) ({'|'.join(_UNITS)})s? ago\b",
    re.IGNORECASE,
)
_FIRST = later(
    r"(?:which|what)\b.*?\b(?:came|happened|was|is|went)\s+(first|earlier|later|last)\b[\s,:-]*(.*?)\s*,?\s+or\s+(.*)\?",
    re.IGNORECASE,
)
_BEFORE = later(r"(.*?),?\s+(before or after|after or before|before|after)\s+(.*)\?", re.I)


class When(NamedTuple):
    """Where something stands in the order of happening. Each member is compared where both have
    it: the scene's place in that order, days before the story's now, the day of the week, the
    tense (0 had happened before what is told, 1 happens there), the place in the text."""

    scene: int | None
    days: int | None
    weekday: int | None
    tense: int
    place: int
    number: int  # of its sentence
    written: bool  # in a letter or another document


def order(book: Book, question: Question) -> Answer | None:
    """Which of two things happened first, or whether one was before the other."""
    first = _FIRST.match(question.text)
    if first:
        wanted, one, other = first.groups()
        return _which(book, [one, other], wanted.lower() in ("first", "earlier"))
    halves = _BEFORE.match(question.text)
    if halves is None:
        return None
    found = _both(book, [halves[1], halves[3]])
    if found is None:
        return None
    earlier, shown = found
    if "or" in halves[2].split():
        return stated("order", "before" if earlier else "after", [], shown, 0.6)
    yes = earlier == (halves[2].lower() == "before")
    return stated("yes-no", "yes" if yes else "no", [], shown, 0.6)


def _which(book: Book, sides: Sequence[str], first: bool) -> Answer | None:
    found = _both(book, sides)
    if found is None:
        return None
    earlier, shown = found
    words = sides[0] if earlier == first else sides[1]
    return stated("order", words.strip(), [], shown, 0.6)


def _both(book: Book, sides: Sequence[str]) -> tuple[bool, list[Span]] | None:
    """Whether the first of two things happened earlier, and the words that tell of both."""
    whens = [_when(book, side) for side in sides]
    if whens[0] is None or whens[1] is None:
        return None
    earlier = _earlier(whens[0], whens[1])
    if earlier is None:
        return None
    spans = book.sentences.spans
    return earlier, [book.shown(spans[w.number].start) for w in whens if w is not None]


def _earlier(one: When, other: When) -> bool | None:
    """Whether one was before the other; None where nothing tells."""
    apart = one.scene != other.scene and one.days is None and other.days is None
    if apart and (one.written or other.written):
        return None  # a letter was written long before it is told
    if one.number == other.number and one.tense == other.tense:
        return None
    if (one.days or 0) != (other.days or 0):
        return (one.days or 0) > (other.days or 0)
    if one.weekday is not None and other.weekday is not None and one.weekday != other.weekday:
        return one.weekday < other.weekday
    if one.scene is not None and other.scene is not None and one.scene != other.scene:
        return one.scene < other.scene
    if one.tense != other.tense:
        return one.tense < other.tense
    return one.place < other.place


def _when(book: Book, side: str) -> When | None:
    """Where half a question stands: by the clause that tells its deed, else by its words."""
    half = understand(re.sub(r"^(?:when|where|did|was|were)\s+", "", side.strip(" ,?")), book.names)
    if half.lost:
        return None
    place: int | None = None
    for clause in clauses(book, half)[:1]:
        if clause.score >= FITS and not clause.clash and clause.is_told:
            place = clause.start
            tense = 0 if clause.grammar.is_past_perfect(clause.verb) else 1
            return _at(book, place, tense)
    people = [link.entity for link in half.named]
    words = [*half.words, *([half.verb] if half.verb else [])]
    best = next(iter(told(book, words, people)), None)
    if best is None or best.share < SURE:
        return None
    tense = 1
    for grammar, i in words_of(book, best.number):
        if grammar.words[i].head is None and grammar.is_past_perfect(i):
            tense = 0
    return _at(book, book.sentences.spans[best.number].start, tense)


def _at(book: Book, place: int, tense: int) -> When:
    number = book.sentences.at(place)
    words = book.words(book.sentences.spans[number])
    ago = _AGO.search(words)
    days = None
    if ago:
        count, unit = (ago[1] or ago[3]).lower(), (ago[2] or ago[4]).lower()
        days = (_NUMBERS.get(count) or int(count)) * _UNITS[unit]
    weekday = next((n for n, d in enumerate(_DAYS) if re.search(rf"\b{d}\b", words.lower())), None)
    scene = book.scene(place)
    written = scene is not None and scene.level == "document"
    told = scene.story_order if scene else None
    return When(told, days, weekday, tense, place, number, written)
