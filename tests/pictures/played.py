"""Worlds made of records, for pictures: who is in which scene, who says what to whom, who is tied.

    played("Ida Joss>Ida", "~Tam", "Ida")

is three scenes. Names are the people there, `A>B` has A say something to B; `~` makes the scene a
memory told inside the one before it, `#` begins a chapter.
"""

from __future__ import annotations

from collections.abc import Sequence

from fabula.story.records import (
    AnyRecord,
    Entity,
    Mention,
    PresentIn,
    Quotation,
    Relation,
    RelationType,
    SceneStart,
    SpeakerOf,
)
from fabula.story.text import Block, Meta, Span, Text
from fabula.story.world import World

Tie = tuple[str, RelationType, str]


class Stage:
    """Writes a text and its records, scene after scene."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[Block] = []
        self.records: list[AnyRecord] = []
        self.people: dict[str, str] = {}

    def scene(self, told: str) -> None:
        """One scene, as `played` has it."""
        pairs = [word.partition(">")[::2] for word in told.lstrip("~#").split()]
        self.add(pairs, memory=told.startswith("~"), chapter=told.startswith("#"))

    def add(
        self, people: Sequence[tuple[str, str]], *, memory: bool = False, chapter: bool = False
    ) -> None:
        """One scene, a paragraph for each of its people, who say something to somebody or not."""
        number = sum(1 for r in self.records if isinstance(r, SceneStart)) + 1
        for k, (who, to) in enumerate(people):
            at = self._paragraph(who, chapter and k == 0)
            if k == 0:
                self._add(
                    SceneStart, at, id=f"s{number}", cue="memory" if memory else "gap",
                    level="flashback" if memory else "scene",
                    parent=f"s{number - 1}" if memory else None,
                )  # fmt: skip
            self._person(who, f"s{number}", at)
            if to:
                self._says(who, to, at)

    def tie(self, source: str, kind: RelationType, target: str, **more: object) -> None:
        """A tie, told in a paragraph of its own."""
        at = self._paragraph(source, False)
        one, other = self.people[source], self.people[target]
        self._add(Relation, at, source=one, target=other, type=kind, **more)

    def world(self, title: str | None = None) -> World:
        """All that was written, known to its end."""
        text = Text(self.text, tuple(self.blocks), meta=Meta(title=title))
        return World(text, self.records, len(self.text))

    def _paragraph(self, who: str, opens: bool) -> Span:
        at = Span(len(self.text), len(self.text) + len(who) + 9)
        self.text += f"{who} is here.\n\n"
        self.blocks.append(Block(at.start, at.end, "prose", opens_chapter=opens))
        return at

    def _person(self, who: str, scene: str, at: Span) -> None:
        if who not in self.people:
            self.people[who] = f"e{len(self.people) + 1}"
            self._add(Entity, at, id=self.people[who], type="PER")
        entity, name = self.people[who], Span(at.start, at.start + len(who))
        self._add(Mention, name, entity=entity, kind="PROP", name=who)
        self._add(PresentIn, at, scene=scene, entity=entity)

    def _says(self, who: str, to: str, at: Span) -> None:
        id_ = f"q{at.start}"
        self._add(Quotation, at, id=id_, utterance=id_, mode="speech")
        heard = (self.people[to],) if to in self.people else ()
        self._add(SpeakerOf, at, utterance=id_, speaker=self.people[who], cue="explicit",
                  addressees=heard)  # fmt: skip

    def _add(self, record: type, at: Span, /, **more: object) -> None:
        more.setdefault("id", f"x{len(self.records)}")
        self.records.append(record(at=at, known_at=at.end, by="made", **more))


def played(*scenes: str, ties: Sequence[Tie] = (), title: str | None = None) -> World:
    """A world of some scenes and ties."""
    stage = Stage()
    for told in scenes:
        stage.scene(told)
    for source, kind, target in ties:
        stage.tie(source, kind, target)
    return stage.world(title)
