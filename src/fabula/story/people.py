"""Who is who at a horizon, and what to call them: one at a time, or all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeVar

from fabula.story.annotations import EntityKind, MentionKind
from fabula.story.contract import EntityItem, SameAs
from fabula.story.identity import Identities, number
from fabula.story.labels import NARRATOR, is_teller, is_vague, label
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
    SpeakerOf,
)
from fabula.story.shelf import Shelf
from fabula.story.tallies import Said, Tally, together
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.story.world import World

R = TypeVar("R", bound=Record)
Told = Entity | EntityType
Spans = tuple[list[int], list[int]]
What = Literal["names", "words"]
NAMES: What = "names"
WORDS: What = "words"
EARLY = 64  # mentions of one that mostly tell who tells the story
LATER = 1 << 40  # numbers of mentions that come after all that are kept


class People:
    """Everybody and everything of a world, each by the id that stands for it there."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._met_all: dict[str, Entity] | None = None
        self._types: dict[str, Told | None] = {}
        self._items: dict[str, EntityItem | None] = {}

    @cached_property
    def identities(self) -> Identities:
        """Who is who."""
        return Identities(self._world.of(SameEntity), self._world.of(NotSame))

    @cached_property
    def ids(self) -> list[str]:
        """All that are shown, by first appearance."""
        roots = dict.fromkeys(map(self.identities.of, self.meet()))
        return sorted(filter(self.told, roots), key=number)

    def meet(self) -> dict[str, Entity]:
        """How everybody and everything was first met: all at once is cheaper than one by one."""
        if self._met_all is None:
            self._met_all = {e.id: e for e in self._world.of(Entity)}
        return self._met_all

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
        members = self.identities.members(entity)
        if len(members) > 1:  # one by itself may be a voice that has no number
            members.sort(key=number)
        for one in members:
            met = self._first_met(one)
            if met is not None:
                yield met

    def _first_met(self, one: str) -> Entity | None:
        if self._met_all is not None:  # all were asked for
            return self._met_all.get(one)
        met = self._world.ledger.called(Entity, one)
        return met if met is not None and met.known_at <= self._world.horizon else None

    def about(
        self, kind: type[R], entity: str, field: str = "entity", most: int | None = None
    ) -> list[R]:
        """The records of a kind that are about an entity, whoever it was then, in reading order;
        the last ones, where `most` says how many."""
        members = self.identities.members(entity)
        found = [r for one in members for r in self._world.having(kind, field, one, most)]
        if len(members) > 1:
            found.sort(key=lambda r: number(r.id))
        return found if most is None else found[-most:]

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
        named = any(map(self._is_named, self.identities.members(entity)))
        names = self._tally(entity, NAMES).names if named else {}
        renamed, pronouns = self._last(Renamed, entity), self._last(Pronouns, entity)
        forms = {name: times for name, (times, _) in names.items()}
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
            label=name or self._label(entity, told.type),
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
        if any(map(self._is_named, self.identities.members(entity))):
            return False
        item = self.item(entity)
        return item is not None and item.name is None and is_vague(item.label)

    def _is_named(self, one: str) -> bool:
        """Whether a mention has named somebody yet."""
        ledger = self._world.ledger
        first = ledger.shared("first names", _first_named).get(one)
        if first is not None and ledger.counts(Mention, first):
            return True
        return any(m.name for m in ledger.own(Mention, "entity", one))

    def noticed(self, times: int) -> list[str]:
        """Those who have a name, speak, or are mentioned so often, and perhaps some others, by
        first appearance."""
        ledger, joins = self._world.ledger, self.identities.joins
        named = ledger.shared("first names", _first_named).items()
        found = set(ledger.often(Mention, "entity", times))
        found |= {e for e, first in named if ledger.counts(Mention, first)}
        found |= {e for e in ledger.own_values(Mention, "entity") if self._is_named(e)}
        found |= {e for e in ledger.known(SpeakerOf, "speaker") if e}
        found |= {r.entity for r in self._world.of(Renamed)}
        found |= {r.entity for r in self._world.of(Alias)}
        roots = {self.identities.of(e) for e in found} | set(joins)
        return sorted(filter(self.told, roots), key=number)

    def times(self, kind: type[Record], entity: str, field: str = "entity") -> int:
        """How many records of a kind are about an entity."""
        ledger = self._world.ledger
        return sum(ledger.times(kind, field, one) for one in self.identities.members(entity))

    def mentioned(self, entity: str) -> int:
        """How often somebody or something is mentioned."""
        return self.times(Mention, entity)

    def places(self, entity: str, kind: MentionKind | None = None) -> list[Span]:
        """Where somebody or something is mentioned (by such words, if `kind` says by which), by
        place."""
        ledger, found = self._world.ledger, list[Span]()
        starts, ends = ledger.spans(Mention)
        kinds = ledger.column(Mention, "kind")
        for one in self.identities.members(entity):
            rows = ledger.rows(Mention, "entity", one)
            found += [Span(starts[r], ends[r]) for r in rows if kind is None or kinds[r] == kind]
            own = ledger.own(Mention, "entity", one)
            found += [m.at for m in own if kind is None or m.kind == kind]
        return sorted(found)

    def _label(self, entity: str, kind: EntityKind) -> str:
        """What to print for somebody without a name. Who tells the story is told by their first
        words; there are tens of thousands of others."""
        if self.mentioned(entity) > EARLY and is_teller(self._tally(entity, WORDS, EARLY)):
            return NARRATOR
        return label(self._tally(entity, WORDS), kind)

    def _tally(self, entity: str, what: What, most: int | None = None) -> Tally:
        return together(self._counted(one, what, most) for one in self.identities.members(entity))

    def _counted(self, one: str, what: What, most: int | None) -> Tally:
        """The tally of one entity by the id it was met with, as far as `most` mentions: of its
        names, or of its other words."""
        ledger = self._world.ledger
        rows = ledger.rows(Mention, "entity", one)[:most]
        said = self._named if what == NAMES else self._worded
        tally = ledger.tallies.of((one, what), rows, said, self.is_quoted)
        for m in ledger.own(Mention, "entity", one):
            # Numbered over all, so that those who are one know who was named first.
            n = LATER + number(m.id)
            if what == NAMES and m.name:
                tally.add(Said(n, "PROP", m.name), self.is_quoted)
            elif what == WORDS and m.kind != "PROP":
                words = self._world.words(*m.at)
                tally.add(Said(n, m.kind, "", words, m.at.start), self.is_quoted)
        return tally

    def _named(self, rows: Sequence[int]) -> Iterator[Said]:
        names = self._world.ledger.column(Mention, "name")
        return (Said(row, "PROP", names[row]) for row in rows if names[row])

    def _worded(self, rows: Sequence[int]) -> Iterator[Said]:
        ledger = self._world.ledger
        kinds, (starts, ends) = ledger.column(Mention, "kind"), ledger.spans(Mention)
        for row in rows:
            if kinds[row] != "PROP":
                words = self._world.words(starts[row], ends[row])
                yield Said(row, kinds[row], "", words, starts[row])

    def is_quoted(self, place: int) -> bool:
        """Whether a place is in an outer quotation."""
        kept = self._beyond is None or place < self._beyond
        return (kept and _holds(self._kept_quoted, place)) or _holds(self._own_quoted, place)

    @cached_property
    def _beyond(self) -> int | None:
        """Where the quotations begin that are on the shelf and not of this world: what it reads
        for itself of their passage may know nothing of them."""
        return self._world.ledger.beyond(Quotation)

    @cached_property
    def _kept_quoted(self) -> Spans:
        return self._world.ledger.shared("outer quotations", _outer)

    @cached_property
    def _own_quoted(self) -> Spans:
        return _apart(q.at for q in self._world.ledger.own(Quotation, "parent", None))


def _first_named(shelf: Shelf) -> dict[str, int]:
    """For each entity with a name, the row of the mention that names it first."""
    entities = shelf.column(Mention, "entity")
    named = [row for row, name in enumerate(shelf.column(Mention, "name")) if name]
    return {entities[row]: row for row in reversed(named)}


def _outer(shelf: Shelf) -> Spans:
    """The outer quotations of all sheaves."""
    parents = shelf.column(Quotation, "parent")
    spans = zip(*shelf.spans(Quotation), parents, strict=True)
    return _apart((a, b) for a, b, parent in spans if parent is None)


def _apart(spans: Iterable[tuple[int, int]]) -> Spans:
    """Spans that do not overlap: where each begins, in order, and where it ends."""
    ordered = sorted(spans)
    return [a for a, _ in ordered], [b for _, b in ordered]


def _holds(spans: Spans, place: int) -> bool:
    """Whether one of some spans holds a place."""
    starts, ends = spans
    i = bisect_right(starts, place)
    return i > 0 and place < ends[i - 1]
