"""What people look like and what has been done to their bodies: hair, eyes and scars, a gold tooth,
a broken arm, a hand sewn up.
"""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import owner
from fabula.reading.lists import word_list, words_of
from fabula.reading.states.ailing import illness, injury, remains
from fabula.reading.states.bearers import is_real
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
from fabula.reading.states.whose import bearers, first_of
from fabula.story.text import Span

_LIMBS = words_of("arm leg eye hand foot finger ear tooth thumb")
_BOUND = words_of("hand wrist ankle foot arm leg thumb")
_HURT = words_of("burnt torn broken bruised swollen bandaged")
_OTHER = words_of("other own free good better best upper last first same whole steady cold heavy")
_NEAR = 7  # words between a part of the body and what hurts it


def looks(grammar: Grammar, held: Held, i: int) -> None:
    """What a noun of the body, or of what ails it, says."""
    lemma = grammar.lemma(i)
    if lemma in BODY:
        _look(grammar, held, i, BODY[lemma])
    if lemma in word_list("body_parts") and BODY.get(lemma) != "hair" and lemma != "heart":
        _part(grammar, held, i)
    elif lemma in REMAINS and grammar.words[i].xpos == "NN":
        remains(grammar, held, i)
    elif lemma in INJURIES:
        injury(grammar, held, i)
    elif lemma in ILLNESSES:
        illness(grammar, held, i)


def _look(grammar: Grammar, held: Held, i: int, name: str) -> None:
    """ "Her green eyes", "his hair was red", "a boy with red hair", "she had a scar"."""
    said = _predicate(grammar, i)
    like = any(grammar.text(k).lower() in LOOKS for k in grammar.below(i, "amod", "compound"))
    like = like or _is_had(grammar, i)
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
    if _is_had(grammar, i) and grammar.lemma(i) not in BODY:
        held.add(bearers(grammar, i), grammar.lemma(i), grammar.phrase(i), lasting=True)
        return
    for k in grammar.below(i, "amod", "compound"):
        text = grammar.text(k).lower()
        hurts = grammar.words[k].xpos == "VBN" and grammar.lemma(k) in HURT
        if hurts or text in _HURT:
            held.add(bearers(grammar, i), "injured", grammar.phrase(i), lasting=False)
        elif text in LOOKS and grammar.lemma(i) not in BODY and text not in ("dark", "pale"):
            held.add(bearers(grammar, i), grammar.lemma(i), grammar.phrase(i), lasting=True)


def _is_had(grammar: Grammar, i: int) -> bool:
    """Whether somebody is told to have a part of the body of a kind ("nice teeth", "big hands")."""
    first = first_of(grammar, i)
    head = grammar.words[first].head
    if head is None or grammar.words[first].deprel != "obj" or grammar.lemma(head) != "have":
        return False
    if grammar.child(i, "nmod:poss") is not None:
        return False
    kinds = {grammar.lemma(k) for k in grammar.below(i, "amod")}
    hurt = kinds & _HURT or any(grammar.words[k].xpos == "VBN" for k in grammar.below(i, "amod"))
    return bool(kinds - _OTHER) and not hurt and is_real(grammar, head)


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
