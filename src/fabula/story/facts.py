"""Ties, states, knowledge, open threads, times and events as they are known at a horizon: each an
item of the contract, with the words that it rests on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from fabula.story.contract import (
    AttributeItem,
    Content,
    EventItem,
    KnowledgeItem,
    ParticipantItem,
    RelationItem,
    SceneItem,
    ThreadItem,
    TimeItem,
)
from fabula.story.identity import number
from fabula.story.ordering import contradictions
from fabula.story.records import (
    SYMMETRIC,
    Attribute,
    AttributeEnded,
    Event,
    Knowledge,
    Participant,
    Record,
    Relation,
    RelationEnded,
    RelationType,
    Thread,
    ThreadClosed,
    ThreadTouched,
    When,
)

if TYPE_CHECKING:
    from fabula.story.world import World

R = TypeVar("R", bound=Record)
Told = TypeVar("Told", ThreadTouched, ThreadClosed)
Shown = Callable[[str], str | None]
SHORT = 120  # characters of the words of a content or thread that are printed


def events(world: World, shown: Shown) -> Iterator[EventItem]:
    """Events in reading order, each in the innermost scene that holds it."""
    taking_part: dict[str, list[Participant]] = {}
    for part in world.of(Participant):
        taking_part.setdefault(part.event, []).append(part)
    scene_at = Innermost(world.scenes)
    for record in world.of(Event):
        parts = taking_part.get(record.id, [])
        roles: dict[str, str] = {}
        for part in parts:
            meant = (shown(part.entity) if part.entity else None) or part.content
            if meant is not None:
                roles.setdefault(part.role, meant)
        yield EventItem(
            id=record.id,
            known_at=record.known_at,
            by=record.by,
            confidence=record.confidence,
            start=record.at.start,
            end=record.at.end,
            lemma=record.lemma,
            roles=roles,
            participants=[
                ParticipantItem(
                    role=p.role,
                    entity=shown(p.entity) if p.entity else None,
                    start=p.at.start,
                    end=p.at.end,
                )
                for p in parts
            ],
            realis=record.realis,
            past_perfect=record.past_perfect,
            scene=scene_at(record.at.start),
        )


class Innermost:
    """Which scene holds a place: the innermost."""

    def __init__(self, scenes: Sequence[SceneItem]) -> None:
        self._scenes = scenes
        self._starts = [scene.start for scene in scenes]
        self._parents = {scene.id: scene for scene in scenes}

    def __call__(self, place: int) -> str | None:
        """The id of the scene, None before the first."""
        i = bisect_right(self._starts, place) - 1
        scene = self._scenes[i] if i >= 0 else None
        while scene is not None and scene.end <= place and scene.parent is not None:
            scene = self._parents.get(scene.parent)
        return scene.id if scene is not None else None


def relations(world: World, shown: Shown, of: str | None = None) -> Iterator[RelationItem]:
    """Ties between those who are shown, each once, with all the words that tell it."""
    ended = {r.relation: r.at.start for r in world.of(RelationEnded)}
    told: dict[tuple[str, str, RelationType, str | None], list[Relation]] = {}
    for record in _about(world, Relation, of, "source", "target"):
        source, target = shown(record.source), shown(record.target)
        if source is None or target is None or source == target:
            continue
        if record.type in SYMMETRIC:
            source, target = sorted((source, target), key=lambda e: (len(e), e))
        told.setdefault((source, target, record.type, record.feeling), []).append(record)
    for (source, target, type_, feeling), records in told.items():
        first = records[0]
        ends = [ended[r.id] for r in records if r.id in ended]
        yield RelationItem(
            id=first.id,
            known_at=first.known_at,
            by=first.by,
            confidence=max(r.confidence for r in records),
            source=source,
            target=target,
            type=type_,
            feeling=feeling,
            symmetric=type_ in SYMMETRIC,
            basis="stated" if any(r.basis == "stated" for r in records) else "inferred",
            since=None if first.past else first.at.start,
            until=ends[-1] if ends else (first.at.start if records[-1].past else None),
            evidence=[at for r in records for at in (r.at, *r.evidence)],
        )


def attributes(world: World, shown: Shown, of: str | None = None) -> Iterator[AttributeItem]:
    """What everybody is like and the states they are in, in reading order."""
    ended = {r.attribute: r.at.start for r in world.of(AttributeEnded)}
    for record in _about(world, Attribute, of, "entity"):
        entity = shown(record.entity)
        if entity is not None:
            yield AttributeItem(
                id=record.id,
                known_at=record.known_at,
                by=record.by,
                confidence=record.confidence,
                entity=entity,
                name=record.name,
                value=record.value,
                start=record.at.start,
                end=record.at.end,
                until=ended.get(record.id),
                lasting=record.lasting,
                basis=record.basis,
            )


def knowledge(
    world: World, shown: Shown, of: str | None = None, most: int | None = None
) -> Iterator[KnowledgeItem]:
    """Who knows what and who does not, in reading order; of one the last `most`, of many."""
    for record in _about(world, Knowledge, of, "holder", most=most):
        holder = shown(record.holder)
        if holder is not None:
            yield KnowledgeItem(
                id=record.id,
                known_at=record.known_at,
                by=record.by,
                confidence=record.confidence,
                holder=holder,
                content=Content(
                    text=_short(world, record),
                    start=record.at.start,
                    end=record.at.end,
                    record=record.content,
                ),
                about=[e for a in record.about if (e := shown(a))],
                state=record.state,
                since=record.at.start,
                basis=record.basis,
                evidence=list(record.evidence),
            )


def threads(
    world: World, shown: Shown, of: str | None = None, most: int | None = None
) -> Iterator[ThreadItem]:
    """What has been left open, in reading order, with what became of it; of one the last `most`,
    of many."""
    records = _about(world, Thread, of, "holder", "to", most=most)
    ends = _of_threads(world, ThreadClosed, records, of is None)
    touches = _of_threads(world, ThreadTouched, records, of is None)
    for record in records:
        end = next(iter(ends.get(record.id, ())), None)
        yield ThreadItem(
            id=record.id,
            known_at=record.known_at,
            by=record.by,
            confidence=record.confidence,
            kind=record.kind,
            text=_short(world, record),
            holder=shown(record.holder) if record.holder else None,
            to=shown(record.to) if record.to else None,
            opened=record.at,
            touched=[t.at for t in touches.get(record.id, ())],
            closed=end.at if end else None,
            status="resolved" if end else "open",
        )


def _of_threads(
    world: World, kind: type[Told], threads: Sequence[Thread], all_of_them: bool
) -> dict[str, list[Told]]:
    """What was told later of some threads: looked up for a few, gone through for all."""
    if not all_of_them:
        return {t.id: world.having(kind, "thread", t.id) for t in threads}
    found: dict[str, list[Told]] = {}
    for record in world.of(kind):
        found.setdefault(record.thread, []).append(record)
    return found


def times(world: World) -> Iterator[TimeItem]:
    """What the text says of when things are, in reading order."""
    whens = world.of(When)
    scenes = [(s.id, s.level, s.parent) for s in world.scenes]
    again = {s.id: s.same_as for s in world.scenes if s.same_as is not None}
    amiss = {when.id for when in contradictions(scenes, whens, again)}
    for record in whens:
        yield TimeItem(
            id=record.id,
            known_at=record.known_at,
            by=record.by,
            confidence=record.confidence,
            start=record.at.start,
            end=record.at.end,
            of=record.of,
            kind=record.kind,
            value=record.value,
            anchor=record.anchor,
            order=record.order,
            days=record.days,
            contradicts=record.id in amiss,
        )


def _about(
    world: World, kind: type[R], of: str | None, *fields: str, most: int | None = None
) -> list[R]:
    """The records of a kind; those that name one in some field, if one is asked for, and of them
    the last `most`."""
    if of is None:
        return world.of(kind)
    found = {r.id: r for field in fields for r in world.people.about(kind, of, field, most)}
    return sorted(found.values(), key=lambda r: number(r.id))[-most if most else 0 :]


def _short(world: World, record: Record) -> str:
    words = " ".join(world.words(*record.at).split())
    return words if len(words) <= SHORT else words[: SHORT - 1].rstrip() + "…"
