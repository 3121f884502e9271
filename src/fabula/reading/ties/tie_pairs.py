"""Who the two or more are that a clause tells of: "Ida and Joss", "she and Isaura", "they"."""

from __future__ import annotations

from fabula.reading.language.grammar import SUBJECTS, Grammar
from fabula.reading.language.nearby import ending, is_person
from fabula.reading.states.bearers import both, is_they, people, subject

_NEAR = 4  # words from the first of a pair to its "and"


def those_of(grammar: Grammar, i: int) -> list[str]:
    """The people that a predicate tells of, one by one: its subject and whoever "and" joins to it,
    whatever hangs on what."""
    does = subject(grammar, i)
    if does is not None and is_they(grammar, does):
        return both(grammar, does)
    own = grammar.child(i, *SUBJECTS)
    found = people(grammar, does) if own is None else people(grammar, own)
    for k in range(own if own is not None else i, min(i, (own or 0) + _NEAR)):
        if grammar.text(k).lower() == "and" and is_person(grammar, k + 1):
            found += people(grammar, k + 1)
    return list(dict.fromkeys((*_before_and(grammar, does), *found)))


def _before_and(grammar: Grammar, i: int | None) -> list[str]:
    """Whoever "and" joins right before somebody ("Dot Ames and Marjorie Bly had been")."""
    number = grammar.mention(i) if i is not None else None
    first = grammar.page.notes.seen[number].first if number is not None else 0
    joined = first > 1 and grammar.text(first - 1).lower() == "and"
    return people(grammar, ending(grammar, first - 2)) if joined else []
