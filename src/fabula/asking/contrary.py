"""A false premise is denied where the story tells what cannot be together with it: "sober" of
whoever is asked to have been drunk, "came fourth" of whoever is asked to have won, "I never did" of
what was promised."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from fabula.asking.aligned import Fit, aligned
from fabula.asking.answers import Answer, stated
from fabula.asking.fillers import Filler, words_of
from fabula.asking.freely import is_presupposed
from fabula.asking.may_be import person_fits
from fabula.asking.predicates import said_of
from fabula.asking.question import Question
from fabula.asking.stems import stem, stems
from fabula.reading.lists import lines, set_of, word_list

if TYPE_CHECKING:
    from fabula.asking.book import Book

SURE = 0.75  # how much of a question a clause has to tell that is denied
FITS = 0.7  # how well somebody has to be meant
BEFORE = 4  # sentences before "I never did" in which it may be told what
NEAR = 2  # sentences beside it in which somebody may be who "came fourth"
_WON = set_of("win")
_LOST = re.compile(
    r"\b(?:came|come|finished|placed|were|was|got)(?: in)? (?:a (?:poor|bad|close) )?"
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|nowhere)\b"
    r"(?! [a-z]+ (?:to|who))",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?P<who>\b(?:I|he|she|we|they|[A-Z][\w-]+))(?: (?:had|has|have))?"
    r"(?:n['’]t| never| did(?:n['’]t| not)| never did| would(?:n['’]t| not)| had(?:n['’]t| not)"
    r"| has(?:n['’]t| not)| have(?:n['’]t| not)| could(?:n['’]t| not))\s*[.,;!—]",
)
_SEXES = {"he": word_list("nouns_m"), "she": word_list("nouns_f")}


def contrary(book: Book, question: Question) -> Answer | None:
    """No, where what is told rules it out."""
    if question.negated or question.lost:
        return None
    place = _is_other(book, question) if question.verb is None else _did_not(book, question)
    if place is None:
        return None
    return stated("yes-no", "no", question.people, [book.shown(place)], 0.6)


def _is_other(book: Book, question: Question) -> int | None:
    """Where it is told that somebody is what they cannot be together with what is asked."""
    if not question.people or " or " in question.small:
        return None
    person, word = question.people[0], question.words[-1] if question.words else ""
    other = next((sex for sex, nouns in _SEXES.items() if word in nouns), None)
    said = book.pronouns(person)
    if other is not None and len(question.words) == 1 and said not in ("", other):
        return book.entities[person].first
    wanted = _contraries().get(word, frozenset())
    for fact in book.attributes:
        has = {*stems(fact.value), fact.name}
        if fact.entity == person and has & wanted and fact.until is None:
            return fact.start
    found = (s for s in said_of(book, person) if set(stems(s.words)) & wanted and not s.negated)
    return next((s.place for s in found), None)


@cache
def _contraries() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in lines("contraries"):
        one, other = (stem(word) for word in line.split())
        found[one] = found.get(one, frozenset()) | {other}
        found[other] = found.get(other, frozenset()) | {one}
    return found


def _did_not(book: Book, question: Question) -> int | None:
    for fit in aligned(book, question)[:BEFORE]:
        if fit.score >= SURE and _denies(book, question, fit):
            return fit.start
    if question.verb in _WON and (place := _came_later(book, question)) is not None:
        return place
    return _never_did(book, question)


def _denies(book: Book, question: Question, fit: Fit) -> bool:
    """Whether a clause says that just this did not happen."""
    grammar = fit.grammar
    asks = grammar.is_question(fit.verb) and not is_presupposed(grammar, fit.verb)
    things = [w for r in question.roles if not book.is_person(r.entity or "") for w in r.words]
    rest = book.sentences.share([*question.words, *things], fit.number, 1)
    return grammar.realis(fit.verb) == "negated" and not asks and rest >= SURE


def _came_later(book: Book, question: Question) -> int | None:
    """ "We came fourth": who was second has not won."""
    for found in _LOST.finditer(book.text):
        near = book.sentences.people_near(book.sentences.at(found.start()), NEAR)
        if not question.people or near & set(question.people) or "we" in _beside(book, found):
            return found.start()
    return None


def _beside(book: Book, found: re.Match[str]) -> list[str]:
    return book.text[max(0, found.start() - 12) : found.start()].lower().split()


def _never_did(book: Book, question: Question) -> int | None:
    """Where "I never did", "he didn't" stands after what is asked."""
    agent = next((r for r in question.roles if r.role == "agent" and r.entity), None)
    fits = [f for f in aligned(book, question) if f.exact] if agent is not None else []
    for found in _NOT.finditer(book.text) if fits else ():
        number = book.sentences.at(found.start())
        who = _who(book, number, found.start())
        meant = agent is not None and who is not None
        if not meant or person_fits(book, agent.entity or "", who, number) < FITS:  # type: ignore[union-attr, arg-type]
            continue
        for fit in fits:
            if 0 < number - fit.number <= BEFORE and _tells_rest(book, question, fit):
                return found.start()
    return None


def _who(book: Book, number: int, place: int) -> Filler | None:
    for grammar, i in words_of(book, number):
        at = grammar.page.passage.absolute(grammar.words[i].at)
        if at.start == place:
            return Filler("agent", i, at, grammar.entity(i))
    return None


def _tells_rest(book: Book, question: Question, fit: Fit) -> bool:
    things = [w for r in question.roles if not book.is_person(r.entity or "") for w in r.words]
    return book.sentences.share([*question.words, *things], fit.number, 3) >= 0.5
