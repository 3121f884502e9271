"""Ties told by what people do and feel: who marries, teaches, ties up, drags out or nurses whom;
who loves or fears whom; who works together."""

from __future__ import annotations

from itertools import combinations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import is_person, led_to, object_of, owner, starting
from fabula.reading.lists import word_list
from fabula.reading.states.bearers import both, is_real, is_they, people, subject, subjects
from fabula.reading.ties.tie_feelings import between, stays
from fabula.reading.ties.tie_words import (
    ANYBODY,
    BODILY,
    DANGERS,
    DEEDS,
    PULLS,
    TENDS,
    TOGETHER,
    Deed,
)
from fabula.reading.ties.told_ties import Told
from fabula.story.records import SYMMETRIC

_OPPOSITE = {"trust": "distrust", "love": "", "fear": "", "hate": ""}
_WEAK = 0.5


def by_deed(grammar: Grammar, told: Told, i: int) -> None:
    """What a verb says of those who take part."""
    lemma = grammar.lemma(i)
    if lemma in DEEDS:
        _deed(grammar, told, i, DEEDS[lemma])
    elif lemma in PULLS and is_real(grammar, i):
        _rescue(grammar, told, i)
    elif lemma == "leave" and grammar.is_negated(i):
        stays(grammar, told, i)
    if lemma in BODILY and is_real(grammar, i):
        _care(grammar, told, i)
    if lemma in TOGETHER and is_real(grammar, i):
        _together(grammar, told, i)
    if lemma == "kiss" and is_real(grammar, i):
        _kiss(grammar, told, i)
    if (lemma, grammar.following(i)) in TENDS and is_real(grammar, i):
        target = starting(grammar, i + 2)
        _each(grammar, told, i, target, Deed("carer"), weak=True)


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
    _each(grammar, told, i, target, deed._replace(feeling=feeling), weak=deed.weak)


def _each(
    grammar: Grammar, told: Told, i: int, target: int | None, deed: Deed, weak: bool = False
) -> None:
    """The tie between each who does it and each whom it is done to."""
    does = subject(grammar, i)
    if grammar.is_passive(i):
        does, target = led_to(grammar, i, "by"), does
    if does is None or target is None or does == target:
        return
    at = grammar.clause(i) if deed.ends else between(grammar, does, target, i)
    done_to = _who(grammar, target)
    for one in both(grammar, does, done_to) if is_they(grammar, does) else _who(grammar, does):
        for other in done_to:
            source, goal = (other, one) if deed.turned else (one, other)
            if deed.ends:
                told.end(source, deed.type, goal, at)
            else:
                told.add(
                    source, deed.type, goal, at, deed.feeling,
                    basis="inferred" if weak else "stated", confidence=_WEAK if weak else 0.8,
                )  # fmt: skip


def _who(grammar: Grammar, i: int) -> list[str]:
    """Those whom a tie is told of: a "they" that nobody is known of is nobody."""
    any_ = grammar.child(i, "acl:relcl", "acl") is not None and grammar.lemma(i) in ANYBODY
    if is_they(grammar, i):
        return both(grammar, i) if grammar.text(i).lower() == "both" else []
    return [] if any_ else people(grammar, i)


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


def _rescue(grammar: Grammar, told: Told, i: int) -> None:
    """ "They dragged her out", "he carried me from the fire"."""
    target = object_of(grammar, i)
    if target is None:
        return
    after = {grammar.text(k).lower() for k in grammar.below(i, "advmod", "compound:prt")}
    out_of = [k for k in grammar.below(i, "obl", "nmod") if _leads_out(grammar, k)]
    dragged = grammar.lemma(i) in ("drag", "haul") and ("out" in after or "clear" in after)
    if dragged or any(grammar.lemma(k) in DANGERS for k in out_of) or "safety" in after:
        _each(grammar, told, i, target, Deed("rescuer"), weak=True)


def _leads_out(grammar: Grammar, k: int) -> bool:
    return grammar.preposition(k) in ("from", "out of", "out", "of", "to", "off")


def _care(grammar: Grammar, told: Told, i: int) -> None:
    """ "Marrow took his pulse", "she bandaged Tom's hand"."""
    target = grammar.object(i)
    if target is None:
        return
    lemma = grammar.lemma(target)
    whose = owner(grammar, target)
    if whose is None and is_person(grammar, target - 1):
        whose = target - 1  # "his", taken for a pronoun
    pulse = grammar.lemma(i) in ("take", "feel", "check") and lemma in ("pulse", "temperature")
    part = lemma in word_list("body_parts") | {"wound", "cut", "injury"}
    mends = grammar.lemma(i) not in ("take", "feel", "check")
    if whose is not None and (pulse or (part and mends)):
        _each(grammar, told, i, whose, Deed("carer"), weak=True)


def _kiss(grammar: Grammar, told: Told, i: int) -> None:
    """ "Mara kissed Tom on the mouth": a couple."""
    mouth = grammar.oblique(i, "on")
    if mouth is not None and grammar.lemma(mouth) in ("mouth", "lip", "lips"):
        _each(grammar, told, i, object_of(grammar, i), Deed("partner"), weak=True)


def _together(grammar: Grammar, told: Told, i: int) -> None:
    """ "She and Isaura had ridden together", "he worked with Ida", "served under Bredon"."""
    after = {grammar.text(k).lower() for k in grammar.below(i, "advmod")}
    if "together" in after:
        for one, other in combinations(_joined(grammar, i), 2):
            told.add(one, "colleague", other, grammar.clause(i), basis="inferred", confidence=_WEAK)
    under = led_to(grammar, i, "under", "for")
    beside = led_to(grammar, i, "with", "alongside", "beside")
    if is_person(grammar, under) and grammar.lemma(i) in ("serve", "work"):
        _each(grammar, told, i, under, Deed("superior", turned=True))
    elif is_person(grammar, beside) and grammar.lemma(i) in ("work", "serve"):
        _each(grammar, told, i, beside, Deed("colleague"), weak=True)


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
