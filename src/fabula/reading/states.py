"""What people are like and the states they are in: eyes and hair, age, rank, what they wear and
carry, whether they sleep, bleed or are dead, and when a state ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from fabula.reading.grammar import Grammar
from fabula.reading.lists import lines, word_list
from fabula.reading.page import Page
from fabula.story.memory import Memory, States
from fabula.story.records import Attribute, AttributeEnded
from fabula.story.text import Span

BY = "states"
REMEMBERED = 2000
_BODY = {
    "eye": "eyes", "hair": "hair", "skin": "skin", "beard": "hair", "moustache": "hair",
    "mustache": "hair", "scar": "scar", "complexion": "skin", "tattoo": "tattoo", "freckle": "skin",
    "curl": "hair", "braid": "hair", "ponytail": "hair", "birthmark": "scar", "limp": "limp",
}  # fmt: skip
_HOLDS = {
    "wear": "wearing", "carry": "carrying", "hold": "holding", "clutch": "holding",
    "grip": "holding", "bear": "carrying", "cradle": "holding", "don": "wearing",
}  # fmt: skip
# Verbs that begin a state of their subject, and those that end some.
_BEGINS = {
    "faint": "unconscious", "collapse": "unconscious", "die": "dead", "perish": "dead",
    "drown": "dead", "sleep": "asleep", "doze": "asleep", "cry": "crying", "weep": "crying",
    "sob": "crying", "bleed": "injured", "kneel": "kneeling", "shiver": "cold", "starve": "hungry",
    "limp": "injured",
}  # fmt: skip
_DONE_TO = {
    "kill": "dead", "murder": "dead", "shoot": "injured", "stab": "injured", "wound": "injured",
    "injure": "injured", "hurt": "injured", "tie": "bound", "bind": "bound", "chain": "bound",
    "gag": "bound", "handcuff": "bound", "imprison": "imprisoned", "jail": "imprisoned",
    "poison": "ill", "blind": "blind", "execute": "dead", "hang": "dead", "drug": "unconscious",
}  # fmt: skip
_ENDS = {
    "wake": ("asleep", "unconscious"), "awake": ("asleep", "unconscious"),
    "awaken": ("asleep", "unconscious"), "recover": ("ill", "injured", "unconscious"),
    "heal": ("injured", "ill"), "escape": ("bound", "imprisoned"),
}  # fmt: skip
_FREES = {
    "free": ("bound", "imprisoned"), "untie": ("bound",), "release": ("bound", "imprisoned"),
    "cure": ("ill",), "wake": ("asleep", "unconscious"), "heal": ("injured", "ill"),
    "unchain": ("bound",),
}  # fmt: skip
_AGE = re.compile(r"(?:\w+-)?(?:\w+)-year-old", re.IGNORECASE)
_LINKING = frozenset(
    [
        "look",
        "seem",
        "feel",
        "become",
        "get",
        "grow",
        "lie",
        "remain",
        "stay",
        "go",
        "fall",
        "turn",
        "stand",
        "sit",
    ]
)


@cache
def _adjectives() -> dict[str, tuple[str, bool]]:
    """(Name of the attribute, whether it lasts) of each adjective."""
    found: dict[str, tuple[str, bool]] = {}
    for line in lines("states"):
        name, _, words = line.partition(": ")
        for word in words.split():
            found.setdefault(word, (name.removesuffix("!"), name.endswith("!")))
    return found


def states(memory: Memory, page: Page) -> Memory:
    """Emits Attributes and AttributeEndeds."""
    grammar = page.grammar
    found = _Found(memory, page)
    for i, word in enumerate(grammar.words):
        if word.upos in ("ADJ", "VERB"):
            _adjective(grammar, found, i)
        if word.upos in ("NOUN", "PROPN"):
            _noun(grammar, found, i)
        if word.upos == "VERB":
            _verb(grammar, found, i)
        if word.upos == "NUM" or _AGE.fullmatch(grammar.text(i)):
            _age(grammar, found, i)
    return msgspec.structs.replace(memory, states=found.memory())


def _adjective(grammar: Grammar, found: _Found, i: int) -> None:
    """ "She was asleep", "the wounded man", "he lay unconscious"."""
    told = _adjectives().get(grammar.text(i).lower())
    if told is None:
        return
    name, lasting = told
    word = grammar.words[i]
    if word.deprel == "amod" and word.head is not None:
        if _is_person(grammar, word.head):
            found.add(grammar.entity(word.head), name, word.at, lasting)
        return
    linked = grammar.child(i, "cop") is not None or (
        word.deprel in ("xcomp", "advcl", "conj")
        and word.head is not None
        and (grammar.lemma(word.head) in _LINKING or word.deprel == "conj")
    )
    if linked or word.xpos in ("VBN", "VBG"):
        for person in _subjects(grammar, i):
            if grammar.realis(i) == "actual" and not grammar.is_question(i):
                found.add(person, name, word.at, lasting)


def _noun(grammar: Grammar, found: _Found, i: int) -> None:
    """Hair and eyes and scars, occupations and ranks, clothes."""
    lemma = grammar.lemma(i)
    if lemma in _BODY:
        _body(grammar, found, i, _BODY[lemma])
    elif lemma in word_list("occupations"):
        _occupation(grammar, found, i)
    elif grammar.words[i].deprel == "nmod" and grammar.preposition(i) == "in":
        head = grammar.words[i].head
        if head is not None and _is_person(grammar, head) and lemma in word_list("clothes"):
            found.add(grammar.entity(head), "clothes", grammar.phrase(i), lasting=False)


def _body(grammar: Grammar, found: _Found, i: int, name: str) -> None:
    """ "Her green eyes", "his hair was red", "a boy with red hair", "she had a scar"."""
    word = grammar.words[i]
    like = [k for k in grammar.below(i, "amod", "compound") if grammar.words[k].upos != "DET"]
    predicate = None
    head = word.head if word.deprel in ("nsubj", "nsubj:pass") else None
    if head is not None and grammar.words[head].upos == "ADJ" and grammar.child(head, "cop"):
        predicate = head
    if not like and predicate is None and name not in ("scar", "tattoo", "limp"):
        return
    owner = grammar.child(i, "nmod:poss")
    person = grammar.entity(owner) if owner is not None else None
    if person is None and word.head is not None:
        if word.deprel == "obj" and grammar.lemma(word.head) == "have":
            person = next(_subjects(grammar, word.head), None)
        elif word.deprel == "nmod" and grammar.preposition(i) == "with":
            person = grammar.entity(word.head)
    at = grammar.words[predicate].at if predicate is not None else grammar.phrase(i)
    found.add(person, name, at, lasting=True)


def _occupation(grammar: Grammar, found: _Found, i: int) -> None:
    """ "He was a doctor", "Ines, a sailor,", "worked as a clerk"."""
    word = grammar.words[i]
    people: list[str | None] = []
    if grammar.child(i, "cop") is not None:
        if grammar.realis(i) == "actual" and not grammar.is_question(i):
            people = list(_subjects(grammar, i))
    elif word.deprel == "appos" and word.head is not None:
        people = [grammar.entity(word.head)]
    elif word.deprel == "obl" and grammar.preposition(i) == "as" and word.head is not None:
        people = list(_subjects(grammar, word.head))
    for person in people:
        found.add(person, "occupation", grammar.phrase(i), lasting=True)


def _verb(grammar: Grammar, found: _Found, i: int) -> None:
    """What begins or ends a state, and what is worn, carried and held."""
    lemma = grammar.lemma(i)
    if grammar.realis(i) != "actual" or grammar.is_question(i):
        return
    passive = grammar.is_passive(i)
    target = grammar.object(i)
    if lemma in _HOLDS and target is not None and not passive:
        for person in _subjects(grammar, i):
            found.add(person, _HOLDS[lemma], grammar.phrase(target), lasting=False)
    done_to = list(_subjects(grammar, i)) if passive else _entities(grammar, target)
    if lemma in _DONE_TO:
        for person in done_to:
            lasting = _DONE_TO[lemma] in ("dead", "blind")
            found.add(person, _DONE_TO[lemma], grammar.words[i].at, lasting)
    if lemma in _FREES and (passive or target is not None):
        for person in done_to:
            found.end(person, _FREES[lemma], grammar.words[i].at)
    elif not passive and target is None:
        for person in _subjects(grammar, i):
            if lemma in _BEGINS:
                name = _BEGINS[lemma]
                found.add(person, name, grammar.words[i].at, lasting=name == "dead")
            found.end(person, _ENDS.get(lemma, ()), grammar.words[i].at)


def _age(grammar: Grammar, found: _Found, i: int) -> None:
    """ "She was seventeen", "a boy of twelve", "Ida, nineteen,", "a ten-year-old girl"."""
    word = grammar.words[i]
    years = word.deprel == "nummod" and word.head is not None
    year = word.head if years and grammar.lemma(word.head or 0) == "year" else None
    head = year if year is not None else i
    if years and year is None:
        return
    person: list[str | None] = []
    old = grammar.words[head].head if year is not None else head
    if _AGE.fullmatch(grammar.text(i)) and word.head is not None:
        person = [grammar.entity(word.head) if word.deprel == "amod" else grammar.entity(i)]
    elif old is not None and grammar.child(old, "cop") is not None:
        if year is None or grammar.lemma(old) == "old":
            person = list(_subjects(grammar, old))
    elif word.head is not None and (
        word.deprel == "appos" or (word.deprel == "nmod" and grammar.preposition(i) == "of")
    ):
        person = [grammar.entity(word.head)]
    for somebody in person:
        at = Span(word.at.start, grammar.words[max(i, head)].at.end)
        found.add(somebody, "age", at, lasting=True)


def _subjects(grammar: Grammar, i: int) -> Iterator[str]:
    for k in grammar.joined(grammar.subject(i)):
        if _is_person(grammar, k):
            entity = grammar.entity(k)
            if entity is not None:
                yield from grammar.page.members.get(entity, (entity,))


def _entities(grammar: Grammar, i: int | None) -> list[str]:
    people = [grammar.entity(k) for k in grammar.joined(i) if _is_person(grammar, k)]
    return [e for e in people if e is not None]


def _is_person(grammar: Grammar, i: int) -> bool:
    number = grammar.mention(i)
    return number is not None and grammar.page.notes.seen[number].type == "PER"


class _Found:
    """The attributes of people, being told: the same words are told once."""

    def __init__(self, memory: Memory, page: Page) -> None:
        self._page = page
        self._root = memory.cast.root
        self._held = dict(memory.states.held)

    def memory(self) -> States:
        """What is remembered: who is in which state, the latest last."""
        return States(dict(list(self._held.items())[-REMEMBERED:]))

    def add(self, entity: str | None, name: str, at: Span, lasting: bool) -> None:
        """Somebody is like this, or comes into this state."""
        if entity is None:
            return
        value = " ".join(self._page.passage.text[at.start : at.end].lower().split())
        key = f"{self._root(entity)} {name} {value}"
        if key in self._held:
            return
        self._held[key] = self._page.emit(
            Attribute, "b", at, BY, confidence=0.7, entity=entity, name=name, value=value,
            lasting=lasting,
        ).id  # fmt: skip

    def end(self, entity: str, names: tuple[str, ...], at: Span) -> None:
        """Somebody is in such a state no longer."""
        for name in names:
            begun = f"{self._root(entity)} {name} "
            for key in [k for k in self._held if k.startswith(begun)]:
                self._page.emit(AttributeEnded, "b", at, BY, attribute=self._held.pop(key))
