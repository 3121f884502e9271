"""Where scenes break: by marks, by marks learnt from the work itself, and by gaps across which
place, cast or time change.
"""

from __future__ import annotations

import re

import msgspec

from fabula.reading.page import Page
from fabula.story.memory import Memory
from fabula.story.passage import Paragraph
from fabula.story.records import Marker, SceneStart
from fabula.story.text import Span

LONGEST_MARKER = 40  # code points; break lines of every fandom are shorter
REMEMBERED_MARKERS = 64
LOOK_BACK = 3  # paragraphs whose people count as on the scene before a gap

_PROSE_END = re.compile(r"[.!?…,;:\"'”’»—-]$")
_QUOTE = re.compile(r"[\"“”„«»‘「『—–]")
_GOES_ON = re.compile(
    r"(?:(?:He|She|They|It|We|I|His|Her|Their|Its|Him|Them|This|That|And|But|So|Then|Or)\b"
    r"|[\"'“”„«»‘「『—–-])"
)
_NUMBER = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|some|many)"
_UNIT = r"(?:second|minute|moment|hour|day|night|evening|morning|week|fortnight|month|year|season)s?"
_TIME = re.compile(
    rf"(?:(?:About|Almost|Nearly|Only|Just|Some|Not|Barely|More than|Over|Exactly)\s+)*"
    rf"(?:{_NUMBER}\s+(?:\w+\s+)?{_UNIT}\s+(?:later|earlier|ago|before|after|passed|went by|had)"
    rf"|(?:(?:The|That|This|One|Every)\s+)?(?:next|following|same|previous|first|last|early|late)?\s*"
    rf"(?:day|night|evening|morning|afternoon|week|month|year|spring|summer|autumn|fall|winter|noon"
    rf"|midnight|dawn|dusk|twilight|sunset|sunrise)\b"
    rf"|(?:In|At|By|On|During|Towards?)\s+the\s+(?:\w+\s+)?"
    rf"(?:morning|evening|afternoon|night|end|spring|summer|autumn|fall|winter|meantime)\b"
    rf"|(?:It\s+(?:was|took|is|had\s+been))\s+(?:\w+\s+){{0,5}}(?:when|before|since|{_UNIT})\b"
    rf"|(?:when|while|as soon as|by the time|until|once|after|before|since)\b"
    rf"|(?:later|meanwhile|afterwards?|eventually|elsewhere|finally|back (?:at|in|on)|across town"
    rf"|far away|miles away|at last|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)",
    re.IGNORECASE,
)


def scenes(memory: Memory, page: Page) -> Memory:
    """Emits a Marker for each line or gap that may be a break, and a SceneStart where one is."""
    state = memory.structure
    seen, recent, pending = state.seen, state.recent, state.pending
    people = _people(page)
    if page.passage.opens_chapter:
        pending, recent = "chapter", ()
    for i, paragraph in enumerate(page.passage.paragraphs):
        at = Span(paragraph.start, paragraph.end)
        words = page.passage.text[at.start : at.end]
        if paragraph.kind == "break":
            page.emit(Marker, "k", at, "scenes:marker", shape=words)
            pending = pending or "marker"
            continue
        if _may_be_marker(words, page, i):
            times, first = seen.get(words, (0, ""))
            marker = page.emit(Marker, "k", at, "scenes:learnt", confidence=0.5, shape=words)
            if times == 1:
                page.emit(
                    SceneStart, "c", at, "scenes:learnt", confidence=0.8, cue="marker", marker=first
                )
            seen = _remember(seen, words, (times + 1, first or marker.id))
            if times:
                pending = pending or "marker"
                continue
        if pending == "chapter":
            page.emit(SceneStart, "c", at, "scenes:chapter", cue="chapter")
        elif pending:
            page.emit(SceneStart, "c", at, "scenes:marker", confidence=0.95, cue="marker")
        elif paragraph.gap:
            gap = page.emit(Marker, "k", at, "scenes:gap", confidence=0.5, shape="")
            if _changes(words, paragraph, people[i], recent):
                page.emit(
                    SceneStart,
                    "c",
                    at,
                    "scenes:gap",
                    confidence=0.7,
                    basis="inferred",
                    cue="gap",
                    marker=gap.id,
                )
        pending = None
        recent = (*recent[1 - LOOK_BACK :], tuple(dict.fromkeys(e for _, e in people[i])))
    structure = msgspec.structs.replace(state, seen=seen, recent=recent, pending=pending)
    return msgspec.structs.replace(memory, structure=structure)


def _people(page: Page) -> list[list[tuple[int, str]]]:
    """For each paragraph, where whom it names (offset in the passage, entity)."""
    found: list[list[tuple[int, str]]] = [[] for _ in page.passage.paragraphs]
    i = 0
    for name, mention in zip(page.notes.names, page.mentions, strict=True):
        while name.at.start >= page.passage.paragraphs[i].end:
            i += 1
        if mention:
            found[i].append((name.at.start, mention.entity))
    return found


def _may_be_marker(words: str, page: Page, i: int) -> bool:
    """A short line that is no sentence and no speech: a break, should it come again."""
    return (
        len(words) <= LONGEST_MARKER
        and "\n" not in words
        and not _PROSE_END.search(words)
        and not _QUOTE.search(words)
    )


def _remember(
    seen: dict[str, tuple[int, str]], words: str, value: tuple[int, str]
) -> dict[str, tuple[int, str]]:
    """`seen` with one more form; the oldest go first when there are too many."""
    kept = {k: v for k, v in seen.items() if k != words}
    while len(kept) >= REMEMBERED_MARKERS:
        del kept[next(iter(kept))]
    return {**kept, words: value}


def _changes(
    words: str,
    paragraph: Paragraph,
    people: list[tuple[int, str]],
    recent: tuple[tuple[str, ...], ...],
) -> bool:
    """Whether place, cast or time change across a gap, judged by how the text goes on after it.

    A reply, a pronoun or a conjunction goes on with what was. A time or place that is set anew
    is a change, and so is a first sentence about people who were not there.
    """
    if _GOES_ON.match(words):
        return False
    if _TIME.match(words):
        return True
    opening = re.search(r"[.!?…]\s|$", words)
    end = paragraph.start + (opening.start() if opening else len(words))
    first = [entity for at, entity in people if at < end]
    before = {entity for paragraph_people in recent[-2:] for entity in paragraph_people}
    return bool(first) and not before.intersection(first[:1])
