"""What is left open, by rules and by what the model makes of the words: what it thinks out of the
question is left out, and what it is sure of is put in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from fabula.reading.glimpses import OPEN
from fabula.reading.page import Page
from fabula.reading.threads.opening import Opening
from fabula.story.annotations import Opens
from fabula.story.records import ThreadKind
from fabula.story.text import Span

_DOUBTED = ("question", "plan")  # of which rules find many that are none
_HEARERS = ("task",)  # what binds whoever is spoken to


def weighed(
    page: Page, told: Sequence[Opening], turns: Sequence[tuple[Span, str | None, str | None]]
) -> tuple[Opening, ...]:
    """The openings that rules tell of, but for questions and plans that the model sees nothing of,
    and those that it sees alone; `turns`: what is said, by whom, to whom."""
    if not page.notes.glimpses.turns:
        return tuple(told)  # the model has not looked
    seen = page.notes.glimpses.opens
    kept = [
        o
        for o in told
        if o.kind not in _DOUBTED or any(s.kind == o.kind and _meet(s.at, o.at) for s in seen)
    ]
    alone = [
        s
        for s in seen
        if s.confidence >= OPEN and not any(o.kind == s.kind and _meet(s.at, o.at) for o in kept)
    ]
    return (*kept, *(_opening(page, s, turns) for s in alone))


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _opening(
    page: Page, seen: Opens, turns: Sequence[tuple[Span, str | None, str | None]]
) -> Opening:
    """Something left open, with whoever is bound: in speech the speaker, or whoever is told to do
    it; in thoughts and in the narration whoever the clause is about."""
    kind = cast(ThreadKind, seen.kind)
    for words, speaker, to in turns:
        if _meet(words, seen.at):
            bound, other = (to, speaker) if kind in _HEARERS else (speaker, to)
            return Opening(seen.at, kind, bound, other, seen=seen.confidence)
    first = next((entity for _, entity in page.people_in(seen.at)), None)
    return Opening(seen.at, kind, first, seen=seen.confidence)
