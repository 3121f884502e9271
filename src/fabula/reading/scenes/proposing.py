"""What the rules say that a paragraph does: a scene begins with it, something interrupts the scene
there, what interrupted it is over, or nothing of the kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from fabula.reading.language.tenses import Sentence
from fabula.reading.scenes import memories, returns
from fabula.reading.scenes.announced import is_laid_down, is_no_narration
from fabula.reading.scenes.cuts import cut
from fabula.reading.scenes.documents import goes_on, is_document
from fabula.reading.scenes.letterheads import is_still_written
from fabula.reading.scenes.levels import level_of
from fabula.reading.scenes.runs import Run
from fabula.reading.scenes.stage import Stage
from fabula.story.memory import Played
from fabula.story.passage import Paragraph
from fabula.story.records import BreakCue, Level, SceneStart

ENDLESS = 5  # paragraphs of past after which a scene told in the present is told in the past


Move = Literal["stay", "return"] | Level
"""What a paragraph does: the scene goes on, what interrupts it is over, or something begins that is
told on a level."""

MOVES: tuple[Move, ...] = (
    "stay", "return", "scene", "flashback", "summary", "document", "frame", "dream",
)  # fmt: skip


class Proposal(NamedTuple):
    """A move, why a scene begins, and the sentences that interrupt one."""

    move: Move
    cue: BreakCue | None = None
    run: Run | None = None


def proposed(
    stage: Stage,
    number: int,
    paragraph: Paragraph,
    sentences: Sequence[Sentence],
    marked: SceneStart | None,
) -> Proposal:
    """What the rules propose for a paragraph; `marked` if a mark has shown that a scene begins."""
    page, state = stage.page, stage.state
    last = state.open[0].level if state.open else None
    if marked is not None or not state.open:
        return Proposal(level_of(page, number, stage.told, state.line, last), "chapter")
    over = stage.nested and not stage.top.told and _returns(stage, number, sentences)
    scene, nested = state.open[-1 - over], len(state.open) - over > 1
    whole = nested or scene.told or _is_read(stage, number, sentences, scene)
    cue = None if whole or paragraph.kind != "prose" else cut(page, number, stage.told, scene)
    if cue is not None:
        return Proposal(level_of(page, number, stage.told, state.line, last), cue)
    run = interrupted(stage, number, sentences, scene)
    if run is not None:
        return Proposal(run.level, run=run)
    return Proposal("return" if over else "stay")


def interrupted(
    stage: Stage, number: int, sentences: Sequence[Sentence], scene: Played
) -> Run | None:
    """The sentences of a paragraph that interrupt a scene: a paper, a memory, a dream."""
    if scene.told:
        return None
    written = is_document(stage.page, number) or _is_read(stage, number, sentences, scene)
    if scene.paragraphs > 0 and scene.level != "document" and written:
        return Run(0, len(sentences), scene.line, level="document")
    if scene.level == "scene" or (scene.level == "flashback" and scene.line == "present"):
        run = memories.opened(stage.page, number, sentences, scene)
        return run if run is not None and (run.first > 0 or scene.paragraphs > 0) else None
    return None


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


def _is_read(stage: Stage, number: int, sentences: Sequence[Sentence], scene: Played) -> bool:
    """Whether a paragraph is what a paper says that the one before it speaks of."""
    if not stage.state.paper or scene.level == "document":
        return False
    return is_no_narration(stage.page, number, sentences, scene, stage.state.mine)
