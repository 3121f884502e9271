"""What adjectives say of people: "she was asleep", "an old man", "the wounded man"."""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import is_person
from fabula.reading.lists import set_of, word_list
from fabula.reading.states.bearers import copula, is_real, predicate, subjects
from fabula.reading.states.describing import described
from fabula.reading.states.held_states import Held
from fabula.reading.states.state_words import ENDS, LINKING, adjectives

_NOT = frozenset((
    ("of", "ill"), ("of", "build"), ("for", "hungry"), ("for", "thirsty"), ("to", "blind"),
    ("to", "deaf"), ("to", "dead"),
    ("by", "imprisoned"),
))  # fmt: skip
"""What a word right after an adjective makes no state of ("sick of them", "blind to it")."""

_BOUND_ON = ("-", "enough")  # "ill-natured", "old enough"
_MEASURES = ("-", "years", "year")  # "one-legged", "ten years old"
_DEGREES = ("how", "so", "too", "as")
_FAMILIAR = set_of(
    "friend pal mate chap boy fellow dear thing fool devil rogue bird crony comrade enemy flame"
    " acquaintance school"
)
_CHILDREN = set_of("boy girl child kid baby lad lass infant creature")
_SEVERAL = set_of(
    "congregation family crowd party group band crew gang army company audience class team"
)
_SOME = set_of("a an any every each no some all many such")


def adjective(grammar: Grammar, held: Held, i: int) -> None:
    """ "She was asleep", "the wounded man", "he lay unconscious"; "he is awake" ends a sleep."""
    text, word = grammar.text(i).lower(), grammar.words[i]
    if text in ENDS and copula(grammar, i) is not None and is_real(grammar, i):
        held.end(subjects(grammar, i), ENDS[text], word.at)
    told = adjectives().get(text)
    if told is None or grammar.preposition(i) or is_over(grammar, i):
        return
    following = grammar.following(i)
    before = grammar.text(i - 1).lower() if i else ""
    measured = before in _MEASURES or (told.name == "age" and before in _DEGREES)
    meant = text == "bound" and following in ("to", "on", "for", "in")  # "bound to go"
    if meant or following in _BOUND_ON or measured or (following, told.name) in _NOT:
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


def is_over(grammar: Grammar, i: int) -> bool:
    """ "She had stopped crying"."""
    return i > 0 and grammar.lemma(i - 1) in ("stop", "cease", "finish", "quit")
