"""Ties told by a noun: "her brother", "Ida, a friend of Tom's", "he's her brother", "Delorme had a
wife in Lyons", "captain of the guard"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import before, is_person, owner
from fabula.reading.lists import set_of
from fabula.reading.people.genders import fits
from fabula.reading.states.bearers import (
    both,
    copula,
    is_they,
    members,
    people,
    subjects,
)
from fabula.reading.ties.deed_matching import is_group
from fabula.reading.ties.tie_doubts import (
    is_form_of_address,
    is_past,
    is_told,
    words_that_tell,
)
from fabula.reading.ties.tie_names import name_of
from fabula.reading.ties.tie_owners import is_barred, is_in_passing, whose
from fabula.reading.ties.tie_pairs import those_of
from fabula.reading.ties.tie_words import ANYBODY, CHILDREN, Tie
from fabula.reading.ties.told_ties import Told
from fabula.story.memory import Memory
from fabula.story.records import SYMMETRIC

_SHARED = set_of(
    "mother father mum mam mom dad parent grandmother grandfather gran grandma grandpa granny"
)
_POINTS = set_of("this that it he she these those they i you we there here who")


def by_noun(memory: Memory, grammar: Grammar, told: Told, i: int, tie: Tie) -> None:
    """What a noun that names somebody by a tie says."""
    if is_form_of_address(grammar, i) or not is_told(grammar, i):
        return
    owners = list(dict.fromkeys(e for k in _owners(grammar, i) for e in _all(memory, grammar, k)))
    found = dict.fromkeys(_bearers(memory, grammar, told, i, owners, tie))
    bearers = [e for e in found if fits(memory, e, grammar.lemma(i))]
    owners = whose(memory, grammar, i, owners, bearers)
    past = is_past(grammar, i)
    at = words_that_tell(grammar, i)
    if not owners and len(bearers) > 1 and tie.type in SYMMETRIC:
        for one, other in combinations(bearers, 2):
            told.add(one, tie.type, other, at, past=past)
    theirs = owner(grammar, i)
    if any(is_group(grammar, k) for k in _owners(grammar, i)) and tie.type in (
        "superior",
        "leader-of",
    ):
        return  # "captain of the guard" leads them (`tie_groups.py`)
    if len(owners) == 2 and is_they(grammar, theirs) and grammar.lemma(i) in _SHARED:
        told.add(owners[0], "sibling", owners[1], at, basis="inferred", confidence=0.5)
    for owner_ in owners:
        for bearer in bearers:
            source, target = (owner_, bearer) if tie.turned else (bearer, owner_)
            ended = past and tie.type in ("spouse", "partner")
            told.add(source, "former-partner" if ended else tie.type, target, at, past=past)


def by_young(memory: Memory, grammar: Grammar, told: Told, i: int) -> None:
    """ "Her boy Samuel", "their lad Michael"; "his girl Daisy" is as often his sweetheart."""
    whose_, name = owner(grammar, i), name_of(grammar, i)
    if whose_ is None or name is None or grammar.words[name].upos != "PROPN":
        return
    if grammar.lemma(i) != "girl" or grammar.text(whose_).lower() != "his":
        by_noun(memory, grammar, told, i, Tie("parent", turned=True))


def had(grammar: Grammar, told: Told, i: int) -> None:
    """ "I have a girl at school": a child or lover that one has."""
    head = grammar.words[i].head
    if head is None or grammar.lemma(head) != "have" or grammar.words[i].deprel != "obj":
        return
    if grammar.realis(head) != "actual" or grammar.is_question(i) or not is_person(grammar, i):
        return
    type_ = CHILDREN.get(grammar.lemma(i))
    if type_ is not None and grammar.child(i, "amod", "acl", "acl:relcl", "nummod") is None:
        for one in members(grammar, grammar.subject(head)):
            for other in members(grammar, i):
                told.add(one, type_, other, grammar.phrase(i), basis="inferred", confidence=0.5)


def _owners(grammar: Grammar, i: int) -> Iterator[int]:
    """The words for those whose mother, friend or captain it is."""
    possessor = owner(grammar, i)
    if possessor is not None:
        if grammar.lemma(possessor) not in ANYBODY:
            yield from (possessor, *grammar.below(possessor, "conj"))
        return
    leading = ("of", "to", "with") if copula(grammar, i) is not None else ("of",)
    yield from (k for k in grammar.below(i, "nmod", "obl") if grammar.preposition(k) in leading)
    head = grammar.words[i].head
    has = head is not None and grammar.words[i].deprel == "obj" and grammar.lemma(head) == "have"
    if has and head is not None and grammar.realis(head) == "actual":
        yield from grammar.joined(grammar.subject(head))


def _all(memory: Memory, grammar: Grammar, k: int) -> Iterator[str]:
    """Who an owner is: of "our" and "their" those who are known of them, of "our" whoever tells or
    says it."""
    entity = grammar.entity(k)
    if is_they(grammar, k):
        yield from both(grammar, k)
        return
    if entity is None or not is_person(grammar, k):
        return
    several = grammar.page.members.get(entity)
    if grammar.text(k).lower() in ("our", "ours") and several is None:
        number = grammar.quotation(k)
        spoken = grammar.page.spoken.get(number, (None, ()))[0] if number is not None else None
        teller = memory.links.tellers[-1:] if number is None else ()
        yield from (spoken,) if spoken else teller
        return
    yield from several or (entity,)


def _bearers(
    memory: Memory, grammar: Grammar, told: Told, i: int, owners: list[str], tie: Tie
) -> Iterator[str]:  # fmt: skip
    """Who is the mother, friend or captain: whom the noun stands for, the subject of the copula,
    whom it is put beside."""
    verb = copula(grammar, i)
    own = grammar.entity(i)
    if verb is not None:
        yield from _subjects(grammar, told, i, verb, owners, tie)
        return
    word = grammar.words[i]
    named = name_of(grammar, i)
    if word.deprel == "appos" and is_person(grammar, word.head):
        yield from members(grammar, word.head)
    elif named is not None:
        yield from people(grammar, named) if word.xpos == "NNS" else members(grammar, named)
    elif own is not None and word.xpos not in ("NNS", "NNPS"):
        if not is_in_passing(grammar, i):
            yield from (e for e in members(grammar, i) if not is_barred(memory, grammar, i, e))
    elif own is not None:
        yield from grammar.page.members.get(own, ())
    elif word.deprel in ("compound", "nmod:desc", "flat") and is_person(grammar, word.head):
        yield from members(grammar, word.head)


def _subjects(
    grammar: Grammar, told: Told, i: int, verb: int, owners: list[str], tie: Tie
) -> Iterator[str]:  # fmt: skip
    """Who is said to be it. Where the noun is known already to stand for such a one of the same
    owner, it tells of that one again, whoever "he" is taken for."""
    own = grammar.entity(i)
    subject = before(grammar, verb)
    if subject is None:
        subject = grammar.subject(i)
    named = name_of(grammar, i)
    if named is not None and (subject is None or grammar.text(subject).lower() in _POINTS):
        yield from members(grammar, named)  # "it was his wife, Hester, who had come"
        return
    pronoun = subject is None or grammar.text(subject).lower() in _POINTS
    known = own is not None and any(
        told.has(o, tie.type, own) if tie.turned else told.has(own, tie.type, o) for o in owners
    )
    if own is not None and pronoun and (known or not is_person(grammar, subject)):
        yield from members(grammar, i)
        return
    if is_they(grammar, subject) and subject is not None:
        yield from both(grammar, subject)
    elif grammar.words[i].xpos == "NNS":
        yield from those_of(grammar, i)
    elif subject is not None:
        yield from subjects(grammar, i) or people(grammar, subject)
