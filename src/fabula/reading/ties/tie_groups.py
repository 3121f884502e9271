"""Who belongs to a group, and who is one of two of a kind: "I was one of the nineteen", "a surgeon
in the Combine fleet", "the Loomis twins, Ned and Fran"."""

from __future__ import annotations

from itertools import combinations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import is_person
from fabula.reading.lists import word_list
from fabula.reading.states.bearers import copula, is_real, people, subjects
from fabula.reading.ties.deed_matching import is_group
from fabula.reading.ties.told_ties import Told

_PAIRS = frozenset(("twins", "brothers", "sisters", "siblings"))


def by_group(grammar: Grammar, told: Told, i: int) -> None:
    """What a predicate says of the group that somebody is of."""
    if grammar.text(i).lower() in _PAIRS:
        _pair(grammar, told, i)
        return
    leading = _leading(grammar, i)
    if not leading or not is_real(grammar, i):
        return
    led = [k for k in grammar.below(i, "nmod", "obl") if grammar.preposition(k) in leading]
    for k in led:
        group = grammar.entity(k)
        if group is not None and is_group(grammar, k):
            for one in subjects(grammar, i):
                told.add(one, "member-of", group, grammar.phrase(i))


def _leading(grammar: Grammar, i: int) -> tuple[str, ...]:
    """The prepositions by which a predicate or verb leads to the group that somebody is of."""
    if copula(grammar, i) is None:
        return ()
    if grammar.lemma(i) == "one":
        return ("of",)
    told = is_person(grammar, i) or grammar.lemma(i) in word_list("occupations")
    return ("in", "with") if told and grammar.words[i].upos == "NOUN" else ()


def _pair(grammar: Grammar, told: Told, i: int) -> None:
    """ "The twins, Ned and Fran", "Ned and Fran were brothers"."""
    who: list[str] = []
    if copula(grammar, i) is not None:
        who = subjects(grammar, i) if is_real(grammar, i) else []
    else:
        beside = grammar.child(i, "appos", "conj")
        if is_person(grammar, beside):
            who = people(grammar, beside)
    for one, other in combinations(who, 2):
        told.add(one, "sibling", other, grammar.phrase(i))
