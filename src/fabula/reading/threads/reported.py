"""Questions that are told, not quoted: "he had asked whether she was coming", "I only want to know
who did it", "she wondered what he wanted"."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import is_person
from fabula.story.text import Span

_ASKS = frozenset(("ask", "wonder", "inquire", "enquire"))
_LEARNS = frozenset(("know", "hear", "learn"))
_WISHES = frozenset(("want", "wish", "like", "need", "love"))
_OPENS = frozenset(
    ("who", "whom", "whose", "what", "where", "when", "why", "how", "which", "whether", "if")
)


def reported(grammar: Grammar) -> Iterator[tuple[Span, int, int | None]]:
    """The words of each question that is told, who asks it and who is asked."""
    for i, word in enumerate(grammar.words):
        if word.upos != "VERB" or grammar.lemma(i) not in _ASKS | _LEARNS:
            continue
        told = _telling(grammar, i)
        asked = grammar.object(i) if is_person(grammar, grammar.object(i)) else None
        first = (asked if asked is not None and asked > i else i) + 1
        end = _end(grammar, i, first)
        asker = grammar.subject(told) if told is not None and end is not None else None
        if asker is not None and end is not None and is_person(grammar, asker):
            yield Span(grammar.words[first].at.start, end), asker, asked


def _telling(grammar: Grammar, i: int) -> int | None:
    """The verb that tells as a fact that somebody asks: itself, or of "want to know" the wish."""
    told: int | None = i
    if grammar.lemma(i) in _LEARNS:
        head = grammar.words[i].head
        wished = head is not None and grammar.words[i].deprel == "xcomp"
        told = head if wished and grammar.lemma(head or 0) in _WISHES else None
    if told is None or grammar.realis(told) != "actual" or grammar.is_question(told):
        return None
    return told


def _end(grammar: Grammar, i: int, first: int) -> int | None:
    """Where the clause ends that a word begins; none where it asks nothing, as "how he was"."""
    if first >= len(grammar.words) or grammar.text(first).lower() not in _OPENS:
        return None
    last = grammar.words_in(grammar.sentence(i)).stop
    verbs = (k for k in range(first, last) if grammar.words[k].upos in ("VERB", "AUX"))
    verb = next(verbs, None)
    if verb is None or grammar.quotation(verb) != grammar.quotation(i):
        return None
    ends = verb + 1 == last or grammar.words[verb + 1].upos == "PUNCT"
    if grammar.lemma(first) == "how" and grammar.lemma(verb) == "be" and ends:
        return None
    head = grammar.words[verb].head
    joined = grammar.words[verb].deprel in ("aux", "aux:pass", "cop") and head is not None
    return max(grammar.clause(head if joined and head else verb).end, grammar.words[verb].at.end)
