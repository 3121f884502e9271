"""A tie between each who does something and each whom it is done to."""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import led_to
from fabula.reading.states.bearers import both, is_they, people, subject
from fabula.reading.ties.tie_feelings import between
from fabula.reading.ties.tie_words import ANYBODY, Deed
from fabula.reading.ties.told_ties import Told

WEAK = 0.5  # how sure a tie is that is only inferred from what somebody does


def each(
    grammar: Grammar, told: Told, i: int, target: int | None, deed: Deed, weak: bool = False
) -> None:
    """The tie between each who does it and each whom it is done to."""
    does = subject(grammar, i)
    if grammar.is_passive(i):
        does, target = led_to(grammar, i, "by"), does
    if does is None or target is None or does == target:
        return
    at = grammar.clause(i) if deed.ends else between(grammar, does, target, i)
    done_to = _who(grammar, target)
    for one in both(grammar, does, done_to) if is_they(grammar, does) else _who(grammar, does):
        for other in done_to:
            source, goal = (other, one) if deed.turned else (one, other)
            if deed.ends:
                told.end(source, deed.type, goal, at)
            else:
                told.add(
                    source, deed.type, goal, at, deed.feeling,
                    basis="inferred" if weak else "stated", confidence=WEAK if weak else 0.8,
                )  # fmt: skip


def _who(grammar: Grammar, i: int) -> list[str]:
    """Those whom a tie is told of: a "they" that nobody is known of is nobody."""
    any_ = grammar.child(i, "acl:relcl", "acl") is not None and grammar.lemma(i) in ANYBODY
    if is_they(grammar, i):
        return both(grammar, i) if grammar.text(i).lower() == "both" else []
    return [] if any_ else people(grammar, i)
