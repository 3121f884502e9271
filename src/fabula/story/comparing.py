"""Two worlds of one text compared, at one horizon: before and after something was said of it. Ids
may have moved, so somebody is known by where they were first mentioned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from fabula.story.changes import KINDS, Change, Difference, in_words, listed
from fabula.story.comparing_told import levels, speakers
from fabula.story.contract import EntityItem
from fabula.story.identity import number
from fabula.story.records import (
    Alias,
    Entity,
    EntityType,
    Mention,
    NotSame,
    Omitted,
    Renamed,
    SameEntity,
)
from fabula.story.sameness import is_same
from fabula.story.text import Span
from fabula.story.world import World


def changed(before: World, after: World, since: int = 0) -> Change:
    """What `after` shows otherwise than `before`. They are alike in what is told up to `since`, but
    for who turned out to be whom."""
    return Change(
        (
            *_people(before, after, since),
            *speakers(before, after, since),
            *levels(before, after, since),
        ),
        since=since,
    )


Pair = tuple[EntityItem | None, EntityItem | None]


def _people(before: World, after: World, since: int) -> Iterator[Difference]:
    """Who is called otherwise, and which words stand for somebody else."""
    stayed: dict[int, tuple[EntityItem, EntityItem]] = {}
    moved: dict[str, list[Span]] = {}
    for places, (was, now) in (*_earlier(before, after, since), *_later(before, after, since)):
        if was is not None and now is not None and is_same(was, now, after):
            stayed.setdefault(now.first, (was, now))
        elif was is not now:
            said = f"are now {now.label}" if now is not None else "are nobody's any more"
            moved.setdefault(said, []).extend(places())
    for was, now in stayed.values():
        yield from _called(was, now)
    for said, found in moved.items():
        if found:
            found.sort()
            yield Difference(in_words(after, said, found, "mention"), tuple(found))


def _later(
    before: World, after: World, since: int
) -> Iterator[tuple[Callable[[], list[Span]], Pair]]:
    """The words from a place on, and whom they stand for in both."""
    old, new = (
        {Span(m.start, m.end): m.entity for m in world.mentions_within(since, world.horizon)}
        for world in (before, after)
    )
    for at in sorted({*old, *new}):
        was = before.entity(old[at]) if at in old else None
        now = after.entity(new[at]) if at in new else None
        yield partial(list, (at,)), (was, now)


def _earlier(
    before: World, after: World, since: int
) -> Iterator[tuple[Callable[[], list[Span]], Pair]]:
    """The words before a place that stand for those of whom something is said from there on; their
    ids are the same in both."""

    def places(entity: str) -> list[Span]:
        return [m.at for m in before.having(Mention, "entity", entity) if m.at.start < since]

    touched = {
        member
        for entity in _touched(before, since) | _touched(after, since)
        for world in (before, after)
        for member in world.identities.members(world.identities.of(entity))
        if _is_met(before, member, since)
    }
    for one in sorted(touched, key=number):
        yield partial(places, one), (before.entity(one), after.entity(one))


def _touched(world: World, since: int) -> set[str]:
    """Those first met before a place of whom something is said from there on that may change who
    they are, or what is shown of them."""
    later = Span(since, world.horizon)
    joined: list[SameEntity | NotSame] = [
        *world.ledger.within(SameEntity, later), *world.ledger.within(NotSame, later),
    ]  # fmt: skip
    told: list[Omitted | EntityType | Renamed | Alias] = [
        *world.ledger.within(Omitted, later), *world.ledger.within(EntityType, later),
        *world.ledger.within(Renamed, later), *world.ledger.within(Alias, later),
    ]  # fmt: skip
    found = {e for r in joined for e in (r.one, r.other)}
    found |= {r.entity for r in told if r.by == "reader"}
    return {e for e in found if _is_met(world, e, since)}


def _is_met(world: World, entity: str, since: int) -> bool:
    first = world.ledger.called(Entity, entity)
    return first is not None and first.at.start < since


def _called(was: EntityItem, now: EntityItem) -> Iterator[Difference]:
    """What somebody is called, and is, otherwise."""
    at = (Span(now.first, now.first),)
    if now.name is not None and was.label != now.label:
        yield Difference(f"{was.label} is now called {now.label}.", at)
    if was.type != now.type:
        yield Difference(f"{now.label} is now {KINDS[now.type]}.", at)
    known = {was.label, now.label, *was.aliases}
    if more := [alias for alias in now.aliases if alias not in known]:
        yield Difference(f"{now.label} is also called {listed(more)}.", at)
    if gone := [alias for alias in was.aliases if alias not in (now.label, *now.aliases)]:
        yield Difference(f"{now.label} is no longer called {listed(gone)}.", at)
