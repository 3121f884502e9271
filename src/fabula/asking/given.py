"""What a clause that tells the deed of a question gives for an answer: who did it, and what was
done, given, taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from fabula.asking.aligned import Fit
from fabula.asking.fillers import Filler, phrase
from fabula.asking.may_be import tells_nobody
from fabula.asking.question import Question
from fabula.asking.stems import stems
from fabula.reading.lists import set_of, word_list
from fabula.reading.ties.tie_words import tie_nouns
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.asking.book import Book

OFTEN = 4  # sentences about "the boy" from which on he is one of the story's people
CERTAIN = 0.6  # how sure it has to be whom a pronoun stands for that answers
_VAGUE = set_of("something anything nothing everything thing person people someone somebody way")
_BUT = re.compile(r"(?:any|no)[ -]?(?:one|body)(?: else)? (?:but|except|save) (?:for )?(.+)", re.I)
_DONE = ("patient", "content")


class Given(NamedTuple):
    """An answer's words, whom it names, and the place that shows it."""

    words: str
    entities: list[str]
    place: int


def person(book: Book, question: Question, fit: Fit) -> Given | None:
    """Who fills the role that is asked for: by name, else by the words for them."""
    for filler in _wanted(book, question, fit):
        if alone := _BUT.match(book.words(filler.at)):
            return Given(alone[1], [], fit.start)
        item = book.entities.get(filler.entity or "")
        if item is not None and item.id in question.people:
            continue
        words = _owned(book, fit, filler) or book.words(phrase(fit.grammar, filler.word))
        if item is not None and item.type in ("PER", "ORG", "VEH") and book.is_known(item.id):
            return _known(book, fit, filler, words)
        if item is None and not tells_nobody(words) and fit.grammar.lemma(filler.word) in _people():
            return Given(words, [], fit.start)
    return None


def _known(book: Book, fit: Fit, filler: Filler, words: str) -> Given | None:
    entity = filler.entity or ""
    label = book.label(entity)
    doubtful = not stems(words) and book.sure(filler.at) < CERTAIN
    stranger = len(book.sentences.about(entity)) < OFTEN and not book.is_named(entity)
    if doubtful or (stranger and tells_nobody(label)):
        return None
    own = fit.grammar.lemma(filler.word) in tie_nouns() and not book.is_named(entity)
    return Given(words if own or not stems(label) else label, [entity], fit.start)


def _owned(book: Book, fit: Fit, filler: Filler) -> str | None:
    """ "My husband": whose, by name."""
    owner = fit.grammar.entity(fit.grammar.child(filler.word, "nmod:poss"))
    noun = fit.grammar.lemma(filler.word)
    if owner is None or noun not in tie_nouns() or not book.is_named(owner):
        return None
    return f"{book.label(owner)}'s {noun}"


@cache
def _people() -> frozenset[str]:
    """The nouns for persons."""
    ties = frozenset(noun for noun, tie in tie_nouns().items() if tie.type != "feels")
    return word_list("person_nouns") | word_list("occupations") | ties


def _wanted(book: Book, question: Question, fit: Fit) -> Iterator[Filler]:
    noun = fit.grammar.oblique(fit.verb, question.led) if question.led else None
    if noun is not None:
        at = fit.grammar.page.passage.absolute(fit.grammar.phrase(noun))
        yield Filler("recipient", noun, at, fit.grammar.entity(noun))
    elif question.wanted is not None:
        yield from fit.filling(question.wanted) or _called(book, question, fit)


def _called(book: Book, question: Question, fit: Fit) -> Iterator[Filler]:
    """The subject by its name alone, as in a chat: "hunter's driving"."""
    word = fit.grammar.subject(fit.verb)
    named = book.names.of(fit.grammar.text(word).lower()) if word is not None else None
    does = question.wanted == "agent" and not fit.grammar.is_passive(fit.verb)
    if word is not None and named is not None and does:
        yield Filler(
            "agent", word, fit.grammar.page.passage.absolute(fit.grammar.words[word].at), named
        )


def thing(book: Book, question: Question, fit: Fit) -> Given | None:
    """What was done, given, taken, or what a preposition leads to."""
    noun = fit.grammar.oblique(fit.verb, question.led) if question.led else None
    if noun is not None:
        return _telling(book, question, fit, noun)
    if question.wanted not in (*_DONE, "instrument"):
        return None
    roles = _DONE if question.wanted in _DONE else ("instrument",)
    found = (
        _telling(book, question, fit, filler.word)
        for filler in fit.fillers
        if filler.role in roles and filler.entity not in question.people
    )
    return next((given for given in found if given is not None), None)


def _telling(book: Book, question: Question, fit: Fit, noun: int) -> Given | None:
    """A noun's phrase, where it tells more than the question."""
    at: Span = phrase(fit.grammar, noun)
    words = book.words(at)
    has = set(stems(words))
    if not has - _VAGUE or has <= set(stems(question.text)):
        return None
    return Given(words, [], fit.start)
