"""Parts of the body that are hurt, or not like others': "a broken arm", "a wooden foot"."""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import owner
from fabula.reading.lists import set_of
from fabula.reading.states.bearers import is_real
from fabula.reading.states.held_states import Held
from fabula.reading.states.state_words import ACHES, BODY, HURT, LOOKS, TIES, WEAPONS
from fabula.reading.states.whose import bearers, first_of
from fabula.story.text import Span

_LIMBS = set_of(
    "arm leg eye hand foot finger ear tooth thumb wrist ankle knee hip shoulder elbow back side"
)
_BAD = set_of(
    "bad good gammy game lame withered artificial prosthetic injured sore dud useless weak"
)
_GESTURES = frozenset(("scratch", "bite", "skin", "graze", "crush"))
_PASSING = frozenset(("dark", "pale", "light"))
_BOUND = set_of("hand wrist ankle foot arm leg thumb")
_HURT = set_of("burnt torn broken bruised swollen bandaged")
_OTHER = set_of("other own free good better best upper last first same whole steady cold heavy")
_NEAR = 7  # words between a part of the body and what hurts it


def part(grammar: Grammar, held: Held, i: int) -> None:
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
    if is_had(grammar, i) and grammar.lemma(i) not in BODY:
        held.add(bearers(grammar, i), grammar.lemma(i), grammar.phrase(i), lasting=True)
        return
    if _is_bad(grammar, i):
        held.add(bearers(grammar, i), "injured", grammar.phrase(i), lasting=False)
        return
    for k in grammar.below(i, "amod", "compound"):
        text = grammar.text(k).lower()
        hurts = grammar.words[k].xpos == "VBN" and grammar.lemma(k) in HURT
        if hurts or text in _HURT:
            held.add(bearers(grammar, i), "injured", grammar.phrase(i), lasting=False)
        elif text in LOOKS - _PASSING and grammar.lemma(i) not in BODY and _is_shape(grammar, k, i):
            held.add(bearers(grammar, i), grammar.lemma(i), grammar.phrase(i), lasting=True)


def _is_bad(grammar: Grammar, i: int) -> bool:
    """ "Her bad wrist", "his good hand": one of the two is not whole."""
    led = i > 1 and grammar.words[i - 2].xpos in ("PRP$", "POS")
    return led and grammar.lemma(i) in _LIMBS and grammar.text(i - 1).lower() in _BAD


def _is_shape(grammar: Grammar, k: int, i: int) -> bool:
    """Whether a word says how a part of the body looks (not "seven foot of grey")."""
    return k < i and not grammar.below(i, "nummod")


def is_had(grammar: Grammar, i: int) -> bool:
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
    if lemma == "miss" and deprel == "obj":
        return verb if grammar.lemma(i) in _LIMBS and grammar.below(i, "nummod") else None
    if deprel != "obj" or grammar.words[verb].xpos == "VBG":
        return None
    if verbs is TIES or lemma in _GESTURES:
        return None
    agent = grammar.subject(verb)
    weapon = any(grammar.lemma(k) in WEAPONS for k in range(max(0, verb - 4), verb))
    return verb if weapon or lost or (lemma in verbs and agent is not None) else None
