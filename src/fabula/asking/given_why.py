"""Why and how a clause that tells the deed of a question says that it is done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fabula.asking.aligned import Fit
from fabula.asking.fillers import phrase
from fabula.asking.given import Given
from fabula.asking.question import Question
from fabula.asking.stems import stems
from fabula.asking.times import is_time
from fabula.reading.lists import set_of

if TYPE_CHECKING:
    from fabula.asking.book import Book

_SENDS = set_of("go come send run hurry stay stop wait return leave stand walk travel rush")
_BECAUSE = re.compile(
    r"\b(?:because|so that|in order (?:to|that)|for fear (?:that|of)|so as to|on account of|in case"
    r"|out of (?:pity|spite|fear|love|kindness|habit|hatred|jealousy|curiosity))\b[^.!?;]*",
    re.IGNORECASE,
)
_BY = ("by", "through")
_WITH = ("by", "with", "of", "from", "through", "in", "to", "on")
AFTER = 200  # code points of the next sentence, where it begins with "because"


def reason(book: Book, _question: Question, fit: Fit) -> Given | None:
    """Why: because, for fear of, to do something, for something."""
    at = book.sentences.spans[fit.number]
    found = _BECAUSE.search(book.text, *at)
    if found:
        return Given(" ".join(found.group().split()), [], found.start())
    after = book.text[at.end : at.end + AFTER].lstrip(" ”\"’'“‘")
    if after.startswith("Because"):
        return Given(" ".join(re.split(r"[.!?;\n]", after)[0].split()), [], at.end + 2)
    return _aim(book, fit) or _for(book, fit)


def _aim(book: Book, fit: Fit) -> Given | None:
    """ "Pawned it to pay a debt", "came to warn them"."""
    grammar = fit.grammar
    sends = grammar.lemma(fit.verb) in _SENDS
    for aim in grammar.below(fit.verb, "advcl", *(("xcomp",) if sends else ())):
        marks = [grammar.text(k).lower() for k in grammar.below(aim, "mark")]
        if "to" in marks and grammar.words[aim].xpos == "VB":
            at = grammar.page.passage.absolute(grammar.clause(aim))
            return Given(book.words(at), [], at.start)
    return None


def _for(book: Book, fit: Fit) -> Given | None:
    """ "Went back for the core"."""
    for k in fit.grammar.below(fit.verb, "obl"):
        led, words = fit.grammar.preposition(k), book.words(phrase(fit.grammar, k))
        if led in ("for", "because of") and not is_time(words) and stems(words):
            return Given(f"{led} {words}", [], fit.start)
    return None


def manner(book: Book, _question: Question, fit: Fit) -> Given | None:
    """How: by doing what, by what, of what, in what."""
    grammar = fit.grammar
    for doing in grammar.below(fit.verb, "advcl"):
        mark = grammar.child(doing, "mark")
        if mark is not None and grammar.text(mark).lower() in _BY:
            clause = grammar.page.passage.absolute(grammar.clause(doing))
            return Given(book.words(clause), [], fit.start)
    for k in grammar.below(fit.verb, "obl"):
        led, words = grammar.preposition(k), book.words(phrase(grammar, k))
        somebody = book.is_person(grammar.entity(k) or "")
        if led in _WITH and stems(words) and not is_time(words) and not somebody:
            return Given(f"{led} {words}", [], fit.start)
    return None
