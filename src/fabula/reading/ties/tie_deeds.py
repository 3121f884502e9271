"""Ties told by what people do and feel: who marries, teaches, ties up, drags out or nurses whom;
who loves or fears whom; who works together."""

from __future__ import annotations

from itertools import combinations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import is_person, led_to, object_of, starting
from fabula.reading.states.bearers import both, is_real, is_they, people, subject, subjects
from fabula.reading.ties.tie_care import rescues, tends, watches
from fabula.reading.ties.tie_doing import WEAK, each
from fabula.reading.ties.tie_feelings import stays
from fabula.reading.ties.tie_words import (
    BODILY,
    COMMANDED,
    DEEDS,
    EMPLOYED,
    PULLS,
    TENDS,
    TOGETHER,
    WATCHES,
    Deed,
)
from fabula.reading.ties.told_ties import Told
from fabula.story.records import SYMMETRIC

_OPPOSITE = {"trust": "distrust", "love": "", "fear": "", "hate": ""}


def by_deed(grammar: Grammar, told: Told, i: int) -> None:
    """What a verb says of those who take part."""
    lemma = grammar.lemma(i)
    if lemma in DEEDS:
        _deed(grammar, told, i, DEEDS[lemma])
    elif lemma in PULLS and is_real(grammar, i):
        rescues(grammar, told, i)
    elif lemma == "leave" and grammar.is_negated(i):
        stays(grammar, told, i)
    if lemma in BODILY and is_real(grammar, i):
        tends(grammar, told, i)
    if lemma in TOGETHER | EMPLOYED | COMMANDED and is_real(grammar, i):
        _together(grammar, told, i)
    if lemma in WATCHES and is_real(grammar, i):
        watches(grammar, told, i)
    if lemma == "kiss" and is_real(grammar, i):
        _kiss(grammar, told, i)
    if (lemma, grammar.following(i)) in TENDS and is_real(grammar, i):
        target = starting(grammar, i + 2)
        each(grammar, told, i, target, Deed("carer"), weak=True)


def _deed(grammar: Grammar, told: Told, i: int, deed: Deed) -> None:
    """A verb of feeling, or a deed that makes a tie."""
    feeling = deed.feeling
    if grammar.realis(i) == "negated" and feeling in _OPPOSITE:
        feeling = _OPPOSITE[feeling]
        if not feeling:
            return
    elif grammar.lemma(i) == "marry" and _will(grammar, i):
        deed = Deed("partner", weak=True)
    elif not is_real(grammar, i):
        return
    busy = grammar.lemma(i) == "engage" and not _ends(grammar, i)  # "engaged in talk"
    if deed.type in SYMMETRIC and not busy and _each_other(grammar, told, i, deed):
        return
    target = object_of(grammar, i)
    if grammar.is_passive(i) and deed.type in SYMMETRIC:
        _married_to(grammar, told, i, deed)
        return
    each(grammar, told, i, target, deed._replace(feeling=feeling), weak=deed.weak)


def _each_other(grammar: Grammar, told: Told, i: int, deed: Deed) -> bool:
    """ "Ida and Joss married", "they had been married two years": those of the subject."""
    if grammar.object(i) is not None or object_of(grammar, i) is not None:
        return False
    does = subject(grammar, i)
    who = both(grammar, does) if is_they(grammar, does) and does else people(grammar, does)
    for one, other in combinations(who, 2):
        if deed.ends:
            told.end(one, deed.type, other, grammar.words[i].at)
            told.add(one, "former-partner", other, grammar.words[i].at)
        else:
            told.add(one, deed.type, other, grammar.words[i].at)
    return len(who) != 1 or not grammar.is_passive(i)


def _will(grammar: Grammar, i: int) -> bool:
    """Whether a wedding is to come ("he is going to marry Ida")."""
    head = grammar.words[i].head
    going = head is not None and grammar.text(head).lower() == "going"
    asked = grammar.is_question(i) or grammar.is_negated(i)
    return not asked and (going or grammar.realis(i) == "future")


def _ends(grammar: Grammar, i: int) -> bool:
    return i + 1 == len(grammar.words) or grammar.words[i + 1].upos in ("PUNCT", "CCONJ")


def _married_to(grammar: Grammar, told: Told, i: int, deed: Deed) -> None:
    """ "Tom was married to Ida"."""
    target = led_to(grammar, i, "to", "from")
    for one in subjects(grammar, i):
        for other in people(grammar, target):
            type_ = "former-partner" if deed.ends else deed.type
            told.add(one, type_, other, grammar.words[i].at)


def _kiss(grammar: Grammar, told: Told, i: int) -> None:
    """ "Mara kissed Tom on the mouth": a couple."""
    mouth = grammar.oblique(i, "on")
    if mouth is not None and grammar.lemma(mouth) in ("mouth", "lip", "lips"):
        each(grammar, told, i, object_of(grammar, i), Deed("partner"), weak=True)


def _together(grammar: Grammar, told: Told, i: int) -> None:
    """ "She and Isaura had ridden together", "he worked with Ida", "served under Bredon"."""
    after = {grammar.text(k).lower() for k in grammar.below(i, "advmod")}
    if "together" in after:
        for one, other in combinations(_joined(grammar, i), 2):
            told.add(one, "colleague", other, grammar.clause(i), basis="inferred", confidence=WEAK)
    under = led_to(grammar, i, *_led_by(grammar.lemma(i)))
    beside = led_to(grammar, i, "with", "alongside", "beside")
    if is_person(grammar, under):
        paid = grammar.lemma(i) in ("work", "serve")  # one may cook for a friend
        each(grammar, told, i, under, Deed("superior", turned=True), weak=not paid)
    elif is_person(grammar, beside) and grammar.lemma(i) in ("work", "serve"):
        each(grammar, told, i, beside, Deed("colleague"), weak=True)


def _led_by(lemma: str) -> list[str]:
    """The prepositions that lead from what somebody does to whom they do it for."""
    return [w for w, verbs in (("for", EMPLOYED), ("under", COMMANDED)) if lemma in verbs]


def _joined(grammar: Grammar, i: int) -> list[str]:
    """The subjects of a verb; "she and Isaura" is one subject, whatever its heads."""
    found = subjects(grammar, i)
    own = grammar.child(i, "nsubj")
    for k in range(own or 0, i):
        also = own is not None and grammar.words[k].upos == "CCONJ" and k < own + 4
        if also and is_person(grammar, k + 1):
            found += people(grammar, k + 1)
    for k in grammar.below(i, "nsubj"):
        found += people(grammar, k)
    return list(dict.fromkeys(found))
