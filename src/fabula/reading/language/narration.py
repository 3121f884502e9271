"""The narrator's own sentences, and in which tense and person a story is told: what sets off a
sentence that is not the narrator's but somebody's thought.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fabula.reading.language.grammar import SUBJECTS, Grammar
from fabula.reading.language.tokens import sentence_spans
from fabula.reading.page import Page
from fabula.story.memory import Told
from fabula.story.text import Span

FADES = 400  # clauses after which what was counted before weighs half
FIRST = 0.08  # share of the clauses whose subject is "I" from which a narrator says "I"
SECOND = 0.10  # ... and "you" in a story told to "you"
_BEGINS = re.compile(r"[\s_*(—–…]*[A-Z0-9]")
_STOPS = (".", "!", "?", "…", ":", "—")


class Said(NamedTuple):
    """A sentence of the narration: its place in the passage, its paragraph's number, and the
    numbers of its words."""

    at: Span
    paragraph: int
    words: range


def narrated(page: Page) -> Iterator[Said]:
    """The sentences outside all quotations, in order; what is left of a sentence whose speech
    was cut out ("said Mara.") is none."""
    text, grammar = page.passage.text, page.grammar
    for number, stretch, led in _stretches(page):
        for at in sentence_spans(text, stretch.start, stretch.end):
            whole = led or at.start > stretch.start + 2
            if whole and _BEGINS.match(text, at.start, at.end):
                yield Said(at, number, grammar.words_in(at))
            led = False


def _stretches(page: Page) -> Iterator[tuple[int, Span, bool]]:
    """Each stretch between quotations: its paragraph, its place, and whether a sentence may begin
    with it."""
    text = page.passage.text
    quoted = [q for q in page.notes.quotations if q.parent is None]
    for number, paragraph in enumerate(page.passage.paragraphs):
        if paragraph.kind != "prose":
            continue
        start, led = paragraph.start, True
        for quotation in (q for q in quoted if q.paragraph == number):
            if start < quotation.at.start:
                yield number, Span(start, quotation.at.start), led
            start = max(start, quotation.at.end)
            inner = text[: quotation.at.end].rstrip("\"”’'»_* ")
            led = inner.endswith(_STOPS)
        if start < paragraph.end:
            yield number, Span(start, paragraph.end), led


def told_so_far(page: Page, before: Told, sentences: list[Said]) -> Told:
    """The tense and person of the narration, this passage's sentences counted in."""
    counts = list(before)
    for said in sentences:
        for i in said.words:
            tense = _tense(page.grammar, i)
            if tense is None:
                continue
            subject = page.grammar.child(i, *SUBJECTS)
            who = page.grammar.text(subject).lower() if subject is not None else ""
            for k, holds in enumerate((tense == "past", tense == "present", who in ("i", "we"),
                                       who == "you")):  # fmt: skip
                counts[k] += holds
    if counts[0] + counts[1] > FADES:
        counts = [n // 2 for n in counts]
    return Told(*counts)


def _tense(grammar: Grammar, i: int) -> str | None:
    """The tense of a main clause, by its finite word: "past", "present", or None."""
    word = grammar.words[i]
    if word.deprel not in ("root", "conj", "parataxis") or word.upos == "PUNCT":
        return None
    return tense_of(grammar, i)


def tense_of(grammar: Grammar, i: int) -> str | None:
    """The tense of what a word tells: that of its first auxiliary, else its own."""
    first = next(iter(grammar.below(i, "aux", "aux:pass", "cop")), i)
    tag = grammar.words[first].xpos
    if tag == "MD":
        return "present" if grammar.text(first).lower() in _PRESENT_MODALS else "past"
    if tag in ("VBZ", "VBP"):
        return "present"
    return "past" if tag == "VBD" else None


_PRESENT_MODALS = frozenset(("will", "'ll", "’ll", "wo", "can", "ca", "shall", "may"))


def is_past(told: Told) -> bool:
    """Whether the story is told in the past tense."""
    return told.past >= 2 * told.present


def says_i(told: Told) -> bool:
    """Whether the narrator says "I"."""
    return told.first >= max(2, FIRST * (told.past + told.present))


def says_you(told: Told) -> bool:
    """Whether the story is told to "you"."""
    return told.second >= max(3, SECOND * (told.past + told.present))
