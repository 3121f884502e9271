"""Who belongs to a group, and who are two of a kind: "I was one of the nineteen", "the worst liar
in Squad Eleven", "Corporal Dunne of the Lancers"; "the Loomis twins, Ned and Fran", "Jonah and
Clara, brother and sister".
"""

from __future__ import annotations

from itertools import combinations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import is_person, owner
from fabula.reading.lists import set_of, word_list
from fabula.reading.people.genders import fits
from fabula.reading.states.bearers import copula, is_real, members, people, subjects
from fabula.reading.ties.deed_matching import is_group
from fabula.reading.ties.tie_pairs import those_of
from fabula.reading.ties.tie_words import GROUPS, LEADERS, Tie, tie_nouns
from fabula.reading.ties.told_ties import Told
from fabula.story.memory import Memory
from fabula.story.records import SYMMETRIC, RelationType

_ONE_OF = set_of("one youngest oldest eldest newest last first best worst smallest tallest most")
_COUPLES = frozenset(("couple", "item"))  # "they were an item"
_IN = frozenset(("of", "in", "from", "with"))
_OF = frozenset(("of",))


def by_group(grammar: Grammar, told: Told, i: int) -> None:
    """What a noun says of the group that somebody is of, or leads."""
    for k in grammar.below(i, "nmod", "obl"):
        group = grammar.entity(k)
        body = grammar.words[k].upos == "PROPN" or grammar.lemma(k) in GROUPS
        led = grammar.preposition(k) in (_IN if body else _OF) and is_group(grammar, k)
        if group is None or not led or not _may_belong(grammar, i):
            continue
        type_: RelationType = "leader-of" if grammar.lemma(i) in LEADERS else "member-of"
        for one in _who(grammar, i):
            if one != group:
                told.add(one, type_, group, grammar.phrase(i))


def _may_belong(grammar: Grammar, i: int) -> bool:
    """Whether a word may stand for one of a group: a name, a rank or post, the best of them."""
    word, lemma = grammar.words[i], grammar.lemma(i)
    if lemma in _ONE_OF or grammar.text(i).lower() in _ONE_OF:
        return copula(grammar, i) is not None
    if word.upos == "PROPN":
        return is_person(grammar, i)
    if word.xpos == "NNS":
        return False
    told = copula(grammar, i) is not None and is_person(grammar, i) and lemma not in tie_nouns()
    return word.upos == "NOUN" and (told or lemma in word_list("occupations") | LEADERS)


def _who(grammar: Grammar, i: int) -> list[str]:
    """Whom a noun with its group is said of."""
    if copula(grammar, i) is not None:
        return subjects(grammar, i) if is_real(grammar, i) else []
    return list(members(grammar, i)) if is_person(grammar, i) else []


def by_pair(memory: Memory, grammar: Grammar, told: Told, i: int) -> None:
    """What "twins" or "brother and sister" says of two."""
    tie, other = _kind(grammar, i)
    if tie is None:
        return
    who = [e for e in _two(grammar, i) if e != grammar.entity(i)]
    if tie.type in SYMMETRIC:
        for one, two in combinations(who, 2):
            told.add(one, tie.type, two, grammar.phrase(i))
    elif len(who) == 2 and other is not None:
        one, two = who if fits(memory, who[0], grammar.lemma(i)) else reversed(who)
        source, goal = (two, one) if tie.turned else (one, two)
        told.add(source, tie.type, goal, grammar.phrase(i))


def _kind(grammar: Grammar, i: int) -> tuple[Tie | None, str | None]:
    """The tie that a plural tells ("twins"), or "a couple", or two nouns, the second given as well
    ("mother and son")."""
    nouns = tie_nouns()
    alike = grammar.child(i, "case") is not None  # "like an old married couple"
    if grammar.lemma(i) in _COUPLES and copula(grammar, i) is not None and not alike:
        return Tie("partner"), None
    tie = nouns.get(grammar.lemma(i))
    several = grammar.words[i].xpos == "NNS" and tie is not None and tie.type in SYMMETRIC
    if several and owner(grammar, i) is None and grammar.child(i, "nmod") is None:
        return tie, None
    pair = i + 2 < len(grammar.words) and grammar.following(i) == "and"
    bare = grammar.child(i, "det", "nmod:poss", "nmod") is None
    if not pair or not bare or grammar.lemma(i) not in nouns | {"man": Tie("spouse")}:
        return None, None
    one, two = nouns.get(grammar.lemma(i), Tie("spouse")), nouns.get(grammar.lemma(i + 2))
    return (one, grammar.lemma(i + 2)) if two is not None and two.type == one.type else (None, None)


def _two(grammar: Grammar, i: int) -> list[str]:
    """The people whom a pair of nouns is said of, in order."""
    if copula(grammar, i) is not None:
        return those_of(grammar, i) if is_real(grammar, i) else []
    beside = grammar.child(i, "appos", "conj")
    if beside is not None and is_person(grammar, beside):
        return people(grammar, beside) if grammar.words[beside].upos == "PROPN" else []
    word = grammar.words[i]
    if word.deprel in ("appos", "conj") and is_person(grammar, word.head):
        return people(grammar, word.head)
    return []
