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
    COLOURS,
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

_LIMBS = words_of(
    "arm leg eye hand foot finger ear tooth thumb wrist ankle knee hip shoulder elbow back side"
)
_BAD = words_of(
    "bad good gammy game lame withered artificial prosthetic injured sore dud useless weak"
)
_GESTURES = frozenset(("scratch", "bite", "skin", "graze", "crush"))
_PASSING = frozenset(("dark", "pale", "light"))
_BOUND = words_of("hand wrist ankle foot arm leg thumb")
_HURT = words_of("burnt torn broken bruised swollen bandaged")
_OTHER = words_of("other own free good better best upper last first same whole steady cold heavy")
_BECOMES = words_of("be go turn grow become look")
_SAID = 5  # words up to the one that tells a look
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
    if _is_struck(grammar, i):
        return  # "a black eye"
    if said is None and not like and not _is_had(grammar, i) and grammar.lemma(i) not in TELLING:
        return
    held.add(bearers(grammar, i), name, said or grammar.phrase(i), lasting=True)


def _is_struck(grammar: Grammar, i: int) -> bool:
    return grammar.lemma(i) == "eye" and i > 0 and grammar.text(i - 1).lower() == "black"


def _predicate(grammar: Grammar, i: int) -> Span | None:
    """What a verb of being or becoming says of how a noun looks ("was red", "had gone white",
    "were the blue of the sea", "which was long"), or a verb of wearing ("wore her hair short")."""
    k = i + 1
    while k < len(grammar.words) and grammar.words[k].upos in ("PUNCT", "PRON", "AUX", "ADV"):
        if grammar.lemma(k) == "be" or grammar.text(k).lower() in LOOKS:
            break
        k += 1
    if k < len(grammar.words) and grammar.lemma(k) in _BECOMES and not grammar.is_question(k):
        k += 1
    elif k != i + 1:
        head = grammar.words[i].head if grammar.words[i].deprel == "nsubj" else None
        verb = grammar.child(head, "cop") if head is not None else None
        if verb is None or verb < i:  # "the eyes that she turned on him were green"
            return None
        k = verb + 1
    return _looking(grammar, k)


def _looking(grammar: Grammar, first: int) -> Span | None:
    """The words from a word on up to one that tells a look or a colour."""
    for k in range(first, min(first + _SAID, len(grammar.words))):
        if grammar.text(k).lower() in LOOKS and not _leads(grammar, k):
            return Span(grammar.words[first].at.start, grammar.words[k].at.end)
        if grammar.lemma(k) in COLOURS and grammar.words[k].upos == "NOUN":
            return Span(grammar.words[first].at.start, grammar.clause(k).end)
        if grammar.words[k].upos not in ("ADV", "DET", "ADJ", "ADP") or grammar.text(k) == "not":
            return None
    return None


def _leads(grammar: Grammar, k: int) -> bool:
    """Whether an adjective leads to a noun of its own ("her hair black cloth")."""
    last = k + 1 == len(grammar.words)
    return not last and grammar.words[k].upos == "ADJ" and grammar.words[k + 1].upos == "NOUN"


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
    if lemma == "miss" and deprel == "obj":
        return verb if grammar.lemma(i) in _LIMBS and grammar.below(i, "nummod") else None
    if deprel != "obj" or grammar.words[verb].xpos == "VBG":
        return None
    if verbs is TIES or lemma in _GESTURES:
        return None
    agent = grammar.subject(verb)
    weapon = any(grammar.lemma(k) in WEAPONS for k in range(max(0, verb - 4), verb))
    return verb if weapon or lost or (lemma in verbs and agent is not None) else None
