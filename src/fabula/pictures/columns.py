"""The columns of a storyline: scenes one after another, those folded into one where nobody comes or
goes; and the memories, which stand apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from fabula.pictures.asked import Order
from fabula.pictures.cast import LATEST, MEMORY, Cast, scenes_in
from fabula.story.contract import SceneItem


@dataclass(frozen=True, slots=True)
class Column:
    """Scenes that follow one another with the same people in them."""

    scenes: tuple[SceneItem, ...]
    people: tuple[str, ...]

    @property
    def first(self) -> SceneItem:
        return self.scenes[0]


@dataclass(frozen=True, slots=True)
class Apart:
    """A memory (or what else lies inside a scene) that is drawn apart from the lines: it was told
    in column number `within`."""

    scene: SceneItem
    within: int


def columns(cast: Cast, order: Order, most: int) -> tuple[list[Column], list[Apart], int]:
    """What a storyline draws: its columns; what stands apart from them (only in the order of
    telling: a memory has its own place in the order of happening); how many people are left out.

    Scenes without anybody are no columns.
    """
    scenes = scenes_in(cast, order, LATEST)
    outer = [s for s in scenes if order == "story" or not _is_apart(s)] or scenes
    inner = [s for s in scenes if order == "telling" and _is_apart(s)] if outer != scenes else []
    drawn, more = cast.seen(outer, most)
    kept = frozenset(drawn)
    people = {s.id: tuple(e for e in cast.there(s) if e in kept) for s in outer}
    told = [s for s in outer if people[s.id]]
    found = [
        Column(tuple(group), who)
        for (who, _), scenes_ in groupby(told, key=lambda s: (people[s.id], _kind(s, order)))
        if (group := list(scenes_))
    ]
    starts = [c.first.start for c in found]
    apart = [
        Apart(s, max(0, sum(1 for start in starts if start <= s.start) - 1))
        for s in inner
        if cast.there(s) and found
    ]
    return found, apart, more


def is_memory(column: Column) -> bool:
    """Whether a column tells a memory or a dream."""
    return column.first.level in MEMORY


def _is_apart(scene: SceneItem) -> bool:
    return scene.parent is not None or scene.level in MEMORY


def _kind(scene: SceneItem, order: Order) -> bool:
    """Scenes of one column are all memories, or none is."""
    return order == "story" and scene.level in MEMORY
