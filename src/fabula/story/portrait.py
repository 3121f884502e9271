"""All that a world knows of one of its people, places or things, on one page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from fabula.story.annotations import EntityKind
from fabula.story.contract import (
    AttributeItem,
    KnowledgeItem,
    QuotationItem,
    RelationItem,
    SceneItem,
    ThreadItem,
)
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.story.contract import EntityItem
    from fabula.story.world import World

MOST = 12  # descriptions of one


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """Words that describe somebody ("the tall boy"), where they first stand, and how often they
    come."""

    text: str
    start: int
    end: int
    times: int


class Character(msgspec.Struct, frozen=True, kw_only=True):
    """One of a story as known at `horizon`. `attributes` last, `states` hold now; `first` and
    `last` are the first and the last words that stand for them, `mentions` how many there are;
    `scenes` are those they are in, `relations` the ties that have not ended and those that have,
    `threads` what they hold or is held to them."""

    id: str
    type: EntityKind
    name: str | None
    label: str
    aliases: list[str]
    pronouns: str | None
    members: list[str]
    horizon: int
    first: Span
    last: Span
    mentions: int
    descriptions: list[Described]
    attributes: list[AttributeItem]
    states: list[AttributeItem]
    relations: list[RelationItem]
    scenes: list[SceneItem]
    quotations: list[QuotationItem]
    knowledge: list[KnowledgeItem]
    threads: list[ThreadItem]


def portrait(world: World, entity: EntityItem, most: int | None = None) -> Character:
    """What is known of an entity of a world; of scenes, quotations, knowledge and threads only the
    last `most`, if it says how many: of a long work's hero there are thousands."""
    who = entity.id
    last = slice(-most if most else None, None)
    places = world.people.places(who)
    attributes = list(world.attributes(who))
    return Character(
        id=who,
        type=entity.type,
        name=entity.name,
        label=entity.label,
        aliases=entity.aliases,
        pronouns=entity.pronouns,
        members=entity.members,
        horizon=world.horizon,
        first=places[0] if places else Span(entity.first, entity.first),
        last=places[-1] if places else Span(entity.first, entity.first),
        mentions=len(places),
        descriptions=_descriptions(world, world.people.places(who, "NOM")),
        attributes=[a for a in attributes if a.lasting],
        states=_now(attributes),
        relations=list(world.relations(who)),
        scenes=world.scenes_of(who, most),
        quotations=world.quotations_by(who, most)[last],
        knowledge=list(world.knowledge(who, most)),
        threads=list(world.threads(who, most)),
    )


def _now(attributes: list[AttributeItem]) -> list[AttributeItem]:
    """The states that have not ended, the latest of each value."""
    held = {(a.name, a.value.lower()): a for a in attributes if not a.lasting and a.until is None}
    return sorted(held.values(), key=lambda a: a.start)


def _descriptions(world: World, places: list[Span]) -> list[Described]:
    """What they are described as, the most frequent first, then as they come."""
    times: Counter[str] = Counter()
    first: dict[str, Span] = {}
    for at in places:
        words = " ".join(world.words(*at).split()).lower()
        times[words] += 1
        first.setdefault(words, at)
    return [
        Described(text=" ".join(world.words(*at).split()), start=at.start, end=at.end, times=n)
        for words, n in times.most_common(MOST)
        if (at := first[words])
    ]
