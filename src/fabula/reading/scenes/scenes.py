"""Where scenes break: by marks, by marks learnt from the work itself, by lines that set a scene,
and by gaps, unless the story goes on across them (`scene_changes`).
"""

from __future__ import annotations

import re

import msgspec

from fabula.reading.page import Page
from fabula.reading.scenes.scene_changes import changes
from fabula.story.memory import Memory, Structure
from fabula.story.passage import Paragraph
from fabula.story.plainly import plain
from fabula.story.records import Marker, SceneStart
from fabula.story.text import Span

LONGEST_MARKER = 40  # code points; break lines of every fandom are shorter
REMEMBERED_MARKERS = 64
LOOK_BACK = 3  # paragraphs whose people count as on the scene before a gap

_TURN = re.compile(r"[\w.@ -]{1,30}: ")  # of a chat
_RULE = re.compile(r"[-–—~*_=+#•·◦◇◆○●§|/\\<>^ ]+")
_PROSE_END = re.compile(r"[.!?…,;:\"'”’»—。！？、」』-]$")
_QUOTE = re.compile(r"[\"“”„«»‘「『—–]")
_I = re.compile(r"\bI\b")


def scenes(memory: Memory, page: Page) -> Memory:
    """Emits a Marker for each line or gap that may be a break, and a SceneStart where one is."""
    state = memory.structure
    # For each paragraph, where whom it names (offset in the passage, entity).
    people = [[(n.at.start, m.entity) for n, m in named] for named in page.named()]
    if page.passage.opens_chapter:
        state = Structure(seen=state.seen, pending="chapter")
    for i, paragraph in enumerate(page.passage.paragraphs):
        words = page.passage.text[paragraph.start : paragraph.end]
        if paragraph.kind == "break":
            page.emit(
                Marker, "k", Span(paragraph.start, paragraph.end), "scenes:marker", shape=words
            )
            state = _again(state)
        elif paragraph.kind in ("pov", "setting"):
            state = _set(state, page, paragraph, words)
        else:
            known, state = _learnt(state, page, paragraph, words)
            state = _again(state) if known else _told(state, page, i, people[i])
    return msgspec.structs.replace(memory, structure=state)


def _set(state: Structure, page: Page, paragraph: Paragraph, words: str) -> Structure:
    """After a line that sets the scene, which begins with it, or with the line before it."""
    at = Span(paragraph.start, paragraph.end)
    if state.pending == "chapter":
        page.emit(SceneStart, "c", at, "scenes:chapter", cue="chapter")
    elif state.pending or state.last != "set":
        page.emit(Marker, "k", at, "scenes:setting", shape=words)
        page.emit(SceneStart, "c", at, "scenes:setting", confidence=0.9, cue="marker")
    return Structure(seen=state.seen, last="set")


def _learnt(
    state: Structure, page: Page, paragraph: Paragraph, words: str
) -> tuple[bool, Structure]:
    """Whether this is a short line that has stood between paragraphs before, and so is a break;
    and the lines seen so far. One line of several is none: they are verse, a list, a chat."""
    if not _may_be_marker(words):
        return False, state
    form, at = plain(words), Span(paragraph.start, paragraph.end)
    if state.last == "line" and any(map(str.isalnum, form)):
        return False, state
    times, first = state.seen.get(form, (0, ""))
    marker = page.emit(Marker, "k", at, "scenes:learnt", confidence=0.5, shape=words)
    rule = _RULE.fullmatch(words.strip()) is not None  # no words: a break, the first time too
    if times == 1 and not rule:
        page.emit(SceneStart, "c", at, "scenes:learnt", confidence=0.8, cue="marker", marker=first)
    seen = _remember(state.seen, form, (times + 1, first or marker.id))
    return times > 0 or rule, msgspec.structs.replace(state, seen=seen)


def _again(state: Structure) -> Structure:
    """After a mark between scenes, or a line learnt to be one."""
    return msgspec.structs.replace(state, pending=state.pending or "marker", last="")


def _told(state: Structure, page: Page, i: int, people: list[tuple[int, str]]) -> Structure:
    """After a paragraph, which may begin a scene."""
    paragraph = page.passage.paragraphs[i]
    at = Span(paragraph.start, paragraph.end)
    words = page.passage.text[at.start : at.end]
    if state.pending == "chapter":
        page.emit(SceneStart, "c", at, "scenes:chapter", cue="chapter")
    elif state.pending:
        page.emit(SceneStart, "c", at, "scenes:marker", confidence=0.95, cue="marker")
    elif paragraph.gap:
        _after_gap(state, page, i, people)
    named = tuple(dict.fromkeys(entity for _, entity in people))
    return Structure(
        seen=state.seen,
        recent=(*state.recent[1 - LOOK_BACK :], named),
        told=(*state.told[1 - LOOK_BACK :], _says_i(page, i, 9)),
        last="line" if _may_be_marker(words) else "",
    )


def _after_gap(state: Structure, page: Page, i: int, people: list[tuple[int, str]]) -> None:
    """A gap, and the scene that begins after it if place, cast, time or teller change."""
    paragraph = page.passage.paragraphs[i]
    at = Span(paragraph.start, paragraph.end)
    words = page.passage.text[at.start : at.end]
    gap = page.emit(Marker, "k", at, "scenes:gap", confidence=0.5, shape="")
    other_teller = len(state.told) >= 2 and not any(state.told) and _says_i(page, i, 1)
    if other_teller or changes(words, paragraph, people, state.recent):
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
    return not (_PROSE_END.search(words) or _QUOTE.search(words) or _TURN.match(words))


def _remember(
    seen: dict[str, tuple[int, str]], words: str, value: tuple[int, str]
) -> dict[str, tuple[int, str]]:
    """`seen` with one more form; the oldest go first when there are too many."""
    kept = {k: v for k, v in seen.items() if k != words}
    while len(kept) >= REMEMBERED_MARKERS:
        del kept[next(iter(kept))]
    return {**kept, words: value}
