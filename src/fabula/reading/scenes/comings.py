"""By which verbs somebody comes into a scene or goes: "came in", "burst into the room", "walked
out", "left" (and not "left wet towels", "went white", "came to that")."""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.lists import set_of
from fabula.reading.page import Page
from fabula.reading.scenes.settings import is_scenery

_MOVES = set_of(
    "come go walk run hurry rush ride drive slip storm stamp limp march stride creep crawl step"
    " climb sail swim stumble stagger wander shuffle stalk trot dash race tiptoe burst barge"
)
_APPEARS = set_of("arrive appear emerge enter")
_VANISHES = set_of("depart exit vanish disappear flee withdraw")
_IN = frozenset(
    ("in", "inside", "back", "up", "over", "along", "downstairs", "down", "home", "out")
)
_INTO = frozenset(("into", "in", "through", "up", "down", "out of", "round", "around", "from"))
_OUT = frozenset(("out", "away", "off", "outside", "upstairs", "downstairs", "home"))
_BARE = frozenset(("nsubj", "punct", "cc", "mark", "discourse", "obl:unmarked"))
_PATHS = frozenset(("down", "up", "along"))
_WAYS = set_of("stair stairs staircase passage corridor lane road street path track hall hallway")
_STANDS = set_of("stand be appear loom pause stop hover hesitate")
_DOORS = frozenset(("door", "doorway", "window", "hatch", "curtain", "gate"))


def comes(page: Page, verb: int) -> bool:
    """Whether who does this comes into the scene."""
    grammar = page.grammar
    lemma = grammar.lemma(verb)
    if lemma in _DOORS or lemma in _STANDS:
        return _is_at_a_door(page, verb)
    if lemma in _APPEARS:
        return grammar.child(verb, "xcomp") is None
    if lemma not in _MOVES or lemma == "go":
        return False
    if _ways(grammar, verb) & (_IN if lemma == "come" else frozenset(("in", "inside"))):
        return True
    if lemma == "come" and any(
        grammar.lemma(k) in _MOVES for k in grammar.below(verb, "xcomp", "advcl")
    ):
        return True
    into = _INTO if lemma == "come" else frozenset(("into", "through"))
    return any(grammar.preposition(k) in into and _is_entrance(page, k) for k in _to(grammar, verb))


def goes(page: Page, verb: int) -> bool:
    """Whether who does this leaves the scene."""
    grammar = page.grammar
    lemma = grammar.lemma(verb)
    if lemma in _VANISHES:
        return grammar.object(verb) is None
    if lemma == "leave":
        left = grammar.object(verb)
        other = grammar.child(verb, "parataxis", "ccomp", "xcomp") is not None
        return is_scenery(page, left) if left is not None else not other
    if lemma not in _MOVES or lemma == "come" or grammar.child(verb, "xcomp") is not None:
        return False
    if _ways(grammar, verb) & _OUT:
        return True
    out = any(
        grammar.preposition(k) == "out of" and _is_entrance(page, k) for k in _to(grammar, verb)
    )
    away = any(
        grammar.preposition(k) in _PATHS and grammar.lemma(k) in _WAYS for k in _to(grammar, verb)
    )
    return out or away or (lemma == "go" and _is_bare(grammar, verb))


def _is_at_a_door(page: Page, verb: int) -> bool:
    """Whether somebody stands in a door ("Jory was in the doorway")."""
    grammar = page.grammar
    if grammar.child(verb, "cop") is not None:
        return grammar.lemma(verb) in _DOORS and grammar.preposition(verb) in ("in", "at")
    return any(
        grammar.lemma(k) in _DOORS and grammar.preposition(k) in ("in", "at")
        for k in _to(grammar, verb)
    )


def _ways(grammar: Grammar, verb: int) -> set[str]:
    """The adverbs of a verb that say where to ("in", "away")."""
    return {grammar.text(k).lower() for k in grammar.below(verb, "advmod", "compound:prt")}


def _to(grammar: Grammar, verb: int) -> list[int]:
    return grammar.below(verb, "obl")


def _is_entrance(page: Page, noun: int) -> bool:
    return page.grammar.lemma(noun) in _DOORS or is_scenery(page, noun)


def _is_bare(grammar: Grammar, verb: int) -> bool:
    """Whether nothing says where somebody goes, how, or into what state ("and went.")."""
    word = grammar.words[verb]
    return word.xpos in ("VBD", "VBZ", "VBP", "VBN") and all(
        k < verb or grammar.words[k].deprel in _BARE
        for k, other in enumerate(grammar.words)
        if other.head == verb
    )
