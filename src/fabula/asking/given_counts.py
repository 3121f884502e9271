"""How many, how much, how often, how long, as the sentence says that tells the deed of a
question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fabula.asking.aligned import Fit
from fabula.asking.fillers import phrase
from fabula.asking.given import Given
from fabula.asking.given_why import manner
from fabula.asking.question import Question
from fabula.story.patterns import later

if TYPE_CHECKING:
    from fabula.asking.book import Book

_ONE = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    "|hundred|thousand|million|dozen|couple|score"
)
NUMBER = rf"(?:\d[\d,.]*|(?:an? )?(?:half an? |half )?(?:{_ONE})(?:[- ](?:and )?(?:{_ONE}))*)"
_TIMES = later(rf"\b(?:once|twice|thrice|{NUMBER} times)\b", re.IGNORECASE)
_MONEY = later(
    rf"[$£€]\d[\d,.]*|\b{NUMBER} (?:pounds?|shillings?|pence|guineas?|crowns?|sovereigns?|florins?"
    r"|farthings?|pennies|penny|dollars?|cents?|euros?|francs?|marks?|coins?|rubles?|roubles?|yen"
    r"|quid|pieces of (?:gold|silver)|gold(?: pieces)?|silver(?: pieces)?|grand|ducats?)\b",
    re.IGNORECASE,
)
_SPAN = r"(?:second|minute|hour|day|night|week|fortnight|month|year|winter|summer|decade|mile)s?"
_LONG = later(
    rf"\b(?:for )?(?:(?:about|nearly|almost|over|more than) )?(?:{NUMBER}|an?|several|many|some"
    rf"|half an?) {_SPAN}\b(?: ago\b)?",
    re.IGNORECASE,
)
_HOW_MANY = later(
    r"how many (?:\w+ )??(\w+?)(?:s|es)? (?:is|are|was|were|do|does|did|has|have|had|can|could"
    r"|will|would|stood|came|\w+ed)\b"
)
_UNTIL = ("until", "till", "since")


def number(book: Book, question: Question, fit: Fit) -> Given | None:
    """How many times, how much, how many of a thing."""
    if question.small.startswith(("how many times", "how often")):
        return _in_sentence(book, fit, _TIMES)
    if question.small.startswith("how much"):
        return _in_sentence(book, fit, _MONEY)
    counted = _HOW_MANY.match(question.small)
    if counted is None:
        return None
    noun = rf"\b({NUMBER})\b(?: of)?(?: [\w’'-]+){{0,3}}? {re.escape(counted[1])}(?:s|es)?\b"
    return _in_sentence(book, fit, re.compile(noun, re.IGNORECASE), 1)


def _in_sentence(book: Book, fit: Fit, said: re.Pattern[str], group: int = 0) -> Given | None:
    found = said.search(book.text, *book.sentences.spans[fit.number])
    return Given(" ".join(found[group].split()), [], found.start()) if found else None


def how(book: Book, question: Question, fit: Fit) -> Given | None:
    """For how long, since when, how long ago; else in what way."""
    if not question.small.startswith("how long"):
        return manner(book, question, fit)
    ago = "ago" in question.words
    for found in _LONG.finditer(book.text, *book.sentences.spans[fit.number]):
        if found.group().endswith("ago") == ago:
            return Given(" ".join(found.group().split()), [], found.start())
    grammar = fit.grammar
    for k in grammar.below(fit.verb, "obl") if not ago else ():
        if grammar.preposition(k) in _UNTIL:
            words = f"{grammar.preposition(k)} {book.words(phrase(grammar, k))}"
            return Given(words, [], fit.start)
    return None
