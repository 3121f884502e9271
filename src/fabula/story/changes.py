"""What is shown otherwise after something was said of a story, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from fabula.story.annotations import EntityKind
from fabula.story.records import Level
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
    `lost` says why a correction does not apply, where it does not; `until` is how far that was
    looked at, where that is not all."""

    differences: tuple[Difference, ...] = ()
    lost: str | None = None
    since: int = 0
    until: int | None = None

    @property
    def sentences(self) -> list[str]:
        """What to print."""
        if self.lost:
            return [f"It does not apply: {self.lost}."]
        said = [d.sentence for d in self.differences]
        if self.until is not None:
            return [*said, "All that comes later is being read anew."]
        return said or ["Nothing is shown otherwise."]


def in_words(world: World, said: str, places: Sequence[Span], what: str) -> str:
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


def listed(words: Sequence[str]) -> str:
    return ", ".join(words[:-1]) + (" and " if len(words) > 1 else "") + words[-1]
