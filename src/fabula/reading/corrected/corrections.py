"""Corrections: finding their words again in a text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from fabula.reading.page import Fix
from fabula.story.anchors import anchor, find, occurrences
from fabula.story.corrections import Anchor, Correction, Lost, amiss
from fabula.story.text import Span

__all__ = ["anchor", "find", "fixes", "place"]

# Messages name no words: whoever reads only so far is told nothing of what comes later.
GONE = "its words are not in the text"
NOBODY = "its words are there, but they name nobody it could be about"
BY_NAME = ("is", "speaker")  # what may tell by a name whom it is about

Spots = dict[Anchor, Span]
"""Where anchors stand in a text. In the same text cut short they stand there too, unless the cut
goes through their words or their neighbours."""


class Placed(msgspec.Struct, frozen=True):
    """A correction's anchor found in the text."""

    number: int
    correction: Correction
    role: str
    at: Span
    made_at: int
    key: str  # the correction's own digest: it stays when others are added or taken back
    waits: bool  # whether whom it is about is told after its first place
    quiet: bool  # whether here it is only kept in mind who is mentioned

    @property
    def fix(self) -> tuple[Span, str, str, int, bool]:
        """All of it that a reading depends on."""
        return self.at, self.role, self.key, self.made_at, self.waits


def place(
    corrections: Sequence[Correction], text: str, spots: Spots | None = None
) -> tuple[list[Placed], list[Lost]]:
    """The corrections' places in `text`, in text order, and those that are amiss or whose words are
    gone. `spots` are where anchors stand in a text of which this is the beginning; those found
    here are added.

    A correction with words that stood beyond the end of the text is neither: it is still to come.
    """
    finder = _Finder(text, spots if spots is not None else {}, corrections)
    placed: list[Placed] = []
    lost: list[Lost] = []
    for number, correction in enumerate(corrections):
        found = finder.places(correction)
        if isinstance(found, str):
            lost.append(Lost(number, correction, found))
        elif found is not None:
            made_at, places = found
            key = hashlib.blake2b(msgspec.json.encode(correction), digest_size=8).hexdigest()
            waits = "that" in places and places["that"] > places["this"]
            placed += [
                Placed(
                    number,
                    correction,
                    role,
                    at,
                    made_at,
                    key,
                    waits,
                    _is_quiet(correction, role, places),
                )
                for role, at in places.items()
            ]
    placed.sort(key=lambda p: (p.at, p.number, p.role))
    return placed, lost


def _is_quiet(correction: Correction, role: str, places: Mapping[str, Span]) -> bool:
    """Whether a place only tells who is meant by another that comes after it."""
    if correction.do == "memory" or len(places) == 1:
        return False
    if correction.do == "merge":
        return places[role] < max(places.values())
    return role != "this" and places[role] < places["this"]


class _Finder:
    """Finds the places of corrections in a text."""

    def __init__(self, text: str, spots: Spots, corrections: Iterable[Correction]) -> None:
        self._text, self._spots = text, spots
        self._given = {  # names that readers gave
            c.name: c.this for c in corrections if c.name and c.do in ("rename", "alias")
        }

    def places(self, correction: Correction) -> str | tuple[int, dict[str, Span]] | None:
        """How far its maker had read, and where its words stand, by role; why it is lost; or None
        where it is still to come."""
        if why := amiss(correction):
            return why
        anchors = {"this": correction.this, "that": correction.that, "to": correction.to}
        asked = {role: anchor for role, anchor in anchors.items() if anchor is not None}
        found = {role: at for role, a in asked.items() if (at := self._find(a)) is not None}
        made = self._find(correction.made_at) if correction.made_at else None
        gone = [anchor for role, anchor in asked.items() if role not in found]
        beyond = [correction.made_at] if correction.made_at and not made else []
        if any(a.near >= len(self._text) for a in gone + beyond):
            return None
        by_name = correction.do in BY_NAME and bool(correction.name)
        if by_name:
            gone = [a for a in gone if a is not correction.that]
        if gone:
            return GONE
        if by_name and "that" not in found and (why := self._named(correction, found)):
            return why
        if correction.do == "memory" and "that" in found and found["that"] < found["this"]:
            found = {"this": found["that"], "that": found["this"]}
        return max([at.end for at in found.values()] + ([made.end] if made else [])), found

    def _find(self, anchor: Anchor) -> Span | None:
        at = find(anchor, self._text, self._spots.get(anchor))
        if at is not None:
            self._spots[anchor] = at
        return at

    def _named(self, correction: Correction, found: dict[str, Span]) -> str | None:
        """Adds where a name is first told, if that is after the words that it is about; says what
        is wrong where it is told nowhere."""
        name = " ".join((correction.name or "").split())
        given = self._given.get(name)
        at = self._find(given) if given else _first(name, self._text)
        if at is None:
            return NOBODY
        if at.start >= found["this"].end:
            found["that"] = at
        return None


def _first(name: str, text: str) -> Span | None:
    """Where a name first stands as whole words."""
    for start in occurrences(text, "", name, ""):
        end = start + len(name)
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            return Span(start, end)
    return None


def fixes(placed: Sequence[Placed], start: int) -> tuple[Fix, ...]:
    """The anchors that lie in a passage, told relative to its `start`."""
    return tuple(
        Fix(p.key, p.correction, p.role, _moved(p.at, -start), p.made_at, p.waits) for p in placed
    )


def _moved(at: Span, by: int) -> Span:
    return Span(at.start + by, at.end + by)
