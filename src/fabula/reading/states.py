"""What people are like and the states they are in: eyes and hair, age, rank, what they wear and
carry, whether they sleep, bleed or are dead, and when a state ends.
"""

from __future__ import annotations

import re

import msgspec

from fabula.reading.ages import ages
from fabula.reading.bearers import copula, is_person, is_real, people, subjects
from fabula.reading.grammar import Grammar
from fabula.reading.held_states import Held
from fabula.reading.holding import holding, keeps
from fabula.reading.looks import looks
from fabula.reading.page import Page
from fabula.reading.standing import skills, standing
from fabula.reading.state_words import (
    BEGINS,
    DONE_TO,
    ENDS,
    FREES,
    LASTING,
    LINKING,
    adjectives,
)
from fabula.story.memory import Memory

_REST = re.compile(r"\bGod rest\b|\brest (?:his|her|their) soul", re.IGNORECASE)


def states(memory: Memory, page: Page) -> Memory:
    """Emits Attributes and AttributeEndeds."""
    grammar = page.grammar
    held = Held(memory, page)
    for i, word in enumerate(grammar.words):
        if word.upos in ("ADJ", "VERB"):
            _adjective(grammar, held, i)
        if word.upos in ("NOUN", "PROPN", "ADJ"):
            standing(grammar, held, i)
        if word.upos == "NOUN":
            looks(grammar, held, i)
            holding(grammar, held, i)
        if word.upos == "VERB":
            _verb(grammar, held, i)
            keeps(grammar, held, i)
            skills(grammar, held, i)
    ages(grammar, held)
    return msgspec.structs.replace(memory, states=held.memory())


def _adjective(grammar: Grammar, held: Held, i: int) -> None:
    """ "She was asleep", "the wounded man", "he lay unconscious"; "he is awake" ends a sleep."""
    text, word = grammar.text(i).lower(), grammar.words[i]
    if text in ENDS and copula(grammar, i) is not None and is_real(grammar, i):
        held.end(subjects(grammar, i), ENDS[text], word.at)
    told = adjectives().get(text)
    if told is None:
        return
    if word.deprel == "amod" and word.head is not None:
        if is_person(grammar, word.head) and _is_own(grammar, word.head):
            held.add(people(grammar, word.head), told.name, word.at, lasting=told.lasting)
    elif _is_linked(grammar, i) and is_real(grammar, i):
        held.add(subjects(grammar, i), told.name, word.at, lasting=told.lasting)


def _is_own(grammar: Grammar, i: int) -> bool:
    """Whether an adjective before a noun is said of one who is told of ("old man!" is not)."""
    determiner = grammar.child(i, "det", "nmod:poss")
    return determiner is not None and grammar.words[i].deprel != "vocative"


def _is_linked(grammar: Grammar, i: int) -> bool:
    """Whether an adjective or participle says what its subject is like."""
    word = grammar.words[i]
    if copula(grammar, i) is not None or grammar.is_passive(i) or grammar.below(i, "aux"):
        return True
    head = word.head
    if head is None or word.xpos in ("VBD", "VB", "VBZ", "VBP"):
        return False
    joined = word.deprel == "conj" and (
        grammar.words[head].upos == "ADJ" or copula(grammar, head) is not None
    )
    complement = word.deprel in ("xcomp", "advcl", "conj") and grammar.lemma(head) in LINKING
    return joined or complement


def _verb(grammar: Grammar, held: Held, i: int) -> None:
    """What begins or ends a state."""
    lemma = grammar.lemma(i)
    if lemma not in BEGINS | DONE_TO | ENDS | FREES or not is_real(grammar, i):
        return
    at = grammar.words[i].at
    passive, target = grammar.is_passive(i), grammar.object(i)
    done_to = subjects(grammar, i) if passive else people(grammar, target)
    if lemma in DONE_TO:
        name = DONE_TO[lemma]
        held.add(done_to, name, at, lasting=name in LASTING)
    if lemma in FREES and (passive or target is not None):
        held.end(done_to, FREES[lemma], at)
    elif not passive and target is None:
        if lemma in BEGINS and not (lemma == "sleep" and grammar.is_past_perfect(i)):
            name = BEGINS[lemma]
            held.add(subjects(grammar, i), name, at, lasting=name in LASTING)
        held.end(subjects(grammar, i), ENDS.get(lemma, ()), at)
