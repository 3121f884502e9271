"""Looks told by one word made of several, or by a measure: "a red-haired boy", "she was one-eyed",
"six foot in her clogs". The syntax tears these apart, so they are found by their words."""

from __future__ import annotations

import re

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import before, is_person, named_beside
from fabula.reading.lists import set_of
from fabula.reading.states.bearers import copula, is_real, of_clause, people, predicate, subjects
from fabula.reading.states.held_states import Held
from fabula.reading.states.state_words import LOOKS
from fabula.story.text import Span

_NAMES = {
    "haired": "hair", "bearded": "hair", "headed": "hair", "eyed": "eyes", "skinned": "skin",
    "shouldered": "build", "chested": "build", "legged": "build", "armed": "build",
}  # fmt: skip
_SHAPES = LOOKS | set_of("one two broad narrow square barrel thick bare round bow raven flaxen")
_MADE = re.compile(rf"\b(\w+)[-‐‑](?P<part>{'|'.join(_NAMES)})\b", re.IGNORECASE)
_FEET = re.compile(
    r"\b(?:four|five|six|seven|[4-7])[ -](?:foot|feet)\b"
    r"(?:[ -]+(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|\d+)\b)?"
    r"(?:[ -](?:inches\b|tall\b))?",
    re.IGNORECASE,
)


def descriptions(grammar: Grammar, held: Held) -> None:
    """Emits the looks that a passage tells so."""
    text = grammar.page.passage.text
    for found in _MADE.finditer(text) if "ed" in text and "-" in text else ():
        last = grammar.word_at(found.end() - 1)
        if found[1].lower() in _SHAPES and last is not None:
            name = _NAMES[found["part"].lower()]
            held.add(_of(grammar, last, found.start()), name, Span(*found.span()), lasting=True)
    for found in _FEET.finditer(text) if "foot" in text or "feet" in text else ():
        first = grammar.word_at(found.start())
        if first is not None and first > 1 and _is_height(grammar, first, found[0]):
            who = before(grammar, first - 1) if grammar.lemma(first - 1) == "be" else None
            who = who if who is not None else of_clause(grammar, first)
            held.add(people(grammar, who), "build", Span(*found.span()), lasting=True)


def _of(grammar: Grammar, last: int, start: int) -> list[str]:
    """Who is described: the noun that follows, the subject of the copula before, a name before."""
    first = grammar.word_at(start) or 0
    for k in range(last + 1, min(last + 4, len(grammar.words))):
        if is_person(grammar, k) and grammar.words[k].upos in ("NOUN", "PROPN"):
            said = predicate(grammar, k)
            return subjects(grammar, said) if said is not None else people(grammar, k)
        if grammar.words[k].upos not in ("ADJ", "NOUN", "PUNCT"):
            break
    verb = next((k for k in range(first - 1, max(-1, first - 4), -1) if _is_be(grammar, k)), None)
    if verb is not None:
        return people(grammar, before(grammar, verb)) if is_real(grammar, last) else []
    return people(grammar, named_beside(grammar, last))


def _is_be(grammar: Grammar, k: int) -> bool:
    return grammar.lemma(k) == "be"


def _is_height(grammar: Grammar, first: int, said: str) -> bool:
    """Whether a number of feet is how tall somebody is ("six feet away" is not)."""
    after = grammar.word_at(grammar.words[first].at.start + len(said))
    following = grammar.text(after + 1).lower() if after and after + 1 < len(grammar.words) else ""
    told = "tall" in said.lower() or grammar.lemma(first - 1) in ("be", "stand", "measure")
    listed = grammar.text(first - 1) == "," and copula(grammar, first - 2) is not None
    return (told or listed) and following not in ("away", "from", "off", "apart", "long", "wide")
