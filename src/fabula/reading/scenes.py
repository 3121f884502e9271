"""Where scenes break: by marks, by marks learnt from the work itself, and by gaps across which
place, cast or time change.
"""

from __future__ import annotations

import re

import msgspec

from fabula.reading.page import Page
from fabula.story.memory import Memory, Structure
from fabula.story.passage import Paragraph
from fabula.story.records import Entity, Marker, SceneStart
from fabula.story.text import Span

LONGEST_MARKER = 40  # code points; break lines of every fandom are shorter
REMEMBERED_MARKERS = 64
LOOK_BACK = 3  # paragraphs whose people count as on the scene before a gap

_PROSE_END = re.compile(r"[.!?…,;:\"'”’»—。！？、」』-]$")
_QUOTE = re.compile(r"[\"“”„«»‘「『—–]")
_GOES_ON = re.compile(
    r"(?:(?:He|She|They|It|We|I|His|Her|Their|Its|Him|Them|This|That|And|But|So|Then|Or)\b"
    r"|[\"'“”„«»‘「『—–-])"
)
_NUMBER = (
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|some|many)"
)
_UNIT = (
    r"(?:second|minute|moment|hour|day|night|evening|morning|week|fortnight|month|year|season)s?"
)
_PART = (
    r"(?:morning|evening|afternoon|night|noon|midnight|dawn|dusk|twilight|sunset|sunrise|nightfall"
    r"|daybreak|spring|summer|autumn|winter|week|weekend|day|month|year)"
)
# A time that is set anew, anywhere in a first sentence.
_TIME = re.compile(
    rf"\b(?:{_NUMBER}\s+(?:\w+\s+)?{_UNIT}\s+(?:later|earlier|ago|before|after|passed|went by|had)"
    rf"|(?:the|that|one)\s+(?:very\s+)?(?:next|following|same|previous)\s+{_PART}"
    rf"|that\s+(?:night|evening|afternoon|morning|spring|summer|autumn|winter)"
    rf"|(?:at|by|until|towards?)\s+(?:noon|midnight|dawn|dusk|twilight|nightfall|daybreak|sunset|sunrise)"
    rf"|in the middle of the (?:night|day|afternoon|morning)"
    rf"|on\s+(?:the\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    rf"|it(?:['’]s|\s+(?:was|is|had been))\s+"
    rf"(?:(?:past|nearly|almost|about|only|just|half past|still)\s+)*"
    rf"(?:{_NUMBER}\b|the\s+\w+\s+(?:of|day|night)|{_PART}|late|early|dark)(?:\s+(?:o['’]clock|at|in|when))?"
    rf"|by the time|meanwhile|(?:much|years|days|weeks|months|hours) later|later that)\b",
    re.IGNORECASE,
)
# A time, an occasion or a place that a sentence begins with.
_SETS = re.compile(
    rf"(?:(?:only|just|not|long|soon|shortly)\s+)?"
    rf"(?:when|while|as soon as|until|once|after|before|since|later|afterwards?|eventually"
    rf"|elsewhere|back (?:at|in|on)|across town|far away|miles away"
    rf"|(?:in|on|at|by|during|towards?)\s+the\s+"
    rf"(?:\w+\s+)?(?:{_PART}|end|meantime|beginning)"
    rf"|(?:the\s+)?(?:first|last|next|early|late)\s+{_PART}"
    rf"|(?:the\s+)?{_PART}\s+(?:came|broke|fell|found|passed|had|was|brought))\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:in|at|on|inside|outside|beneath|under|through|across|along|down|beside|above|to|into)\s+"
    r"(?:the|a|an|his|her|their|my)\s+\w"
)
_WAKES = re.compile(r"\b(?:woke|wakes|awoke|arrived|reached|returned|came (?:home|back|to))\b")


_I = re.compile(r"\bI\b")


def scenes(memory: Memory, page: Page) -> Memory:
    """Emits a Marker for each line or gap that may be a break, and a SceneStart where one is."""
    state = memory.structure
    seen, recent, pending, told = state.seen, state.recent, state.pending, state.told
    # For each paragraph, where whom it names (offset in the passage, entity).
    people = [[(n.at.start, m.entity) for n, m in named] for named in page.named()]
    new = {record.id for record in page.records if isinstance(record, Entity)}
    if page.passage.opens_chapter:
        pending, recent, told = "chapter", (), ()
    for i, paragraph in enumerate(page.passage.paragraphs):
        at = Span(paragraph.start, paragraph.end)
        words = page.passage.text[at.start : at.end]
        if paragraph.kind == "break":
            page.emit(Marker, "k", at, "scenes:marker", shape=words)
            pending = pending or "marker"
            continue
        if _may_be_marker(words):
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
            other_teller = len(told) >= 2 and not any(told) and _says_i(page, i, 1)
            if other_teller or _changes(words, paragraph, people[i], recent, new):
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
        told = (*told[1 - LOOK_BACK :], _says_i(page, i, 9))
    structure = Structure(seen=seen, recent=recent, told=told, pending=pending)
    return msgspec.structs.replace(memory, structure=structure)


def _says_i(page: Page, i: int, sentences: int) -> bool:
    """Whether the narrator says "I" in the first `sentences` sentences of a paragraph."""
    paragraph = page.passage.paragraphs[i]
    start, end = paragraph.start, paragraph.end
    ends = [s.end for s in page.notes.sentences if start < s.end <= end]
    stop = ends[min(sentences, len(ends)) - 1] if ends else end
    spoken = [q.at for q in page.notes.quotations if q.paragraph == i]
    return any(
        not any(at.start <= match.start() < at.end for at in spoken)
        for match in _I.finditer(page.passage.text, start, stop)
    )


def _may_be_marker(words: str) -> bool:
    """A short line that is no sentence and no speech: a break, should it come again."""
    if len(words) > LONGEST_MARKER or "\n" in words:
        return False
    if not any(sign.isalnum() for sign in words):
        return True
    return not _PROSE_END.search(words) and not _QUOTE.search(words)


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
    new: set[str],
) -> bool:
    """Whether place, cast or time change across a gap, judged by the first sentence after it.

    A time set anew is a change. A reply, a pronoun or a conjunction goes on with what was. Else it
    takes two signs: the sentence begins with somebody who was not there just now, with somebody
    never met before (`new`), it names a place, somebody wakes or arrives.
    """
    stop = _FIRST_SENTENCE.search(words)
    first = words[: stop.end() if stop else len(words)]
    speech = _QUOTE.match(first)
    if not speech and (_TIME.search(first) or _SETS.match(first)):
        return True
    if _GOES_ON.match(words):
        return False
    named = [entity for at, entity in people if at < paragraph.start + len(first)]
    before = {entity for paragraph_people in recent[-2:] for entity in paragraph_people}
    begins = bool(people) and people[0][0] <= paragraph.start + 1
    signs = (
        bool(named) and named[0] not in before,
        begins and people[0][1] in new,
        _PLACE.search(first) is not None,
        _WAKES.search(first) is not None,
    )
    return sum(signs) >= 2


_FIRST_SENTENCE = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bDr)[.!?…](?=\s|$)")
