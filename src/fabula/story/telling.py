"""Scenes as they are known: where each begins and ends, which lies in which, who is there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from fabula.story.contract import SceneItem
from fabula.story.ordering import story_order
from fabula.story.records import (
    LevelOf,
    Marker,
    PointOfView,
    PresentIn,
    SameMoment,
    SceneEnd,
    SceneStart,
    Setting,
    When,
)
from fabula.story.text import Block

if TYPE_CHECKING:
    from fabula.story.world import World

Shown = Callable[[str], str | None]


def scene_items(world: World, shown: Shown) -> list[SceneItem]:
    """Scenes in telling order, an outer one before those in it. One ends with the last paragraph
    before the next of its level; one that lies in another where that goes on."""
    prose = [b for b in world.text.blocks if b.is_story and b.kind != "break"]
    spans = _spans(world, prose)
    chapter_starts = [c.start for c in world.chapters]
    spans, gone = _levelled(world, spans)
    there = _present(world, shown, gone)
    settings: dict[str, Setting] = {}
    for setting in world.of(Setting):
        settings.setdefault(setting.scene, setting)
    eyes = {p.scene: p.entity for p in world.of(PointOfView)}
    again = {m.scene: m.other for m in world.of(SameMoment)}
    order = story_order(
        [(record.id, record.level, record.parent) for record, _, _ in spans], world.of(When), again
    )
    return [
        SceneItem(
            id=record.id,
            known_at=record.known_at,
            by=record.by,
            confidence=record.confidence,
            start=start,
            end=end,
            chapter=bisect_right(chapter_starts, start) - 1,
            parent=record.parent,
            level=record.level,
            place=_entity(settings.get(record.id), shown),
            place_text=_words(settings.get(record.id), world.text.text),
            present=there.get(record.id, ([], [], []))[0],
            arrivals=there.get(record.id, ([], [], []))[1],
            departures=there.get(record.id, ([], [], []))[2],
            pov=shown(eyes[record.id]) if record.id in eyes else None,
            story_order=order.get(record.id),
            same_as=again.get(record.id),
            break_cue=record.cue,
        )
        for record, start, end in spans
    ]


def _spans(world: World, prose: Sequence[Block]) -> list[tuple[SceneStart, int, int]]:
    """Each scene with its start and end."""
    starts = [b.start for b in prose]
    markers = {m.id: m for m in world.of(Marker)}
    begins: dict[int, SceneStart] = {}
    for record in world.of(SceneStart):
        if record.parent is not None:
            continue
        place = record.at.start
        if record.marker and markers[record.marker].shape:
            place = markers[record.marker].at.end
        i = bisect_left(starts, place)
        if i < len(starts) and starts[i] not in begins:
            begins[starts[i]] = record
    places = [*sorted(begins), world.horizon + 1]
    found = [(begins[a], a, prose[bisect_left(starts, b) - 1].end) for a, b in pairwise(places)]
    found += _nested(world, {record.id: end for record, _, end in found})
    return sorted(found, key=lambda s: (s[1], -s[2], s[0].parent is not None))


def _nested(world: World, ends: dict[str, int]) -> list[tuple[SceneStart, int, int]]:
    """The scenes that lie in others: no further than those reach."""
    closed: dict[str, int] = {}
    for ended in world.of(SceneEnd):
        closed.setdefault(ended.scene, ended.at.start)
    text = world.text.text
    found: list[tuple[SceneStart, int, int]] = []
    for record in world.of(SceneStart):
        if record.parent is None or record.parent not in ends:
            continue
        start = record.at.start
        end = min(ends[record.parent], closed.get(record.id, ends[record.parent]))
        end = start + len(text[start:end].rstrip())
        if end > start:
            ends[record.id] = end
            found.append((record, start, end))
    return found


def _levelled(
    world: World, spans: list[tuple[SceneStart, int, int]]
) -> tuple[list[tuple[SceneStart, int, int]], dict[str, str]]:
    """The scenes on the levels that readers say; those in others of which they say that they are
    no scene of their own are gone: each belongs to the one it lies in."""
    said = {record.scene: record for record in world.of(LevelOf)}
    gone = {
        record.id: record.parent
        for record, _, _ in spans
        if record.parent is not None and record.id in said and said[record.id].level == "scene"
    }
    kept: list[tuple[SceneStart, int, int]] = []
    for record, start, end in spans:
        if record.id in gone:
            continue
        word = said.get(record.id)
        if word is not None:
            record = msgspec.structs.replace(
                record, level=word.level, known_at=word.known_at, by=word.by, confidence=1.0
            )
        while record.parent in gone:
            record = msgspec.structs.replace(record, parent=gone[record.parent])
        kept.append((record, start, end))
    return kept, gone


Presences = tuple[list[str], list[tuple[str, int]], list[tuple[str, int]]]


def _present(world: World, shown: Shown, gone: dict[str, str]) -> dict[str, Presences]:
    """For each scene who is there, who comes when, who goes when; those of the scenes that are
    `gone` are in the ones that these lie in."""
    found: dict[str, Presences] = {}
    for record in world.of(PresentIn):
        entity = shown(record.entity)
        if entity is None:
            continue
        scene = record.scene
        while scene in gone:
            scene = gone[scene]
        present, arrivals, departures = found.setdefault(scene, ([], [], []))
        if entity not in present:
            present.append(entity)
        if record.how == "arrives":
            arrivals.append((entity, record.at.start))
        elif record.how == "leaves":
            departures.append((entity, record.at.start))
    return found


def _entity(setting: Setting | None, shown: Shown) -> str | None:
    return shown(setting.entity) if setting is not None and setting.entity else None


def _words(setting: Setting | None, text: str) -> str | None:
    return text[setting.at.start : setting.at.end] if setting is not None else None
