"""Where to hold on to somebody: which of their mentions a correction names them by."""

from __future__ import annotations

from fabula.story.text import Span
from fabula.story.world import World


def first_mention(world: World, entity: str) -> Span | None:
    """Their first mention by a name, else by a description, else any: what is said there shows
    from there on."""
    ranks = {"PROP": 0, "NOM": 1, "PRON": 2}
    mentions = sorted(world.mentions_of(entity), key=lambda m: (ranks[m.kind], m.start))
    return Span(mentions[0].start, mentions[0].end) if mentions else None


def mention_near(world: World, entity: str, place: int, but: Span | None = None) -> Span | None:
    """Their last mention before a place, by a name if there is one, else the first after it; none
    that overlaps with `but`."""
    found = [
        m
        for m in world.mentions_of(entity)
        if but is None or m.end <= but.start or but.end <= m.start
    ]
    before = [m for m in found if m.end <= place]
    named = [m for m in before if m.kind == "PROP"]
    best = (named or before)[-1:] or [m for m in found if m.kind == "PROP"][:1] or found[:1]
    return Span(best[0].start, best[0].end) if best else None
