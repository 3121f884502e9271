"""An item of a world as a plain sentence with its place and its words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

import msgspec

from fabula.cli.overview import Place, Places
from fabula.cli.wording import LONGEST, line, preposition, sentence, shortened, verb
from fabula.story.contract import (
    AttributeItem,
    EntityItem,
    EventItem,
    KnowledgeItem,
    ParticipantItem,
    QuotationItem,
    RelationItem,
    SceneItem,
    ThreadItem,
)
from fabula.story.phrases import STATES, tied
from fabula.story.world import World

MANY = 8  # people of a scene whom a statement names
BEFORE = 60  # code points of a sentence that are shown before the words that matter
NOBODY = "somebody"


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
        self.places = Places(world)

    @cached_property
    def labels(self) -> dict[str, str]:
        """What to call everybody, by id."""
        return {e.id: e.label for e in self.world.entities}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {scene.id: number for number, scene in enumerate(self.world.scenes, 1)}

    @cached_property
    def _dated(self) -> dict[str, str]:
        text = self.world.text.text
        return {t.of: line(text[t.start : t.end]) for t in reversed(list(self.world.times()))}

    def name(self, entity: str | None) -> str:
        """What to call somebody."""
        return self.labels.get(entity or "", NOBODY)

    def names(self, entities: Iterable[str]) -> str:
        """Several, one after another; of many the first."""
        said = [self.name(e) for e in entities]
        more = [f"{len(said) - MANY} more"] if len(said) > MANY else []
        return ", ".join(said[:MANY] + more)

    def made(self, id_: str, start: int, end: int, says: str, sure: bool = True) -> Statement:
        """A statement that rests on the words at a place."""
        words = shortened(self.world.text.text[start:end], LONGEST)
        return Statement(id=id_, place=self.places.of(start), says=says, words=words, sure=sure)

    def in_sentence(
        self, id_: str, start: int, end: int, says: str, sure: bool = True
    ) -> Statement:
        """A statement placed at some words, with the sentence around them."""
        text = self.world.text.text
        first, last = self.sentence(start, end)
        words = shortened(text[first:last], LONGEST)
        if start - first > BEFORE:  # so that the words themselves are seen
            first = text.index(" ", start - BEFORE, start + 1) + 1
            words = f"…{shortened(text[first:last], LONGEST)}"
        return Statement(id=id_, place=self.places.of(start), says=says, words=words, sure=sure)

    def entity(self, item: EntityItem) -> Statement:
        """Somebody or something, and what else they are called."""
        also = f", also {', '.join(item.aliases[:4])}" if item.aliases else ""
        more = ", …" if len(item.aliases) > 4 else ""
        unnamed = " (no name yet)" if item.name is None and item.type == "PER" else ""
        says = f"{item.label}{also}{more}{unnamed}"
        return self.in_sentence(item.id, item.first, item.first + 1, says)

    def moment(self, scene: SceneItem) -> Statement:
        """A scene with its place in the order of happening before its number in the telling."""
        told, _, says = self.scene(scene).says.partition(". ")
        order = "?" if scene.story_order is None else scene.story_order
        says = f"{order}. (told {_nth(int(told.rstrip('.')))}) {says}".rstrip()
        return msgspec.structs.replace(self.scene(scene), says=says)

    def scene(self, scene: SceneItem) -> Statement:
        """Which scene of the telling, where and when it is, who is there, through whose eyes."""
        said: list[str] = [] if scene.level == "scene" else [scene.level]
        if scene.parent in self._numbers:
            said = [f"{scene.level} in {self._numbers[scene.parent]}"]
        place = self.name(scene.place) if scene.place in self.labels else scene.place_text
        said += filter(None, [place and line(place), self._dated.get(scene.id)])
        if scene.present:
            said.append(self.names(scene.present))
        if scene.pov:
            said.append(f"seen by {self.name(scene.pov)}")
        if scene.same_as in self._numbers:
            said.append(f"the same moment as {self._numbers[scene.same_as]}")
        start, end = scene.start, self.sentence(scene.start, scene.start + 1)[1]
        says = f"{self._numbers[scene.id]}. {' · '.join(said)}".rstrip()
        return self.made(scene.id, start, min(end, scene.end), says)

    def relation(self, item: RelationItem) -> Statement:
        """How two stand to each other."""
        source, target = self.name(item.source), self.name(item.target)
        start, end = item.evidence[0]
        says = f"{source} {tied(item)} {target}"
        return self.in_sentence(item.id, start, end, says, item.basis == "stated")

    def attribute(self, item: AttributeItem) -> Statement:
        """What somebody is like."""
        was = " (no longer)" if item.until is not None else ""
        name = item.name.replace("-", " ")
        value = "" if item.value.casefold() in (name, "") else f": {line(item.value)}"
        says = f"{self.name(item.entity)}: {name}{value}{was}"
        return self.in_sentence(item.id, item.start, item.end, says, item.basis == "stated")

    def knowledge(self, item: KnowledgeItem) -> Statement:
        """Who knows what."""
        says = f"{self.name(item.holder)} {STATES[item.state]}"
        at = item.content
        return self.made(item.id, at.start, at.end, says, item.basis == "stated")

    def thread(self, item: ThreadItem) -> Statement:
        """What was left open, and whether it still is."""
        says: str = item.kind
        if item.holder:
            says += f" of {self.name(item.holder)}"
        if item.to:
            says += f" to {self.name(item.to)}"
        says += "" if item.status == "open" else " (closed)"
        return self.made(item.id, item.opened.start, item.opened.end, says)

    def quotation(self, item: QuotationItem) -> Statement:
        """Who says something to whom."""
        to = f" to {self.names(item.addressees)}" if item.addressees else ""
        mode = "" if item.mode == "speech" else f" ({item.mode})"
        return self.made(item.id, item.start, item.end, f"{self.name(item.speaker)}{to}{mode}")

    def event(self, item: EventItem) -> Statement:
        """Who did what to whom."""
        return self.in_sentence(item.id, item.start, item.end, self._deed(item))

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """About the sentence around a place, never beyond its paragraph."""
        blocks = self.world.text.blocks
        i = bisect_right(blocks, start, key=lambda b: b.start) - 1
        low, high = (blocks[i].start, blocks[i].end) if i >= 0 else (0, end)
        return sentence(self.world.text.text, start, end, low, max(high, end))

    def _deed(self, item: EventItem) -> str:
        """In a few words, of what stands in one sentence with the verb."""
        role: dict[str, str] = {}
        text = self.world.text.text
        first, last = self.sentence(item.start, item.end)
        for part in item.participants:
            words = self.labels.get(part.entity or "") or line(text[part.start : part.end])
            if part.role != "agent":
                if not first <= part.start < last:
                    continue
                words = self._reached(item, part, first) + words
            role.setdefault(part.role, words)
        said = [role.get("agent"), verb(item), role.get("recipient"), role.get("patient")]
        if role.get("recipient", "").startswith("to "):
            said[2:] = reversed(said[2:])  # gives the letter to Ida, but: gives Ida the letter
        return " ".join(filter(None, said))

    def _reached(self, item: EventItem, part: ParticipantItem, first: int) -> str:
        """The preposition by which the words of a participant hang on the verb; `to ` for hearers
        who do not stand right after it."""
        text = self.world.text.text
        before = preposition(text, first, part.start)
        if before:
            return f"{before} "
        beside = part.start > item.end and not text[item.end : part.start].strip()
        return "to " if part.role == "recipient" and not beside else ""


def _nth(number: int) -> str:
    """`1st`, `2nd`, `11th`."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"
