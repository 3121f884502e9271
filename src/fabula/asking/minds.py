"""Whether somebody knows something: from what was read of it, from words that say so where it is
told, and from who is there when it is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from fabula.asking.answers import Answer, stated
from fabula.asking.facts import Told, told
from fabula.asking.fillers import words_of
from fabula.asking.question import Question
from fabula.asking.stems import alike, stems
from fabula.reading.language.grammar import Grammar
from fabula.reading.lists import set_of
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.asking.book import Book

SURE = 0.7  # how much of the fact a sentence has to tell
SAID = 0.45  # ... where words beside it say outright that somebody does not know
FAINT = 0.25  # ... where somebody is at none of the places that tell most of it
MOST, TOLD = 8, 3  # places that are looked at, and that the holder has to be absent from
NEAR = 3  # sentences beside it where whoever is spoken to or told of takes part
AROUND = 3  # sentences beside it in which the story may say who knows it
Sign = Literal["yes", "no"]
_KNOWS = set_of("know see hear realise realize notice recognise recognize guess")
_ERRS = set_of("think believe suppose imagine assume")
_CLAUSES = frozenset(("ccomp", "xcomp", "advcl", "conj", "parataxis", "acl", "acl:relcl"))
_NOBODY = re.compile(r"\b(?:nobody|no one|no-one|none of (?:us|them))\b", re.IGNORECASE)


def knows(book: Book, question: Question) -> Answer | None:
    """Whether somebody knows something."""
    if not question.people or question.lost or not question.small.startswith(("do", "did", "is")):
        return None
    holder, *about = question.people
    words = [*question.words, *_of_things(book, question)]
    about = [p for p in about if book.is_person(p)]
    if not words:
        return None
    return known(book, words, holder, about)


def known(book: Book, words: list[str], holder: str, about: list[str]) -> Answer | None:
    """Whether somebody knows what some words (stems) tell about some people."""
    return _kept(book, words, holder, about) or _shown(book, words, holder, about)


def kept_from(book: Book, words: list[str], holder: str, about: list[str]) -> int | None:
    """Where a fact is told best, if somebody is not there and nothing says that they learn it."""
    places = [t for t in told(book, words, about)[:MOST] if t.share >= SURE and not _asks(book, t)]
    if not places or _takes_part(book, places[0], holder):
        return None
    if any((sign := _said(book, place, holder)) and sign[1] == "yes" for place in places):
        return None
    return book.sentences.spans[places[0].number].start


def _of_things(book: Book, question: Question) -> list[str]:
    """The stems of the things and places that a question names: they are found by their words."""
    things = (k.at for k in question.named[1:] if not book.is_person(k.entity))
    return [w for at in things for w in stems(question.text[at.start : at.end])]


def _kept(book: Book, words: list[str], holder: str, about: list[str]) -> Answer | None:
    """By the knowledge that was read."""
    for item in book.knowledge:
        content = Span(item.content.start, item.content.end)
        if item.holder != holder or not set(about) <= {
            *item.about,
            *book.sentences.people(content),
        }:
            continue
        has = stems(book.text[item.content.start : item.content.end])
        got = sum(max((alike(w, h) for h in has), default=0.0) for w in words)
        if got / len(words) >= SURE:
            yes = item.state in ("knows", "hides")
            shown = [
                book.shown(item.content.start),
                *(book.shown(at.start) for at in item.evidence[:1]),
            ]
            return stated("knows", "yes" if yes else "no", [holder], shown, item.confidence)
    return None


def _shown(book: Book, words: list[str], holder: str, about: list[str]) -> Answer | None:
    """By where the fact is told: what is said of the holder there, and whether they are there. Who
    is at none of the places where a story tells most of a thing, and is never said to have learnt
    it, does not know it, as far as that story goes: an answer of little confidence."""
    found = told(book, words, about)
    found = [t for t in found if not _asks(book, t)][:MOST]
    near = [t for t in found if book.sentences.people_near(t.number, 0).issuperset(about)]
    signs = [(place, _said(book, place, holder)) for place in near]
    for place, sign in signs:
        if sign is not None and place.share >= (SURE if sign[1] == "yes" else SAID):
            shown = [book.shown(book.sentences.spans[n].start) for n in (sign[0], place.number)]
            return stated("knows", sign[1], [holder], shown, 0.7 * place.share)
    if any(sign is not None and sign[1] == "yes" for _, sign in signs):
        return None
    places = [t for t in found if t.share >= FAINT][:TOLD]
    if not places or any(_takes_part(book, place, holder) for place in places):
        return None
    shown = [book.shown(book.sentences.spans[p.number].start) for p in places[:2]]
    return stated("knows", "no", [holder], shown, 0.5 * places[0].share)


def _asks(book: Book, place: Told) -> bool:
    """Whether a sentence asks rather than tells."""
    return book.words(book.sentences.spans[place.number]).rstrip("”\"’'").endswith("?")


def _said(book: Book, place: Told, holder: str) -> tuple[int, Sign] | None:
    """What the sentences at a fact say of whether the holder knows it, and which says so."""
    last = len(book.sentences.spans) - 1
    near = range(max(0, place.number - AROUND), min(last, place.number + AROUND) + 1)
    for number in sorted(near, key=lambda n: abs(n - place.number)):
        at = book.sentences.spans[number]
        if _NOBODY.search(book.text, at.start, at.end) and "know" in book.words(at).lower():
            return number, "no"
    for number in sorted(near, key=lambda n: abs(n - place.number)):
        for grammar, i in words_of(book, number):
            sign = _of_word(grammar, i, holder)
            if sign == "no" or (sign == "yes" and _is_of(grammar, i, number == place.number)):
                return number, sign
    said = book.speaker(book.sentences.spans[place.number].start)
    if said is not None and holder in (said.speaker, *said.addressees):
        return place.number, "yes"
    return None


def _of_word(grammar: Grammar, i: int, holder: str) -> Sign | None:
    """What a verb says of whether its subject, the holder, knows."""
    lemma = grammar.lemma(i)
    if lemma not in _KNOWS | _ERRS | {"tell"} or grammar.is_question(i):
        return None
    subject = grammar.subject(i)
    if lemma == "tell":
        after = [k for k in grammar.subtree(i, _CLAUSES) if k > i]
        if not any(grammar.entity(k) == holder for k in after):
            return None
        return "no" if grammar.is_negated(i) else "yes"
    if grammar.entity(subject) != holder:
        return None
    if lemma in _ERRS:
        return "no"
    return "no" if grammar.is_negated(i) else "yes"


def _is_of(grammar: Grammar, i: int, here: bool) -> bool:
    """Whether what is known or told is the fact: its own clause, or "it", "that" beside it."""
    if here:
        return grammar.child(i, "ccomp", "xcomp") is not None
    thing = grammar.object(i)
    return thing is not None and grammar.text(thing).lower() in ("it", "that", "this")


def _takes_part(book: Book, place: Told, holder: str) -> bool:
    """Whether somebody is where a fact is told: in that scene, or speaking and acting beside it."""
    at = book.sentences.spans[place.number]
    scene = book.scene(at.start)
    if scene is not None and holder in scene.present:
        return True
    last = len(book.sentences.spans) - 1
    for number in range(max(0, place.number - NEAR), min(last, place.number + NEAR) + 1):
        said = book.speaker(book.sentences.spans[number].start)
        if said is not None and holder in (said.speaker, *said.addressees):
            return True
        if holder in book.sentences.people_near(number, 0) and said is None:
            return True
    return False
