"""Quotations: which stretches of a passage are somebody's words.

Each paragraph is read by itself: its marks (`quotation_marks`), how they pair (`quotation_pairs`),
speech that a dash begins (`quotation_dashes`), asides and words that are no speech
(`quotation_asides`), thoughts, writing (`quotation_modes`). Of its neighbours it asks two things:
whether single marks hold speech in this passage, and whether the paragraph before left a quotation
unclosed. What the text's form shows without marks is added (`quotation_formed`): the turns of chats
and scripts, letters, boxes.

Left out are words held at arm's length and titles (the "younger set"): they are nobody's words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from fabula.reading.language.tokens import without
from fabula.reading.speech.quotation_asides import asides, is_scare, parted
from fabula.reading.speech.quotation_dashes import begins_with_dash, parted_by_dashes, with_dashes
from fabula.reading.speech.quotation_formed import formed
from fabula.reading.speech.quotation_lost import marks_are_lost, with_lost
from fabula.reading.speech.quotation_marks import SIGNS, SINGLE, marks
from fabula.reading.speech.quotation_modes import (
    goes_on,
    is_greeting,
    is_remembered,
    is_sentence,
    is_thought,
    mode_led_to,
    mode_of,
    remembering,
)
from fabula.reading.speech.quotation_pairs import SAID, WRITTEN, Pair, pairs
from fabula.reading.speech.quotation_told import cut_at_told
from fabula.reading.speech.quotation_verse import sung
from fabula.story.annotations import Annotations, Mode, Quoted
from fabula.story.passage import Paragraph, Passage
from fabula.story.text import Span

_BARE = SIGNS + "_* \t\n\r\u00a0\u202f\u2009\u3000"
_DASH = re.compile(r"[—–―]+|--?(?=\s)")
_STARTS_SINGLE = re.compile(r"(?:\A|\n)[ \t_*]*['‘‚]")
_BEGINS_SINGLE = re.compile(r"[\s_*]*['‘‚](?!\d)")
_STARTS_DOUBLE = re.compile(r"(?:\A|\n)[ \t_*]*[\"“„”«»「]")


def quotations(passage: Passage, notes: Annotations) -> Annotations:
    """Adds the passage's quotations, sorted by start, an outer one before those in it."""
    texts = [
        without(passage.text, p.start, p.end, p.holes) if p.kind == "prose" else ""
        for p in passage.paragraphs
    ]
    single = _single_style(passage.text)
    # Elsewhere than in English one dash is enough.
    dashes = bool(passage.language) or _dash_style(texts)
    found = [
        _paired(text, single, _BEGINS_SINGLE.match(following) is not None)
        for text, following in zip(texts, [*texts[1:], ""], strict=True)
    ]
    if dashes:
        found = [
            with_dashes(text, pairs) if begins_with_dash(text) else pairs
            for text, pairs in zip(texts, found, strict=True)
        ]
    if any("  " in text or " \n" in text or "\n " in text for text in texts) and marks_are_lost(
        passage.text
    ):
        found = [with_lost(text, pairs) for text, pairs in zip(texts, found, strict=True)]
    found = formed(passage, texts, _carried_over(texts, found))
    songs = sung(passage.paragraphs, texts)
    made: list[Quoted] = []
    unclosed = ""  # the family of the quotation that the paragraph before left unclosed
    mode: Mode = "speech"  # and its mode
    for number, (paragraph, text) in enumerate(zip(passage.paragraphs, texts, strict=True)):
        here = found[number]
        if number in songs:
            paragraph = msgspec.structs.replace(paragraph, italics=())
        reopens = bool(here) and unclosed == here[0].family and _at_start(text, here[0])
        unclosed = _left_open(text, here)
        if here or paragraph.italics:
            if not reopens:
                mode = mode_led_to(texts[number - 1]) if number else "speech"
            if unclosed and is_greeting(text):
                mode = "writing"
            led = mode if here and _at_start(text, here[0]) else "speech"
            quoted = _records(paragraph, number, text, here, len(made), reopens, led)
            mode = next((q.mode for q in reversed(quoted) if q.parent is None), "speech")
            made += cut_at_told(passage.text, quoted, len(made))
    return msgspec.structs.replace(notes, quotations=tuple(made))


def bare(text: str, at: Span) -> Span:
    """`at` without the marks, emphasis signs and blanks at its ends, and without the dash that
    begins it."""
    words = text[at.start : at.end]
    dash = _DASH.match(words)
    inner = words[dash.end() if dash else 0 :].lstrip(_BARE)
    start = at.end - len(inner)
    return Span(start, start + len(inner.rstrip(_BARE)))


def _single_style(text: str) -> bool:
    """Whether single marks hold speech here: more paragraphs begin with them than with others."""
    singles = len(_STARTS_SINGLE.findall(text))
    return singles > 0 and singles >= len(_STARTS_DOUBLE.findall(text))


def _dash_style(texts: Sequence[str]) -> bool:
    """Whether dashes begin speech here: two paragraphs begin so, or one does and has a narrator's
    dash too. One alone may be a signature or a sentence that was broken off."""
    begun = [t for t in texts if t.lstrip()[:1] in ("—", "–", "―", "-") and begins_with_dash(t)]
    return len(begun) > 1 or any(parted_by_dashes(t) for t in begun)


def _paired(text: str, single: bool, taken_up: bool) -> list[Pair]:
    found = marks(text)
    if not found or (len(found) == 1 and found[0].family == SINGLE and not single):
        return []
    return pairs(text, found, single, taken_up)


def _carried_over(texts: Sequence[str], found: list[list[Pair]]) -> list[list[Pair]]:
    """Fills the paragraphs between one that leaves a quotation unclosed and the next with marks,
    where that one closes it: verses and letters, quoted only at their ends."""
    since = -1
    for number, here in enumerate(found):
        if since >= 0 and here and not here[0].opened:
            for between in range(since + 1, number):
                text = texts[between]
                end = len(text.rstrip())
                start = len(text) - len(text.lstrip())
                family = here[0].family
                if start < end:
                    found[between] = [Pair(start, end, family, opened=False, closed=False)]
        if here:
            since = number if _left_open(texts[number], here) else -1
    return found


def _at_start(text: str, pair: Pair) -> bool:
    return not text[: pair.start].strip(" \n\t_*")


def _left_open(text: str, found: Sequence[Pair]) -> str:
    """The family of the outermost quotation still open at the paragraph's end, "" if none is."""
    end = len(text.rstrip())
    return next((p.family for p in found if not p.closed and p.end >= end), "")


def _records(
    paragraph: Paragraph,
    number: int,
    text: str,
    found: list[Pair],
    base: int,
    reopens: bool,
    led: Mode,
) -> list[Quoted]:
    """The records of one paragraph whose first has number `base` in the passage; `led` is the mode
    that the paragraphs before give to its first."""
    offset = paragraph.start
    italics = [Span(s.start - offset, s.end - offset) for s in paragraph.italics]
    holes = [Span(s.start - offset, s.end - offset) for s in paragraph.holes]
    told = asides(text)
    kept = [piece for pair in _real(text, found) for piece in parted(text, pair, told, holes)]
    kept.sort(key=lambda p: (p.start, -p.end))
    kept = _with_thoughts(text, kept, italics)
    memory = remembering(text) if italics else None
    made: list[Quoted] = []
    around: list[int] = []  # the quotations that hold this place, by their numbers in `made`
    before: Quoted | None = None
    for pair in kept:
        start, end = offset + pair.start, offset + pair.end
        while around and made[around[-1]].at.end <= start:
            around.pop()
        if around and made[around[-1]].at.end < end:
            continue  # crosses an aside of the quotation that it is in
        if around and made[around[-1]].at == (start, end):
            continue  # the aside parts both alike
        mode = (
            made[around[-1]].mode if around else _mode(text, pair, before, offset, italics, memory)
        )
        if not made and mode == "speech":
            mode = led
        quoted = Quoted(
            Span(start, end),
            number,
            mode,
            base + around[-1] if around else None,
            pair.opened,
            pair.closed,
            reopens and not made,
        )
        if not around:
            before = quoted
        around.append(len(made))
        made.append(quoted)
    return made


def _real(text: str, found: list[Pair]) -> list[Pair]:
    """The pairs without those outer ones that are no quotations, and what is in those."""
    kept: list[Pair] = []
    floor = reach = 0
    for pair in found:
        if pair.start >= reach and is_scare(text, pair, floor):
            reach = pair.end
            continue
        if pair.start < reach and pair.end <= reach and not (kept and kept[-1].end >= pair.end):
            continue
        if pair.start >= floor:
            floor = pair.end
        kept.append(pair)
    return kept


def _mode(
    text: str,
    pair: Pair,
    before: Quoted | None,
    offset: int,
    italics: Sequence[Span],
    memory: tuple[Span, Span] | None,
) -> Mode:
    """The mode of an outer quotation; `before` is the one before it in its paragraph, `memory` the
    words of remembering there."""
    if not pair.family:
        return "thought"
    if pair.family == WRITTEN:
        return "writing"
    mode = mode_of(text, pair.start, pair.end)
    if mode != "speech" or pair.family == SAID:
        return mode
    if before is not None and goes_on(text, before.at.end - offset, pair.start):
        return before.mode
    if italics and is_remembered(len(text), memory, italics, pair.start, pair.end):
        return "remembered"
    return mode


def _with_thoughts(text: str, kept: list[Pair], italics: Sequence[Span]) -> list[Pair]:
    """Adds the thoughts in italics that stand outside all quotations."""
    if not italics:
        return kept
    thoughts: list[Pair] = []
    i = reach = 0
    for at in italics:
        while i < len(kept) and kept[i].start < at.end:
            reach = max(reach, kept[i].end)
            i += 1
        if reach <= at.start and (is_thought(text, at) or (thoughts and is_sentence(text, at))):
            thoughts.append(Pair(at.start, at.end, "", opened=False, closed=False))
    return sorted([*kept, *thoughts], key=lambda p: (p.start, -p.end)) if thoughts else kept
