"""Who somebody is as far as a register has been told: what a note says, before it is markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar, cast

import msgspec

from fabula.formats.exports.book.people import Register, Told
from fabula.formats.exports.book.words import plain, sentence, tells
from fabula.story import facts
from fabula.story.annotations import EntityKind
from fabula.story.contract import RelationItem
from fabula.story.labels import is_vague
from fabula.story.labels import label as label_of
from fabula.story.phrases import tied
from fabula.story.records import Record
from fabula.story.tallies import Tally, together
from fabula.story.text import Span, Text
from fabula.story.world import World

R = TypeVar("R", bound=Record)
PLACES = ("FAC", "GPE", "LOC")
DESCRIPTIONS, TIES, TRAITS = 3, 4, 3
_KIN = ("parent", "sibling", "spouse", "partner", "kin")
_UNSURE = 0.7  # confidence below which a tie is told with a "perhaps"
_FIRM = ("age", "eyes", "hair", "build", "rank", "species")
_AGES = ("young", "old", "younger", "older", "elder")


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody or some place as known at a horizon.

    `named`: `label` is a name. `first` are the first words for them that are no pronoun, `last` is
    where they were last spoken of, `seen` where they were last seen, in scene `scene`.
    """

    id: str
    type: EntityKind
    label: str
    named: bool
    aliases: tuple[str, ...]
    pronouns: str | None
    mentions: int
    first: Span
    last: int
    seen: int | None
    scene: str | None


class Tie(NamedTuple):
    """How somebody stands to somebody, as a sentence, and the words that first say so."""

    said: str
    at: Span


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be said of one: how they are `described`, their lasting `traits`, their `ties`,
    the sentence in which they were `met`, and the words for the place `where` they were seen."""

    known: Known
    described: tuple[str, ...]
    traits: tuple[str, ...]
    ties: tuple[Tie, ...]
    met: str
    where: str | None


class Acquaintance:
    """Looks people up in a register: who they are as far as it has read."""

    def __init__(self, register: Register, text: Text) -> None:
        self._register = register
        self._text = text
        self._kept: dict[str, Known | None] = {}
        self._people: dict[str, Known] = {}
        self._late: set[str] = set()  # of whom more has been told since `people` was asked

    def known(self, entity: str) -> Known | None:
        """Who that is, by an id of now; None for nobody in particular, groups and things."""
        self._catch_up()
        if entity not in self._kept:
            self._kept[entity] = self._known(entity, self._register.same(entity))
        return self._kept[entity]

    def people(self) -> Iterable[Known]:
        """Everybody of note, in no order."""
        self._catch_up()
        for entity in self._late:
            known = self.known(entity) if self._register.is_notable(entity) else None
            if known and known.type == "PER":
                self._people[entity] = known
        self._late.clear()
        return self._people.values()

    def _catch_up(self) -> None:
        """Forgets what was known of those of whom more has been told."""
        for entity in self._register.changed():
            self._kept.pop(entity, None)
            self._people.pop(entity, None)
            self._late.add(entity)

    def entry(self, known: Known) -> Entry:
        """All that is to be said of somebody."""
        told = self._register.same(known.id)
        return Entry(
            known=known,
            described=tuple(_descriptions(together(t.tally for t in told), known.label)),
            traits=tuple(self._traits(told)),
            ties=tuple(self._ties(known, told)),
            met=sentence(self._text, known.first),
            where=self._where(known.scene) if known.scene else None,
        )

    def _known(self, entity: str, told: Sequence[Told]) -> Known | None:
        kind = _type(told)
        if kind not in ("PER", *PLACES) or not told or told[0].entity.members:
            return None
        tally = together(t.tally for t in told)
        given = max((t.given for t in told if t.given), default=(0, ""))[1]
        name = given or max(tally.names, key=lambda form: tally.names[form][0], default="")
        label = name or label_of(tally, kind)
        if not name and is_vague(label):
            return None
        seen = max((t.seen for t in told if t.seen), key=lambda s: s.at.start, default=None)
        return Known(
            id=entity,
            type=kind,
            label=label,
            named=bool(name),
            aliases=tuple(form for form in tally.names if form != label),
            pronouns=max((t.pronouns for t in told if t.pronouns), default=(0, None))[1],
            mentions=sum(t.mentions for t in told),
            first=min((t.met for t in told if t.met), default=told[0].entity.at),
            last=max(t.last for t in told),
            seen=seen.at.start if seen else None,
            scene=seen.scene if seen else None,
        )

    def _traits(self, told: Sequence[Told]) -> Iterator[str]:
        """What lasts: eyes, age, rank, in the story's words; of each the latest."""
        latest = {
            a.name: a.value
            for t in told
            for a in t.lasting
            if a.basis == "stated" and a.name in _FIRM and a.id not in self._register.over
        }
        for name, value in list(latest.items())[-TRAITS:]:
            said = " ".join(value.split())
            if said.casefold() not in _AGES:
                yield f"{name}: {said}"

    def _ties(self, one: Known, told: Sequence[Told]) -> Iterator[Tie]:
        """How they stand to those who can be told from others, to each in one way: the surest."""
        ties = [tie for t in told for tie in t.ties]
        ends = [e for tie in ties if (e := self._register.ended.get(tie.id))]
        few = cast(World, _Few([*ties, *ends]))  # all that is asked of a world here
        others: set[str] = set()
        for item in sorted(facts.relations(few, self._shown), key=_weight):
            source, target = self.known(item.source), self.known(item.target)
            other = target if item.source == one.id else source
            if source and target and other and other.id not in others and _is_somebody(other):
                others.add(other.id)
                sure = item.basis == "stated" and item.confidence >= _UNSURE
                perhaps = "" if sure else "perhaps "
                said = f"{perhaps}{source.label} {tied(item)} {target.label}"
                yield Tie(said, item.evidence[0])
            if len(others) == TIES:
                return

    def _shown(self, entity: str) -> str | None:
        found = self.known(self._register.identities.of(entity))
        return found.id if found else None

    def _where(self, scene: str) -> str | None:
        setting = self._register.settings.get(scene)
        if setting is None:
            return None
        return " ".join(self._text.text[setting.at.start : setting.at.end].split())


class _Few:
    """A few records, as a world hands them out."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._records = records

    def of(self, kind: type[R]) -> list[R]:
        return [record for record in self._records if isinstance(record, kind)]


def _descriptions(tally: Tally, label: str) -> Iterator[str]:
    """How somebody is told of ("the man in the grey coat"), the most often first; nothing that
    would fit anybody, or says the same again."""
    chosen = [plain(label)]
    for words in sorted(tally.described, key=lambda w: -tally.described[w][0]):
        small = plain(words)
        if tells(words) and not any(small in other or other in small for other in chosen):
            chosen.append(small)
            yield words
        if len(chosen) > DESCRIPTIONS:
            return


def _type(told: Sequence[Told]) -> EntityKind | None:
    """What it is known to be: by the latest that has been told, else as it was met."""
    known = [found for t in told for found in t.types]
    late = [found for found in known if found[0]]
    if any(t.omitted for t in told) or not known:
        return None
    return max(late)[1] if late else known[0][1]


def _weight(item: RelationItem) -> tuple[bool, bool, int, float, bool]:
    """What comes first of somebody's ties: what holds, what is stated, often, surely; kin."""
    over, guessed = item.until is not None, item.basis != "stated"
    return over, guessed, -len(item.evidence), -item.confidence, item.type not in _KIN


def _is_somebody(known: Known) -> bool:
    return known.named or tells(known.label)
