"""Who has what: "who wears the white mask", "the woman in the grey coat", "what is in the tin"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fabula.asking.answers import Answer, Kind, stated
from fabula.asking.fillers import phrase, words_of
from fabula.asking.question import Question
from fabula.asking.stems import alike, stems
from fabula.reading.language.grammar import SUBJECTS, Grammar
from fabula.reading.lists import set_of, word_list

if TYPE_CHECKING:
    from fabula.asking.book import Book

CLEARLY = 2  # times as often as anybody else
MOST = 100  # sentences that are looked at
AFTER = 4  # words after a place in which "there was" may stand
SURE = 0.6  # how sure it has to be whom a word stands for
_HAS = set_of("wear have own carry hold keep bear sport don")
_STATES = {
    "wear": ("wearing", "clothes"), "carry": ("carrying", "holding"),
    "hold": ("holding", "carrying"),
}  # fmt: skip
_SHOWS = _HAS | set_of("push lift let pull raise lower remove adjust straighten button")
_WITH = {"with", "in"}
_WHAT_LIES = re.compile(
    r"what(?:'s| is| was| lies| lay) (?P<where>in|inside|on|under|behind|beneath) (?P<thing>.+)\?",
    re.IGNORECASE,
)
_LIES = set_of("be lie stand sit hang rest")


def who_has(book: Book, question: Question) -> Answer | None:
    """ "Who wears the white mask?": whoever is told to have it, put it on, take it off."""
    thing = next((r.words for r in question.roles if r.role == "patient" and r.words), None)
    if question.verb not in _HAS or thing is None or question.wanted != "agent":
        return None
    return _haver(book, thing, "who")


def who_is_seen(book: Book, question: Question) -> Answer | None:
    """ "Who was the woman in the grey coat?": whoever with a name is told to wear it."""
    said = re.match(r"who (?:is|was) the (\w+) (?:with|in|wearing) (.+)\?", question.small)
    if said is None or question.verb is not None:
        return None
    kind = "she" if said[1] in word_list("nouns_f") else "he"
    sort = kind if said[1] in word_list("nouns_f") | word_list("nouns_m") else ""
    return _haver(book, stems(said[2]), "who-is", sort)


def _haver(book: Book, thing: list[str], kind: Kind, sort: str = "") -> Answer | None:
    """Who has something, where one person with a name is told to, far more than any other."""
    places: dict[str, int] = {}
    votes = Counter[str]()
    for person, place in _havers(book, thing):
        item = book.entities.get(person)
        fits = not sort or book.pronouns(person) in ("", sort)
        if item is not None and item.type == "PER" and item.name is not None and fits:
            votes[person] += 1
            places.setdefault(person, place)
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < CLEARLY * ranked[1][1]):
        return None
    person = ranked[0][0]
    return stated(kind, book.label(person), [person], [book.shown(places[person])], 0.6)


def _havers(book: Book, thing: list[str]) -> Iterator[tuple[str, int]]:
    for number in book.sentences.ranked(thing[-1:], thing, (), MOST) if thing else ():
        for grammar, i in words_of(book, number):
            if not _names(book, grammar, i, thing):
                continue
            who = _owner(grammar, i)
            if who is None or (person := grammar.entity(who)) is None:
                continue
            at = grammar.page.passage.absolute(grammar.words[who].at)
            if book.sure(at) >= SURE:
                yield person, grammar.page.passage.absolute(grammar.words[i].at).start


def _names(book: Book, grammar: Grammar, i: int, thing: list[str]) -> bool:
    """Whether a noun with what describes it is the thing that is asked for, by all its words."""
    if grammar.words[i].upos != "NOUN" or not alike(thing[-1], grammar.lemma(i)):
        return False
    has = stems(book.words(phrase(grammar, i)))
    return all(any(alike(w, h) for h in has) for w in thing)


def _owner(grammar: Grammar, i: int) -> int | None:
    """Who has what a noun names: "Heron pushed up the mask", "she sat there, in a grey coat"."""
    head = grammar.words[i].head
    if head is None or grammar.is_negated(head):
        return None
    if grammar.words[i].deprel == "obj":
        return grammar.subject(head) if grammar.lemma(head) in _SHOWS else None
    led = {grammar.text(k).lower() for k in grammar.below(i, "case")}
    if led & _WITH and not grammar.is_passive(head):
        return head if grammar.words[head].upos in ("NOUN", "PROPN") else grammar.subject(head)
    return None


def what_has(book: Book, question: Question) -> Answer | None:
    """ "What was he wearing?": what he is read to wear, carry, hold."""
    person = next((r.entity for r in question.roles if r.role == "agent"), None)
    kinds = _STATES.get(question.verb or "")
    if kinds is None or person is None or question.lost or question.wanted == "agent":
        return None
    rest = {*question.words, *(w for r in question.roles[1:] for w in r.words)}
    had = [a for a in book.attributes if a.entity == person and a.name in kinds]
    near = [a for a in had if book.sentences.share([*rest], book.sentences.at(a.start), 2) >= SURE]
    if not near:
        return None
    words = ", ".join(dict.fromkeys(a.value for a in near[:2]))
    shown = [book.shown(a.start) for a in near[:2]]
    return stated("what", words, [person], shown, near[0].confidence)


def what_lies(book: Book, question: Question) -> Answer | None:
    """ "What is in the tin?": what is told to lie there, or to be put or held there."""
    asked = _WHAT_LIES.match(question.text)
    thing = stems(asked["thing"]) if asked else []
    for number in book.sentences.ranked(thing[-1:], thing, (), MOST) if asked else ():
        for grammar, i in words_of(book, number):
            led = asked is not None and grammar.preposition(i) in _ways(asked["where"].lower())
            if not led or not _names(book, grammar, i, thing):
                continue
            inside = _inside(grammar, i)
            if inside is None or grammar.is_pronoun(inside):
                continue
            at = phrase(grammar, inside)
            entity = grammar.entity(inside)
            found = [entity] if entity else []
            return stated("what", book.words(at), found, [book.shown(at.start)], 0.6)
    return None


def _ways(where: str) -> tuple[str, ...]:
    """The prepositions that say as much as one."""
    return ("in", "inside", "into", "out of") if where in ("in", "inside") else (where,)


def _there_is(grammar: Grammar, k: int) -> bool:
    """ "In the locker there was a pair of shoes"."""
    inside = k + 1 < len(grammar.words) and grammar.lemma(k + 1) == "be"
    return inside and grammar.text(k).lower() == "there" and not grammar.is_negated(k + 1)


def _inside(grammar: Grammar, i: int) -> int | None:
    """What lies where a noun says: the object of its verb, the subject of "lay", "was"."""
    head = grammar.words[i].head
    was = i + 1 if i + 1 < len(grammar.words) and grammar.lemma(i + 1) in _LIES else None
    if was is not None and grammar.words[i].deprel in ("root", "obl", "nmod", "advcl"):
        after = [k for k in grammar.below(i, *SUBJECTS) + grammar.below(was, *SUBJECTS) if k > was]
        if after:
            return after[0]  # "inside the box was a fox"
    if grammar.preposition(i) == "out of" and head is not None:
        return grammar.object(head)
    there = next((k for k in range(i + 1, i + AFTER) if _there_is(grammar, k)), None)
    if there is not None:
        return grammar.subject(there + 1)
    if head is None or grammar.is_negated(head):
        return None
    if grammar.words[head].upos != "VERB":
        return grammar.subject(i) if grammar.child(i, "cop") is not None else None
    if grammar.realis(head) != "actual":
        return None
    return grammar.object(head) or (grammar.subject(head) if grammar.lemma(head) in _LIES else None)
