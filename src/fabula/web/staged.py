"""Scenes as a page tells them: where, when, who is there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from fabula.story.contract import SceneItem
from fabula.story.records import When
from fabula.web.known import Known, Ref
from fabula.web.words import Words

STILL = 200  # code points: who is told of so long after leaving has not left


class Here(NamedTuple):
    """A scene: `place` "" and `when` None where they are not told."""

    scene: SceneItem
    opening: Words
    chapter: str | None
    place: Ref | str
    when: Words | None
    people: list[Ref | str]
    gone: list[Ref | str]
    pov: Ref | str | None


def here(known: Known, place: int | None = None) -> Here | None:
    """The scene that a place is in (the horizon, if none is given): where and when it is, who
    is there, who has gone."""
    place = known.horizon if place is None else min(place, known.horizon)
    scene = known.world.scene_at(max(0, place - 1))
    return told(known, scene, _gone(known, scene, place)) if scene else None


def scenes(known: Known, happening: bool) -> list[Here]:
    """All scenes, in the order of telling or of happening (where it is known)."""
    scenes = known.world.scenes
    if happening:
        last = len(scenes)
        scenes = sorted(scenes, key=lambda s: (s.story_order or last, s.start))
    return [told(known, scene) for scene in scenes]


def places(known: Known, most: int) -> list[Ref]:
    """The places where scenes are set, the latest first."""
    found = dict.fromkeys(s.place for s in reversed(known.world.scenes) if s.place)
    refs = [known.ref(place) for place in list(found)[:most]]
    return [ref for ref in refs if isinstance(ref, Ref)]


def told(known: Known, scene: SceneItem, gone: Iterable[str] = ()) -> Here:
    """A scene with the words that tell it."""
    place = known.ref(scene.place)
    dated = known.world.having(When, "of", scene.id)
    return Here(
        scene=scene,
        opening=known.words(scene.start, scene.start),
        chapter=known.chapter(scene.start),
        place=place if isinstance(place, Ref) else " ".join((scene.place_text or "").split()),
        when=known.words(*dated[0].at) if dated else None,
        people=[known.ref(e) for e in scene.present if e not in gone],
        gone=[known.ref(e) for e in gone],
        pov=known.ref(scene.pov) if scene.pov else None,
    )


def _gone(known: Known, scene: SceneItem, place: int) -> list[str]:
    """Those who went and have not come back; who is still told of has not gone."""
    left = {e: at for e, at in scene.departures if at < place}
    back = {e: at for e, at in scene.arrivals if at < place}
    away = {e: at for e, at in left.items() if at >= back.get(e, -1)}
    if not away:
        return []
    after = known.mentions(min(away.values()) + STILL, place)
    stay = {m.entity for m in after if m.start >= away.get(m.entity, m.start) + STILL}
    return [e for e in scene.present if e in away and e not in stay]
