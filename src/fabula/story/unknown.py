"""What the reader has been told and somebody in the story has not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fabula.story.contract import KnowledgeItem
from fabula.story.facts import Innermost

if TYPE_CHECKING:
    from fabula.story.world import World

_LACKS = ("does-not-know", "forgot", "believes")


def unknown_to(world: World, who: str) -> Iterator[KnowledgeItem]:
    """What somebody lacks, as far as is told: what they do not know, forgot or believe without
    knowing, what others hide, and what others know about them that is said where they are not.
    In reading order; what they learn later is left out."""
    items = list(world.knowledge())
    known = [k for k in items if k.holder == who and k.state == "knows"]
    scene_at = Innermost(world.scenes)
    there = {scene.id for scene in world.scenes if who in scene.present}
    heard = [q for q in world.quotations() if who in q.addressees]
    for item in items:
        if any(_same(item, mine) for mine in known):
            continue
        if item.holder == who:
            lacks = item.state in _LACKS
        elif item.state == "hides":
            lacks = not any(q.start <= item.since < q.end for q in heard)
        else:
            told_of = item.state == "knows" and who in item.about
            lacks = told_of and scene_at(item.since) not in there
        if lacks:
            yield item


def _same(one: KnowledgeItem, other: KnowledgeItem) -> bool:
    """Whether two items rest on the same words."""
    a, b = one.content, other.content
    return a.start < b.end and b.start < a.end
