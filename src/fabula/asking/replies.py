"""Answers that somebody in the story gives: the question is asked there in words of the same
meaning, and whoever speaks next says it."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from fabula.asking.aligned import Fit, aligned
from fabula.asking.answers import Answer, stated
from fabula.asking.question import Question
from fabula.asking.stems import stems
from fabula.asking.times import is_time
from fabula.reading.language.verbs import PLACES
from fabula.story.contract import QuotationItem
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.asking.book import Book

SURE = 0.75  # how much of the question the one in the story has to tell
SHORT = 9  # words of a reply that says it
FAR = 160  # code points between a question and its reply
_SPLIT = re.compile(r"[.!?;—]|,[”\"’']|,$")
_I_DID = re.compile(
    r"(?:I (?:did|have|was|am|do|had|will)|Me|It was me|I)\b(?! don)", re.IGNORECASE
)
_NONE = re.compile(
    r"(?:no|nothing|nobody|never|not|yes|i don|i do not|what|who|why|how|where|you|don|does|ask"
    r"|it does|i can|i'm not|none|perhaps|maybe|well|oh)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred"
    r"|thousand|once|twice|dozen)\b",
    re.IGNORECASE,
)
_WH = {"who": "who", "who-said": "who", "where": "where", "when": "when", "how-many": "how",
       "what": "what"}  # fmt: skip


def replied(book: Book, question: Question) -> Answer | None:
    """What is said in reply to the same question in the story."""
    if question.lost or question.kind not in _WH:
        return None
    for fit in aligned(book, question):
        if fit.score < SURE:
            return None
        reply = _reply(book, question, fit)
        if reply is not None and (found := _says(book, question, reply)) is not None:
            words, entities = found
            shown = [book.shown(fit.start), book.shown(reply.start + 1)]
            return stated(question.kind, words, entities, shown, 0.6)
    return None


def _reply(book: Book, question: Question, fit: Fit) -> QuotationItem | None:
    """What is said next after a question of this kind, by somebody else."""
    asked = book.speaker(fit.start)
    if asked is None or not fit.grammar.is_question(fit.verb):
        return None
    sentence = book.sentences.spans[fit.number]
    words = _small_words(book, sentence)
    if _WH[question.kind] not in words:
        return None
    i = bisect_right([q.start for q in book.quotations], asked.start)
    after = book.quotations[i] if i < len(book.quotations) else None
    if after is None or after.start - asked.end > FAR or after.mode != "speech":
        return None
    return None if after.utterance == asked.utterance else after


def _small_words(book: Book, at: Span) -> set[str]:
    """The small words of a sentence."""
    return {w.strip("“”\"'‘’,?") for w in book.words(at).lower().replace("’s", " ").split()}


def _says(book: Book, question: Question, reply: QuotationItem) -> tuple[str, list[str]] | None:
    said = book.words(Span(reply.start + 1, reply.end - 1)).strip("“”\"'‘’— ")
    first = _SPLIT.split(said)[0].strip()
    if question.kind in ("who", "who-said"):
        return _who(book, reply, first)
    if not first or len(first.split()) > SHORT or _NONE.match(first):
        return None
    led = first.split()[0].lower()
    fits = {
        "where": led in PLACES or led == "home",
        "when": is_time(first),
        "how-many": _NUMBER.search(first) is not None,
        "what": led in ("a", "an", "the", "my", "his", "her", "some"),
    }
    return (first, []) if fits[question.kind] and stems(first) else None


def _who(book: Book, reply: QuotationItem, first: str) -> tuple[str, list[str]] | None:
    """ "I did," or a name."""
    if _I_DID.match(first) and len(first.split()) <= 4:
        person = reply.speaker
    else:
        at = Span(reply.start, reply.start + 3)
        named = [m for m in book.mentions_in(at) if m.kind != "PRON"]
        person = named[0].entity if named else None
    if person is None or not book.is_person(person) or not book.is_known(person):
        return None
    return book.label(person), [person]
