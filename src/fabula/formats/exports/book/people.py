"""What the ledger has told of everybody up to a place, gathered once on the way through it.

A book has notes at hundreds of places, and a `World` for each would fold the whole ledger again. A
`Register` reads on from place to place; at each its labels, names and ties are those of the world
as known there (a test compares them).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from fabula.formats.exports.book.words import plain, tells
from fabula.story.annotations import EntityKind
from fabula.story.identity import Identities
from fabula.story.records import (
    AnyRecord,
    Attribute,
    AttributeEnded,
    Entity,
    EntityType,
    Mention,
    NotSame,
    Omitted,
    PresentIn,
    Pronouns,
    Quotation,
    Relation,
    RelationEnded,
    Renamed,
    SameEntity,
    SceneStart,
    Setting,
)
from fabula.story.tallies import Said, Tally
from fabula.story.text import Span

COMMON = 20  # entities that one description has stood for, from which it tells nobody
MATTERS = 5  # mentions from which somebody without a name may be of note


_OF_ONE = Mention | EntityType | Pronouns | Renamed | Omitted | PresentIn | Attribute


class Told:
    """What has been told of one entity, before it is known who else it is."""

    def __init__(self, entity: Entity) -> None:
        self.entity = entity
        self.types: list[tuple[int, EntityKind]] = []  # what it turned out to be, and how late
        self.tally = Tally()
        self.met: Span | None = None  # the first words for it that are no pronoun
        self.mentions = 0
        self.last = entity.at.start
        self.seen: PresentIn | None = None  # the last scene, told as it happens, that it is in
        self.pronouns: tuple[int, str] | None = None
        self.given: tuple[int, str] | None = None  # a reader's name for it
        self.omitted = False
        self.ties: list[Relation] = []
        self.lasting: list[Attribute] = []


class Use(NamedTuple):
    """Words that stand for somebody, how often by now."""

    entity: str
    times: int


class Register:
    """Everything told so far of those who have been met; `read` reads on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.horizon = 0
        self.told: dict[str, Told] = {}
        self.identities = Identities((), ())
        self.scenes: dict[str, SceneStart] = {}
        self.settings: dict[str, Setting] = {}
        self.ended: dict[str, RelationEnded] = {}
        self.over: set[str] = set()  # attributes that have ended
        self._quoted: list[Span] = []
        self._same: list[SameEntity] = []
        self._apart: list[NotSame] = []
        self._words: dict[str, Counter[str]] = {}  # words by which somebody was mentioned: of whom
        self._parts: dict[str, set[str]] = {}  # words of names: whose
        self._count = 0
        self._notable: set[str] = set()
        self._changed: set[str] = set()

    def read(self, records: Iterable[AnyRecord], horizon: int) -> None:
        """Reads on: the records that come to be known up to `horizon`."""
        joins = len(self._same), len(self._apart)
        known = list(records)
        self._quoted += sorted(
            r.at for r in known if isinstance(r, Quotation) and r.parent is None
        )  # before the mentions in them
        for record in known:
            self._count += 1
            self._add(record)
        self.horizon = horizon
        if joins != (len(self._same), len(self._apart)):
            self.identities = Identities(self._same, self._apart)
            parted = self.told if len(self._apart) > joins[1] else ()
            self._changed.update(parted, *((j.one, j.other) for j in self._same[joins[0] :]))

    def same(self, entity: str) -> list[Told]:
        """All that was told of whoever is known as `entity` now, the earliest met first."""
        others = (other for other, _ in self.identities.joins.get(entity, ()))
        found = [self.told[e] for e in (entity, *others) if e in self.told]
        return sorted(found, key=lambda t: int(t.entity.id[1:]))

    def who(self, words: str) -> list[Use]:
        """Whom words have stood for so far, the most often first; nobody where that are too many,
        each met anew: "the narrow road"."""
        times = Counter[str]()
        found = self._words.get(plain(words), Counter[str]())
        if len(found) > COMMON and tells(words):
            return []
        for entity, n in found.items():
            times[self.identities.of(entity)] += n
        return [Use(entity, n) for entity, n in times.most_common()]

    def partly(self, words: str) -> set[str]:
        """Whose names have all of some words in them."""
        bearers = [self._parts.get(word, set()) for word in plain(words).split()]
        return {self.identities.of(e) for e in set.intersection(*bearers)} if bearers else set()

    def is_notable(self, entity: str) -> bool:
        """Whether that is an id of now, of somebody who has a name or comes often."""
        if self.identities.of(entity) != entity:
            return False
        return any(told.entity.id in self._notable for told in self.same(entity))

    def changed(self) -> set[str]:
        """The ids, of then and of now, of whom more has been told since this was last asked."""
        if not self._changed:
            return self._changed
        changed, self._changed = self._changed, set()
        return changed.union(map(self.identities.of, changed))

    def _add(self, record: AnyRecord) -> None:
        if isinstance(record, _OF_ONE) and record.entity not in self.told:
            return  # of somebody whom the ledger has not met: a world does not show them either
        match record:
            case Mention():
                self._mention(record)
            case Entity():
                self.told[record.id] = told = Told(record)
                self._changed.add(record.id)
                told.types = [(0, record.type)] if record.type else []
            case EntityType():
                self._of(record.entity).types.append((self._count, record.type))
            case SameEntity():
                self._same.append(record)
            case NotSame():
                self._apart.append(record)
            case Pronouns():
                self._of(record.entity).pronouns = (self._count, record.pronouns)
            case Renamed():
                self._of(record.entity).given = (record.at.start, record.name)
            case Omitted():
                self._of(record.entity).omitted = True
            case SceneStart():
                self.scenes[record.id] = record
            case Setting():
                self.settings.setdefault(record.scene, record)
            case PresentIn():
                if self.scenes[record.scene].level == "scene":
                    self._of(record.entity).seen = record
            case Relation():
                for entity in {record.source, record.target} & self.told.keys():
                    self._of(entity).ties.append(record)
            case RelationEnded():
                self.ended[record.relation] = record
            case Attribute():
                if record.lasting:
                    self._of(record.entity).lasting.append(record)
            case AttributeEnded():
                self.over.add(record.attribute)
            case _:
                pass

    def _is_quoted(self, place: int) -> bool:
        i = bisect_right(self._quoted, place, key=lambda q: q.start) - 1
        return i >= 0 and place < self._quoted[i].end

    def _of(self, entity: str) -> Told:
        """What has been told of an entity, to be changed."""
        self._changed.add(entity)
        return self.told[entity]

    def _mention(self, record: Mention) -> None:
        told = self._of(record.entity)
        told.mentions += 1
        told.last = max(told.last, record.at.start)
        words = self.text[record.at.start : record.at.end]
        if record.name and record.name not in told.tally.names:
            for word in plain(record.name).split():
                self._parts.setdefault(word, set()).add(record.entity)
        said = Said(self._count, record.kind, record.name, words, record.at.start)
        told.tally.add(said, self._is_quoted)
        if record.name or told.mentions == MATTERS:
            self._notable.add(record.entity)
        if record.kind != "PRON":
            told.met = told.met or record.at
        if record.kind == "PROP" or (record.kind == "NOM" and tells(words)):
            self._words.setdefault(plain(words), Counter())[record.entity] += 1
