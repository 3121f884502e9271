"""Scenes as they are known: where each begins and ends, which lies in which, who is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from fabula.story.contract import SceneItem
from fabula.story.identity import number
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

if TYPE_CHECKING:
    from fabula.story.world import World

Shown = Callable[[str], str | None]


Spanned = tuple[SceneStart, int, int]


class Spans(NamedTuple):
    """Each scene's first record with its start and end, in telling order; and the scenes that are
    none of their own, as readers say: each with the one that it belongs to."""

    spans: list[Spanned]
    gone: dict[str, str]


def scene_items(world: World, shown: Shown) -> list[SceneItem]:
    """Scenes in telling order, an outer one before those in it. One ends with the last paragraph
    before the next of its level; one that lies in another where that goes on."""
    return [_item(world, shown, spanned, world.story_order) for spanned in world.scene_spans.spans]


def scene_at(world: World, shown: Shown, place: int) -> SceneItem | None:
    """The innermost scene that holds a place, else the last before it."""
    begun = [spanned for spanned in world.scene_spans.spans if spanned[1] <= place]
    over = [spanned for spanned in begun if place < spanned[2]]
    found = (over or begun)[-1:]
    return _item(world, shown, found[0], {}) if found else None


def scenes_of(world: World, shown: Shown, entity: str, most: int | None = None) -> list[SceneItem]:
    """The scenes that somebody is in, in telling order; the last ones, of many."""
    spans, gone = world.scene_spans
    there = {record.scene for record in world.people.about(PresentIn, entity)}
    while there & gone.keys():
        there = {gone.get(scene, scene) for scene in there}
    those = [spanned for spanned in spans if spanned[0].id in there]
    order = world.story_order
    items = (_item(world, shown, spanned, order) for spanned in those[-most if most else None :])
    return [item for item in items if entity in item.present]


def order_of(world: World) -> dict[str, int]:
    """The number of each scene in the order of happening."""
    told = [(record.id, record.level, record.parent) for record, _, _ in world.scene_spans.spans]
    return story_order(told, world.of(When), {m.scene: m.other for m in world.of(SameMoment)})


def _item(world: World, shown: Shown, spanned: Spanned, order: Mapping[str, int]) -> SceneItem:
    record, start, end = spanned
    setting = next(iter(world.having(Setting, "scene", record.id)), None)
    eyes = next(reversed(world.having(PointOfView, "scene", record.id)), None)
    again = next(reversed(world.having(SameMoment, "scene", record.id)), None)
    present, arrivals, departures = _present(world, shown, record.id)
    return SceneItem(
        id=record.id,
        known_at=record.known_at,
        by=record.by,
        confidence=record.confidence,
        start=start,
        end=end,
        chapter=world.paragraphs.chapter_of(start),
        parent=record.parent,
        level=record.level,
        place=shown(setting.entity) if setting is not None and setting.entity else None,
        place_text=world.words(*setting.at) if setting else None,
        present=present,
        arrivals=arrivals,
        departures=departures,
        pov=shown(eyes.entity) if eyes is not None else None,
        story_order=order.get(record.id),
        same_as=again.other if again is not None else None,
        break_cue=record.cue,
    )


def scene_spans(world: World) -> Spans:
    """Each scene with its start and end, in telling order."""
    markers = {m.id: m for m in world.of(Marker)}
    begins: dict[int, SceneStart] = {}
    paragraphs, horizon = world.paragraphs, world.horizon
    for record in world.of(SceneStart):
        if record.parent is not None:
            continue
        place = record.at.start
        if record.marker and markers[record.marker].shape:
            place = markers[record.marker].at.end
        start = paragraphs.start_from(place, horizon)
        if start is None:
            continue
        first = begins.setdefault(start, record)
        if record.confidence > first.confidence:  # a line is learnt to be a mark when it recurs
            begins[start] = msgspec.structs.replace(first, cue=record.cue)
    places = [*sorted(begins), horizon + 1]
    found = [(begins[a], a, paragraphs.end_before(b, horizon)) for a, b in pairwise(places)]
    found += _nested(world, {record.id: end for record, _, end in found})
    return _levelled(world, sorted(found, key=lambda s: (s[1], -s[2], s[0].parent is not None)))


def _nested(world: World, ends: dict[str, int]) -> list[Spanned]:
    """The scenes that lie in others: no further than those reach."""
    closed: dict[str, int] = {}
    for ended in world.of(SceneEnd):
        closed.setdefault(ended.scene, ended.at.start)
    found: list[Spanned] = []
    for record in world.of(SceneStart):
        if record.parent is None or record.parent not in ends:
            continue
        start = record.at.start
        end = min(ends[record.parent], closed.get(record.id, ends[record.parent]))
        end = start + len(world.words(start, end).rstrip())
        if end > start:
            ends[record.id] = end
            found.append((record, start, end))
    return found


def _levelled(world: World, spans: list[Spanned]) -> Spans:
    """The scenes on the levels that readers say; those in others of which they say that they are
    no scene of their own are gone: each belongs to the one it lies in."""
    said = {record.scene: record for record in world.of(LevelOf)}
    gone = {
        record.id: record.parent
        for record, _, _ in spans
        if record.parent is not None and record.id in said and said[record.id].level == "scene"
    }
    kept: list[Spanned] = []
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
    return Spans(kept, gone)


Presences = tuple[list[str], list[tuple[str, int]], list[tuple[str, int]]]


def _present(world: World, shown: Shown, scene: str) -> Presences:
    """Who is there, who comes when, who goes when."""
    present: dict[str, None] = {}
    arrivals: list[tuple[str, int]] = []
    departures: list[tuple[str, int]] = []
    for record in _presences(world, scene):
        entity = shown(record.entity)
        if entity is None:
            continue
        present.setdefault(entity)
        if record.how == "arrives":
            arrivals.append((entity, record.at.start))
        elif record.how == "leaves":
            departures.append((entity, record.at.start))
    return list(present), arrivals, departures


def _presences(world: World, scene: str) -> Iterator[PresentIn]:
    """What is told of who is in a scene, and in those that belong to it."""
    gone = world.scene_spans.gone
    scenes = {scene}
    while more := {one for one, other in gone.items() if other in scenes} - scenes:
        scenes |= more
    found = [p for one in scenes for p in world.having(PresentIn, "scene", one)]
    yield from sorted(found, key=lambda p: number(p.id))
