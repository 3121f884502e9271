"""Where a reader says on which level words are told: a stretch of paragraphs that is a memory, a
scene that is a dream, a memory that is none.

A stretch is played by itself from its first paragraph to its last, whatever its words look like: in
a scene that goes on, it interrupts that; scenes that begin in it are told on its level.
"""

from __future__ import annotations

from fabula.reading.page import Fix
from fabula.reading.scenes.stage import Stage
from fabula.story.memory import Played
from fabula.story.records import Level, LevelOf
from fabula.story.text import Span

BY = "reader"
OVER = "over"  # a stretch that ended with the paragraph before


def level_said(fix: Fix) -> Level:
    """The level that a correction speaks of."""
    return fix.correction.level or "flashback"


def ends(stage: Stage, at: Span) -> None:
    """What a stretch interrupted goes on with a paragraph, if the stretch ended before it."""
    if stage.top.told != OVER:
        return
    if stage.nested:
        stage.close(at)
    elif stage.top.level != "scene":
        scene = stage.begin(at, "return", "scene")
        stage.show(Played(scene.id, "scene", stage.top.line), stage.state.line)
    else:
        stage.set(told="")


def goes_on(stage: Stage, at: Span, before: Played | None) -> None:
    """A scene that begins in a stretch is told on its level."""
    if before is not None and before.told not in ("", OVER):
        _level(stage, at, before.level, before.told)


def begins(stage: Stage, at: Span) -> None:
    """Begins the stretch that a reader says begins with a paragraph."""
    for fix in _said(stage, "this", at, stretch=True):
        level = level_said(fix)
        while stage.nested:
            stage.close(at)
        if level != "scene" and stage.top.paragraphs > 0:
            stage.open(at, Played("", level, stage.top.line, slid=True), "memory", fix)
        _level(stage, fix.at, level, fix.key, fix.made_at)
        stage.held[f"{fix.key}:done"] = stage.top.id


def over(stage: Stage, at: Span) -> None:
    """The stretch that a reader says ends with a paragraph is over after it."""
    if any(fix.key == stage.top.told for fix in _said(stage, "that", at, stretch=True)):
        stage.set(told=OVER)


def levelled(stage: Stage, at: Span) -> None:
    """The innermost scene is on the level that a reader says at some words of it."""
    for fix in _said(stage, "this", at, stretch=False):
        level = level_said(fix)
        stage.held[f"{fix.key}:done"] = stage.top.id
        none = level == "scene" and stage.nested  # what it lies in goes on
        _level(stage, fix.at, level, OVER if none else stage.top.told, fix.made_at)


def _said(stage: Stage, role: str, at: Span, stretch: bool) -> list[Fix]:
    """What readers say of memories at some words, of stretches or of whole scenes."""
    return [
        fix
        for fix in stage.page.fixes
        if fix.correction.do == "memory"
        and fix.role == role
        and (fix.correction.that is not None) == stretch
        and at.start <= fix.at.start < at.end
    ]


def _level(stage: Stage, at: Span, level: Level, told: str, made_at: int | None = None) -> None:
    if level != stage.top.level:
        stage.page.emit(
            LevelOf, "c", at, BY, known_at=made_at, scene=stage.top.id, level=level
        )  # fmt: skip
    stage.set(level=level, told=told)
