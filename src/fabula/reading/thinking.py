"""Thoughts that no mark sets off: the narrator's sentences that are somebody's own words in their
head. After the staging, which tells through whose eyes a scene is seen.

Source: free indirect speech (questions and exclamations in the narrator's tense) and direct thought
that has lost its italics. Where nobody can be told who thinks it, nothing is said.
"""

from __future__ import annotations

from itertools import groupby

import msgspec

from fabula.reading.heads import Heads
from fabula.reading.narration import Said, narrated, told_so_far
from fabula.reading.page import Page
from fabula.reading.thought_forms import cued_form, form_of
from fabula.story.memory import Memory, Told
from fabula.story.records import Quotation, SpeakerOf
from fabula.story.text import Span

BY = "thinking"
_SURE = {"question": 0.6, "cued": 0.8}
_UNSURE = 0.5


def thinking(memory: Memory, page: Page) -> Memory:
    """Emits Quotations of mode "thought" and the SpeakerOf of each."""
    sentences = list(narrated(page))
    told = told_so_far(page, memory.inner.told, sentences)
    heads = Heads(memory, page, told)
    forms = [_form(page, said, told) for said in sentences]
    for said, form in _runs(sentences, forms):
        thinker = heads.thinker(said.at)
        if thinker is not None:
            _think(page, said.at, thinker, _SURE.get(form, _UNSURE))
    inner = msgspec.structs.replace(memory.inner, told=told, eyes=heads.eyes, heads=heads.left())
    return msgspec.structs.replace(memory, inner=inner)


def _form(page: Page, said: Said, told: Told) -> tuple[str, Span]:
    """What shows that a sentence is thought, and which of its words are."""
    cued = cued_form(page.passage.text[: said.at.end], said.at.start)
    if cued is not None:
        return "cued", Span(*cued.span("said"))
    return form_of(page.grammar, said, told), said.at


def _runs(sentences: list[Said], forms: list[tuple[str, Span]]) -> list[tuple[Said, str]]:
    """Thoughts that follow each other in a paragraph as one, with what shows the first."""
    found: list[tuple[Said, str]] = []
    run = 0
    keys = []
    for n, (said, (form, _)) in enumerate(zip(sentences, forms, strict=True)):
        near = n > 0 and sentences[n - 1].paragraph == said.paragraph
        touching = near and said.at.start - sentences[n - 1].at.end <= 3
        run += not (touching and bool(form) == bool(forms[n - 1][0]) and form != "cued")
        keys.append(run)
    for _, numbers in groupby(range(len(sentences)), key=lambda n: keys[n]):
        here = list(numbers)
        form = forms[here[0]][0]
        if form:
            at = Span(forms[here[0]][1].start, forms[here[-1]][1].end)
            found.append((sentences[here[0]]._replace(at=at), form))
    return found


def _think(page: Page, at: Span, thinker: str, confidence: float) -> None:
    own = f"q{page.counts.get('q', 0) + 1}"
    page.emit(
        Quotation, "q", at, BY, confidence=confidence, basis="inferred", utterance=own,
        mode="thought",
    )  # fmt: skip
    page.emit(
        SpeakerOf, "d", at, BY, confidence=confidence, basis="inferred", utterance=own,
        speaker=thinker, cue="implicit",
    )  # fmt: skip
    page.thoughts.append((at, thinker))
