"""What is left open, by rules and by what the model makes of the words: what it thinks out of the
question is left out, and what it is sure of is put in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from fabula.reading.glimpses import OPEN
from fabula.reading.language.tokens import sentence_spans
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
        if o.kind not in _DOUBTED or any(s.kind == o.kind and s.at.meets(o.at) for s in seen)
    ]
    for s in seen:
        new = _opening(page, s, turns) if s.confidence >= OPEN else None
        if new is not None and not any(o.kind == new.kind and new.at.meets(o.at) for o in kept):
            kept.append(new)
    return tuple(kept)


def _opening(
    page: Page, seen: Opens, turns: Sequence[tuple[Span, str | None, str | None]]
) -> Opening:
    """Something left open by the sentence that the model sees it in, with whoever is bound: in
    speech the speaker, or whoever is told to do it; in thoughts and in the narration whoever the
    sentence is about."""
    kind = cast(ThreadKind, seen.kind)
    for words, speaker, to in turns:
        if words.meets(seen.at):
            bound, other = (to, speaker) if kind in _HEARERS else (speaker, to)
            return Opening(
                _sentence(page, seen.at, words), kind, bound, other, seen=seen.confidence
            )
    at = _sentence(page, seen.at, Span(0, len(page.passage.text)))
    first = next((entity for _, entity in page.people_in(at)), None)
    return Opening(at, kind, first, seen=seen.confidence)


def _sentence(page: Page, at: Span, within: Span) -> Span:
    """The sentence that some words stand in, as far as it lies within others."""
    start, end = max(at.start, within.start), min(at.end, within.end)
    around = sentence_spans(page.passage.text, within.start, within.end)
    return next((s for s in around if s.start <= start < s.end), Span(start, end))
