"""The world of a story as it is known at a horizon: a read-only view that folds the ledger."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import TypeVar

from fabula.story import facts, telling
from fabula.story.chapters import chapters
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
    SceneItem,
    ThreadItem,
    TimeItem,
)
from fabula.story.identity import Identities
from fabula.story.labels import SEVERAL
from fabula.story.ledger import Ledger
from fabula.story.paragraphs import Paragraphs
from fabula.story.people import People, Told
from fabula.story.records import AnyRecord, Mention, Quotation, Record, SpeakerOf
from fabula.story.text import Block, Span, Text

R = TypeVar("R", bound=Record)
MATTERS = 5  # mentions from which somebody without a name is one of the cast
LONGEST = 2000  # code points of a mention, at most, that a place in it is looked up by


class World:
    """All that is known of a story at `horizon`; nothing in it rests on a word beyond.

    The text and the records that it is given may go on; what is beyond the horizon is left out.
    """

    def __init__(self, text: Text, records: Sequence[AnyRecord], horizon: int) -> None:
        self._all = text  # a long work's words are not copied before they are asked for whole
        self.horizon = horizon
        self.ledger = (
            records
            if isinstance(records, Ledger)
            else Ledger.of_records(r for r in records if r.known_at <= horizon)
        )
        self.people = People(self)

    @cached_property
    def text(self) -> Text:
        """The text up to the horizon."""
        return self._all if self.horizon >= len(self._all.text) else self._all.cut(self.horizon)

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """Those of the text."""
        end = bisect_right(self._all.blocks, self.horizon, key=lambda block: block.end)
        return self._all.blocks[:end]

    def words(self, start: int, end: int) -> str:
        """The words of a place, as far as the horizon."""
        return self._all.text[start : min(end, self.horizon)]

    @cached_property
    def records(self) -> Sequence[AnyRecord]:
        """The ledger, as far as it is known at the horizon."""
        return self._known(self.ledger)

    def of(self, kind: type[R]) -> list[R]:
        """The records of one kind, in reading order."""
        return self._known(self.ledger.of(kind))

    def having(self, kind: type[R], field: str, value: object, most: int | None = None) -> list[R]:
        """Those of which a field is `value`, in reading order; of many the last ones."""
        return self._known(self.ledger.having(kind, field, value, most))

    def within(self, kind: type[R], at: Span) -> list[R]:
        """Those whose words begin in a stretch of text, in reading order."""
        return self._known(self.ledger.within(kind, at))

    def _known(self, records: Iterable[R]) -> list[R]:
        return [r for r in records if r.known_at <= self.horizon]

    @property
    def identities(self) -> Identities:
        """Who is who."""
        return self.people.identities

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
        """Chapters in order."""
        return chapters(self.blocks, self.words)

    @property
    def paragraphs(self) -> Paragraphs:
        """Where the paragraphs of the text stand, those beyond the horizon too."""
        blocks = self._all.blocks
        return self.ledger.shared(("paragraphs", len(blocks)), lambda _: Paragraphs(blocks))

    @cached_property
    def scenes(self) -> list[SceneItem]:
        """Scenes in telling order, an outer one before those that lie in it."""
        return telling.scene_items(self, self.somebody)

    @cached_property
    def scene_spans(self) -> telling.Spans:
        """Where each scene begins and ends."""
        return telling.scene_spans(self)

    def scenes_of(self, entity: str, most: int | None = None) -> list[SceneItem]:
        """The scenes that somebody is in, in telling order; the last `most`, of many."""
        return telling.scenes_of(self, self.somebody, entity, most)

    @cached_property
    def story_order(self) -> dict[str, int]:
        """The number of each scene in the order of happening, as far as that is told."""
        return telling.order_of(self)

    def scene_at(self, place: int) -> SceneItem | None:
        """The innermost scene that holds a place, else the last before it. Its `story_order` is
        left out: that takes all scenes."""
        return telling.scene_at(self, self.somebody, place)

    # People ------------------------------------------------------------------------------------

    @cached_property
    def entities(self) -> list[EntityItem]:
        """Everybody and everything known, by first appearance."""
        return [item for entity in self.people.ids if (item := self.people.item(entity))]

    def entity(self, entity: str) -> EntityItem | None:
        """What is known of somebody or something, by any id they were met with; None where that is
        shown to nobody, or not met yet."""
        return self.people.item(self.identities.of(entity))

    @cached_property
    def noticed(self) -> list[EntityItem]:
        """All of these who have a name, speak, or are mentioned often, and perhaps some others."""
        return list(filter(None, map(self.people.item, self.people.noticed(MATTERS))))

    @cached_property
    def characters(self) -> list[EntityItem]:
        """Persons, those most often mentioned first: all who have a name, and of those without one
        whoever speaks or is mentioned often. No groups."""
        people = [e for e in self.noticed if e.type == "PER" and not e.members and self._matters(e)]
        return sorted(people, key=lambda e: -self.people.mentioned(e.id))

    def _matters(self, person: EntityItem) -> bool:
        if person.name:
            return True
        if person.label == SEVERAL:
            return False
        return self.people.mentioned(person.id) >= MATTERS or any(
            q.mode == "speech" for q in self.quotations_by(person.id)
        )

    def mentions(self) -> Iterator[MentionItem]:
        """Mentions of what is shown, in reading order."""
        self.people.meet()
        return self._mentions(self.of(Mention))

    def mentions_within(self, start: int, end: int) -> list[MentionItem]:
        """Those that begin in a stretch of text, by place, an outer one before those in it."""
        found = self._mentions(self.within(Mention, Span(start, end)))
        return sorted(found, key=lambda m: (m.start, -m.end))

    def mentions_of(self, entity: str) -> Iterator[MentionItem]:
        """Those of one, in reading order."""
        return self._mentions(self.people.about(Mention, entity))

    def mention_at(self, place: int) -> MentionItem | None:
        """The innermost mention that holds a place."""
        near = self.mentions_within(max(0, place - LONGEST), place + 1)
        over = [m for m in near if place < m.end]
        return min(over, key=lambda m: (m.end - m.start, -m.start), default=None)

    def at_offset(self, place: int) -> EntityItem | None:
        """Whom or what the words at a place stand for."""
        mention = self.mention_at(place)
        return self.people.item(mention.entity) if mention else None

    def _mentions(self, records: Iterable[Mention]) -> Iterator[MentionItem]:
        met: dict[str, tuple[str, Told | None]] = {}
        for record in records:
            if record.entity not in met:
                one = self.identities.of(record.entity)
                met[record.entity] = one, self.people.told(one)
            entity, told = met[record.entity]
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

    def shown(self, entity: str | None) -> str | None:
        """The id that stands for somebody or something; None for what is not shown."""
        shown = entity and self.identities.of(entity)
        return shown if shown and self.people.told(shown) else None

    def somebody(self, entity: str | None) -> str | None:
        """Like `shown`, and nobody of whom only "nobody", "everyone" or "people" is said: such
        words know nothing, have no ties and stand in no room."""
        shown = self.shown(entity)
        return None if shown is None or self.people.is_vague(shown) else shown

    # Quotations --------------------------------------------------------------------------------

    def quotations(self) -> Iterator[QuotationItem]:
        """Quotations in reading order, an outer one before those in it: thoughts without marks are
        found after the others of their passage."""
        told: dict[str, list[SpeakerOf]] = {}
        for record in self.of(SpeakerOf):
            told.setdefault(record.utterance, []).append(record)
        said = {utterance: _last_word(records) for utterance, records in told.items()}
        return self._quotations(self.of(Quotation), said.get)

    def quotations_within(self, start: int, end: int) -> list[QuotationItem]:
        """Those that begin in a stretch of text."""
        return list(self._quotations(self.within(Quotation, Span(start, end)), self._said))

    def quotations_by(self, entity: str, most: int | None = None) -> list[QuotationItem]:
        """Those of one, in reading order; the last ones, where `most` says how many."""
        if most is None:
            return self._said_by(entity, self.people.about(SpeakerOf, entity, "speaker"))
        told, found = 0, list[QuotationItem]()
        while told < self.people.times(SpeakerOf, entity, "speaker") and len(found) < most:
            told = max(2 * told, 4 * most)  # of some utterances more was told than once
            found = self._said_by(entity, self.people.about(SpeakerOf, entity, "speaker", told))
        return found[-most:]

    def _said_by(self, entity: str, told: list[SpeakerOf]) -> list[QuotationItem]:
        utterances = dict.fromkeys(record.utterance for record in told)
        pieces = [q for u in utterances for q in self.having(Quotation, "utterance", u)]
        return [q for q in self._quotations(pieces, self._said) if q.speaker == entity]

    def _said(self, utterance: str) -> SpeakerOf | None:
        return _last_word(self.having(SpeakerOf, "utterance", utterance))

    def _quotations(
        self, records: Iterable[Quotation], speaker: Callable[[str], SpeakerOf | None]
    ) -> Iterator[QuotationItem]:
        for record in sorted(records, key=lambda q: (q.at.start, -q.at.end)):
            said = speaker(record.utterance)
            to = [self.shown(a) for a in said.addressees] if said else []
            yield QuotationItem(
                id=record.id,
                known_at=record.known_at,
                by=said.by if said else record.by,
                confidence=said.confidence if said else record.confidence,
                start=record.at.start,
                end=record.at.end,
                utterance=record.utterance,
                parent=record.parent,
                speaker=self.shown(said.speaker) if said else None,
                addressees=[a for a in to if a],
                cue=said.cue if said else "implicit",
                mode=record.mode,
            )

    # The world ----------------------------------------------------------------------------------

    def events(self) -> Iterator[EventItem]:
        """Events in reading order, each in the innermost scene that holds it."""
        return facts.events(self, self.shown)

    def relations(self, of: str | None = None) -> Iterator[RelationItem]:
        """Ties, each once, in the order they were first told; of one, if one is named."""
        return facts.relations(self, self.somebody, of)

    def attributes(self, of: str | None = None) -> Iterator[AttributeItem]:
        """What everybody is like, and the states they are in, in reading order; or one."""
        return facts.attributes(self, self.somebody, of)

    def knowledge(self, of: str | None = None, most: int | None = None) -> Iterator[KnowledgeItem]:
        """Who knows what, and who does not, in reading order; or what one does, the last `most`."""
        return facts.knowledge(self, self.somebody, of, most)

    def threads(self, of: str | None = None, most: int | None = None) -> Iterator[ThreadItem]:
        """What was left open, in reading order, and what became of it; or what one holds, or is
        held to them, the last `most`."""
        return facts.threads(self, self.shown, of, most)

    def times(self) -> Iterator[TimeItem]:
        """What the text says of when things are, in reading order."""
        return facts.times(self)


def _last_word(told: Sequence[SpeakerOf]) -> SpeakerOf | None:
    """The latest word on who speaks an utterance; a reader's is the last."""
    by_readers = [record for record in told if record.by == "reader"]
    return next(reversed(by_readers or told), None)
