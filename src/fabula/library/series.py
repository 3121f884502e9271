"""People across the works of a series, as of a place in one of them.

At place p of part k is known what the parts before k tell, each to its end, and part k as far as p;
of what comes later nothing is known, not even that somebody will come again. Parts that Fabula has
not read yet tell nothing.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

import msgspec

from fabula.errors import FabulaError
from fabula.library import following, sayings
from fabula.library.casts import cast_of
from fabula.library.held import Held
from fabula.library.joining import People, Tie, Who
from fabula.library.likeness import Part, persons_tagged
from fabula.library.model import Work
from fabula.library.parts import series_of
from fabula.story.contract import EntityItem
from fabula.story.corrections import Anchor
from fabula.story.portrait import Character, portrait
from fabula.story.world import World

if TYPE_CHECKING:
    from fabula.library.works import Library


class Told(msgspec.Struct, frozen=True):
    """What one part tells of somebody, and why it is thought to be them (empty for the part that
    was asked in)."""

    work: Work
    character: Character
    ties: tuple[Tie, ...] = ()


def person(library: Library, work: int, entity: str, at: int) -> list[Told]:
    """What is known of somebody of a work at a place in it, part by part in the order of the
    series; just that of the work where it is in none. Raises FabulaError where the work or the
    person is not there."""
    known = Known(library, work, at)
    return [
        Told(
            part,
            known.character(who),
            tuple(tie for tie in known.people.ties if who in (tie.one, tie.other)),
        )
        for part, who in known.one(entity)
    ]


def ties(library: Library, work: int, at: int | None = None) -> list[Tie]:
    """Who of the parts up to a work is who, as known at a place in it (by default at its end)."""
    return Known(library, work, library.work(work).length if at is None else at).people.ties


class Known:
    """A series as known at a place in one of its parts: `works` are the parts so far, in order, and
    `parts` their people, `people` who of them is who, `said` what the reader says of that."""

    def __init__(self, library: Library, work: int, at: int) -> None:
        """Raises FabulaError where there is no such work."""
        self._library = library
        self.works = [*earlier(library, work), library.work(work)]
        self._here = library.story(work, at).at(at)
        told = [whole(library, part) for part in self.works[:-1]]
        here = Part(work, cast_of(self._here), persons_tagged(self._here.text.meta))
        self.parts = [*told, here]
        self.said = sayings.said(library, [w.id for w in self.works], self._who, self._here)
        self.people = People(self.parts, [said for _, said in self.said])

    def _who(self, work: int, words: Anchor) -> Who | None:
        """Whom some words of a part mention."""
        if work == self.works[-1].id:
            return sayings.mentioned(self._here, work, words)
        part = next(part for part in self.works if part.id == work)
        return _mentioned.get(
            (_stamp(self._library, part), words),
            lambda: sayings.mentioned(self.world(work), work, words),
        )

    def one(self, entity: str) -> list[tuple[Work, Who]]:
        """Who somebody of the last part is in each part that they are in. Raises FabulaError where
        nobody has that id there."""
        who = Who(self.works[-1].id, entity)
        self.item(who)
        same = self.people.same(who)
        return [(part, same[part.id]) for part in self.works if part.id in same]

    def character(self, who: Who) -> Character:
        """All that a part tells of somebody."""
        return portrait(self.world(who.work), self.item(who))

    def item(self, who: Who) -> EntityItem:
        """Somebody of a part, as known there. Raises FabulaError where nobody has that id."""
        entity = self.world(who.work).entity(who.entity)
        if entity is not None:
            return entity
        raise FabulaError(
            f"Nobody has the id {who.entity!r} there; the cast of the work lists all."
        )

    def world(self, work: int) -> World:
        """A part as known here: whole, or the last one up to the place."""
        return self._here if work == self.works[-1].id else self._library.story(work).hindsight()


def earlier(library: Library, work: int) -> list[Work]:
    """The parts of a work's series before it, as far as Fabula has read them to the end."""
    series = series_of(library, work)
    works = series.works[: series.works.index(work)] if series else ()
    return [part for part in map(library.work, works) if part.is_read]


_people: Held[Part] = Held(64)
_mentioned: Held[Who | None] = Held(1024)


def whole(library: Library, work: Work) -> Part:
    """The people of a part as it is told to its end."""

    def make() -> Part:
        world = library.story(work.id).hindsight()
        return Part(work.id, cast_of(world), persons_tagged(world.text.meta))

    return _people.get(_stamp(library, work), make)


def _stamp(library: Library, work: Work) -> Hashable:
    """What a part's reading follows from: its text, and what its reader says of it."""
    return (library.path, work.id, work.updated, following.corrections(library.db, work.id))
