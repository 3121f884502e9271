"""Places told by their words: making anchors and corrections of places, finding the words again."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from fabula.story.corrections import Action, Anchor, Correction
from fabula.story.text import Span, Text

CONTEXT = 32  # code points of prefix and suffix, as in the Web Annotation tools


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
        starts = [s for p, n in neighbours for s in occurrences(text, p, anchor.exact, n)]
        if starts:
            best = min(starts, key=lambda s: (abs(s - anchor.near), s))
            return Span(best, best + size)
    return None


def occurrences(text: str, prefix: str, exact: str, suffix: str) -> Iterator[int]:
    """Where words stand with these neighbours."""
    words = prefix + exact + suffix
    at = text.find(words)
    while at >= 0:
        yield at + len(prefix)
        at = text.find(words, at + 1)


def renewed(correction: Correction, text: str) -> Correction:
    """A correction of a text that has changed since: its words are where they stand now. What its
    maker had read (`made_at`) would else be looked for in its old place where a text is cut. An
    anchor that tells no place is given none: the text really cut could not give it one either."""
    anchors = {
        field: found
        for field in ("this", "that", "to", "made_at")
        if (found := getattr(correction, field)) is not None and found.near
    }
    places = {field: find(found, text) for field, found in anchors.items()}
    moved = {
        field: msgspec.structs.replace(anchors[field], near=at.start)
        for field, at in places.items()
        if at is not None and at.start != anchors[field].near
    }
    return msgspec.structs.replace(correction, **moved) if moved else correction
