"""Who belongs to a group, and who is one of two of a kind: "I was one of the nineteen", "a surgeon
in the Combine fleet", "the Loomis twins, Ned and Fran"."""

from __future__ import annotations

from itertools import combinations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import is_person
from fabula.reading.lists import word_list
from fabula.reading.states.bearers import copula, is_real, people, subjects
from fabula.reading.ties.told_ties import Told

_GROUPS = frozenset(("PER", "ORG"))
_PAIRS = frozenset(("twins", "brothers", "sisters", "siblings"))


def by_group(grammar: Grammar, told: Told, i: int) -> None:
    """What a predicate says of the group that somebody is of."""
    if grammar.text(i).lower() in _PAIRS:
        _pair(grammar, told, i)
        return
    one_of = grammar.lemma(i) == "one"
    if not one_of and grammar.lemma(i) not in word_list("occupations"):
        return
    if copula(grammar, i) is None or not is_real(grammar, i):
        return
    leading = ("of",) if one_of else ("in", "with")
    for k in grammar.below(i, "nmod", "obl"):
        group = grammar.entity(k)
        if grammar.preposition(k) in leading and group is not None and _is_group(grammar, k):
            for one in subjects(grammar, i):
                told.add(one, "member-of", group, grammar.phrase(i))


def _is_group(grammar: Grammar, k: int) -> bool:
    """Whether a word stands for several people, or a body of them."""
    number = grammar.mention(k)
    kind = grammar.page.notes.seen[number].type if number is not None else ""
    several = grammar.words[k].xpos in ("NNS", "NNPS", "CD")
    pronoun = grammar.words[k].upos == "PRON"
    return kind == "ORG" or (kind == "PER" and several and not pronoun)


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
