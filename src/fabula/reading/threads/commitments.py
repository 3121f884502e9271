"""What the clauses of a sentence bind somebody to, whatever their verbs: "I'll pay you by Friday"
promises, "You'll pay for this" threatens, "We're going to rob the bank" plans, "You must find my
sister" sets a task.

Of a sentence somebody says to somebody; what the narration tells is in `named_threads`.
"""

from __future__ import annotations

from collections.abc import Callable

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.hasty import plain
from fabula.reading.threads.clauses import clauses
from fabula.reading.threads.errands import is_duty, sets_task
from fabula.reading.threads.plans import plans
from fabula.reading.threads.promises import promises, vows
from fabula.reading.threads.thread_forms import LONGEST, Bound
from fabula.reading.threads.threats import threatens
from fabula.story.text import Span

_KINDS: tuple[tuple[Bound, Callable[[Grammar, int, str], bool]], ...] = (
    (Bound("threat"), threatens),
    (Bound("vow"), vows),
    (Bound("promise"), promises),
    (Bound("task", True), sets_task),
    (Bound("task"), is_duty),
    (Bound("plan"), plans),
)
"""What clauses bind to, the surest first."""


def committed(grammar: Grammar, at: Span, words: str) -> Bound | None:
    """What a sentence said to somebody binds to."""
    said = plain(words)
    if len(said.split()) > LONGEST:
        return None
    found = list(clauses(grammar, at))
    return next((b for b, holds in _KINDS if any(holds(grammar, i, said) for i in found)), None)
