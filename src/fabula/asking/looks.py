"""Answers about looks: what somebody looks like, how old they are, what colour is theirs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fabula.asking.answers import Answer, stated
from fabula.asking.fillers import Filler, words_of
from fabula.asking.may_be import person_fits
from fabula.asking.question import Question
from fabula.asking.stems import stem, stems
from fabula.reading.language.grammar import Grammar
from fabula.reading.lists import set_of
from fabula.story.contract import AttributeItem

if TYPE_CHECKING:
    from fabula.asking.book import Book

_COLOUR = set_of(
    """black white grey gray green blue brown red yellow golden gold silver hazel amber violet 
    purple pink orange fair dark blond blonde auburn ginger copper pale tawny chestnut scarlet"""
)
_PARTS = {"eye": "eyes", "hair": "hair", "skin": "skin", "scar": "scar", "coat": "clothes",
          "dress": "clothes", "beard": "hair"}  # fmt: skip
_IT_WAS = re.compile(r"(?:it|they) (?:is|are|was|were|had been) (?:a |quite |very )?([a-z]+)\b")
HIS = 0.7  # how well a pronoun has to fit
LOOKED_AT = 100  # sentences that are looked at for what is somebody's
MOST, ALL = 20, 0.8  # sentences that are looked at; how much of the question one has to tell
NEAR = 3  # sentences beside it in which somebody may be whose eyes these are
_HAS = ("have", "wear", "grow", "own")
_LOOKS = ("eyes", "hair", "skin", "scar", "build", "clothes", "wearing", "age", "height")


def look(book: Book, question: Question) -> Answer | None:
    """What somebody looks like, or how old they are."""
    if question.lost:
        return None
    if not any(book.is_person(p) for p in question.people):
        return _of_thing(book, question)
    person = question.people[0]
    part = next((p for p in _PARTS if re.search(rf"\b{p}", question.small)), None)
    age = re.search(r"\bhow old\b|\bage\b", question.small)
    name = "age" if age else _PARTS[part] if part else None
    found = [
        a
        for a in book.attributes
        if a.entity == person and (a.name == name or (name is None and a.name in _LOOKS))
    ]
    if age and len(found) > 1:
        found = [_then(book, question, found)]
    if found and (name or "colo" not in question.small):
        values = [a.value for a in found[:3]]
        if "colo" in question.small:
            values = [c for v in values for c in v.lower().split() if c in _COLOUR] or values
        words = ", ".join(dict.fromkeys(values))
        evidence = [book.shown(a.start) for a in found[:3]]
        return stated("look", words, [person], evidence, found[0].confidence)
    told = _coloured(book, question, person)
    return told if told is not None or question.verb is None else _of_thing(book, question)


def _then(book: Book, question: Question, ages: list[AttributeItem]) -> AttributeItem:
    """The age that is told where the rest of a question is ("when the boat went down"), else the
    first."""
    words = [w for w in question.words if w != "old"]
    if not words:
        return ages[0]
    return max(ages, key=lambda a: book.sentences.share(words, book.sentences.at(a.start), 1))


def _coloured(book: Book, question: Question, person: str) -> Answer | None:
    """The colour of what is somebody's: "his eyes are green", "her red coat"."""
    if "colo" not in question.small:
        return None
    wanted = [w for w in question.words if w not in ("colour", "color")]
    for number in book.sentences.ranked(wanted[-1:], wanted, [person], LOOKED_AT):
        near = person in book.sentences.people_near(number, NEAR)
        for grammar, i in words_of(book, number):
            if stem(grammar.lemma(i)) != wanted[-1]:
                continue
            colour = _colour(grammar, i)
            whose = grammar.child(i, "nmod:poss") or _haver(grammar, i)
            owner = grammar.entity(whose) or _ending(book, grammar, whose)
            fits = owner == person or (near and _may_be(book, owner, person))
            if colour is not None and (fits or _is_his(book, grammar, whose, person, number)):
                shown = book.shown(grammar.page.passage.absolute(grammar.words[i].at).start)
                return stated("look", colour, [person], [shown], 0.7)
            if owner == person and (said := _said_next(book, number)):
                shown = book.shown(book.sentences.spans[number + 1].start)
                return stated("look", said, [person], [shown], 0.6)
    return None


def _haver(grammar: Grammar, i: int) -> int | None:
    """ "Jo has green braces": Jo."""
    head = grammar.words[i].head
    has = head is not None and grammar.words[i].deprel == "obj" and grammar.lemma(head) in _HAS
    return grammar.subject(head) if has and head is not None else None


def _of_thing(book: Book, question: Question) -> Answer | None:
    """ "What colour was the thread?": the colour that stands beside it."""
    named = [k for k in question.named if not book.is_person(k.entity)]
    things = (w for k in named for w in stems(question.text[k.at.start : k.at.end]))
    wanted = [w for w in (*things, *question.words) if w not in ("colour", "color")]
    if "colo" not in question.small or not wanted:
        return None
    for number in book.sentences.ranked(wanted[-1:], wanted, (), MOST):
        for grammar, i in words_of(book, number):
            colour = _colour(grammar, i) if stem(grammar.lemma(i)) == wanted[-1] else None
            if colour is not None and book.sentences.share(wanted, number, 1) >= ALL:
                shown = book.shown(grammar.page.passage.absolute(grammar.words[i].at).start)
                return stated("look", colour, [], [shown], 0.6)
    return None


def _ending(book: Book, grammar: Grammar, word: int | None) -> str | None:
    """Whose name a word ends: "Marsh" in "Ida Marsh's"."""
    if word is None:
        return None
    return book.ending(grammar.page.passage.absolute(grammar.words[word].at).end)


def _said_next(book: Book, number: int) -> str | None:
    """ "They had cut her hair. It had been red": the colour in the next sentence."""
    if number + 1 >= len(book.sentences.spans):
        return None
    found = _IT_WAS.match(book.words(book.sentences.spans[number + 1]).lower())
    return found[1] if found and found[1] in _COLOUR else None


def _may_be(book: Book, owner: str | None, person: str) -> bool:
    """Whether nobody is known for a pronoun, and it may stand for somebody."""
    item = book.entities.get(owner or "")
    unknown = item is not None and item.name is None and item.type == "PER"
    said = [book.pronouns(e) for e in (owner or "", person)]
    return unknown and (said[0] == said[1] or "" in said)


def _is_his(book: Book, grammar: Grammar, k: int | None, person: str, number: int) -> bool:
    """Whether a pronoun may stand for somebody near, whomever it was taken for."""
    if k is None or not grammar.is_pronoun(k):
        return False
    at = grammar.page.passage.absolute(grammar.words[k].at)
    return person_fits(book, person, Filler("agent", k, at, grammar.entity(k)), number) >= HIS


def _colour(grammar: Grammar, i: int) -> str | None:
    own = grammar.below(i, "amod", "compound")
    if i + 1 < len(grammar.words):
        own = [*own, i + 1]  # "painted the hull blue"
    head = grammar.words[i].head
    if head is not None and grammar.child(head, "cop") is not None:
        own = [*own, head, *grammar.below(head, "conj")]
    return next((c for k in own if (c := grammar.text(k).lower()) in _COLOUR), None)
