"""Which ties of a world are worth showing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fabula.story.contract import RelationItem

if TYPE_CHECKING:
    from fabula.story.world import World


def worth_showing(world: World) -> list[RelationItem]:
    """The ties, without those to somebody nameless ("her father") of a kind that is also told of
    somebody by name."""
    ties = list(world.relations())
    tied = map(world.entity, {who for tie in ties for who in (tie.source, tie.target)})
    named = {e.id for e in tied if e is not None and e.name}
    known: set[tuple[str, str, bool]] = set()
    for tie in ties:
        if {tie.source, tie.target} <= named:
            known |= {(tie.type, tie.source, True), (tie.type, tie.target, False)}
            if tie.symmetric:
                known |= {(tie.type, tie.source, False), (tie.type, tie.target, True)}
    return [
        tie
        for tie in ties
        if (tie.source in named or (tie.type, tie.target, False) not in known)
        and (tie.target in named or (tie.type, tie.source, True) not in known)
    ]
