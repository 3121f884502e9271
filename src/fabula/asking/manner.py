"""Answers about how and why: by what means, for how long, how many, for what reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fabula.asking.answers import Answer, stated
from fabula.asking.clauses import Clause, clauses
from fabula.asking.deeds import SURE, filled, persons
from fabula.asking.facts import told
from fabula.asking.fillers import phrase, words_of
from fabula.asking.question import Question
from fabula.asking.stems import stem, stems

if TYPE_CHECKING:
    from fabula.asking.book import Book

_REASON = re.compile(
    r"\b(?:because|so that|in order to|for fear (?:that|of)|so as to)\b[^.!?;]*", re.IGNORECASE
)
_COUNTED = re.compile(r"how many (?:\w+ )??(\w+)\b", re.IGNORECASE)
_LONG = re.compile(
    r"(?:\bfor )?\b(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?"
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty"
    r"|thirty|forty|fifty|sixty|hundred|several|many|half an?|\d+|\w+-and-\w+)"
    r" (?:second|minute|hour|day|night|week|month|year|winter|summer)s?\b",
    re.IGNORECASE,
)
OF_COUNTED = 0.7  # how much of the rest of the question stands where things are counted
DIES = ("die", "perish", "drown")


def how(book: Book, question: Question) -> Answer | None:
    """How it was done: with what, by doing what, of what; how long it took."""
    if question.lost:
        return None
    if question.verb is None:
        return _how_long_it_was(book, question)
    for clause in clauses(book, question)[:2]:
        fits = clause.score >= SURE and clause.is_told and clause.realis == "actual"
        if clause.clash or not fits or not filled(book, question, clause):
            continue
        long = question.small.startswith("how long")
        words = _how_long(book, clause) if long else _by_what(book, question, clause)
        if words:
            return stated("how", words, [], [book.shown(clause.start)], clause.score)
    return None


def _how_long_it_was(book: Book, question: Question) -> Answer | None:
    """ "How long was Holt on the gate?": the time in the sentence that tells of it."""
    beside = (stems(question.text[k.at.start : k.at.end]) for k in question.named[1:])
    words = [w for w in (*question.words, *(w for named in beside for w in named)) if w != "long"]
    if not question.small.startswith("how long") or not words:
        return None
    for place in told(book, words, question.people)[:3]:
        at = book.sentences.spans[place.number]
        found = _LONG.search(book.text, at.start, at.end)
        if found and place.share >= SURE:
            length = " ".join(found.group().split())
            return stated("how", length, [], [book.shown(found.start())], 0.6)
    return None


def _by_what(book: Book, question: Question, clause: Clause) -> str | None:
    grammar, verb = clause.grammar, clause.verb
    if question.verb in DIES:
        cause = grammar.oblique(verb, "of", "from", "by")
        return (
            f"{grammar.preposition(cause)} {book.words(phrase(grammar, cause))}" if cause else None
        )
    for doing in grammar.below(verb, "advcl"):
        mark = grammar.child(doing, "mark")
        if mark is not None and grammar.text(mark).lower() == "by":
            return book.words(grammar.page.passage.absolute(grammar.clause(doing)))
    tool = next(iter(clause.filling("instrument")), None)
    return f"with {book.words(tool.at)}" if tool is not None and question.roles else None


def _how_long(book: Book, clause: Clause) -> str | None:
    sentence = book.sentences.spans[clause.number]
    found = _LONG.search(book.text, sentence.start, sentence.end)
    after = book.text[found.end() : found.end() + 8].lower() if found else ""
    return (
        " ".join(found.group().split())
        if found and not after.startswith((" ago", " later"))
        else None
    )


def how_many(book: Book, question: Question) -> Answer | None:
    """How many there are: the number before the noun, where those named are told of."""
    found = _COUNTED.match(question.text)
    if found is None or question.lost:
        return None
    noun = stem(found[1])
    rest = [w for w in question.words if w != noun]
    if question.verb not in (None, "be", "have"):
        rest.append(stem(question.verb))
    people = persons(book, question)
    for number in book.sentences.ranked([noun], rest, people, 20):
        near = book.sentences.people_near(number, 0)
        if not near.issuperset(people) or book.sentences.share(rest, number) < OF_COUNTED:
            continue
        for grammar, i in words_of(book, number):
            count = grammar.child(i, "nummod")
            if stem(grammar.text(i)) == noun and count is not None and not grammar.is_negated(i):
                at = grammar.page.passage.absolute(grammar.words[i].at)
                shown = [book.shown(at.start)]
                return stated("how-many", grammar.text(count), people, shown, 0.6)
    return None


def why(book: Book, question: Question) -> Answer | None:
    """Why it happened: the clause that gives the reason."""
    for clause in clauses(book, question)[:3]:
        if clause.clash or clause.score < SURE or question.lost:
            return None
        sentence = book.sentences.spans[clause.number]
        found = _REASON.search(book.text, clause.start, sentence.end)
        if found:
            words = " ".join(found.group().split())
            return stated("why", words, [], [book.shown(found.start())], clause.score)
    return None
