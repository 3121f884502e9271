"""Who somebody is as far as a register has been told: what a note says, before it is markup."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from fabula.formats.exports.book.people import Register, Told, plain
from fabula.story import facts
from fabula.story.annotations import EntityKind
from fabula.story.contract import RelationItem
from fabula.story.labels import is_vague
from fabula.story.labels import label as label_of
from fabula.story.phrases import tied
from fabula.story.records import AnyRecord
from fabula.story.tallies import Tally, together
from fabula.story.text import Span, Text
from fabula.story.world import World

PLACES = ("FAC", "GPE", "LOC")
DESCRIPTIONS, TIES, TRAITS = 3, 4, 3
LONGEST = 60  # code points of a description
QUOTED = 200  # code points of a sentence that a note quotes
_KIN = ("parent", "sibling", "spouse", "partner", "kin")
_BARE = frozenset((
    "man", "woman", "boy", "girl", "child", "lady", "gentleman", "person", "one", "other",
    "others", "stranger", "two", "three", "people", "men", "women", "boys", "girls", "children",
    "guy", "guys", "fellow", "thing",
))  # fmt: skip
_DETERMINER = re.compile(r"^(?:the|an?|your|my|his|her|their|our|its|this|that)\s", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…][\"'”’»)*_]*\s+|\n\s*\n")


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody or some place as known at a horizon.

    `named`: `label` is a name. `first` is where words that are no pronoun first stand for them,
    `met` the sentence there; `seen` is where they were last seen, `where` the words for that place;
    `last` where they were last spoken of. Places are code points.
    """

    id: str
    type: EntityKind
    label: str
    named: bool
    aliases: tuple[str, ...] = ()
    pronouns: str | None = None
    described: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()
    first: int
    met: str
    seen: int | None = None
    where: str | None = None
    last: int
    mentions: int


class Acquaintance:
    """Looks people up in a register: who they are as far as it has read."""

    def __init__(self, register: Register, text: Text) -> None:
        self._register = register
        self._text = text
        self._cached = lru_cache(maxsize=4096)(self._known)

    def moved(self) -> None:
        """The register has read on: what was known is known no longer so."""
        self._cached.cache_clear()

    def known(self, entity: str) -> Known | None:
        """Who that is, by an id of now; None for nobody in particular, groups and things."""
        return self._cached(entity)

    def _known(self, entity: str) -> Known | None:
        told = self._register.same(entity)
        kind = _type(told)
        if kind not in ("PER", *PLACES) or not told or told[0].entity.members:
            return None
        tally = together(t.tally for t in told)
        given = max((t.given for t in told if t.given), default=(0, ""))[1]
        name = given or max(tally.names, key=lambda form: tally.names[form][0], default="")
        label = name or label_of(tally, kind)
        if not name and is_vague(label):
            return None
        first = min((t.met for t in told if t.met), default=told[0].entity.at)
        seen = max((t.seen for t in told if t.seen), key=lambda s: s.at.start, default=None)
        return Known(
            id=entity,
            type=kind,
            label=label,
            named=bool(name),
            aliases=tuple(form for form in tally.names if form != label),
            pronouns=max((t.pronouns for t in told if t.pronouns), default=(0, None))[1],
            described=tuple(self._descriptions(tally, label)),
            traits=tuple(self._traits(told)),
            first=first.start,
            met=sentence(self._text, first),
            seen=seen.at.start if seen else None,
            where=self._where(seen.scene) if seen else None,
            last=max(t.last for t in told),
            mentions=sum(t.mentions for t in told),
        )

    def with_ties(self, one: Known) -> Known:
        """The same with how they stand to others, who are met too."""
        return msgspec.structs.replace(one, ties=tuple(self._ties(one)))

    def _descriptions(self, tally: Tally, label: str) -> Iterator[str]:
        """How they are told of ("the man in the grey coat"), the most often first; nothing that
        would fit anybody."""
        chosen: list[str] = [plain(label)]
        for words in sorted(tally.described, key=lambda w: -tally.described[w][0]):
            small = plain(words)
            if tells(words) and not any(small in other or other in small for other in chosen):
                chosen.append(small)
                yield words
            if len(chosen) > DESCRIPTIONS:
                return

    def _traits(self, told: Sequence[Told]) -> Iterator[str]:
        """What lasts: eyes, age, rank, in the story's words; of each the latest."""
        latest = {
            a.name: a.value
            for t in told
            for a in t.lasting
            if a.basis == "stated" and a.id not in self._register.over
        }
        for name, value in list(latest.items())[-TRAITS:]:
            said = _DETERMINER.sub("", " ".join(value.split()))
            same = said.casefold() in ("", name.replace("-", " "))
            if len(said) > 3 or same:
                yield name.replace("-", " ") if same else f"{name.replace('-', ' ')}: {said}"

    def _ties(self, one: Known) -> Iterator[str]:
        records: list[AnyRecord] = []
        for told in self._register.same(one.id):
            records += told.ties
            records += (e for r in told.ties if (e := self._register.ended.get(r.id)))
        world = World(self._text, records, self._register.horizon)
        items = [r for r in facts.relations(world, self._shown) if one.id in (r.source, r.target)]
        said = 0
        for item in sorted(items, key=_weight):
            source, target = self.known(item.source), self.known(item.target)
            other = target if item.source == one.id else source
            if source and target and other and (other.named or tells(other.label)) and said < TIES:
                said += 1
                yield f"{source.label} {tied(item)} {target.label}"

    def _shown(self, entity: str) -> str | None:
        found = self.known(self._register.identities.of(entity))
        return found.id if found else None

    def _where(self, scene: str) -> str | None:
        setting = self._register.settings.get(scene)
        if setting is None:
            return None
        return " ".join(self._text.text[setting.at.start : setting.at.end].split())


def tells(words: str) -> bool:
    """Whether a description tells one from others: "the man in the grey coat", not "the man"."""
    first, _, rest = plain(words).partition(" ")
    return first in ("the", "a", "an") and rest not in _BARE and 2 < len(rest) <= LONGEST


def sentence(text: Text, at: Span) -> str:
    """The sentence around some words, on one line, never beyond its paragraph; shortened where it
    is long, so that the words are in it."""
    blocks = text.blocks
    block = blocks[max(0, bisect_right(blocks, at.start, key=lambda b: b.start) - 1)]
    before = [m.end() for m in _SENTENCE.finditer(text.text, block.start, at.start)]
    start = before[-1] if before else block.start
    after = _SENTENCE.search(text.text, max(at.start, at.end - 1), block.end)
    end = after.end() if after else block.end
    words = text.text[start:end]
    if len(words) > QUOTED and at.start - start > QUOTED // 2:
        start = text.text.rfind(" ", start, at.start - QUOTED // 2) + 1
        words = "…" + text.text[start:end]
    words = " ".join(words.split())
    return words if len(words) <= QUOTED else words[: QUOTED - 1].rstrip() + "…"


def _type(told: Sequence[Told]) -> EntityKind | None:
    """What it is known to be: by the latest that has been told, else as it was met."""
    known = [found for t in told for found in t.types]
    late = [found for found in known if found[0]]
    if any(t.omitted for t in told) or not known:
        return None
    return max(late)[1] if late else known[0][1]


def _weight(item: RelationItem) -> tuple[bool, bool, bool, int]:
    """What comes first of somebody's ties: what holds, what is stated, kin."""
    over, guessed = item.until is not None, item.basis != "stated"
    return over, guessed, item.type not in _KIN, -len(item.evidence)
