"""What is left open, and what the verbs that leave it open have in common."""

from __future__ import annotations

from typing import NamedTuple

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.hasty import plain
from fabula.reading.minds.heads import NOBODY
from fabula.story.records import ThreadKind
from fabula.story.text import Span

WOULD = frozenset(("would", "'d", "’d", "should", "will", "'ll", "’ll"))


class Opening(NamedTuple):
    """What is left open by the words at a place: the kind, whoever is bound, to whom, and the deed
    that would close it, with the entity it is done to; `seen` is how sure the model is of it, where
    no rule says so."""

    at: Span
    kind: ThreadKind
    holder: str | None = None
    to: str | None = None
    deed: str = ""
    target: str | None = None
    seen: float | None = None


def person(grammar: Grammar, word: int | None) -> str | None:
    """The person that a word stands for; none for "nobody"."""
    number = grammar.mention(word) if word is not None else None
    if word is None or number is None or grammar.page.notes.seen[number].type != "PER":
        return None
    return None if NOBODY.match(grammar.text(word)) else grammar.entity(word)


def words_of(grammar: Grammar, i: int) -> str:
    """The clause of a verb in small letters."""
    at = grammar.clause(i)
    return plain(grammar.page.passage.text[at.start : at.end])


def is_had(grammar: Grammar, i: int) -> bool:
    """Whether "she'd" is "she had"."""
    helped = set(grammar.auxiliaries(i))
    return "been" in helped or (grammar.words[i].xpos == "VBN" and not {"be", "have"} & helped)
