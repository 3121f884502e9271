"""What people wear: "in a cardigan", "with her hat on", "dressed in black"."""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import is_person, owner
from fabula.reading.lists import word_list, words_of
from fabula.reading.states.accompanied import accompanied
from fabula.reading.states.bearers import copula, is_real, members, of_clause, people, subjects
from fabula.reading.states.fragments import spoken_of
from fabula.reading.states.held_states import Held
from fabula.reading.states.state_words import LOOKS
from fabula.story.text import Span

_POCKETS = words_of("sock boot shoe hat cap belt glove stocking hood")
_THEN = words_of(", . ; : ! ? ” \" ’ ' and but because as when while that like so")
_WORN_BY = frozenset(("in", "under", "over", "into"))
_DRESSED = words_of("dress clothe clad garb attire robe")
_HAS = frozenset(("have", "get"))


def clothes(grammar: Grammar, held: Held, i: int) -> None:
    """ "In a cardigan", "under a grey bonnet", "with her hat on", "he had on his coat"."""
    word = grammar.words[i]
    preposition = grammar.preposition(i)
    who: list[str] = []
    has = word.head is not None and grammar.lemma(word.head) in _HAS
    if copula(grammar, i) is not None:
        who = subjects(grammar, i) if preposition == "in" and is_real(grammar, i) else []
    elif preposition == "on" and has and word.head is not None:
        who = subjects(grammar, word.head)
    elif preposition in _WORN_BY:
        led = grammar.child(i, "case")
        who = people(grammar, of_clause(grammar, i)) or (accompanied(grammar, led) if led else [])
        if _is_inside(grammar, i) or _has_other(grammar, i, who):
            who = []
    elif word.deprel == "obj" and has and word.head is not None and is_on(grammar, i):
        who = subjects(grammar, word.head)
    elif word.deprel in ("nsubj", "nsubj:pass") and grammar.quotation(i) is None:
        of = owner(grammar, i)
        who = list(members(grammar, of)) if of and grammar.words[of].xpos == "PRP$" else []
    elif word.deprel in ("root", "conj") and not preposition and not grammar.is_negated(i):
        who = spoken_of(grammar, i)
    held.add(who, "wearing", grammar.phrase(i), lasting=False, said=grammar.lemma(i))


def is_clothes(grammar: Grammar, i: int) -> bool:
    words = word_list("clothes")
    if grammar.lemma(i) == "habit" and grammar.following(i) == "of":
        return False
    return grammar.lemma(i) in words or grammar.text(i).lower() in words


def _is_inside(grammar: Grammar, i: int) -> bool:
    """Whether clothes hold something ("a stone in his boot"), and nobody."""
    led = grammar.child(i, "case")
    thing = led - 1 if led else -1
    filled = thing >= 0 and grammar.words[thing].upos == "NOUN" and not is_person(grammar, thing)
    return filled and grammar.lemma(i) in _POCKETS and grammar.words[i].xpos == "NN"


def is_on(grammar: Grammar, i: int) -> bool:
    """Whether "on" follows by itself ("her hat on", "the badge still on", not "on his neck")."""
    after = range(i + 1, min(i + 4, len(grammar.words)))
    texts = [grammar.text(k).lower() for k in after]
    if texts[:1] == ["still"]:
        texts = texts[1:]
    after_on = texts[1:2]
    return texts[:1] == ["on"] and (not after_on or after_on[0] in _THEN)


def _has_other(grammar: Grammar, i: int, who: list[str]) -> bool:
    """Whether it is hers or his who is somebody else; one may go in one's father's coat."""
    of = owner(grammar, i)
    if of is not None and grammar.preposition(i) == "in" and grammar.words[of].xpos != "PRP$":
        return False
    return of is not None and not set(members(grammar, of)) & set(who)


def dressed(grammar: Grammar, held: Held, i: int) -> None:
    """ "She was dressed in black"."""
    if grammar.lemma(i) not in _DRESSED or grammar.following(i) != "in":
        return
    for k in range(i + 2, min(i + 6, len(grammar.words))):
        if is_clothes(grammar, k) or (grammar.text(k).lower() in LOOKS and _ends(grammar, k)):
            at = Span(grammar.words[i + 2].at.start, grammar.words[k].at.end)
            held.add(subjects(grammar, i), "wearing", at, lasting=False, said=grammar.lemma(k))
            return


def _ends(grammar: Grammar, k: int) -> bool:
    return k + 1 == len(grammar.words) or grammar.words[k + 1].upos not in ("NOUN", "ADJ")
