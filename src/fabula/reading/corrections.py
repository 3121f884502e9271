"""Corrections: finding their words again in the text, and reading with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from fabula.reading.page import Fix, Page
from fabula.story.corrections import Anchor, Correction, Lost
from fabula.story.memory import Conversation, Memory, Turn
from fabula.story.records import (
    Mention,
    NotSame,
    Omitted,
    Quotation,
    Renamed,
    SameEntity,
    SpeakerOf,
)
from fabula.story.text import Span

CONTEXT = 32  # code points of prefix and suffix, as in the Web Annotation tools
BY = "reader"

# Messages name no words: whoever reads only so far is told nothing of what comes later.
GONE = "its words are not in the text"
NOBODY = "its words are there, but they name nobody it could be about"


class Placed(msgspec.Struct, frozen=True):
    """A correction's anchor found in the text."""

    number: int
    correction: Correction
    role: str
    at: Span
    made_at: int


def anchor(text: str, at: Span) -> Anchor:
    """The words at a place, so told that they can be found again."""
    return Anchor(
        exact=text[at.start : at.end],
        prefix=text[max(0, at.start - CONTEXT) : at.start],
        suffix=text[at.end : at.end + CONTEXT],
        near=at.start,
    )


def find(anchor: Anchor, text: str) -> Span | None:
    """Where the words stand now: the occurrence with the right neighbours, nearest to the old
    place. At least one neighbour has to be there if any was given."""
    if not anchor.exact:
        return None
    best: tuple[int, int, int, int] | None = None  # smallest is best
    asked = bool(anchor.prefix or anchor.suffix)
    for match in re.finditer(re.escape(anchor.exact), text):
        start, end = match.span()
        before = bool(anchor.prefix) and text.endswith(anchor.prefix, 0, start)
        after = bool(anchor.suffix) and text.startswith(anchor.suffix, end)
        if asked and not (before or after):
            continue
        here = (-(before + after), abs(start - anchor.near), start, end)
        best = min(best, here) if best else here
    return Span(*best[2:]) if best else None


def amiss(correction: Correction) -> str | None:
    """What keeps a correction from being one, whatever the text is."""
    if correction.do in ("merge", "split") and correction.that is None:
        return "it does not say with whom: “that” is missing"
    if correction.do == "rename" and not (correction.name or "").strip():
        return "it does not say how: “name” is missing"
    return None


def place(corrections: Sequence[Correction], text: str) -> tuple[list[Placed], list[Lost]]:
    """The corrections' places in `text`, in text order, and those that are amiss or whose words are
    gone.

    A correction with words that stood beyond the end of the text is neither: it is still to come.
    """
    placed: list[Placed] = []
    lost: list[Lost] = []
    for number, correction in enumerate(corrections):
        if why := amiss(correction):
            lost.append(Lost(number, correction, why))
            continue
        anchors = {
            role: anchor
            for role, anchor in (("this", correction.this), ("that", correction.that))
            if anchor is not None
        }
        found = {role: find(anchor, text) for role, anchor in anchors.items()}
        gone = [anchors[role] for role, at in found.items() if at is None]
        made = correction.made_at and find(correction.made_at, text)
        beyond = [correction.made_at] if correction.made_at and not made else []
        if any(a.near >= len(text) for a in gone + beyond):
            continue
        if gone:
            lost.append(Lost(number, correction, GONE))
            continue
        spans = [at for at in found.values() if at]
        made_at = max([at.end for at in spans] + ([made.end] if made else []))
        for role, at in found.items():
            assert at is not None
            placed.append(Placed(number, correction, role, at, made_at))
    placed.sort(key=lambda p: (p.at, p.number, p.role))
    return placed, lost


def fixes(placed: Sequence[Placed], start: int) -> tuple[Fix, ...]:
    """The anchors that lie in a passage, told relative to its `start`."""
    return tuple(
        Fix(p.number, p.correction, p.role, Span(p.at.start - start, p.at.end - start), p.made_at)
        for p in placed
    )


def corrections(memory: Memory, page: Page) -> Memory:
    """The last stage of resolve: what readers said of this passage becomes records by "reader", and
    the memory follows, so that reading on follows too."""
    if not page.fixes:
        return memory
    found = dict(memory.fixes)
    for fix in page.fixes:
        if target := _target(fix, page):
            found[f"{fix.number}:{fix.role}"] = target
    memory = msgspec.structs.replace(memory, fixes=found)
    # Where both anchors are here, the correction is applied once.
    for fix in {fix.number: fix for fix in page.fixes}.values():
        this = found.get(f"{fix.number}:this")
        that = found.get(f"{fix.number}:that")
        if this and (that or fix.correction.that is None):
            memory = _apply(memory, page, fix, this, that)
            if _can(memory, fix.correction, this, that):
                done = {**memory.fixes, f"{fix.number}:done": this}
                memory = msgspec.structs.replace(memory, fixes=done)
    return memory


def _can(memory: Memory, correction: Correction, this: str, that: str | None) -> bool:
    """Whether there is somebody it is about: two to be split, or a speaker of that name so far. To
    merge one with itself is done already."""
    if correction.do == "split":
        return this != that
    by_name = correction.do == "speaker" and that is None and correction.name is not None
    return not by_name or _named(memory, correction.name) is not None


def without_effect(placed: Sequence[Placed], memory: Memory) -> list[Lost]:
    """The corrections whose words were found, but name nobody there; `memory` is the last one."""
    left = {p.number: p.correction for p in placed if f"{p.number}:done" not in memory.fixes}
    return [Lost(number, correction, NOBODY) for number, correction in sorted(left.items())]


def _target(fix: Fix, page: Page) -> str | None:
    """The id of the entity mentioned, or of the utterance spoken, at the fix's place."""
    at = page.passage.absolute(fix.at)
    if fix.role == "this" and fix.correction.do == "speaker":
        quoted = [r for r in page.records if isinstance(r, Quotation)]  # thoughts without marks too
        over = [q for q in quoted if q.at.start < at.end and at.start < q.at.end]
        return max(over, key=lambda q: q.at.start).utterance if over else None
    near = [
        m
        for m in page.records
        if isinstance(m, Mention) and m.at.start < at.end and at.start < m.at.end
    ]
    # Of mentions that hold each other, the one whose words are nearest to those of the anchor.
    best = min(near, key=lambda m: (abs(_size(m.at) - _size(at)), m.at.start), default=None)
    return best.entity if best else None


def _size(at: Span) -> int:
    return at.end - at.start


def _apply(memory: Memory, page: Page, fix: Fix, this: str, that: str | None) -> Memory:
    known_at, at = fix.made_at, fix.at
    cast = memory.cast
    match fix.correction.do:
        case "merge" if that and that != this:
            one, other = sorted((this, that), key=_number)
            page.emit(SameEntity, "s", at, BY, known_at=known_at, one=one, other=other)
            cast = msgspec.structs.replace(cast, joined={**cast.joined, other: one})
        case "split" if that and that != this:
            page.emit(NotSame, "n", at, BY, known_at=known_at, one=that, other=this)
        case "rename" if fix.correction.name:
            name = fix.correction.name
            page.emit(Renamed, "n", at, BY, known_at=known_at, entity=this, name=name)
        case "omit":
            page.emit(Omitted, "n", at, BY, known_at=known_at, entity=this)
        case "speaker" if _can(memory, fix.correction, this, that):
            speaker = that or _named(memory, fix.correction.name)
            page.emit(
                SpeakerOf,
                "d",
                at,
                BY,
                known_at=known_at,
                utterance=this,
                speaker=speaker,
                cue="implicit",
            )
            return msgspec.structs.replace(
                memory, conversation=_spoken(memory.conversation, this, speaker)
            )
    return msgspec.structs.replace(memory, cast=cast)


def _number(entity: str) -> int:
    return int(entity[1:])


def _named(memory: Memory, name: str | None) -> str | None:
    """The entity known by a name, as told so far."""
    words = tuple((name or "").split())
    for known in memory.cast.known.values():
        if words and any(words in (form, form[1:]) for form in known.forms):
            return memory.cast.joined.get(known.id, known.id)
    return None


def _spoken(conversation: Conversation, utterance: str, speaker: str | None) -> Conversation:
    def turns() -> Iterator[Turn]:
        for turn in conversation.turns:
            if turn.utterance == utterance:
                turn = msgspec.structs.replace(turn, speaker=speaker, confidence=1.0)
            yield turn

    return msgspec.structs.replace(conversation, turns=tuple(turns()))
