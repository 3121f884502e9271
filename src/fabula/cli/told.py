"""What of a world is shown, and in which order: statements, made here and printed elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from math import log1p

from fabula.cli.statements import Statement, Teller
from fabula.story.contract import (
    EntityItem,
    EventItem,
    KnowledgeItem,
    RelationItem,
    SceneItem,
    ThreadItem,
)
from fabula.story.portrait import Character
from fabula.story.ties import worth_showing
from fabula.story.world import World

Section = tuple[str, list[Statement], int, str]
"""Its name, what it shows, how many more there are, and the command that lists them."""

CAST, TIES, PLACES, EVENTS, KNOWING, OPEN, SAID = 10, 6, 4, 10, 6, 6, 5  # shown on a page


def sections(world: World) -> list[Section]:
    """The world on one page: who, ties, places, what happened, who knows what, what is open."""
    teller = Teller(world)
    cast = world.characters
    matters = {c.id: len(cast) - i for i, c in enumerate(cast)}
    ties = sorted(worth_showing(world), key=lambda r: -_weight(matters, r.source, r.target))
    places = _places(world)
    deeds = happened(world, EVENTS)
    knowing = [k for k in world.knowledge() if k.holder in matters]
    open_ = [t for t in world.threads() if t.status == "open"]
    return [
        ("cast", [teller.entity(e) for e in cast[:CAST]], len(cast) - CAST, "cast"),
        (
            "ties",
            [teller.relation(r) for r in sorted(ties[:TIES], key=lambda r: r.evidence[0])],
            sum(1 for _ in world.relations()) - TIES,
            "relations",
        ),
        ("places", [teller.entity(e) for e in places[:PLACES]], 0, ""),
        ("happened", [teller.event(e) for e in deeds], 0, ""),
        ("knowledge", [teller.knowledge(k) for k in knowing[-KNOWING:]], len(knowing) - KNOWING,
         "knows"),
        ("open", [teller.thread(t) for t in open_[-OPEN:]], len(open_) - OPEN, "threads --open"),
    ]  # fmt: skip


def of_one(world: World, one: Character) -> list[Section]:
    """All that is known of one of the cast."""
    teller = Teller(world)
    quoted = one.quotations
    more, tied = f"quotes --speaker {one.id}", f"relations --about {one.id}"
    kept = {r.id for r in worth_showing(world)}
    ties = [r for r in one.relations if r.id in kept]
    return [
        ("like", [teller.attribute(a) for a in one.attributes], 0, ""),
        ("now", [teller.attribute(a) for a in one.states], 0, ""),
        ("ties", [teller.relation(r) for r in ties], len(one.relations) - len(ties), tied),
        ("scenes", [teller.scene(s) for s in one.scenes], 0, ""),
        ("says", [teller.quotation(q) for q in quoted[-SAID:]], len(quoted) - SAID, more),
        ("knowledge", [teller.knowledge(k) for k in one.knowledge], 0, ""),
        ("open", [teller.thread(t) for t in one.threads], 0, ""),
    ]


def scenes(world: World, found: Iterable[SceneItem]) -> Iterator[Statement]:
    """Scenes, each with its number in the telling."""
    return map(Teller(world).scene, found)


def timeline(world: World, found: Iterable[SceneItem]) -> Iterator[Statement]:
    """Scenes, each with its place in the order of happening and its number in the telling."""
    return map(Teller(world).moment, found)


def relations(world: World, found: Iterable[RelationItem]) -> Iterator[Statement]:
    """Ties."""
    return map(Teller(world).relation, found)


def knowledge(world: World, found: Iterable[KnowledgeItem]) -> Iterator[Statement]:
    """Who knows what."""
    return map(Teller(world).knowledge, found)


def threads(world: World, found: Iterable[ThreadItem]) -> Iterator[Statement]:
    """What was left open."""
    return map(Teller(world).thread, found)


def happened(world: World, most: int) -> list[EventItem]:
    """What happened, in the order of happening: of each stretch of the story the deed that most of
    those who matter take part in, and by a verb that is not everybody's."""
    times = Counter(m.entity for m in world.mentions())
    matters = {c.id: log1p(times[c.id]) for c in world.characters}
    deeds = [
        e
        for e in world.events()
        if e.realis == "actual" and e.roles.get("agent") in matters and len(e.roles) > 1
    ]
    verbs = Counter(e.lemma for e in deeds)

    def worth(event: EventItem) -> float:
        people = sum(matters.get(e, 0.0) for e in set(event.roles.values()))
        return event.confidence * people / log1p(verbs[event.lemma])

    stretch = world.horizon // most + 1
    best: dict[int, EventItem] = {}
    for event in deeds:
        i = event.start // stretch
        if i not in best or worth(event) > worth(best[i]):
            best[i] = event
    order = {s.id: s.story_order or 0 for s in world.scenes}
    return sorted(best.values(), key=lambda e: (order.get(e.scene or "", 0), e.start))


def _places(world: World) -> list[EntityItem]:
    """The places that scenes are set in, or that are told of more than once; those told of most
    first."""
    times = Counter(m.entity for m in world.mentions())
    set_in = Counter(s.place for s in world.scenes)
    here = [e for e in world.entities if e.type in ("FAC", "GPE", "LOC")]
    here = [e for e in here if times[e.id] > 1 or set_in[e.id]]
    return sorted(here, key=lambda e: -times[e.id] - set_in[e.id])


def _weight(matters: dict[str, int], *entities: str) -> int:
    """How much some entities matter, the one that does least counting most."""
    return min(matters.get(e, 0) for e in entities) * 3 + sum(matters.get(e, 0) for e in entities)
