"""Corrections: making them of places, and finding their words again in a text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from fabula.reading.page import Fix
from fabula.story.corrections import Action, Anchor, Correction, Lost, amiss
from fabula.story.text import Span, Text

CONTEXT = 32  # code points of prefix and suffix, as in the Web Annotation tools

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


# Making -------------------------------------------------------------------------------------------


def anchor(text: str, at: Span) -> Anchor:
    """The words at a place, so told that they can be found again."""
    return Anchor(
        exact=text[at.start : at.end],
        prefix=text[max(0, at.start - CONTEXT) : at.start],
        suffix=text[at.end : at.end + CONTEXT],
        near=at.start,
    )


def correction(
    text: Text,
    do: Action,
    this: Span,
    that: Span | None = None,
    *,
    made_at: int | None = None,
    to: Span | None = None,
    **more: str | None,
) -> Correction:
    """What a reader says of places of a text; `made_at` is where the text ends that they have read,
    `more` the other fields of a Correction."""

    def told(at: Span | None) -> Anchor | None:
        return anchor(text.text, at) if at is not None else None

    return msgspec.convert(
        {
            "do": do,
            "this": anchor(text.text, this),
            "that": told(that),
            "to": told(to),
            "made_at": _made(text, made_at),
            **more,
        },
        Correction,
        from_attributes=True,
    )


def _made(text: Text, position: int | None) -> Anchor | None:
    """The last words before a place: the end of the paragraph that ends there, or before."""
    if position is None:
        return None
    end = text.paragraph_end(position)
    words = text.text[max(0, end - CONTEXT) : end].lstrip()
    return anchor(text.text, Span(end - len(words), end)) if words else None


# Finding ------------------------------------------------------------------------------------------


def find(anchor: Anchor, text: str, before: Span | None = None) -> Span | None:
    """Where the words stand now: the occurrence with the right neighbours, nearest to the old
    place. At least one neighbour has to be there if any was given. `before` is the answer for a
    text of which this one is the beginning."""
    if not anchor.exact:
        return None
    prefix, suffix, size = anchor.prefix, anchor.suffix, len(anchor.exact)
    for start in (anchor.near, before.start if before else -1):
        whole = prefix + anchor.exact + suffix
        if start >= len(prefix) and text.startswith(whole, start - len(prefix)):
            return Span(start, start + size)  # with both neighbours there: nothing can be better
    one = [(p, s) for p, s in ((prefix, ""), ("", suffix)) if p or s]
    for neighbours in ([(prefix, suffix)], one):
        starts = [s for p, n in neighbours for s in _all(text, p, anchor.exact, n)]
        if starts:
            best = min(starts, key=lambda s: (abs(s - anchor.near), s))
            return Span(best, best + size)
    return None


def _all(text: str, prefix: str, exact: str, suffix: str) -> Iterator[int]:
    """Where words stand with these neighbours."""
    words = prefix + exact + suffix
    at = text.find(words)
    while at >= 0:
        yield at + len(prefix)
        at = text.find(words, at + 1)


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
            placed += [
                Placed(number, correction, role, at, made_at, key) for role, at in places.items()
            ]
    placed.sort(key=lambda p: (p.at, p.number, p.role))
    return placed, lost


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
    for start in _all(text, "", name, ""):
        end = start + len(name)
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            return Span(start, end)
    return None


def fixes(placed: Sequence[Placed], start: int) -> tuple[Fix, ...]:
    """The anchors that lie in a passage, told relative to its `start`."""
    return tuple(
        Fix(p.key, p.correction, p.role, Span(p.at.start - start, p.at.end - start), p.made_at)
        for p in placed
    )
