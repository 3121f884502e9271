"""Who says what, for the margin of a page."""

from __future__ import annotations

from typing import NamedTuple

from fabula.web.known import DOUBT, Known, Ref
from fabula.web.pages import Page
from fabula.web.words import Words

FIRST = 60  # code points of a quotation that are shown


class Spoken(NamedTuple):
    """A quotation: its place, its first words, who speaks (None: it is not told yet) to whom."""

    start: int
    end: int
    words: Words
    speaker: Ref | str | None
    to: list[Ref | str]
    mode: str


def spoken(known: Known, page: Page) -> list[Spoken]:
    """The quotations of a page up to the horizon, outer ones only."""
    return [
        Spoken(
            q.start,
            q.end,
            Words(q.start, q.end, "", _first(known.world.words(q.start, q.end)), ""),
            known.ref(q.speaker, q.confidence < DOUBT) if q.speaker else None,
            [known.ref(a) for a in q.addressees],
            q.mode,
        )
        for q in known.quotations(page.start, page.end)
        if q.parent is None
    ]


def _first(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= FIRST else words[: FIRST - 1].rstrip() + "…"
