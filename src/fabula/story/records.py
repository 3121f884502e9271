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
Role = Literal["agent", "patient", "recipient", "instrument", "place", "content"]
BreakCue = Literal[
    "chapter", "marker", "gap", "place", "time", "cast", "pov", "memory", "summary", "return",
    "document",
]  # fmt: skip
Presence = Literal["present", "arrives", "leaves"]
Order = Literal["before", "after", "during", "same"]
TimeKind = Literal["date", "time-of-day", "season", "day", "duration", "relative"]
RelationType = Literal[
    "parent", "sibling", "spouse", "partner", "former-partner", "kin", "friend", "rival", "enemy",
    "teacher", "superior", "teammate", "colleague", "captor", "rescuer", "carer", "member-of",
    "leader-of", "feels",
]  # fmt: skip
SYMMETRIC: frozenset[RelationType] = frozenset(
    ("sibling", "spouse", "partner", "former-partner", "kin", "friend", "rival", "enemy",
    "teammate", "colleague")
)  # fmt: skip
KnowledgeState = Literal["knows", "does-not-know", "believes", "suspects", "forgot", "hides"]
ThreadKind = Literal["question", "promise", "threat", "vow", "plan", "task", "secret"]


class Record(msgspec.Struct, frozen=True, kw_only=True, tag_field="record", tag=True, gc=False):
    """What every record has. Records hold no circles, so the garbage collector need not walk the
    ledger."""

    id: str
    at: Span
    known_at: int
    by: str
    confidence: float = 1.0
    basis: Basis = "stated"
    evidence: tuple[Span, ...] = ()  # other words that it rests on, in order


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
    parent: str | None = None  # the scene that this one interrupts, and lies in


class LevelOf(Record, frozen=True, kw_only=True, tag="level"):
    """A reader says on which level a scene is told, all of it; the latest word counts."""

    scene: str
    level: Level


class SceneEnd(Record, frozen=True, kw_only=True, tag="scene-end"):
    """A scene that lies in another ends with the words before `at`."""

    scene: str


class Setting(Record, frozen=True, kw_only=True, tag="setting"):
    """The words at `at` say where a scene is set; `entity` is that place, where it is one. The
    first of a scene counts."""

    scene: str
    entity: str | None = None


class PresentIn(Record, frozen=True, kw_only=True, tag="present"):
    """Somebody is in a scene, not only talked about: from its beginning, or comes or goes at
    `at`."""

    scene: str
    entity: str
    how: Presence = "present"


class PointOfView(Record, frozen=True, kw_only=True, tag="pov"):
    """Whose eyes a scene is told through; the latest record of a scene counts."""

    scene: str
    entity: str


class SameMoment(Record, frozen=True, kw_only=True, tag="same-moment"):
    """Two scenes tell the same moment."""

    scene: str
    other: str


class When(Record, frozen=True, kw_only=True, tag="when"):
    """The words at `at` say when something is. `of` is the scene (or event) that they date;
    `anchor` the scene or event that they count from ("three days later"), None where it is the
    story's now; `order` how `of` stands to the anchor; `days` how far they are apart, as far as the
    words say (negative: earlier); `value` what the words say in a plain form ("1888-03-03",
    "06:40", "spring", "3 days")."""

    of: str
    kind: TimeKind
    value: str
    anchor: str | None = None
    order: Order | None = None
    days: float | None = None


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
    """Something happens in the story, or is said not to, or might; `at` is the word that says
    so."""

    lemma: str
    realis: Realis = "actual"
    past_perfect: bool = False


class Participant(Record, frozen=True, kw_only=True, tag="participant"):
    """Who or what takes part in an event, and as what; `at` is the phrase that says so. `entity`
    is None where the phrase stands for nobody and nothing known; a content may be a record (the
    quotation that is said, the event that is ordered)."""

    event: str
    role: Role
    entity: str | None = None
    content: str | None = None


class Relation(Record, frozen=True, kw_only=True, tag="relation"):
    """A tie between two: `source` is the `type` of `target`."""

    source: str
    target: str
    type: RelationType
    feeling: str | None = None  # of "feels": love, hate, fear, trust, grudge, longing, ...
    past: bool = False  # it had ended when it was told ("used to")


class RelationEnded(Record, frozen=True, kw_only=True, tag="relation-ended"):
    """A tie ends here."""

    relation: str


class Attribute(Record, frozen=True, kw_only=True, tag="attribute"):
    """What somebody or something is like (`lasting`), or the state it is in; `at` are the words
    that say so."""

    entity: str
    name: str
    value: str
    lasting: bool = True


class AttributeEnded(Record, frozen=True, kw_only=True, tag="attribute-ended"):
    """A state ends here."""

    attribute: str


class Knowledge(Record, frozen=True, kw_only=True, tag="knowledge"):
    """Somebody knows, does not know, believes, suspects, forgot or hides what the words at `at`
    say; `evidence` are the words that show it. `content` is the record told of, where there is
    one, `about` whom it is about. The latest record of a holder and content counts."""

    holder: str
    state: KnowledgeState
    content: str | None = None
    about: tuple[str, ...] = ()


class Thread(Record, frozen=True, kw_only=True, tag="thread"):
    """Something is left open: a question, promise, threat, vow, plan, task or secret."""

    kind: ThreadKind
    holder: str | None = None
    to: str | None = None


class ThreadTouched(Record, frozen=True, kw_only=True, tag="thread-touched"):
    """A thread is spoken of again."""

    thread: str


class ThreadClosed(Record, frozen=True, kw_only=True, tag="thread-closed"):
    """A thread is closed: answered, kept, broken, carried out, told."""

    thread: str


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


class Alias(Record, frozen=True, kw_only=True, tag="alias"):
    """A reader says that an entity is called so too."""

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
    | LevelOf
    | SceneEnd
    | Setting
    | PresentIn
    | PointOfView
    | SameMoment
    | When
    | Entity
    | EntityType
    | Mention
    | Event
    | Participant
    | Relation
    | RelationEnded
    | Attribute
    | AttributeEnded
    | Knowledge
    | Thread
    | ThreadTouched
    | ThreadClosed
    | SameEntity
    | NotSame
    | Pronouns
    | Renamed
    | Alias
    | Omitted
    | Quotation
    | SpeakerOf
)
