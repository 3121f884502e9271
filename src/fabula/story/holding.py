"""Where to hold on to somebody: which of their mentions a correction names them by."""

from __future__ import annotations

from collections.abc import Iterable

from fabula.story.contract import MentionItem
from fabula.story.text import Span
from fabula.story.world import World

NEAR = (4_000, 64_000)  # code points before a place that are looked at first


def first_mention(world: World, entity: str) -> Span | None:
    """Their first mention by a name, else by a description, else any: what is said there shows
    from there on."""
    ranks = {"PROP": 0, "NOM": 1, "PRON": 2}
    best = min(world.mentions_of(entity), key=lambda m: (ranks[m.kind], m.start), default=None)
    return Span(best.start, best.end) if best else None


def mention_near(world: World, entity: str, place: int, but: Span | None = None) -> Span | None:
    """Their last mention before a place, by a name if there is one near, else the first after it;
    none that overlaps with `but`. What is said there is cheap to read there, as nothing long before
    it is read again."""
    entity = world.identities.of(entity)

    def other(m: MentionItem) -> bool:
        return m.entity == entity and (but is None or m.end <= but.start or but.end <= m.start)

    for reach in NEAR:
        before = world.mentions_within(max(0, place - reach), place)
        if best := _last(filter(other, before), place):
            return best
    found = [m for m in world.mentions_of(entity) if other(m)]
    return _last(found, place) or next((Span(m.start, m.end) for m in found), None)


def _last(mentions: Iterable[MentionItem], place: int) -> Span | None:
    """The last of some mentions that end before a place, by a name where there is one."""
    found = [m for m in mentions if m.end <= place]
    named = [m for m in found if m.kind == "PROP"]
    return next((Span(m.start, m.end) for m in reversed(named or found)), None)
