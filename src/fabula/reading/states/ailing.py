"""What ails people: wounds and what they are dressed with, illnesses, tears, and death."""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import owner, thing_after
from fabula.reading.lists import set_of
from fabula.reading.states.accompanied import accompanied, with_of
from fabula.reading.states.bearers import copula, is_real, members, subjects
from fabula.reading.states.held_states import Held
from fabula.reading.states.whose import ON, bearers
from fabula.story.text import Span

_KIN = set_of(
    "mother father parent wife husband son daughter brother sister child baby mum dad mam"
    " uncle aunt grandmother grandfather"
)
_FACE = set_of("on down in over")
_DRESSINGS = set_of("sling plaster splint bandage")


def injury(grammar: Grammar, held: Held, i: int) -> None:
    """ "A cut on his hand", "his wound", "one arm in a sling"."""
    if grammar.words[i].upos != "NOUN":
        return
    head = grammar.words[i].head
    whose = bearers(grammar, i)
    in_sling = grammar.lemma(i) in _DRESSINGS | {"stitch"} and grammar.preposition(i) == "in"
    if in_sling and not whose:
        verb = copula(grammar, i)
        part = head if verb is None else verb - 1  # "one arm in a sling", "his leg was in plaster"
        whose = bearers(grammar, part) if part is not None else []
    on = thing_after(grammar, i + 1) if grammar.following(i) in ON else None
    if not in_sling and on is None and grammar.lemma(i) in _DRESSINGS:
        return
    has = head is not None and grammar.words[i].deprel == "obj"
    if has and head is not None and not is_real(grammar, head):
        return
    at = grammar.phrase(i)
    if on is not None:
        at = Span(at.start, grammar.words[on].at.end)
    held.add(whose, "injured", at, lasting=False)


def tears(grammar: Grammar, held: Held, i: int) -> None:
    """ "Tears ran down his face", "with tears in her eyes", "her tears"."""
    head = grammar.words[i].head
    after = i + 1 if head is None or grammar.words[i].deprel != "nsubj" else head + 1
    led = after < len(grammar.words) and grammar.text(after).lower() in _FACE
    face = thing_after(grammar, after) if led else None
    who = list(members(grammar, owner(grammar, face if face is not None else i)))
    held.add(who, "crying", grammar.phrase(i), lasting=False)


def remains(grammar: Grammar, held: Held, i: int) -> None:
    """ "Ida's funeral": who has one is dead."""
    if not grammar.is_question(i) and grammar.quotation(i) is None:
        whose = list(members(grammar, owner(grammar, i)))
        held.add(whose, "dead", grammar.phrase(i), lasting=True, basis="inferred", confidence=0.5)


def bereaved(grammar: Grammar, held: Held, i: int) -> None:
    """ "She had lost her mother": one's kin that one has lost is dead."""
    target = grammar.object(i)
    if grammar.lemma(i) != "lose" or target is None or not is_real(grammar, i):
        return
    kin = grammar.lemma(target) in _KIN and grammar.child(target, "nmod:poss") is not None
    if kin and "in" not in {grammar.preposition(k) for k in grammar.below(i, "obl")}:
        whose, at = members(grammar, target), grammar.phrase(target)
        held.add(whose, "dead", at, lasting=True, basis="inferred", confidence=0.5)


def illness(grammar: Grammar, held: Held, i: int) -> None:
    """ "She had the fever", "down with measles", "died of consumption"."""
    head = grammar.words[i].head
    if head is None or not is_real(grammar, head) or grammar.is_negated(i):
        return
    caught = grammar.lemma(head) in ("have", "catch", "get", "contract", "take")
    verb = grammar.words[head].upos == "VERB" or copula(grammar, head) is not None
    if (verb and caught) or (grammar.preposition(i) in ("of", "with", "from") and verb):
        held.add(subjects(grammar, head), "ill", grammar.phrase(i), lasting=False)
    elif (led := with_of(grammar, i)) is not None:
        held.add(accompanied(grammar, led), "ill", grammar.phrase(i), lasting=False)
