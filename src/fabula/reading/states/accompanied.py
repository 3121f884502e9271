"""Who comes with what: "a locksmith with a bag", "she came up with two loaves under her arm and
her coat on". The syntax often loses such lists, so they are read off the order of the words."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import ending, is_person
from fabula.reading.lists import set_of
from fabula.reading.states.bearers import is_real, people, subject
from fabula.reading.states.describing import described

_IN_PHRASE = frozenset(("DET", "ADJ", "NUM", "NOUN", "ADV", "PROPN"))
_VERBAL = frozenset(("VERB", "AUX", "SCONJ"))
_GOES = set_of(
    "come go stand walk sit return arrive enter appear wait run ride lie kneel lean climb march"
    " turn bring be rush hurry crouch pace limp wander ring sleep wake work leave follow pass"
)
_LONG = 16  # words between "with" and the last thing of its list


def with_of(grammar: Grammar, i: int) -> int | None:
    """The "with" in whose list a noun stands, itself or joined to others by "and"."""
    k = _first(grammar, i) - 1
    if k < 0 or grammar.text(k).lower() not in ("with", "and", ","):
        return None
    last = k - _LONG
    while k >= 0 and k > last and grammar.words[k].upos not in _VERBAL:
        if grammar.text(k).lower() == "with":
            return k if grammar.words[k].upos == "ADP" else None
        if grammar.words[k].upos == "PUNCT" and grammar.text(k) not in (",", "-"):
            return None
        k -= 1
    return None


def _first(grammar: Grammar, i: int) -> int:
    """The first word of the noun phrase that ends with a noun."""
    k = i
    while k > 0 and (
        grammar.words[k - 1].upos in _IN_PHRASE or grammar.words[k - 1].xpos in ("PRP$", "POS")
    ):
        k -= 1
    return k


def accompanied(grammar: Grammar, k: int) -> list[str]:
    """Who has with them what a "with" leads to: the person right before it, else the subject of
    a verb before it; nobody where the verb tells of no fact."""
    beside = _beside(grammar, k)
    if beside is not None and grammar.words[beside].upos == "NOUN":
        return described(grammar, beside)
    for verb in _verbs_before(grammar, k):
        own = subject(grammar, verb)
        if is_person(grammar, own):
            done = grammar.words[verb].xpos in ("VBN", "VBG") and not grammar.auxiliaries(verb)
            return people(grammar, own) if done or is_real(grammar, verb) else []
        if is_person(grammar, verb):
            return people(grammar, verb)  # "it was Ida, in a cloak"
    return people(grammar, beside)


def is_brought(grammar: Grammar, k: int) -> bool:
    """Whether a "with" leads to what somebody has with them, not to what they do something with:
    after a comma, a noun for somebody, or a verb of coming and being somewhere."""
    verb = next(_verbs_before(grammar, k), None)
    goes = verb is None or grammar.lemma(verb) in _GOES
    return goes or grammar.text(k - 1) == "," or _beside(grammar, k) is not None


def _beside(grammar: Grammar, k: int) -> int | None:
    """The person whose mention ends right before a word, where nothing is done to them."""
    j = k - 1
    while j > 0 and grammar.text(j) == ",":
        j -= 1
    found = ending(grammar, j) if j >= 0 else None
    if found is None and is_person(grammar, j):
        found = j  # "a girl with plaits" is one mention
    if found is None or grammar.words[found].deprel not in ("obj", "iobj"):
        return found
    determiner = grammar.child(found, "det")  # "saw a man with a gun", but "hit the man with a gun"
    is_new = determiner is not None and grammar.text(determiner).lower() in ("a", "an")
    return found if is_new else None


def _verbs_before(grammar: Grammar, k: int) -> Iterator[int]:
    """The verbs before a word, and what forms of "to be" join, in the same sentence and speech,
    the nearest first."""
    sentence, speech = grammar.words[k].sentence, grammar.quotation(k)
    for j in range(k - 1, -1, -1):
        word = grammar.words[j]
        if word.sentence != sentence or grammar.quotation(j) != speech:
            return
        if word.upos == "VERB":
            yield j
        elif word.upos == "AUX" and grammar.lemma(j) == "be":
            yield word.head if word.deprel == "cop" and word.head is not None else j
