"""Where a clause says that something happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fabula.asking.clauses import Clause
from fabula.asking.fillers import phrase
from fabula.asking.times import is_time
from fabula.reading.language.grammar import Grammar
from fabula.reading.language.roles import is_vague
from fabula.reading.language.verbs import PLACES

if TYPE_CHECKING:
    from fabula.asking.book import Book

SITES = ("GPE", "LOC", "FAC")


def place_of(book: Book, clause: Clause) -> tuple[str, list[str]] | None:
    """Where a clause says that it happens: its words, preposition first, and the place."""
    return place_at(book, clause.grammar, clause.verb)


def _sites(book: Book, grammar: Grammar, noun: int) -> list[int]:
    """The places that hang on a noun: "lost her mother in Plymouth"."""
    found = [(k, grammar.entity(k)) for k in grammar.below(noun, "nmod")]
    return [k for k, e in found if e in book.entities and book.entities[e].type in SITES]


def place_at(book: Book, grammar: Grammar, verb: int) -> tuple[str, list[str]] | None:
    """The same of a verb."""
    head = grammar.words[verb].head
    where = [k for k in grammar.below(verb, "advmod") if grammar.text(k).lower() == "where"]
    if where and head is not None and grammar.words[verb].deprel == "acl:relcl":
        return book.words(phrase(grammar, head)), []  # "the stable where he had slept"
    if head is not None and grammar.text(head).lower() == "where":
        place = grammar.subject(head)  # "the barn was where he slept"
        return (book.words(phrase(grammar, place)), []) if place is not None else None
    near = grammar.below(verb, "obl", "nmod", "obl:unmarked")
    near += [k for j in grammar.below(verb, "obj") for k in _sites(book, grammar, j)]
    for k in [*sorted(near), *(n for j in near for n in grammar.below(j, "nmod"))]:
        preposition = grammar.preposition(k)
        if preposition not in PLACES or grammar.words[k].upos not in ("NOUN", "PROPN"):
            continue
        words = book.words(phrase(grammar, k))
        entity = grammar.entity(k)
        kind = book.entities[entity].type if entity in book.entities else None
        if is_time(words) or kind == "PER" or is_vague(grammar, k):
            continue
        return f"{preposition} {words}", [entity] if entity else []
    return None
