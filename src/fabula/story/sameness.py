"""Whether somebody in one world of a text is somebody in another."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.story.contract import EntityItem
from fabula.story.world import World


def is_same(was: EntityItem, now: EntityItem, after: World) -> bool:
    """Whether two are one: first met at the same place, or called alike when the first words that
    stood for one are somebody else's now."""
    if was.first == now.first:
        return True
    if was.label != now.label:
        return False
    there = after.mentions_within(was.first, was.first + 1)
    return all(e is None or e.first != was.first for e in (after.entity(m.entity) for m in there))


def are_same(
    before: World, after: World, old: Sequence[str | None], new: Sequence[str | None]
) -> bool:
    """Whether several are, one by one; None is nobody known."""
    if len(old) != len(new):
        return False
    for one, other in zip(old, new, strict=True):
        was = before.entity(one) if one else None
        now = after.entity(other) if other else None
        if was is None or now is None:
            if was is not now:
                return False
        elif not is_same(was, now, after):
            return False
    return True
