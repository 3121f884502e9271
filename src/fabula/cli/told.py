"""What a world holds, as plain statements with places and words: made here, printed elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from fabula.cli.overview import Place, Places
from fabula.story.contract import (
    AttributeItem,
    EventItem,
    KnowledgeItem,
    RelationItem,
    SceneItem,
    ThreadItem,
)
from fabula.story.world import World

SHORT = 160  # characters of the words that a statement shows
NOBODY = "somebody"
TIES = {
    "member-of": "is a member of",
    "leader-of": "leads",
    "former-partner": "was the partner of",
}
STATES = {
    "knows": "knows",
    "does-not-know": "does not know",
    "believes": "believes",
    "suspects": "suspects",
    "forgot": "no longer remembers",
    "hides": "hides",
}


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """Something that the story tells: where, what (`says`), by which words; `sure` is false for
    what is only inferred."""

    id: str
    place: Place
    says: str
    words: str
    sure: bool = True


class Teller:
    """Makes statements of a world's items."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._places = Places(world)
        self._labels = {e.id: e.label for e in world.entities}

    def name(self, entity: str | None) -> str:
        """What to call somebody."""
        return self._labels.get(entity or "", NOBODY)

    def names(self, entities: Iterable[str]) -> str:
        """Several, one after another."""
        return ", ".join(self.name(e) for e in entities)

    def _made(self, id_: str, start: int, end: int, says: str, sure: bool = True) -> Statement:
        words = " ".join(self.world.text.text[start:end].split())
        words = words if len(words) <= SHORT else words[: SHORT - 1].rstrip() + "…"
        return Statement(id=id_, place=self._places.of(start), says=says, words=words, sure=sure)

    def scene(self, scene: SceneItem, number: int) -> Statement:
        """Where a scene is set, who is there, through whose eyes."""
        said = [f"{number}. {scene.level}"]
        place = self.name(scene.place) if scene.place else scene.place_text
        if place:
            said.append(f"at {_one_line(place)}")
        if scene.present:
            said.append(f"with {self.names(scene.present)}")
        if scene.pov:
            said.append(f"seen by {self.name(scene.pov)}")
        if scene.same_as:
            said.append(f"the same moment as {scene.same_as}")
        return self._made(scene.id, scene.start, min(scene.end, scene.start + 80), "; ".join(said))

    def relation(self, item: RelationItem) -> Statement:
        """How two stand to each other."""
        source, target = self.name(item.source), self.name(item.target)
        if item.type == "feels":
            says = f"{source} feels {item.feeling} for {target}"
        else:
            verb = TIES.get(item.type, f"is the {item.type} of")
            says = f"{source} {verb} {target}"
        if item.until is not None:
            says = says.replace(" is ", " was ", 1)
        start, end = item.evidence[0]
        return self._made(item.id, start, end, says, item.basis == "stated")

    def attribute(self, item: AttributeItem) -> Statement:
        """What somebody is like."""
        was = " (no longer)" if item.until is not None else ""
        says = f"{self.name(item.entity)}: {item.name.replace('-', ' ')}{was}"
        return self._made(item.id, item.start, item.end, says, item.basis == "stated")

    def knowledge(self, item: KnowledgeItem) -> Statement:
        """Who knows what."""
        says = f"{self.name(item.holder)} {STATES[item.state]}"
        return self._made(
            item.id, item.content.start, item.content.end, says, item.basis == "stated"
        )

    def thread(self, item: ThreadItem) -> Statement:
        """What was left open, and whether it still is."""
        says: str = item.kind
        if item.holder:
            says += f" of {self.name(item.holder)}"
        if item.to:
            says += f" to {self.name(item.to)}"
        says += ", open" if item.status == "open" else ", closed"
        return self._made(item.id, item.opened.start, item.opened.end, says)

    def event(self, item: EventItem) -> Statement:
        """Who did what to whom."""
        roles = item.roles
        words = [self.name(roles["agent"])] if "agent" in roles else []
        words.append({"negated": "not "}.get(item.realis, "") + item.lemma)
        words += [self.name(roles[r]) for r in ("patient", "recipient") if r in roles]
        text = self.world.text.text
        start = max(text.rfind("\n", 0, item.start), text.rfind(". ", 0, item.start) + 1) + 1
        end = text.find(".", item.end)
        return self._made(
            item.id, start, end + 1 if 0 <= end <= item.end + SHORT else item.end + 40,
            " · ".join(words),
        )  # fmt: skip


def scenes(world: World) -> Iterator[Statement]:
    """The scenes in the order of telling."""
    teller = Teller(world)
    for number, scene in enumerate(world.scenes, 1):
        yield teller.scene(scene, number)


def timeline(world: World) -> Iterator[Statement]:
    """The scenes in the order of happening; each still bears its number in the telling."""
    teller = Teller(world)
    told = list(enumerate(world.scenes, 1))
    for number, scene in sorted(told, key=lambda s: (s[1].story_order or 0, s[0])):
        yield teller.scene(scene, number)


def relations(world: World, about: str | None = None) -> Iterator[Statement]:
    """Ties in the order they were first told, or those of one."""
    teller = Teller(world)
    for item in world.relations():
        if about is None or about in (item.source, item.target):
            yield teller.relation(item)


def knowledge(world: World, holder: str | None = None) -> Iterator[Statement]:
    """Who knows what, or what one knows."""
    teller = Teller(world)
    for item in world.knowledge():
        if holder is None or item.holder == holder:
            yield teller.knowledge(item)


def threads(world: World, open_only: bool = False, about: str | None = None) -> Iterator[Statement]:
    """What was left open."""
    teller = Teller(world)
    for item in world.threads():
        mine = about is None or about in (item.holder, item.to)
        if mine and (item.status == "open" or not open_only):
            yield teller.thread(item)


def attributes(world: World, about: str) -> Iterator[Statement]:
    """What one is like, and the states one is in."""
    teller = Teller(world)
    for item in world.attributes():
        if item.entity == about:
            yield teller.attribute(item)


def happened(world: World, most: int) -> Iterator[Statement]:
    """The events that most of those who matter take part in, in the order of happening."""
    teller = Teller(world)
    times = Counter(m.entity for m in world.mentions())
    matters = {c.id: times[c.id] for c in world.characters}
    order = {s.id: (s.story_order or 0, s.start) for s in world.scenes}
    found = [
        (len({e for e in item.roles.values() if e in matters}), item.confidence, item)
        for item in world.events()
        if item.realis == "actual" and item.roles.get("agent") in matters
    ]
    found.sort(key=lambda f: (-f[0], -f[1], f[2].start))
    chosen = [item for n, _, item in found[:most] if n > 1] or [f[2] for f in found[:most]]
    for item in sorted(chosen, key=lambda e: (order.get(e.scene or "", (0, 0)), e.start)):
        yield teller.event(item)


def places(world: World, most: int) -> Iterator[Statement]:
    """The places of the story, those told of most first."""
    teller = Teller(world)
    times = Counter(m.entity for m in world.mentions())
    here = [e for e in world.entities if e.type in ("FAC", "GPE", "LOC") and times[e.id] > 1]
    for entity in sorted(here, key=lambda e: -times[e.id])[:most]:
        yield teller._made(entity.id, entity.first, entity.first + 40, entity.label)


def _one_line(words: str) -> str:
    return " ".join(words.split())
