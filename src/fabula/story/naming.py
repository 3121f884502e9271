"""Who is meant by a name that a reader types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fabula.story.contract import EntityItem

if TYPE_CHECKING:
    from fabula.story.world import World


def called(world: World, name: str) -> list[EntityItem]:
    """Whom `name` may mean: whoever has that id, else those with that whole name, else those with
    it as a part of one; persons and the most mentioned first. Case and the shape of apostrophes do
    not count."""
    asked = _plain(name)
    whole: list[EntityItem] = []
    part: list[EntityItem] = []
    for entity in world.entities:
        if entity.id == name:
            return [entity]
        names = [_plain(n) for n in (entity.label, *entity.aliases)]
        if asked in names:
            whole.append(entity)
        elif asked and any(set(asked) <= set(n) for n in names):
            part.append(entity)
    found = whole or part
    if len(found) < 2:
        return found
    return sorted(found, key=lambda e: (e.type != "PER", -world.people.mentioned(e.id)))


def nobody(name: str) -> str:
    """What to say where nobody is called so."""
    return f"Nobody here is called {name!r}: fabula cast lists the names."


def _plain(name: str) -> list[str]:
    return name.replace("’", "'").casefold().split()
