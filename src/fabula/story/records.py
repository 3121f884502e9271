"""The ledger's records: small facts, each resting on exact words.

Every record says where its words stand (`at`), how far the text had been read when it was decided
(`known_at`), who decided (`by`: a rule's name, a model and version, or "reader"), how sure that is
(`confidence` in [0, 1]), and whether the text states it or it was inferred (`basis`). Records are
frozen; what is learnt later is a new record. Ids are counters in reading order: `e1` the first
entity, `m1` the first mention, and so on.

The closed vocabularies stand here, once.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from fabula.story.annotations import EntityKind, MentionKind, Mode
from fabula.story.text import Span

Basis = Literal["stated", "inferred"]
SpeakerCue = Literal["explicit", "anaphoric", "implicit"]
Level = Literal["scene", "flashback", "summary", "frame", "dream", "document"]
Realis = Literal["actual", "negated", "hypothetical", "future", "habitual"]
BreakCue = Literal["chapter", "marker", "gap"]


class Record(msgspec.Struct, frozen=True, kw_only=True, tag_field="record", tag=True, gc=False):
    """What every record has. Records hold no circles, so the garbage collector need not walk the
    ledger."""

    id: str
    at: Span
    known_at: int
    by: str
    confidence: float = 1.0
    basis: Basis = "stated"


class Marker(Record, frozen=True, kw_only=True, tag="marker"):
    """A place where a scene may break: a short line between paragraphs (`at` is the line), or a gap
    (`at` is the paragraph after it). `shape` is the line's form, "" for a gap."""

    shape: str


class SceneStart(Record, frozen=True, kw_only=True, tag="scene"):
    """A scene begins: at `at` where `marker` is None, else after that marker (the line was seen to
    be a break only later, at `at`, when it came again)."""

    cue: BreakCue
    marker: str | None = None
    level: Level = "scene"


class Entity(Record, frozen=True, kw_only=True, tag="entity"):
    """Somebody or something is first mentioned. `type` is None while the text has not shown what
    it is: such an entity is kept in the ledger and shown to nobody. `members` for groups."""

    type: EntityKind | None
    members: tuple[str, ...] = ()


class EntityType(Record, frozen=True, kw_only=True, tag="type"):
    """The text shows what `entity` is."""

    entity: str
    type: EntityKind


class Mention(Record, frozen=True, kw_only=True, tag="mention"):
    """Words that stand for an entity. `name` is the form by which a PROP mention names it, as the
    world prints it ("Sakura" for "S-Sakura"); `type` what it is spoken of as here, where that was
    seen ("the house" that went bankrupt)."""

    entity: str
    kind: MentionKind
    name: str = ""
    type: EntityKind | None = None


class Event(Record, frozen=True, kw_only=True, tag="event"):
    """Something happens in the story; `at` is the word that says so."""

    lemma: str
    realis: Realis = "actual"
    past_perfect: bool = False


class SameEntity(Record, frozen=True, kw_only=True, tag="same"):
    """Two entities turn out to be one."""

    one: str
    other: str


class NotSame(Record, frozen=True, kw_only=True, tag="not-same"):
    """A reader says that two entities are not one; beats every SameEntity."""

    one: str
    other: str


class Pronouns(Record, frozen=True, kw_only=True, tag="pronouns"):
    """How the text speaks of an entity: "he/him", "she/her", "they/them"."""

    entity: str
    pronouns: str


class Renamed(Record, frozen=True, kw_only=True, tag="renamed"):
    """A reader's own name for an entity."""

    entity: str
    name: str


class Omitted(Record, frozen=True, kw_only=True, tag="omitted"):
    """A reader says that this entity is none."""

    entity: str


class Quotation(Record, frozen=True, kw_only=True, tag="quotation"):
    """One unbroken stretch of quoted words in one paragraph, marks included. Pieces of one
    utterance share `utterance` (the first piece's id); `parent` is what it is nested in."""

    utterance: str
    mode: Mode
    parent: str | None = None


class SpeakerOf(Record, frozen=True, kw_only=True, tag="speaker"):
    """Who speaks an utterance and to whom, as far as can be told; the latest record within the
    horizon counts. `speaker` None: the text does not say."""

    utterance: str
    speaker: str | None
    cue: SpeakerCue
    addressees: tuple[str, ...] = ()


AnyRecord = (
    Marker
    | SceneStart
    | Entity
    | EntityType
    | Mention
    | Event
    | SameEntity
    | NotSame
    | Pronouns
    | Renamed
    | Omitted
    | Quotation
    | SpeakerOf
)
