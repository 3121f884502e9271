"""Words that a story makes its own, with the explanation that it gives: "a thin knife called a
kunai", "which are called tollas", "Kekkai means a barrier". A word that is never explained is no
TERM here: nothing shows that it is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from fabula.reading.language.grammar import Grammar
from fabula.reading.lists import set_of
from fabula.reading.page import Page
from fabula.reading.states.bearers import is_real
from fabula.story.memory import Memory
from fabula.story.records import Attribute, Entity, EntityType, Mention
from fabula.story.text import Span

BY = "terms"
_NAMES = frozenset(("called", "named", "termed"))
_MEANS = frozenset(("mean", "denote", "signify"))
_MARKS = frozenset("\"“”‘’'*_")
_TIMES = set_of("day night time morning evening year hour moment week home name")
_RELATIVE = frozenset(("which", "that"))


class Term(NamedTuple):
    """A term, from its first to its last word, and the words that explain it."""

    first: int
    last: int
    explained: Span | None


def terms(memory: Memory, page: Page) -> Memory:
    """Emits TERM entities, or says of names of nobody that they are terms, and what they mean."""
    grammar = page.grammar
    last = dict(memory.things.last)
    for i, word in enumerate(grammar.words):
        if word.upos == "VERB":
            for term in _terms(grammar, i):
                entity = _entity(memory, page, term, last)
                if entity is not None and term.explained is not None:
                    _explain(page, entity, term.explained)
    things = msgspec.structs.replace(memory.things, last=last)
    return msgspec.structs.replace(memory, things=things)


def _terms(grammar: Grammar, i: int) -> Iterator[Term]:
    """The term that a verb tells."""
    done = grammar.words[i].xpos == "VBN" or grammar.words[i].deprel == "acl"
    if grammar.text(i).lower() in _NAMES and (done or grammar.is_passive(i)):
        told = _called(grammar, i)
        if told is not None:
            yield told
    elif grammar.lemma(i) in _MEANS and is_real(grammar, i):
        told = _meaning(grammar, i)
        if told is not None:
            yield told


def _called(grammar: Grammar, i: int) -> Term | None:
    """ "A knife called a kunai", "the valley was called the Cut"."""
    first = _skip(grammar, i + 1)
    last = _term(grammar, first)
    if last is None:
        return None
    named = i - 1
    while named >= 0 and (
        grammar.words[named].upos in ("AUX", "ADV", "PUNCT") or grammar.lemma(named) in _RELATIVE
    ):
        named -= 1
    if named < 0 or grammar.mention(named) is not None or grammar.words[named].upos != "NOUN":
        return None  # people and places have names, not terms
    return Term(first, last, grammar.phrase(named))


def _meaning(grammar: Grammar, i: int) -> Term | None:
    """ "Kekkai means a barrier": a single word of no sentence's own, and a noun for it."""
    subject, target = grammar.child(i, "nsubj"), grammar.object(i)
    if subject is None or target is None or subject != i - 1:
        return None
    known = grammar.words[subject].upos == "PROPN" and grammar.mention(subject) is None
    marked = subject > 0 and grammar.text(subject - 1) in _MARKS
    if not (known or marked) or grammar.words[target].upos not in ("NOUN", "PROPN"):
        return None
    return Term(subject, subject, grammar.phrase(target))


def _skip(grammar: Grammar, k: int) -> int:
    """Past an article and opening marks."""
    while k < len(grammar.words) and (grammar.words[k].upos == "DET" or grammar.text(k) in _MARKS):
        k += 1
    return k


def _term(grammar: Grammar, first: int) -> int | None:
    """The last word of a term that begins at a word: nouns, of which the first is no time."""
    k = first
    while k < len(grammar.words) and grammar.words[k].upos in ("NOUN", "PROPN"):
        if grammar.mention(k) is not None or grammar.lemma(k) in _TIMES:
            return None
        k += 1
    return k - 1 if k > first else None


def _entity(memory: Memory, page: Page, term: Term, last: dict[str, str]) -> str | None:
    """The entity of a term: that of its name, else the one met before, else a new one."""
    words = page.grammar.words
    at = Span(words[term.first].at.start, words[term.last].at.end)
    for called in page.called:
        if called is not None and called.at.start < at.end and at.start < called.at.end:
            return _typed(memory, page, called.entity, at)
    key = page.grammar.lemma(term.last)
    if key in last:
        return last[key]
    entity = page.emit(Entity, "e", at, BY, confidence=0.6, type="TERM").id
    page.emit(Mention, "m", at, BY, confidence=0.6, entity=entity, kind="NOM", type="TERM")
    last[key] = entity
    return entity


def _typed(memory: Memory, page: Page, entity: str, at: Span) -> str | None:
    """A name that stood for nothing yet stands for a term."""
    known = memory.cast.known.get(memory.cast.root(entity))
    if known is None or known.type is not None:
        return None
    page.emit(EntityType, "t", at, BY, confidence=0.6, entity=entity, type="TERM")
    return entity


def _explain(page: Page, entity: str, at: Span) -> None:
    value = " ".join(page.passage.text[at.start : at.end].split())
    page.emit(
        Attribute, "b", at, BY, confidence=0.6, entity=entity, name="meaning", value=value,
        lasting=True,
    )  # fmt: skip
