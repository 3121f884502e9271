"""Whose body a part, a look or a wound is told of."""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import owner
from fabula.reading.lists import set_of
from fabula.reading.states.accompanied import accompanied, with_of
from fabula.reading.states.bearers import members, of_clause, people, subjects
from fabula.reading.states.fragments import spoken_of

_SHOWN = set_of("have turn raise lift fix open lose grow miss sport wear")  # eyes, by their owner
_LISTED = frozenset(("DET", "ADJ", "NOUN", "CCONJ", "NUM"))
ON = set_of("on in to across over down under along through above round around")


def bearers(grammar: Grammar, i: int) -> list[str]:
    """Whose body it is: its owner; who has it; who comes with it."""
    of = owner(grammar, i)
    if of is not None:
        return list(members(grammar, of))
    first = first_of(grammar, i)
    head = grammar.words[first].head
    if head is not None and grammar.words[first].deprel == "obj" and grammar.lemma(head) in _SHOWN:
        return subjects(grammar, head)
    if (has := _had_before(grammar, i)) is not None:
        return subjects(grammar, has)
    if (led := with_of(grammar, i)) is not None:
        return accompanied(grammar, led)
    part_of = head if head is not None and grammar.preposition(i) == "of" else None
    if part_of is not None and grammar.preposition(part_of) == "with":  # "a scrap of beard"
        return people(grammar, of_clause(grammar, part_of))
    below = (*grammar.below(i, "nmod", "obl"), *_crossed(grammar, i))
    on = (k for k in below if grammar.preposition(k) in (*ON, "from", ""))
    where = next((owner(grammar, k) for k in on), None)  # "a mole under his ear"
    return list(members(grammar, where)) or spoken_of(grammar, i)


def _had_before(grammar: Grammar, i: int) -> int | None:
    """The "had" in whose list a noun stands ("who had a degree and a limp")."""
    k = i - 1
    while k >= 0 and (grammar.words[k].upos in _LISTED or grammar.text(k) == ","):
        k -= 1
    return k if k >= 0 and grammar.words[k].upos == "VERB" and grammar.lemma(k) == "have" else None


def _crossed(grammar: Grammar, i: int) -> list[int]:
    """The nouns of what a mark does ("the scar that ran from his ear")."""
    head = grammar.words[i].head
    verbs = grammar.below(i, "acl:relcl", "acl")
    if grammar.words[i].deprel == "nsubj" and head is not None:
        verbs = [*verbs, head]
    return [k for verb in verbs for k in grammar.below(verb, "obl", "obj")]


def first_of(grammar: Grammar, i: int) -> int:
    """The first noun of the list that a noun stands in ("grey eyes, a scar and a bad leg")."""
    head = grammar.words[i].head
    joined = grammar.words[i].deprel == "conj" and head is not None and head < i
    return head if joined and head is not None and grammar.words[head].upos == "NOUN" else i
