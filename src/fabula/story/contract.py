"""The contract, schema "fabula/1": what an export holds, item by item. It is what a World shows.

Offsets are Unicode code points into `text`, half-open. Every key is always there, null or [] where
nothing is known; fields may be added, never renamed.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from fabula.story.annotations import EntityKind, MentionKind, Mode
from fabula.story.corrections import Lost
from fabula.story.records import (
    Basis,
    BreakCue,
    KnowledgeState,
    Level,
    Order,
    Realis,
    RelationType,
    Role,
    SpeakerCue,
    ThreadKind,
    TimeKind,
)
from fabula.story.text import Meta, Segment, Source, Span

SCHEMA = "fabula/1"


class Item(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What every item has: its id, how far the text had been read when it was decided, who decided,
    and how sure that is. Like records, items hold no circles."""

    id: str
    known_at: int
    by: str
    confidence: float


class ParatextItem(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch that is kept and never read as story."""

    start: int
    end: int
    kind: str


class LanguageItem(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the story in another language than English: its code (ISO 639-1)."""

    start: int
    end: int
    language: str


class ChapterItem(Item, frozen=True, kw_only=True):
    """A chapter: `ordinal` counts chapters from 1, `title` is its heading as the source has it."""

    start: int
    end: int
    ordinal: int
    title: str | None


class SceneItem(Item, frozen=True, kw_only=True):
    """A scene; `chapter` is an index into `chapters`, `break_cue` what showed its beginning."""

    start: int
    end: int
    chapter: int
    parent: str | None = None
    level: Level
    place: str | None = None
    place_text: str | None = None
    present: list[str] = []
    arrivals: list[tuple[str, int]] = []
    departures: list[tuple[str, int]] = []
    pov: str | None = None
    story_order: int | None = None
    same_as: str | None = None
    break_cue: BreakCue


class SameAs(Item, frozen=True, kw_only=True):
    """An entity (`id`) that turned out to be this one."""

    basis: Basis


class EntityItem(Item, frozen=True, kw_only=True):
    """Somebody or something: one item for each identity known at the horizon.

    `name` is the form it is named by most, `label` what to print, `aliases` the other forms in
    order of appearance, `first` the place of its first mention.
    """

    type: EntityKind
    name: str | None
    label: str
    aliases: list[str]
    pronouns: str | None
    members: list[str]
    first: int
    same_as: list[SameAs]


class MentionItem(Item, frozen=True, kw_only=True):
    """Words that stand for an entity: `entity` is the identity at the horizon, `entity_then` the
    one at the time of telling."""

    start: int
    end: int
    entity: str
    entity_then: str
    type: EntityKind
    kind: MentionKind


class QuotationItem(Item, frozen=True, kw_only=True):
    """Quoted words, marks included; `speaker` is null where the text does not say who."""

    start: int
    end: int
    utterance: str
    parent: str | None
    speaker: str | None
    addressees: list[str]
    cue: SpeakerCue
    mode: Mode


class ParticipantItem(msgspec.Struct, frozen=True, kw_only=True):
    """The words that say who or what takes part in an event, and as what; `entity` is null where
    they stand for nobody and nothing that is kept."""

    role: Role
    entity: str | None
    start: int
    end: int


class EventItem(Item, frozen=True, kw_only=True):
    """Something that happens, or is said not to. `roles` has one id for each role; `participants`
    all the words that fill roles."""

    start: int
    end: int
    lemma: str
    roles: dict[str, str]
    participants: list[ParticipantItem] = []
    realis: Realis
    past_perfect: bool
    scene: str | None


class RelationItem(Item, frozen=True, kw_only=True):
    """A tie: source is the `type` of target."""

    source: str
    target: str
    type: RelationType
    feeling: str | None
    symmetric: bool
    basis: Basis
    since: int | None
    until: int | None
    evidence: list[Span]


class AttributeItem(Item, frozen=True, kw_only=True):
    """What an entity is like, or the state it is in."""

    entity: str
    name: str
    value: str
    start: int
    end: int
    until: int | None
    lasting: bool
    basis: Basis


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody knows."""

    text: str
    start: int
    end: int
    record: str | None


class KnowledgeItem(Item, frozen=True, kw_only=True):
    """Who knows, believes or does not know what."""

    holder: str
    content: Content
    about: list[str] = []
    state: KnowledgeState
    since: int
    basis: Basis
    evidence: list[Span]


class ThreadItem(Item, frozen=True, kw_only=True):
    """A question, promise, threat or task, open or resolved."""

    kind: ThreadKind
    text: str
    holder: str | None
    to: str | None
    opened: Span
    touched: list[Span]
    closed: Span | None
    status: Literal["open", "resolved"]


class TimeItem(Item, frozen=True, kw_only=True):
    """Words that say when a scene or an event is (`of`): `value` in a plain form; `order` and
    `days` say how it stands to `anchor`, a scene or an event, null for the story's now.
    `contradicts`: what it says of the order of scenes cannot be true with what was told before."""

    start: int
    end: int
    of: str
    kind: TimeKind
    value: str
    anchor: str | None
    order: Order | None
    days: float | None
    contradicts: bool = False


class CorrectionsItem(msgspec.Struct, frozen=True, kw_only=True):
    """How many corrections apply, and those whose words are gone."""

    applied: int
    lost: list[Lost]


class TokenItem(msgspec.Struct, frozen=True, kw_only=True):
    """A token (with --tokens): `sentence` counts the work's sentences from 0. Syntax (Universal
    Dependencies; `xpos` is Penn's tag) is null until a model has read it: `head` is the index of
    the head in the list of tokens, null for a root too."""

    start: int
    end: int
    sentence: int
    upos: str | None = None
    xpos: str | None = None
    lemma: str | None = None
    head: int | None = None
    deprel: str | None = None


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """One work as it is known at `horizon`. `languages` is there where the story is not all in
    English, `tokens` where they were asked for."""

    schema: str
    fabula: str
    model: str
    horizon: int
    source: list[Source]
    meta: Meta
    text: str
    paratext: list[ParatextItem]
    source_map: list[Segment]
    chapters: list[ChapterItem]
    scenes: list[SceneItem]
    entities: list[EntityItem]
    mentions: list[MentionItem]
    quotations: list[QuotationItem]
    events: list[EventItem]
    relations: list[RelationItem]
    attributes: list[AttributeItem]
    knowledge: list[KnowledgeItem]
    threads: list[ThreadItem]
    times: list[TimeItem]
    corrections: CorrectionsItem
    languages: list[LanguageItem] | msgspec.UnsetType = msgspec.UNSET
    tokens: list[TokenItem] | msgspec.UnsetType = msgspec.UNSET
