"""The names that a passage shows.

A name is a run of words with capitals which they owe to nothing else: not to the start of a
sentence, to a language or a month, to a title or a form of address that stands alone. What stands
around it tells how sure that is, and whether a person bears it.
"""

from __future__ import annotations

import msgspec

from fabula.reading.names.name_around import Around
from fabula.reading.names.name_carve import Candidate, candidates
from fabula.reading.names.name_evidence import seen_mid, sure
from fabula.reading.names.name_lists import group
from fabula.reading.names.name_person import person
from fabula.reading.names.name_runs import runs
from fabula.reading.names.name_sleeping import sleeping
from fabula.reading.names.name_told import instead, overlaps, told_names
from fabula.reading.names.name_words import INSERTS
from fabula.story.annotations import Annotations, Name, Quoted
from fabula.story.passage import Passage
from fabula.story.text import Span

_LEAST_SURE = 0.25
_OPENING = "\"“„‘'«»‹「『*_(—–-…"
_CLOSING = ".!?…,;—–-\"”’'»«›」』*_"
_QUOTES = frozenset("\"”’'»」』")
_BEFORE_CALLED = group("before-called")
_GOES_ON = group("goes-on")
_BOX_SIGNS = frozenset("[【『<")
_SHOWN = 0.4  # how sure a name can be in a system's box
_INSERTED = 0.95
_SPOKEN_OF = 0.4  # how sure "the Captain" is where somebody speaks: enough for one already known


def names(passage: Passage, notes: Annotations) -> Annotations:
    """Add the passage's names to its annotations."""
    text = passage.text
    words = list(runs(passage, [q.at.start for q in notes.quotations]))
    found = candidates(text, words)
    told = told_names(passage, found)
    taken = [name.at for name in told]
    found = [c for c in found if not overlaps(Span(c.start, c.end), taken)]
    mid = seen_mid(found, text)
    quoted = _innermost([c.start for c in found], notes.quotations)
    boxes = _boxes(text, notes.quotations)
    made: list[Name] = []
    for candidate, quotation in zip(found, quoted, strict=True):
        around = Around(text, candidate)
        called = quotation is not None and _vocative(text, candidate, around)
        shown = person(candidate, around, called)
        certain = sure(candidate, around, shown, mid)
        boxed = quotation in boxes
        insert = not set(candidate.words).isdisjoint(INSERTS)
        if boxed:
            certain, shown = min(certain, _SHOWN), 0.0
        elif insert:
            certain, shown = _INSERTED, _INSERTED  # a reader, whatever the net makes of it
        elif candidate.title == "the" and quotation is not None:
            certain = min(certain, _SPOKEN_OF)
        if certain < _LEAST_SURE:
            continue
        made.append(
            Name(
                at=Span(candidate.start, candidate.end),
                words=candidate.words,
                title=candidate.title,
                suffix=candidate.suffix,
                quotation=quotation,
                vocative=called,
                sure=certain,
                person=round(shown, 3),
                told=boxed or insert,
            )
        )
    if asleep := sleeping(text, words, [*made, *told]):
        made = sorted([*made, *_placed(asleep, notes.quotations)], key=_place)
    if told:
        made = _with_told(passage, notes, made, told)
    return msgspec.structs.replace(notes, names=tuple(made))


def _with_told(
    passage: Passage, notes: Annotations, made: list[Name], told: list[Name]
) -> list[Name]:
    """All names in order, those among them that the form shows."""
    every = sorted([*made, *_placed(told, notes.quotations)], key=_place)
    for new, old in instead(passage, every).items():
        every[new] = msgspec.structs.replace(every[new], instead=old)
    return every


def _placed(names: list[Name], quotations: tuple[Quoted, ...]) -> list[Name]:
    """Names with the quotations that they stand in."""
    quoted = _innermost([name.at.start for name in names], quotations)
    return [
        msgspec.structs.replace(name, quotation=quotation)
        for name, quotation in zip(names, quoted, strict=True)
    ]


def _place(name: Name) -> Span:
    return name.at


def _boxes(text: str, quotations: tuple[Quoted, ...]) -> frozenset[int]:
    """The quotations that a system shows: every word in them may have a capital."""
    return frozenset(
        i
        for i, q in enumerate(quotations)
        if q.mode == "writing" and text[q.at.start] in _BOX_SIGNS
    )


def _innermost(starts: list[int], quotations: tuple[Quoted, ...]) -> list[int | None]:
    """For each of some places, in order, the number of the innermost quotation that holds it."""
    order = sorted(range(len(quotations)), key=lambda i: quotations[i].at)
    held: list[int] = []
    out: list[int | None] = []
    at = 0
    for start in starts:
        while at < len(order) and quotations[order[at]].at.start <= start:
            held.append(order[at])
            at += 1
        while held and quotations[held[-1]].at.end <= start:
            held.pop()
        out.append(held[-1] if held else None)
    return out


def _vocative(text: str, candidate: Candidate, around: Around) -> bool:
    """Whether somebody is called by the name: it is set off on both sides."""
    if candidate.possessive or candidate.title == "the":
        return False
    right = text[candidate.end : candidate.end + 12]
    if right[:1] not in _CLOSING:
        return False
    before = text[max(0, candidate.start - 12) : candidate.start]
    left = before.rstrip()
    fresh = not left or left[-1] in _OPENING or left[-1] in ".!?"
    if fresh and not candidate.opens:
        fresh = False
    comma = left.endswith(",")
    word = around.before.lower()
    if not (fresh or comma or word in _BEFORE_CALLED):
        return False
    if right[:1] == "," and right[1:2] not in _QUOTES:
        following = right[1:].split()
        return not (following and following[0].lower() in _GOES_ON) and not comma
    return True
