"""What people look like and what has been done to their bodies: hair, eyes and scars, a gold tooth,
a broken arm, a hand sewn up.
"""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import owner, thing_after
from fabula.reading.lists import word_list, words_of
from fabula.reading.states.accompanied import accompanied, with_of
from fabula.reading.states.bearers import copula, is_real, members, of_clause, people, subjects
from fabula.reading.states.fragments import spoken_of
from fabula.reading.states.held_states import Held
from fabula.reading.states.state_words import (
    ACHES,
    BODY,
    HURT,
    ILLNESSES,
    INJURIES,
    LOOKS,
    REMAINS,
    TELLING,
    TIES,
    WEAPONS,
)
from fabula.story.text import Span

_LIMBS = words_of("arm leg eye hand foot finger ear tooth thumb")
_BOUND = words_of("hand wrist ankle foot arm leg thumb")
_CRIES = words_of("in into to through")
_FACE = words_of("on down in over")
_DRESSINGS = words_of("sling plaster splint bandage")
_NEAR = 7  # words between a part of the body and what hurts it
_SHOWN = frozenset(("have", "turn", "raise", "lift", "fix", "open", "lose"))  # eyes, by their owner
_ON = words_of("on in to across over down under along through above round around")


def looks(grammar: Grammar, held: Held, i: int) -> None:
    """What a noun of the body, or of what ails it, says."""
    lemma = grammar.lemma(i)
    if lemma in BODY:
        _look(grammar, held, i, BODY[lemma])
    if lemma in word_list("body_parts") and BODY.get(lemma) != "hair" and lemma != "heart":
        _part(grammar, held, i)
    elif lemma in REMAINS and grammar.words[i].xpos == "NN":
        _remains(grammar, held, i)
    elif lemma in INJURIES:
        _injury(grammar, held, i)
    elif lemma in ILLNESSES:
        _illness(grammar, held, i)


def bearers(grammar: Grammar, i: int) -> list[str]:
    """Whose body it is: its owner; who has it; who comes with it."""
    of = owner(grammar, i)
    if of is not None:
        return list(members(grammar, of))
    head = grammar.words[i].head
    if head is not None and grammar.words[i].deprel == "obj" and grammar.lemma(head) in _SHOWN:
        return subjects(grammar, head)
    if (led := with_of(grammar, i)) is not None:
        return accompanied(grammar, led)
    part_of = head if head is not None and grammar.preposition(i) == "of" else None
    if part_of is not None and grammar.preposition(part_of) == "with":  # "a scrap of beard"
        return people(grammar, of_clause(grammar, part_of))
    on = (k for k in grammar.below(i, "nmod", "obl") if grammar.preposition(k) in _ON)
    where = next((owner(grammar, k) for k in on), None)  # "a mole under his ear"
    return list(members(grammar, where)) or spoken_of(grammar, i)


def _look(grammar: Grammar, held: Held, i: int, name: str) -> None:
    """ "Her green eyes", "his hair was red", "a boy with red hair", "she had a scar"."""
    said = _predicate(grammar, i)
    like = any(grammar.text(k).lower() in LOOKS for k in grammar.below(i, "amod", "compound"))
    if said is None and not like and grammar.lemma(i) not in TELLING:
        return
    at = grammar.phrase(i) if said is None else grammar.words[said].at
    held.add(bearers(grammar, i), name, at, lasting=True)


def _predicate(grammar: Grammar, i: int) -> int | None:
    """The adjective of looks that a copula right after a noun joins to it."""
    last = len(grammar.words) - 1
    if i == last or grammar.lemma(i + 1) != "be":
        return None
    for k in range(i + 2, min(i + 5, last + 1)):
        if grammar.text(k).lower() in LOOKS:
            return k
        if grammar.words[k].upos not in ("ADV", "DET"):
            return None
    return None


def _part(grammar: Grammar, held: Held, i: int) -> None:
    """A part of the body that is hurt, or that is not like others' ("a wooden foot")."""
    hurt = _hurting(grammar, i, TIES)
    if hurt is not None and grammar.lemma(i) in _BOUND:
        held.add(bearers(grammar, i), "bound", grammar.words[hurt].at, lasting=False)
        return
    hurt = _hurting(grammar, i, HURT)
    if hurt is not None and abs(hurt - i) < _NEAR:
        one, other = grammar.words[i].at, grammar.words[hurt].at
        at = Span(min(one.start, other.start), max(one.end, other.end))
        held.add(bearers(grammar, i), "injured", at, lasting=False, said=grammar.lemma(i))
        return
    if _is_only(grammar, i):
        at = Span(grammar.words[i - 1].at.start, grammar.words[i].at.end)
        held.add(bearers(grammar, i), grammar.lemma(i), at, lasting=True)
    for k in grammar.below(i, "amod", "compound"):
        text = grammar.text(k).lower()
        hurts = grammar.words[k].xpos == "VBN" and grammar.lemma(k) in HURT
        if hurts or text in ("burnt", "torn", "broken", "bruised", "swollen", "bandaged"):
            held.add(bearers(grammar, i), "injured", grammar.phrase(i), lasting=False)
        elif text in LOOKS and grammar.lemma(i) not in BODY and text not in ("dark", "pale"):
            held.add(bearers(grammar, i), grammar.lemma(i), grammar.phrase(i), lasting=True)


def _is_only(grammar: Grammar, i: int) -> bool:
    """Whether somebody has one eye or hand and no other ("with one eye", not "one eye on him")."""
    one = i > 0 and grammar.text(i - 1).lower() == "one" and grammar.lemma(i) in _LIMBS
    ends = i + 1 == len(grammar.words) or grammar.words[i + 1].upos in ("PUNCT", "CCONJ")
    return one and ends and owner(grammar, i) is None


def _hurting(grammar: Grammar, i: int, verbs: frozenset[str]) -> int | None:
    """The verb that tells what was done to a part of the body."""
    word = grammar.words[i]
    told = i
    if word.deprel == "nmod" and word.head is not None and grammar.lemma(word.head) == "one":
        told = word.head  # "one of her eyes"
    for k in grammar.below(told, "acl", "amod"):
        if grammar.words[k].xpos == "VBN" and grammar.lemma(k) in verbs and k > told:
            return k
    verb = grammar.words[told].head
    if verb is None or grammar.words[verb].upos != "VERB" or not is_real(grammar, verb):
        return None
    lemma, deprel = grammar.lemma(verb), grammar.words[told].deprel
    passive = grammar.is_passive(verb) or (
        grammar.words[verb].xpos == "VBN" and not grammar.auxiliaries(verb)
    )
    if deprel == "nsubj:pass" or (deprel == "nsubj" and passive):
        return verb if lemma in verbs else None
    if deprel == "nsubj":
        return verb if verbs is HURT and lemma in ACHES and grammar.object(verb) is None else None
    lost = lemma == "lose" and grammar.lemma(i) in _LIMBS
    if deprel != "obj" or grammar.words[verb].xpos == "VBG":
        return None
    if verbs is TIES:
        return None
    agent = grammar.subject(verb)
    weapon = any(grammar.lemma(k) in WEAPONS for k in range(max(0, verb - 4), verb))
    return verb if weapon or lost or (lemma in verbs and agent is not None) else None


def _injury(grammar: Grammar, held: Held, i: int) -> None:
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
    on = thing_after(grammar, i + 1) if grammar.following(i) in _ON else None
    if not in_sling and on is None and grammar.lemma(i) in _DRESSINGS:
        return
    at = grammar.phrase(i)
    if on is not None:
        at = Span(at.start, grammar.words[on].at.end)
    held.add(whose, "injured", at, lasting=False)


def tears(grammar: Grammar, held: Held, i: int) -> None:
    """ "She burst into tears", "with tears in her eyes", "tears ran down his face"."""
    head = grammar.words[i].head
    after = i + 1 if head is None or grammar.words[i].deprel != "nsubj" else head + 1
    led = after < len(grammar.words) and grammar.text(after).lower() in _FACE
    face = thing_after(grammar, after) if led else None
    who = list(members(grammar, owner(grammar, face))) if face is not None else []
    if not who and grammar.preposition(i) in _CRIES and head is not None and is_real(grammar, head):
        who = subjects(grammar, i if copula(grammar, i) is not None else head)
    held.add(who, "crying", grammar.phrase(i), lasting=False)


def _remains(grammar: Grammar, held: Held, i: int) -> None:
    """ "Ida's funeral": who has one is dead."""
    if not grammar.is_question(i) and grammar.quotation(i) is None:
        whose = list(members(grammar, owner(grammar, i)))
        held.add(whose, "dead", grammar.phrase(i), lasting=True, basis="inferred", confidence=0.5)


def _illness(grammar: Grammar, held: Held, i: int) -> None:
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
