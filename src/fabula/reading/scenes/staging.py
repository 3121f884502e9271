"""What is played where, by whom: who is in each scene, where it is set, through whose eyes it is
told, where a memory interrupts it, and cuts that no mark shows.

After the marks (`scenes.py`) and the events: paragraph by paragraph, each judged by what stood
before it. This module walks; what it asks stands in modules of its own, and `stage` writes down
what they answer: on which level a scene begins (`levels`, `documents`, `letterheads`, `papers`,
`announced`) and why (`cuts`, `frames`, `openings`, `elsewhere`, `coming_upon`); what interrupts it
(`memories`, `runs`, `vivid`, `habits`, `years`, `asleep`) and when that is over (`returns`,
`talk_outside`); who is there (`presence`, `beside`, `comings`), where (`settings`), and whose
eyes it is (`viewpoint`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from fabula.reading.corrected import remembering
from fabula.reading.language.tenses import Sentence
from fabula.reading.page import Page
from fabula.reading.scenes import memories, returns
from fabula.reading.scenes.announced import is_laid_down, is_no_narration
from fabula.reading.scenes.cuts import cut
from fabula.reading.scenes.documents import goes_on, is_document, is_italic
from fabula.reading.scenes.letterheads import is_headed, is_still_written
from fabula.reading.scenes.levels import level_of, line_of, tenses_of
from fabula.reading.scenes.playing import play, set_by, told_by
from fabula.reading.scenes.stage import Stage
from fabula.story.memory import Memory, Played
from fabula.story.passage import Paragraph
from fabula.story.records import BreakCue, SceneStart
from fabula.story.text import Span

ENDLESS = 5  # paragraphs of past after which a scene told in the present is told in the past
HEARING = 6  # paragraphs of a scene in which it may yet show in which tense it is told
HEARD = 9  # of weight in verbs, after which the tense that a scene is told in is sure


def staging(memory: Memory, page: Page) -> Memory:
    """Emits SceneStarts without marks, SceneEnds, PresentIns, Settings and PointOfViews, and leaves
    on the page what is played where."""
    stage = Stage(page, memory)
    starts = {r.at.start: r for r in page.records if isinstance(r, SceneStart)}
    for number, paragraph in enumerate(page.passage.paragraphs):
        words = page.passage.text[paragraph.start : paragraph.end]
        if paragraph.kind != "break" and any(map(str.isalnum, words)):
            marked = starts.get(page.passage.start + paragraph.start)
            _paragraph(stage, number, paragraph, stage.told[number], marked)
    if stage.held:
        memory = msgspec.structs.replace(memory, fixes={**memory.fixes, **stage.held})
    return msgspec.structs.replace(memory, staging=stage.state)


def _paragraph(
    stage: Stage,
    number: int,
    paragraph: Paragraph,
    sentences: Sequence[Sentence],
    marked: SceneStart | None,
) -> None:
    """Takes in one more paragraph; `marked` if a mark has shown that a scene begins there."""
    at = Span(paragraph.start, paragraph.end)
    if marked is not None or not stage.state.open:
        before = stage.state.open[-1] if stage.state.open else None
        _begin(stage, number, at, sentences, marked, "chapter")
        remembering.goes_on(stage, at, before)
    else:
        remembering.ends(stage, at)
        while stage.nested and not stage.top.told and _returns(stage, number, sentences):
            endless = stage.top.paragraphs > ENDLESS and stage.top.level == "flashback"
            stage.close(at)
            if endless and stage.top.line == "present":
                stage.set(line="past")  # it was no memory: the scene itself goes on in the past
        whole = stage.nested or stage.top.told or _is_read(stage, number, sentences)
        cue = None if whole else cut(stage.page, number, stage.told, stage.top)
        if cue is not None and paragraph.kind == "prose":
            _begin(stage, number, at, sentences, None, cue)
    remembering.begins(stage, at)
    led = memories.is_led(stage.page, sentences)
    if not stage.nested and not led and 0 < stage.top.paragraphs < HEARING:
        _hear(stage, sentences)
    if paragraph.kind == "pov":
        told_by(stage, at)
    if paragraph.kind == "setting":
        set_by(stage, at)
    for part in _parts(stage, number, at, sentences):
        play(stage, number, part, sentences)
        remembering.levelled(stage, part)
    remembering.over(stage, at)
    if paragraph.kind == "prose":
        stage.set(paragraphs=stage.top.paragraphs + 1)
        stage.announced(number)
        stage.spoke_of(at)


def _begin(
    stage: Stage,
    number: int,
    at: Span,
    sentences: Sequence[Sentence],
    marked: SceneStart | None,
    cue: BreakCue,
) -> None:
    """Begins a scene with a paragraph, on the level that its first paragraph shows."""
    page, before = stage.page, stage.state
    last = before.open[0].level if before.open else None
    level = level_of(page, number, stage.told, before.line, last)
    if marked is None:
        marked = stage.begin(at, cue, level)
    elif level != "scene":
        page.records[page.records.index(marked)] = msgspec.structs.replace(marked, level=level)
    tenses = tenses_of(sentences)
    line = line_of(tenses, before.line)
    letter = level == "document" and is_headed(page, number, last)
    played = Played(marked.id, level, line, tenses, slid=letter)
    stage.show(played, line if level == "scene" else before.line)


def _hear(stage: Stage, sentences: Sequence[Sentence]) -> None:
    """A scene may begin with what is always so, and go on in the past."""
    top = stage.top
    kept = top.line == "past" and (top.tenses[0] > 0 or stage.state.before is not None)
    if kept or sum(top.tenses) > HEARD:
        return
    tenses = tenses_of(sentences, top.tenses)
    line = line_of(tenses, "") if tenses[0] != tenses[1] else top.line
    stage.set(tenses=tenses, line=line)
    if top.level == "scene":
        stage.state = msgspec.structs.replace(stage.state, line=line)


def _returns(stage: Stage, number: int, sentences: Sequence[Sentence]) -> bool:
    """Whether what interrupts a scene is over with a paragraph."""
    outer = stage.state.open[-2]
    if stage.top.level == "document":
        if is_laid_down(stage.page, sentences):
            return True
        letter = not stage.state.mine and is_still_written(stage.page, number)
        letter |= is_no_narration(stage.page, number, sentences, outer, stage.state.mine)
        return not letter and not goes_on(stage.page, number)
    if outer.line == "present" and stage.top.paragraphs > ENDLESS:
        return True
    return returns.returns(stage.page, number, sentences, stage.top, outer)


def _is_read(stage: Stage, number: int, sentences: Sequence[Sentence]) -> bool:
    """Whether a paragraph is what a paper says that the one before it speaks of."""
    top = stage.top
    if not stage.state.paper or top.level == "document":
        return False
    return is_no_narration(stage.page, number, sentences, top, stage.state.mine)


def _parts(stage: Stage, number: int, at: Span, sentences: Sequence[Sentence]) -> Iterator[Span]:
    """The stretches of a paragraph that are each of one scene, with that scene on top."""
    top = stage.top
    if top.told:
        yield at
        return
    written = is_document(stage.page, number) or _is_read(stage, number, sentences)
    if top.paragraphs > 0 and top.level != "document" and written:
        stage.open(at, Played("", "document", top.line), "document")
    elif top.level == "scene" or (top.level == "flashback" and top.line == "present"):
        run = memories.opened(stage.page, number, sentences, top)
        if run is not None and (run.first > 0 or top.paragraphs > 0):
            start = sentences[run.first].at.start if run.first else at.start
            if start > at.start:
                yield Span(at.start, start)
            italic = is_italic(stage.page, number)
            played = Played("", run.level, run.line, slid=run.slid, italic=italic)
            stage.open(Span(start, at.end), played, "memory")
            at = Span(start, at.end)
            if run.end < len(sentences):
                end = sentences[run.end].at.start
                yield Span(start, end)
                at = Span(end, at.end)
                stage.close(at)
    if stage.nested and stage.top.level == "flashback":
        line = stage.state.open[-2].line
        stage.set(slid=returns.slides(sentences, line, stage.top.slid))
    yield at
