"""What people are like and the states they are in: eyes and hair, age, rank, what they wear and
carry, whether they sleep, bleed or are dead, and when a state ends.
"""

from __future__ import annotations

import msgspec

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import is_person, object_of
from fabula.reading.lists import word_list, words_of
from fabula.reading.page import Page
from fabula.reading.states.ages import ages
from fabula.reading.states.ailing import bereaved, tears
from fabula.reading.states.bearers import copula, described, is_real, people, predicate, subjects
from fabula.reading.states.descriptions import descriptions
from fabula.reading.states.held_states import Held
from fabula.reading.states.holding import holding, keeps
from fabula.reading.states.looks import looks
from fabula.reading.states.on_body import before_it
from fabula.reading.states.origins import origins, skills
from fabula.reading.states.phrased import phrased
from fabula.reading.states.posts import posts, works
from fabula.reading.states.state_words import (
    BEGINS,
    CHANGES,
    DONE_TO,
    ENDS,
    FREES,
    LASTING,
    LINKING,
    adjectives,
)
from fabula.reading.states.wearing import coloured, dressed
from fabula.story.memory import Memory

_NOT = frozenset(
    (
        ("of", "ill"),
        ("of", "build"),
        ("for", "hungry"),
        ("for", "thirsty"),
        ("to", "blind"),
        ("to", "deaf"),
        ("in", "engaged"),
        ("with", "engaged"),
        ("to", "engaged"),
        ("to", "dead"),
        ("to", "bound"),
        ("by", "imprisoned"),
        ("on", "bound"),
        ("for", "bound"),
    )
)
_BOUND_ON = ("-", "enough")  # "ill-natured", "old enough"
_MEASURES = ("-", "years", "year")  # "one-legged", "ten years old"
_TILL = frozenset(("till", "until", "before", "unless", "lest"))
_DEGREES = ("how", "so", "too", "as")
_FAMILIAR = words_of(
    "friend pal mate chap boy fellow dear thing fool devil rogue bird crony comrade enemy flame"
    " acquaintance school"
)
_CHILDREN = words_of("boy girl child kid baby lad lass infant creature")
_SEVERAL = words_of(
    "congregation family crowd party group band crew gang army company audience class team"
)
_SOME = words_of("a an any every each no some all many such")


def states(memory: Memory, page: Page) -> Memory:
    """Emits Attributes and AttributeEndeds."""
    grammar = page.grammar
    held = Held(memory, page)
    for i, word in enumerate(grammar.words):
        phrased(grammar, held, i)
        if word.upos in ("ADJ", "VERB"):
            _adjective(grammar, held, i)
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
    return msgspec.structs.replace(memory, states=held.memory())


def _adjective(grammar: Grammar, held: Held, i: int) -> None:
    """ "She was asleep", "the wounded man", "he lay unconscious"; "he is awake" ends a sleep."""
    text, word = grammar.text(i).lower(), grammar.words[i]
    if text in ENDS and copula(grammar, i) is not None and is_real(grammar, i):
        held.end(subjects(grammar, i), ENDS[text], word.at)
    told = adjectives().get(text)
    if told is None or grammar.preposition(i):
        return
    following = grammar.following(i)
    before = grammar.text(i - 1).lower() if i else ""
    measured = before in _MEASURES or (told.name == "age" and before in _DEGREES)
    if following in _BOUND_ON or measured or (following, told.name) in _NOT:
        return  # "ill-natured", "sick of them"
    if word.deprel == "amod" and word.head is not None:
        if told.name == "age" and grammar.lemma(word.head) in _FAMILIAR:
            return
        small = text in ("small", "tiny") and grammar.lemma(word.head) in _CHILDREN
        if told.name == "build" and (small or grammar.lemma(word.head) in _SEVERAL):
            return  # "a small boy": he is one
        held.add(
            _described(grammar, word.head, told.name), told.name, word.at, lasting=told.lasting
        )
    elif not told.before and _is_linked(grammar, i) and is_real(grammar, i):
        held.add(subjects(grammar, i), told.name, word.at, lasting=told.lasting)


def _described(grammar: Grammar, i: int, name: str) -> list[str]:
    """Of whom an adjective before a noun is said: "he was an old man", "a tall man"; not of any
    man ("a young man must ..."), nor of whom it only calls ("old man!", "the old man")."""
    somebody = is_person(grammar, i)
    if predicate(grammar, i) is not None:
        known = somebody or grammar.lemma(i) in word_list("persons")
        return described(grammar, i) if known else []
    determiner = grammar.child(i, "det", "nmod:poss")
    if determiner is None or not somebody or grammar.words[i].xpos != "NN":
        return []
    text = grammar.text(determiner).lower()
    called = text == "the" and name == "age"
    if called or (text in _SOME and grammar.quotation(i) is not None):
        return []
    return [] if grammar.preposition(i) in ("like", "as", "than") else described(grammar, i)


def _is_linked(grammar: Grammar, i: int) -> bool:
    """Whether an adjective or participle says what its subject is like."""
    word = grammar.words[i]
    if word.xpos == "VBG" and grammar.object(i) is not None:
        return False  # "she was expecting him"
    progressive = word.xpos == "VBG" and bool(grammar.below(i, "aux"))
    if copula(grammar, i) is not None or grammar.is_passive(i) or progressive:
        return True
    if word.xpos == "VBN" and grammar.below(i, "aux"):
        return False  # "he had wounded a man"
    head = word.head
    if head is None or word.xpos in ("VBD", "VB", "VBZ", "VBP"):
        return False
    joined = word.deprel == "conj" and (
        grammar.words[head].upos == "ADJ" or copula(grammar, head) is not None
    )
    complement = word.deprel in ("xcomp", "advcl", "conj") and grammar.lemma(head) in LINKING
    return joined or (complement and is_real(grammar, head))


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
        if lemma in BEGINS and not _is_said(grammar, i):
            name = BEGINS[lemma]
            held.add(subjects(grammar, i), name, at, lasting=name in LASTING)
        held.end(subjects(grammar, i), ENDS.get(lemma, ()), at)
