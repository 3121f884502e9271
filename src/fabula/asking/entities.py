"""Everybody and everything in a world, by id. A story has thousands, most of them told of once, and
a question is about a few: each is looked at when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fabula.story.contract import EntityItem
from fabula.story.world import World


class Entities(Mapping[str, EntityItem]):
    """What is known of each by the id that stands for them."""

    def __init__(self, world: World) -> None:
        self._people = world.people
        self._people.meet()  # all at once is cheaper than one by one

    def __getitem__(self, entity: str | None) -> EntityItem:
        if entity is not None and self._people.identities.of(entity) == entity:
            item = self._people.item(entity)
            if item is not None:
                return item
        raise KeyError(entity)

    def __iter__(self) -> Iterator[str]:
        return iter(self._people.ids)

    def __len__(self) -> int:
        return len(self._people.ids)
