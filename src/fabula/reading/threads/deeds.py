"""Which deed a promise, order or plan names: the verb, and whom or what it is done to."""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.verbs import STATES
from fabula.story.text import Span

_NAMES = frozenset(
    ("promise", "swear", "vow", "threaten", "plan", "intend", "decide", "owe", "order", "command")
)


def deed_in(grammar: Grammar, at: Span) -> tuple[str, str | None]:
    """The lemma of the deed that a sentence names, "" for none, and the entity it is done to."""
    verbs = [i for i in grammar.words_in(at) if grammar.words[i].upos == "VERB"]
    ahead = [i for i in verbs if grammar.realis(i) == "future"]
    others = [i for i in verbs if grammar.lemma(i) not in STATES | _NAMES]
    return deed_of(grammar, next(iter(ahead or others), None))


def deed_of(grammar: Grammar, i: int | None) -> tuple[str, str | None]:
    """A verb as a deed; that of its clause where it only leads to one ("is going to tell him")."""
    if i is None:
        return "", None
    led = grammar.child(i, "xcomp")
    if led is not None and grammar.lemma(i) in ("go", "have", "try", "want", "mean"):
        i = led
    target = grammar.object(i)
    return grammar.lemma(i), grammar.entity(target)
