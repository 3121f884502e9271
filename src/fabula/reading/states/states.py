"""What people are like and the states they are in: eyes and hair, age, rank, what they wear and
carry, whether they sleep, bleed or are dead, and when a state ends.
"""

from __future__ import annotations

import msgspec

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import is_person, object_of
from fabula.reading.page import Page
from fabula.reading.states.adjectives import adjective, is_over
from fabula.reading.states.ages import ages
from fabula.reading.states.ailing import bereaved, tears
from fabula.reading.states.bearers import is_real, people, subjects
from fabula.reading.states.descriptions import descriptions
from fabula.reading.states.glimpsed import glimpsed
from fabula.reading.states.held_states import Held
from fabula.reading.states.holding import holding, keeps
from fabula.reading.states.looks import looks
from fabula.reading.states.on_body import before_it
from fabula.reading.states.origins import origins, skills
from fabula.reading.states.phrased import phrased
from fabula.reading.states.posts import posts
from fabula.reading.states.state_words import (
    BEGINS,
    CHANGES,
    DONE_TO,
    ENDS,
    FREES,
    LASTING,
)
from fabula.reading.states.wearing import coloured, dressed
from fabula.reading.states.working import works
from fabula.story.memory import Memory

_TILL = frozenset(("till", "until", "before", "unless", "lest"))


def states(memory: Memory, page: Page) -> Memory:
    """Emits Attributes and AttributeEndeds."""
    grammar = page.grammar
    held = Held(memory, page)
    for i, word in enumerate(grammar.words):
        phrased(grammar, held, i)
        if word.upos in ("ADJ", "VERB"):
            adjective(grammar, held, i)
        if word.upos in ("NOUN", "PROPN", "ADJ"):
            posts(grammar, held, i)
            origins(grammar, held, i)
        if grammar.text(i).lower() == "tears":
            tears(grammar, held, i)
        elif word.upos == "NOUN":
            looks(grammar, held, i)
            holding(grammar, held, i)
            before_it(grammar, held, i)
        if word.upos == "ADP" and grammar.text(i).lower() == "in":
            coloured(grammar, held, i)
        if word.upos == "VERB":
            works(grammar, held, i)
            bereaved(grammar, held, i)
            holding(grammar, held, i)
            _verb(grammar, held, i)
            keeps(grammar, held, i)
            dressed(grammar, held, i)
            skills(grammar, held, i)
    ages(grammar, held)
    descriptions(grammar, held)
    glimpsed(grammar, held)
    return msgspec.structs.replace(memory, states=held.memory())


def _is_done(grammar: Grammar, i: int, target: int | None) -> bool:
    """Whether a deed is told as done, to somebody else ("of killing", "buried himself" are not)."""
    itself = target is not None and grammar.text(target).lower().endswith("self")
    return not itself and (grammar.words[i].xpos != "VBG" or bool(grammar.auxiliaries(i)))


def _is_said(grammar: Grammar, i: int) -> bool:
    """Whether "cried" is said of words ("cried Elizabeth"), or of a call ("cried out")."""
    if grammar.lemma(i) != "cry":
        return False
    at, quotations = grammar.sentence(i), grammar.page.notes.quotations
    spoken = any(q.at.start < at.end + 3 and at.start - 3 < q.at.end for q in quotations)
    return spoken or grammar.following(i) in ("out", "for", ",")


def _has_begun(grammar: Grammar, i: int) -> bool:
    """Whether what a verb begins has begun: not "I cry", "till he dies", "stopped crying"."""
    till = any(grammar.text(k).lower() in _TILL for k in grammar.below(i, "mark"))
    plain = grammar.words[i].xpos != "VBP"
    return plain and not till and not is_over(grammar, i) and not _is_said(grammar, i)


def _verb(grammar: Grammar, held: Held, i: int) -> None:
    """What begins or ends a state."""
    lemma = grammar.lemma(i)
    if lemma not in CHANGES or not is_real(grammar, i):
        return
    at = grammar.words[i].at
    passive, target = grammar.is_passive(i), object_of(grammar, i)
    own = grammar.object(i)
    if own is not None and grammar.words[own].upos == "NOUN" and not is_person(grammar, own):
        target = None  # "it killed her efforts"
    done_to = subjects(grammar, i) if passive else people(grammar, target)
    hung = lemma == "hang" and grammar.text(i).lower() != "hanged"  # "they hung him a picture"
    if lemma in DONE_TO and not hung and _is_done(grammar, i, target):
        name = DONE_TO[lemma]
        held.add(done_to, name, at, lasting=name in LASTING)
    if lemma in FREES and (passive or target is not None):
        held.end(done_to, FREES[lemma], at)
    elif not passive and target is None:
        if lemma in BEGINS and _has_begun(grammar, i):
            name = BEGINS[lemma]
            held.add(subjects(grammar, i), name, at, lasting=name in LASTING)
        held.end(subjects(grammar, i), ENDS.get(lemma, ()), at)
