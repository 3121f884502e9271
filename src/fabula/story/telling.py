"""Scenes as they are known: where each begins and ends, which lies in which, who is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
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
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.story.world import World

Shown = Callable[[str], str | None]


Spanned = tuple[SceneStart, int, int]
NEAR = 60_000  # code points before a place in which its scene mostly begins
ENOUGH = 3  # scenes that begin there, so that none before them matters


class Spans(NamedTuple):
    """Each scene's first record with its start and end, in telling order; and the scenes that are
    none of their own, as readers say: each with the one that it belongs to."""

    spans: list[Spanned]
    gone: dict[str, str]


def scene_items(world: World, shown: Shown) -> list[SceneItem]:
    """Scenes in telling order, an outer one before those in it. One ends with the last paragraph
    before the next of its level; one that lies in another where that goes on."""
    spans, gone = world.scene_spans
    return [_item(world, shown, spanned, world.story_order, gone) for spanned in spans]


def scene_at(world: World, shown: Shown, place: int) -> SceneItem | None:
    """The innermost scene that holds a place, else the last before it. Only those near it are laid
    out: a long work has thousands."""
    near = NEAR
    while True:
        starts = world.within(SceneStart, Span(max(0, place - near), world.horizon + 1))
        spans, gone = _laid_out(world, starts)
        begun = [spanned for spanned in spans if spanned[1] <= place]
        outer = sum(record.parent is None for record, _, _ in begun)
        if outer >= ENOUGH or near >= place:
            break
        near *= 4
    over = [spanned for spanned in begun if place < spanned[2]]
    found = (over or begun)[-1:]
    return _item(world, shown, found[0], {}, gone) if found else None


def scenes_of(world: World, shown: Shown, entity: str, most: int | None = None) -> list[SceneItem]:
    """The scenes that somebody is in, in telling order; the last ones, of many."""
    spans, gone = world.scene_spans
    there = {record.scene for record in world.people.about(PresentIn, entity)}
    while there & gone.keys():
        there = {gone.get(scene, scene) for scene in there}
    those = [spanned for spanned in spans if spanned[0].id in there]
    order = world.story_order
    items = (
        _item(world, shown, spanned, order, gone) for spanned in those[-most if most else None :]
    )
    return [item for item in items if entity in item.present]


def order_of(world: World) -> dict[str, int]:
    """The number of each scene in the order of happening."""
    told = [(record.id, record.level, record.parent) for record, _, _ in world.scene_spans.spans]
    return story_order(told, world.of(When), {m.scene: m.other for m in world.of(SameMoment)})


def _item(
    world: World,
    shown: Shown,
    spanned: Spanned,
    order: Mapping[str, int],
    gone: Mapping[str, str],
) -> SceneItem:
    record, start, end = spanned
    setting = next(iter(world.having(Setting, "scene", record.id)), None)
    eyes = next(reversed(world.having(PointOfView, "scene", record.id)), None)
    again = next(reversed(world.having(SameMoment, "scene", record.id)), None)
    present, arrivals, departures = _present(world, shown, record.id, gone)
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
    return _laid_out(world, world.of(SceneStart))


def _laid_out(world: World, starts: Sequence[SceneStart]) -> Spans:
    """The scenes that begin with some records, all that follow the first among them."""
    begins: dict[int, SceneStart] = {}
    paragraphs, horizon = world.paragraphs, world.horizon
    for record in starts:
        if record.parent is not None:
            continue
        place = record.at.start
        marker = world.ledger.called(Marker, record.marker) if record.marker else None
        if marker is not None and marker.shape:
            place = marker.at.end
        start = paragraphs.start_from(place, horizon)
        if start is None:
            continue
        first = begins.setdefault(start, record)
        if record.confidence > first.confidence:  # a line is learnt to be a mark when it recurs
            begins[start] = msgspec.structs.replace(first, cue=record.cue)
    places = [*sorted(begins), horizon + 1]
    found = [(begins[a], a, paragraphs.end_before(b, horizon)) for a, b in pairwise(places)]
    found += _nested(world, starts, {record.id: end for record, _, end in found})
    return _levelled(world, sorted(found, key=lambda s: (s[1], -s[2], s[0].parent is not None)))


def _nested(world: World, starts: Sequence[SceneStart], ends: dict[str, int]) -> list[Spanned]:
    """The scenes that lie in others: no further than those reach."""
    closed: dict[str, int] = {}
    first = min((record.at.start for record in starts), default=0)
    for ended in world.within(SceneEnd, Span(first, world.horizon + 1)):
        closed.setdefault(ended.scene, ended.at.start)
    found: list[Spanned] = []
    for record in starts:
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


def _present(world: World, shown: Shown, scene: str, gone: Mapping[str, str]) -> Presences:
    """Who is there, who comes when, who goes when."""
    present: dict[str, None] = {}
    arrivals: list[tuple[str, int]] = []
    departures: list[tuple[str, int]] = []
    for record in _presences(world, scene, gone):
        entity = shown(record.entity)
        if entity is None:
            continue
        present.setdefault(entity)
        if record.how == "arrives":
            arrivals.append((entity, record.at.start))
        elif record.how == "leaves":
            departures.append((entity, record.at.start))
    return list(present), arrivals, departures


def _presences(world: World, scene: str, gone: Mapping[str, str]) -> Iterator[PresentIn]:
    """What is told of who is in a scene, and in those that belong to it."""
    scenes = {scene}
    while more := {one for one, other in gone.items() if other in scenes} - scenes:
        scenes |= more
    found = [p for one in scenes for p in world.having(PresentIn, "scene", one)]
    yield from sorted(found, key=lambda p: number(p.id))
