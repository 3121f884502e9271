"""Who is who at a horizon, and what to call them: one at a time, or all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from fabula.story.contract import EntityItem, SameAs
from fabula.story.identity import Identities, number
from fabula.story.labels import is_vague, label
from fabula.story.ledger import Shelf
from fabula.story.records import (
    Alias,
    Entity,
    EntityType,
    Mention,
    NotSame,
    Omitted,
    Pronouns,
    Quotation,
    Record,
    Renamed,
    SameEntity,
)
from fabula.story.tallies import Said, Tally, together
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.story.world import World

R = TypeVar("R", bound=Record)
Told = Entity | EntityType
LATER = 1 << 40  # numbers of mentions that come after all that are kept


class People:
    """Everybody and everything of a world, each by the id that stands for it there."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._types: dict[str, Told | None] = {}
        self._items: dict[str, EntityItem | None] = {}

    @cached_property
    def identities(self) -> Identities:
        """Who is who."""
        return Identities(self._world.of(SameEntity), self._world.of(NotSame))

    @cached_property
    def ids(self) -> list[str]:
        """All that are shown, by first appearance."""
        roots = dict.fromkeys(self.identities.of(e.id) for e in self._world.of(Entity))
        return sorted(filter(self.told, roots), key=number)

    def told(self, entity: str) -> Told | None:
        """The record that told what an entity is; None for what is not shown."""
        if entity not in self._types:
            self._types[entity] = self._told(entity)
        return self._types[entity]

    def _told(self, entity: str) -> Told | None:
        if entity in self._omitted:
            return None
        told = self.about(EntityType, entity)
        by_readers = [t for t in told if t.by == "reader"]  # their word is the last
        if told:
            return (by_readers or told)[-1]
        return next((e for e in self._met(entity) if e.type), None)

    @cached_property
    def _omitted(self) -> frozenset[str]:
        return frozenset(self.identities.of(o.entity) for o in self._world.of(Omitted))

    def _met(self, entity: str) -> Iterator[Entity]:
        """How an entity, and those who turned out to be it, were first met, in reading order."""
        for one in sorted(self.identities.members(entity), key=number):
            yield from self._world.having(Entity, "id", one)

    def about(self, kind: type[R], entity: str, field: str = "entity") -> list[R]:
        """The records of a kind that are about an entity, whoever it was then, in reading order."""
        members = self.identities.members(entity)
        found = [r for one in members for r in self._world.having(kind, field, one)]
        return found if len(members) == 1 else sorted(found, key=lambda r: number(r.id))

    def _last(self, kind: type[R], entity: str) -> R | None:
        return next(reversed(self.about(kind, entity)), None)

    # What to call them ---------------------------------------------------------------------------

    def item(self, entity: str) -> EntityItem | None:
        """What is known of somebody or something, None where it is not shown."""
        if entity not in self._items:
            told = self.told(entity)
            self._items[entity] = self._item(entity, told) if told else None
        return self._items[entity]

    def _item(self, entity: str, told: Told) -> EntityItem:
        first = next(self._met(entity))
        tally = self._tally(entity)
        renamed, pronouns = self._last(Renamed, entity), self._last(Pronouns, entity)
        forms = {name: times for name, (times, _) in tally.names.items()}
        for alias in self.about(Alias, entity):
            forms.setdefault(alias.name, 0)
        name = renamed.name if renamed else max(forms, key=lambda f: forms[f], default=None)
        assert told.type
        return EntityItem(
            id=first.id,
            known_at=max(first.known_at, told.known_at),
            by=told.by,
            confidence=told.confidence,
            type=told.type,
            name=name,
            label=name or label(tally, told.type),
            aliases=[form for form in forms if form != name],
            pronouns=pronouns.pronouns if pronouns else None,
            members=[self.identities.of(m) for m in first.members],
            first=first.at.start,
            same_as=[
                SameAs(
                    id=other,
                    known_at=join.known_at,
                    by=join.by,
                    confidence=join.confidence,
                    basis=join.basis,
                )
                for other, join in self.identities.joins.get(first.id, [])
            ],
        )

    def is_vague(self, entity: str) -> bool:
        """Whether only "nobody", "everyone" or "people" is said of somebody."""
        item = self.item(entity)
        return item is not None and item.name is None and is_vague(item.label)

    def mentioned(self, entity: str) -> int:
        """How often somebody or something is mentioned."""
        ledger = self._world.ledger
        return sum(ledger.times(Mention, "entity", e) for e in self.identities.members(entity))

    def _tally(self, entity: str) -> Tally:
        return together(self._counted(one) for one in self.identities.members(entity))

    def _counted(self, one: str) -> Tally:
        """The tally of one entity by the id it was met with."""
        ledger, text = self._world.ledger, self._world.text.text
        rows = ledger.rows(Mention, "entity", one)

        def said(first: int, end: int) -> Iterator[Said]:
            kinds, names = ledger.column(Mention, "kind"), ledger.column(Mention, "name")
            starts, ends = ledger.spans(Mention)
            for row in rows[first:end]:
                start = starts[row]
                words = text[start : ends[row]]
                yield Said(row, kinds[row], names[row], words, self._is_quoted(start))

        tally = ledger.tallies.of(one, len(rows), said)
        if own := ledger.own(Mention, "entity", one):
            tally = tally.copy()
        for n, m in enumerate(own, LATER):
            words = text[m.at.start : m.at.end]
            tally.add(Said(n, m.kind, m.name, words, self._is_quoted(m.at.start)))
        return tally

    def _is_quoted(self, place: int) -> bool:
        """Whether a place is in an outer quotation."""
        return any(_holds(spans, place) for spans in (self._kept_quoted, self._own_quoted))

    @cached_property
    def _kept_quoted(self) -> list[Span]:
        return self._world.ledger.shared("outer quotations", _outer)

    @cached_property
    def _own_quoted(self) -> list[Span]:
        return sorted(q.at for q in self._world.ledger.own(Quotation, "parent", None))


def _outer(shelf: Shelf) -> list[Span]:
    """The outer quotations of all sheaves, by place."""
    parents = shelf.column(Quotation, "parent")
    spans = zip(*shelf.spans(Quotation), parents, strict=True)
    return sorted(Span(a, b) for a, b, parent in spans if parent is None)


def _holds(spans: list[Span], place: int) -> bool:
    """Whether one of some spans that do not overlap holds a place."""
    i = bisect_right(spans, place, key=lambda at: at.start)
    return i > 0 and place < spans[i - 1].end
