"""Two worlds of one text compared, at one horizon: before and after something was said of it. Ids
may have moved, so somebody is known by where they were first mentioned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fabula.story.changes import KINDS, Change, Difference, in_words, listed
from fabula.story.comparing_told import levels, speakers
from fabula.story.contract import EntityItem
from fabula.story.records import (
    Alias,
    Entity,
    EntityType,
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


def _people(before: World, after: World, since: int) -> Iterator[Difference]:
    """Who is called otherwise, and which words stand for somebody else."""
    touched = _touched(before, since) | _touched(after, since)
    old, new = _mentions(before, since, touched), _mentions(after, since, touched)
    stayed: dict[int, tuple[EntityItem, EntityItem]] = {}
    moved: dict[str, list[Span]] = {}
    for at in sorted({*old, *new}):
        was = before.entity(old[at]) if at in old else None
        now = after.entity(new[at]) if at in new else None
        if was is not None and now is not None and is_same(was, now, after):
            stayed.setdefault(now.first, (was, now))
        else:
            said = f"are now {now.label}" if now is not None else "are nobody's any more"
            moved.setdefault(said, []).append(at)
    for was, now in stayed.values():
        yield from _called(was, now)
    for said, places in moved.items():
        yield Difference(in_words(after, said, places, "mention"), tuple(places))


def _touched(world: World, since: int) -> set[str]:
    """Those first met before a place of whom something was said from there on that may change who
    they are, or whether they are shown."""
    joined: list[SameEntity | NotSame] = [*world.of(SameEntity), *world.of(NotSame)]
    told: list[Omitted | EntityType | Renamed | Alias] = [
        *world.of(Omitted), *world.of(EntityType), *world.of(Renamed), *world.of(Alias),
    ]  # fmt: skip
    found = {e for r in joined if r.at.start >= since for e in (r.one, r.other)}
    found |= {r.entity for r in told if r.by == "reader" and r.at.start >= since}
    met = ((e, world.ledger.called(Entity, e)) for e in found)
    return {e for e, first in met if first is not None and first.at.start < since}


def _mentions(world: World, since: int, touched: Iterable[str]) -> dict[Span, str]:
    """Whom words stand for: all from a place on, and those before it of whoever was touched."""
    found = list(world.mentions_within(since, world.horizon))
    for entity in {world.identities.of(e) for e in touched}:
        found += [m for m in world.mentions_of(entity) if m.start < since]
    return {Span(m.start, m.end): m.entity for m in found}


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
