"""What is shown otherwise after something was said of a story: two worlds compared, in plain words.

Both are worlds of one text at one horizon. Ids may have moved, so somebody is known by where they
were first mentioned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from fabula.story.annotations import EntityKind
from fabula.story.contract import EntityItem
from fabula.story.records import (
    Alias,
    Entity,
    EntityType,
    Level,
    NotSame,
    Omitted,
    Renamed,
    SameEntity,
)
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.story.world import World

LONGEST = 40  # code points of quoted words
LEVELS: dict[Level, str] = {
    "scene": "played as it happens",
    "flashback": "a memory",
    "summary": "summed up",
    "frame": "the teller's own present",
    "dream": "a dream",
    "document": "a document",
}
KINDS: dict[EntityKind, str] = {
    "PER": "a person",
    "ORG": "a group or a body",
    "FAC": "a building or a place made by people",
    "GPE": "a place where people live",
    "LOC": "a place",
    "VEH": "a vehicle",
    "THING": "a thing",
    "TERM": "a word of the story's own",
}


class Difference(msgspec.Struct, frozen=True):
    """One thing that is shown otherwise: a sentence, and the places it is about (code points,
    half-open), in reading order."""

    sentence: str
    places: tuple[Span, ...] = ()


class Change(msgspec.Struct, frozen=True):
    """All that is shown otherwise, from the place `since` on but for who turned out to be whom;
    `lost` says why a correction does not apply, where it does not."""

    differences: tuple[Difference, ...] = ()
    lost: str | None = None
    since: int = 0

    @property
    def sentences(self) -> list[str]:
        """What to print."""
        if self.lost:
            return [f"It does not apply: {self.lost}."]
        return [d.sentence for d in self.differences] or ["Nothing is shown otherwise."]


def changed(before: World, after: World, since: int = 0) -> Change:
    """What `after` shows otherwise than `before`. They are alike in what is told up to `since`, but
    for who turned out to be whom."""
    return Change(
        (
            *_people(before, after, since),
            *_speakers(before, after, since),
            *_levels(before, after, since),
        ),
        since=since,
    )


# Who is mentioned -----------------------------------------------------------------------------


def _people(before: World, after: World, since: int) -> Iterator[Difference]:
    """Who is called otherwise, and which words stand for somebody else."""
    touched = _touched(before, since) | _touched(after, since)
    old, new = _mentions(before, since, touched), _mentions(after, since, touched)
    stayed: dict[int, tuple[EntityItem, EntityItem]] = {}
    moved: dict[str, list[Span]] = {}
    for at in sorted({*old, *new}):
        was = before.entity(old[at]) if at in old else None
        now = after.entity(new[at]) if at in new else None
        if was is not None and now is not None and _is_same(was, now, after):
            stayed.setdefault(now.first, (was, now))
        else:
            said = f"are now {now.label}" if now is not None else "are nobody's any more"
            moved.setdefault(said, []).append(at)
    for was, now in stayed.values():
        yield from _called(was, now)
    for said, places in moved.items():
        yield Difference(_told(after, said, places, "mention"), tuple(places))


def _touched(world: World, since: int) -> set[str]:
    """Those first met before a place of whom something was said from there on that may change who
    they are, or whether they are shown."""
    joined: list[SameEntity | NotSame] = [*world.of(SameEntity), *world.of(NotSame)]
    told: list[Omitted | EntityType | Renamed | Alias] = [
        *world.of(Omitted), *world.of(EntityType), *world.of(Renamed), *world.of(Alias),
    ]  # fmt: skip
    found = {e for r in joined if r.at.start >= since for e in (r.one, r.other)}
    found |= {r.entity for r in told if r.by == "reader" and r.at.start >= since}
    met = ((e, world.ledger.called(Entity, e)) for e in found)
    return {e for e, first in met if first is not None and first.at.start < since}


def _mentions(world: World, since: int, touched: Iterable[str]) -> dict[Span, str]:
    """Whom words stand for: all from a place on, and those before it of whoever was touched."""
    found = list(world.mentions_within(since, world.horizon))
    for entity in {world.identities.of(e) for e in touched}:
        found += [m for m in world.mentions_of(entity) if m.start < since]
    return {Span(m.start, m.end): m.entity for m in found}


def _is_same(was: EntityItem, now: EntityItem, after: World) -> bool:
    """Whether two are one: first met at the same place, or called alike when the first words that
    stood for one are somebody else's now."""
    if was.first == now.first:
        return True
    if was.label != now.label:
        return False
    there = after.mentions_within(was.first, was.first + 1)
    return all(e is None or e.first != was.first for e in (after.entity(m.entity) for m in there))


def _called(was: EntityItem, now: EntityItem) -> Iterator[Difference]:
    """What somebody is called, and is, otherwise."""
    at = (Span(now.first, now.first),)
    if now.name is not None and was.label != now.label:
        yield Difference(f"{was.label} is now called {now.label}.", at)
    if was.type != now.type:
        yield Difference(f"{now.label} is now {KINDS[now.type]}.", at)
    known = {was.label, now.label, *was.aliases}
    if more := [alias for alias in now.aliases if alias not in known]:
        yield Difference(f"{now.label} is also called {_listed(more)}.", at)
    if gone := [alias for alias in was.aliases if alias not in (now.label, *now.aliases)]:
        yield Difference(f"{now.label} is no longer called {_listed(gone)}.", at)


# Who speaks -----------------------------------------------------------------------------------


def _speakers(before: World, after: World, since: int) -> Iterator[Difference]:
    """Which quotations are somebody else's, and which are spoken to somebody else."""
    old = {Span(q.start, q.end): q for q in before.quotations_within(since, before.horizon)}
    said: dict[str, list[Span]] = {}
    to: dict[str, list[Span]] = {}
    for quoted in after.quotations_within(since, after.horizon):
        at = Span(quoted.start, quoted.end)
        was = old.get(at)
        if was is None:
            continue
        if not _are_same(before, after, [was.speaker], [quoted.speaker]):
            how = "thought" if quoted.mode == "thought" else "said"
            label = _label(after, quoted.speaker)
            said.setdefault(f"are now {how} by {label}", []).append(at)
        if quoted.addressees and not _are_same(before, after, was.addressees, quoted.addressees):
            label = _listed([_label(after, e) for e in quoted.addressees])
            to.setdefault(f"are now said to {label}", []).append(at)
    for told, places in (*said.items(), *to.items()):
        yield Difference(_told(after, told, places, "quotation"), tuple(places))


def _are_same(
    before: World, after: World, old: Sequence[str | None], new: Sequence[str | None]
) -> bool:
    if len(old) != len(new):
        return False
    for one, other in zip(old, new, strict=True):
        was = before.entity(one) if one else None
        now = after.entity(other) if other else None
        if was is None or now is None:
            if was is not now:
                return False
        elif not _is_same(was, now, after):
            return False
    return True


def _label(world: World, entity: str | None) -> str:
    item = world.entity(entity) if entity else None
    return item.label if item is not None else "nobody known"


# Scenes ---------------------------------------------------------------------------------------


def _levels(before: World, after: World, since: int) -> Iterator[Difference]:
    """Which scenes are told on another level, begin now, or are none of their own any more."""
    old, new = _scenes(before, since), _scenes(after, since)
    for start, (end, level) in new.items():
        if start not in old or old[start][1] != level:
            words = quoted(after, Span(start, end))
            yield Difference(
                f"What is told from {words} on is now {LEVELS[level]}.", (Span(start, end),)
            )
    for start, (end, _) in old.items():
        if start not in new:
            words = quoted(before, Span(start, end))
            yield Difference(f"No scene begins at {words} any more.", (Span(start, end),))


def _scenes(world: World, since: int) -> dict[int, tuple[int, Level]]:
    """The innermost scene that begins at each place: its end and level."""
    spans = world.scene_spans.spans
    return {start: (end, record.level) for record, start, end in spans if end > since}


# Words ----------------------------------------------------------------------------------------


def _told(world: World, said: str, places: Sequence[Span], what: str) -> str:
    """A sentence about words: the first in full, the others by their number."""
    first = quoted(world, places[0])
    if len(places) == 1:
        return f"{first} {said.replace('are', 'is', 1)}."
    more = f"{len(places) - 1} more {what}{'s' if len(places) > 2 else ''}"
    return f"{first} and {more} {said}."


def quoted(world: World, at: Span) -> str:
    """Words of a text, on one line and not too many."""
    words = " ".join(world.text.text[at.start : at.end].split()).strip('“”"')
    return f"“{words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + '…'}”"


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words[:-1]) + (" and " if len(words) > 1 else "") + words[-1]
