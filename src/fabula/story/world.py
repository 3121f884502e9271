"""The world of a story as it is known at a horizon: a read-only view that folds the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import TypeVar, cast

from fabula.story import facts, telling
from fabula.story.contract import (
    AttributeItem,
    ChapterItem,
    EntityItem,
    EventItem,
    KnowledgeItem,
    LanguageItem,
    MentionItem,
    ParatextItem,
    QuotationItem,
    RelationItem,
    SameAs,
    SceneItem,
    ThreadItem,
    TimeItem,
)
from fabula.story.identity import Identities, number
from fabula.story.labels import SEVERAL, Nameless, is_vague
from fabula.story.records import (
    Alias,
    AnyRecord,
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
from fabula.story.text import Block, Text

R = TypeVar("R", bound=Record)
MATTERS = 5  # mentions from which somebody without a name is one of the cast


class World:
    """All that is known of a story at `horizon`; nothing in it rests on a word beyond.

    `text` ends at the horizon; `records` may hold more, what is known later is left out.
    """

    def __init__(self, text: Text, records: Sequence[AnyRecord], horizon: int) -> None:
        self.text = text
        self.horizon = horizon
        self._records = records

    @cached_property
    def records(self) -> Sequence[AnyRecord]:
        """The ledger, as far as it is known at the horizon."""
        if all(r.known_at <= self.horizon for r in self._records):
            return self._records
        return [r for r in self._records if r.known_at <= self.horizon]

    @cached_property
    def _by_kind(self) -> dict[type[Record], list[Record]]:
        found: dict[type[Record], list[Record]] = {}
        for record in self.records:
            found.setdefault(type(record), []).append(record)
        return found

    def of(self, kind: type[R]) -> list[R]:
        """The records of one kind, in reading order."""
        return cast(list[R], self._by_kind.get(kind, []))

    @cached_property
    def identities(self) -> Identities:
        """Who is who."""
        return Identities(self.of(SameEntity), self.of(NotSame))

    # Structure ---------------------------------------------------------------------------------

    def paratext(self) -> Iterator[ParatextItem]:
        for at, kind in self.text.paratext():
            yield ParatextItem(start=at.start, end=at.end, kind=kind)

    def languages(self) -> Iterator[LanguageItem]:
        """The stretches of the story in other languages than English, in order."""
        story = (block for block in self.text.blocks if block.is_story)
        for language, stretch in groupby(story, key=lambda block: block.language):
            if language:
                first, *others = stretch
                end = (others or [first])[-1].end
                yield LanguageItem(start=first.start, end=end, language=language)

    @cached_property
    def chapters(self) -> list[ChapterItem]:
        """Chapters in order: each begins at its heading, or at its first paragraph where it has
        none, and ends with its last paragraph. Headings that follow each other make one label."""
        found: list[ChapterItem] = []
        group: list[Block] = []  # headings that wait for their chapter
        start = title = first = None
        last: Block | None = None

        def close() -> None:
            if start is not None and last is not None and first is not None:
                found.append(
                    ChapterItem(
                        id=f"h{len(found) + 1}",
                        known_at=first.end,
                        by="structure",
                        confidence=1.0,
                        start=start,
                        end=last.end,
                        ordinal=len(found) + 1,
                        title=title,
                    )
                )

        for block in self.text.blocks:
            heading = block.kind == "heading"
            if not heading and not block.is_story:
                continue
            goes_on = heading and bool(group)
            if goes_on:
                group.append(block)
            elif heading or block.opens_chapter or start is None:
                if not (group and not heading):
                    close()
                    start, first, title = block.start, block, None
                group = [block] if heading else []
            else:
                group = []
            if heading:
                title = "\n".join(self.text.text[b.start : b.end] for b in group)
            last = block
        close()
        return found

    @cached_property
    def scenes(self) -> list[SceneItem]:
        """Scenes in telling order, an outer one before those that lie in it."""
        return telling.scene_items(self, self._somebody)

    # People ------------------------------------------------------------------------------------

    @cached_property
    def _types(self) -> dict[str, EntityType | Entity]:
        """What each entity that is shown is known to be, by the record that told."""
        omitted = {self.identities.of(o.entity) for o in self.of(Omitted)}
        found: dict[str, EntityType | Entity] = {}
        for entity in self.of(Entity):
            if entity.type:
                found.setdefault(self.identities.of(entity.id), entity)
        for told in sorted(self.of(EntityType), key=lambda t: t.by == "reader"):
            found[self.identities.of(told.entity)] = told  # a reader's word is the last
        return {entity: told for entity, told in found.items() if entity not in omitted}

    @cached_property
    def entities(self) -> list[EntityItem]:
        """Everybody and everything known, by first appearance."""
        of = self.identities.of
        first: dict[str, Entity] = {}
        forms: dict[str, Counter[str]] = {}
        for entity in self.of(Entity):
            first.setdefault(of(entity.id), entity)
        for mention in self.of(Mention):
            if mention.name:
                forms.setdefault(of(mention.entity), Counter())[mention.name] += 1
        for alias in self.of(Alias):
            forms.setdefault(of(alias.entity), Counter())[alias.name] += 0
        said = {of(p.entity): p.pronouns for p in self.of(Pronouns)}
        given = {of(r.entity): r.name for r in self.of(Renamed)}
        return [
            self._entity(
                first[entity],
                told,
                forms.get(entity, Counter()),
                self._nameless.label(entity, told.type or "PER"),
                said.get(entity),
                given.get(entity),
            )
            for entity, told in sorted(self._types.items(), key=lambda item: number(item[0]))
        ]

    @cached_property
    def _nameless(self) -> Nameless:
        outer = [q.at for q in self.of(Quotation) if q.parent is None]
        return Nameless(self.of(Mention), self.identities.of, self.text.text, outer)

    @cached_property
    def characters(self) -> list[EntityItem]:
        """Persons, those most often mentioned first: all who have a name, and of those without one
        whoever speaks or is mentioned often. No groups."""
        times = Counter(m.entity for m in self.mentions())
        speak = {q.speaker for q in self.quotations() if q.mode == "speech"}

        def matters(entity: EntityItem) -> bool:
            if entity.type != "PER" or entity.members:
                return False
            if entity.name:
                return True
            often = times[entity.id] >= MATTERS or entity.id in speak
            return often and entity.label != SEVERAL

        return sorted(filter(matters, self.entities), key=lambda e: -times[e.id])

    def _entity(
        self,
        first: Entity,
        told: EntityType | Entity,
        forms: Counter[str],
        described: str,
        pronouns: str | None,
        given: str | None,
    ) -> EntityItem:
        name = given or (max(forms, key=lambda f: forms[f]) if forms else None)
        assert told.type
        return EntityItem(
            id=first.id,
            known_at=max(first.known_at, told.known_at),
            by=told.by,
            confidence=told.confidence,
            type=told.type,
            name=name,
            label=name or described,
            aliases=[form for form in forms if form != name],
            pronouns=pronouns,
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

    def mentions(self) -> Iterator[MentionItem]:
        """Mentions of what is shown, in reading order."""
        for record in self.of(Mention):
            entity = self.identities.of(record.entity)
            told = self._types.get(entity)
            if told is None or told.type is None:
                continue
            yield MentionItem(
                id=record.id,
                known_at=record.known_at,
                by=record.by,
                confidence=record.confidence,
                start=record.at.start,
                end=record.at.end,
                entity=entity,
                entity_then=record.entity,
                type=told.type if told.by == "reader" else record.type or told.type,
                kind=record.kind,
            )

    @cached_property
    def _speakers(self) -> dict[str, SpeakerOf]:
        """The latest word on who speaks each utterance; a reader's is the last."""
        found: dict[str, SpeakerOf] = {}
        for record in self.of(SpeakerOf):
            if record.by == "reader" or found.get(record.utterance, record).by != "reader":
                found[record.utterance] = record
        return found

    def _shown(self, entity: str | None) -> str | None:
        shown = entity and self.identities.of(entity)
        return shown if shown in self._types else None

    @cached_property
    def _vague(self) -> frozenset[str]:
        return frozenset(e.id for e in self.entities if e.name is None and is_vague(e.label))

    def _somebody(self, entity: str | None) -> str | None:
        """Like `_shown`, and nobody of whom only "nobody", "everyone" or "people" is said: such
        words know nothing, have no ties and stand in no room."""
        shown = self._shown(entity)
        return None if shown in self._vague else shown

    def quotations(self) -> Iterator[QuotationItem]:
        """Quotations in reading order, an outer one before those in it: thoughts without marks are
        found after the others of their passage."""
        for record in sorted(self.of(Quotation), key=lambda q: (q.at.start, -q.at.end)):
            said = self._speakers.get(record.utterance)
            to = [self._shown(a) for a in said.addressees] if said else []
            yield QuotationItem(
                id=record.id,
                known_at=record.known_at,
                by=said.by if said else record.by,
                confidence=said.confidence if said else record.confidence,
                start=record.at.start,
                end=record.at.end,
                utterance=record.utterance,
                parent=record.parent,
                speaker=self._shown(said.speaker) if said else None,
                addressees=[a for a in to if a],
                cue=said.cue if said else "implicit",
                mode=record.mode,
            )

    # The world ----------------------------------------------------------------------------------

    def events(self) -> Iterator[EventItem]:
        """Events in reading order, each in the innermost scene that holds it."""
        return facts.events(self, self._shown)

    def relations(self) -> Iterator[RelationItem]:
        """Ties, each once, in the order they were first told."""
        return facts.relations(self, self._somebody)

    def attributes(self) -> Iterator[AttributeItem]:
        """What everybody is like, and the states they are in, in reading order."""
        return facts.attributes(self, self._somebody)

    def knowledge(self) -> Iterator[KnowledgeItem]:
        """Who knows what, and who does not, in reading order."""
        return facts.knowledge(self, self._somebody)

    def threads(self) -> Iterator[ThreadItem]:
        """What was left open, in reading order, and what became of it."""
        return facts.threads(self, self._shown)

    def times(self) -> Iterator[TimeItem]:
        """What the text says of when things are, in reading order."""
        return facts.times(self)
