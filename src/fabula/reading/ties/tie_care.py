"""Ties told by saving somebody and by caring for them: "they dragged her out", "she bandaged his
hand", "he sat by her bed"."""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import is_person, led_to, object_of, owner
from fabula.reading.lists import word_list
from fabula.reading.ties.tie_doing import each
from fabula.reading.ties.tie_words import DANGERS, Deed
from fabula.reading.ties.told_ties import Told

_BEDS = frozenset(("bed", "bedside", "sickbed", "deathbed"))


def rescues(grammar: Grammar, told: Told, i: int) -> None:
    """ "They dragged her out", "he carried me from the fire"."""
    target = object_of(grammar, i)
    if target is None:
        return
    after = {grammar.text(k).lower() for k in grammar.below(i, "advmod", "compound:prt")}
    out_of = [k for k in grammar.below(i, "obl", "nmod") if _leads_out(grammar, k)]
    dragged = grammar.lemma(i) in ("drag", "haul") and ("out" in after or "clear" in after)
    if dragged or any(grammar.lemma(k) in DANGERS for k in out_of) or "safety" in after:
        each(grammar, told, i, target, Deed("rescuer"), weak=True)


def _leads_out(grammar: Grammar, k: int) -> bool:
    if grammar.lemma(k) == "safety":
        return grammar.preposition(k) == "to"
    return grammar.preposition(k) in ("from", "out of", "out", "of", "off")


def tends(grammar: Grammar, told: Told, i: int) -> None:
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
        each(grammar, told, i, whose, Deed("carer"), weak=True)


def watches(grammar: Grammar, told: Told, i: int) -> None:
    """ "She sat by his bed", "he sat up with her all night"."""
    bed = next((k for k in grammar.below(i, "obl") if grammar.lemma(k) in _BEDS), None)
    whose = owner(grammar, bed) if bed is not None else None
    if whose is None and grammar.following(i) == "up":
        whose = led_to(grammar, i, "with")
    each(grammar, told, i, whose, Deed("carer"), weak=True)
