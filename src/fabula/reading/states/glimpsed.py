"""What the model takes for words that tell what somebody is like, where no rule has seen any: of
whom they are told is weighed with what syntax says."""

from __future__ import annotations

from collections import defaultdict

from fabula.reading.language.grammar import Grammar
from fabula.reading.states.bearers import of_clause, people, subjects
from fabula.reading.states.describing import described
from fabula.reading.states.held_states import Held
from fabula.reading.states.whose import bearers
from fabula.story.annotations import Trait
from fabula.story.records import Attribute
from fabula.story.text import Span

LEAST = 0.8  # how sure the model must be that the words tell what somebody is like
SYNTAX = 0.9  # how much it speaks for somebody that syntax says so
SURE = 0.5  # how sure it must be whom they are told of
PASSING = frozenset((
    "wearing", "holding", "carrying", "injured", "ill", "crying", "asleep", "unconscious", "bound",
    "drunk", "hungry", "pregnant", "clothes",
))  # fmt: skip
_TELLING = ("NOUN", "PROPN", "ADJ", "VERB", "NUM", "ADV")
NOUNS = ("occupation", "origin", "rank", "age", "species")


def glimpsed(grammar: Grammar, held: Held) -> None:
    """Adds the traits that the model sees and the rules do not."""
    page = grammar.page
    start = page.passage.start
    told = [
        Span(r.at.start - start, r.at.end - start) for r in page.records if isinstance(r, Attribute)
    ]
    for trait in page.notes.glimpses.traits:
        at = trait.at
        if trait.confidence < LEAST or any(map(at.meets, told)):
            continue
        whose = _bearer(grammar, trait)
        if whose is not None:
            held.add(
                (whose[0],), trait.name, at, lasting=trait.name not in PASSING, basis="inferred",
                confidence=round(trait.confidence * min(1.0, whose[1]), 2), by="model",
            )  # fmt: skip


def _bearer(grammar: Grammar, trait: Trait) -> tuple[str, float] | None:
    """Of whom a trait is told, and how sure that is."""
    page = grammar.page
    sums: dict[str, float] = defaultdict(float)
    for number, share in trait.bearers:
        entity = page.meant.get(number)
        if entity is not None and page.notes.seen[number].type == "PER":
            sums[entity] += share
    i = _head(grammar, trait.at)
    if i is None:
        return None
    for entity in _by_syntax(grammar, i, trait.name)[:1]:
        sums[entity] += SYNTAX
    best = max(sums.items(), key=lambda one: one[1], default=None)
    return best if best is not None and best[1] >= SURE else None


def _head(grammar: Grammar, at: Span) -> int | None:
    """The word that the others of some words hang on, where it can tell something by itself."""
    words = grammar.words_in(at)
    for k in words:
        if grammar.words[k].head not in words and grammar.words[k].upos in _TELLING:
            return k
    return None


def _by_syntax(grammar: Grammar, i: int, name: str) -> list[str]:
    word = grammar.words[i]
    if word.upos in ("NOUN", "PROPN"):
        if name in NOUNS:
            return described(grammar, i) or subjects(grammar, i)
        found = bearers(grammar, i)
        if found:
            return found
    if word.deprel == "amod" and word.head is not None:
        return described(grammar, word.head)
    return people(grammar, of_clause(grammar, i)) or subjects(grammar, i)
