"""What is played where, by whom: who is in each scene, where it is set, through whose eyes it is
told, where a memory interrupts it, and cuts that no mark shows.

After the marks (`scenes.py`) and the events: paragraph by paragraph, each judged by what stood
before it. This module walks; what it asks stands in modules of its own, and `stage` writes down
what they answer. What the rules propose (`proposing`): on which level a scene begins (`levels`,
`documents`, `letterheads`, `papers`, `announced`) and why (`cuts`, `frames`, `openings`,
`elsewhere`, `coming_upon`); what interrupts it (`memories`, `runs`, `vivid`, `habits`, `years`,
`asleep`) and when that is over (`returns`, `talk_outside`). What weak signs together say where no
rule does (`moves`, `signs`). Who is there (`presence`, `comings`, `attending`), where (`settings`),
and whose eyes it is (`viewpoint`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from fabula.reading.corrected import remembering
from fabula.reading.language.tenses import Sentence
from fabula.reading.page import Page
from fabula.reading.scenes import memories, returns
from fabula.reading.scenes.documents import is_italic
from fabula.reading.scenes.letterheads import is_headed
from fabula.reading.scenes.levels import line_of, tenses_of
from fabula.reading.scenes.moves import moved
from fabula.reading.scenes.playing import play, set_by, told_by
from fabula.reading.scenes.proposing import ENDLESS, Move, Proposal, interrupted, proposed
from fabula.reading.scenes.runs import Run
from fabula.reading.scenes.signs import own, tenses_in
from fabula.reading.scenes.stage import Stage
from fabula.story.memory import Memory, Played
from fabula.story.passage import Paragraph
from fabula.story.records import BreakCue, Level, SceneStart
from fabula.story.text import Span

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
    before = stage.state.open[-1] if stage.state.open else None
    if marked is None and before is not None:
        remembering.ends(stage, at)
    if marked is None and before is not None and not memories.is_led(stage.page, sentences):
        _hear(stage, sentences)
    shown = own(stage.page, number, sentences)
    proposal = proposed(stage, number, paragraph, sentences, marked)
    move = moved(stage, number, shown, proposal, marked)
    run = _move(stage, number, at, sentences, move, proposal, marked)
    if marked is not None or before is None:
        remembering.goes_on(stage, at, before)
    remembering.begins(stage, at)
    if paragraph.kind == "pov":
        told_by(stage, at)
    if paragraph.kind == "setting":
        set_by(stage, at)
    for part in _parts(stage, number, at, sentences, run):
        play(stage, number, part, sentences)
        remembering.levelled(stage, part)
    remembering.over(stage, at)
    stage.followed(shown, tenses_in(sentences))
    if paragraph.kind == "prose":
        stage.set(paragraphs=stage.top.paragraphs + 1)
        stage.announced(number)
        stage.spoke_of(at)


def _move(
    stage: Stage,
    number: int,
    at: Span,
    sentences: Sequence[Sentence],
    move: Move,
    proposal: Proposal,
    marked: SceneStart | None,
) -> Run | None:
    """Does what a paragraph does: ends what is over, begins a scene. What interrupts one is left to
    be opened: its sentences."""
    run = proposal.run if move == proposal.move else None
    if move == "stay":
        return None
    if move == "return":
        _return(stage, at)
        return None
    alone = marked is not None or not stage.state.open or move in ("scene", "frame")
    if alone or (move == proposal.move and proposal.cue is not None):
        _begin(stage, number, at, sentences, marked, proposal.cue or "time", move)
        return interrupted(stage, number, sentences, stage.top)
    if stage.nested and not stage.top.told:
        _return(stage, at)
    return run or Run(0, len(sentences), stage.top.line, slid=move != "document", level=move)


def _return(stage: Stage, at: Span) -> None:
    """What interrupts a scene is over."""
    endless = stage.top.paragraphs > ENDLESS and stage.top.level == "flashback"
    stage.close(at)
    if endless and stage.top.line == "present":
        stage.set(line="past")  # it was no memory: the scene itself goes on in the past


def _begin(
    stage: Stage,
    number: int,
    at: Span,
    sentences: Sequence[Sentence],
    marked: SceneStart | None,
    cue: BreakCue,
    level: Level,
) -> None:
    """Begins a scene with a paragraph, on a level."""
    page, before = stage.page, stage.state
    last = before.open[0].level if before.open else None
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
    if stage.nested or not 0 < top.paragraphs < HEARING:
        return
    kept = top.line == "past" and (top.tenses[0] > 0 or stage.state.before is not None)
    if kept or sum(top.tenses) > HEARD:
        return
    tenses = tenses_of(sentences, top.tenses)
    line = line_of(tenses, "") if tenses[0] != tenses[1] else top.line
    stage.set(tenses=tenses, line=line)
    if top.level == "scene":
        stage.state = msgspec.structs.replace(stage.state, line=line)


def _parts(
    stage: Stage, number: int, at: Span, sentences: Sequence[Sentence], run: Run | None
) -> Iterator[Span]:
    """The stretches of a paragraph that are each of one scene, with that scene on top; `run`: the
    sentences that interrupt it."""
    if stage.top.told:
        yield at
        return
    if run is not None and run.level == "document":
        stage.open(at, Played("", "document", stage.top.line), "document")
    elif run is not None:
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
