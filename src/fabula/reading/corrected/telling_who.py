"""Who speaks a quotation and to whom, where a reader says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from fabula.reading.corrected.whom import whom
from fabula.reading.page import Fix, Page, Said
from fabula.story.memory import Memory
from fabula.story.records import Entity, Record
from fabula.story.text import Span

R = TypeVar("R", bound=Record)


def said_of(page: Page, quotation: int) -> Fix | None:
    """What a reader says of who speaks a quotation (its number), where they do."""
    return next((fix for fix, n in _quoted(page) if n == quotation), None)


def _quoted(page: Page) -> Iterator[tuple[Fix, int]]:
    """What readers say of quotations, with the number of the one that each is about."""
    for fix in page.fixes:
        if fix.correction.do == "speaker" and fix.role == "this":
            over = [n for n, q in enumerate(page.notes.quotations) if q.at.meets(fix.at)]
            best = min(over, key=lambda n: _unlike(page.notes.quotations[n].at, fix.at), default=-1)
            yield fix, best


def told_speaker(memory: Memory, page: Page, fix: Fix) -> Said | None:
    """Who speaks, by a reader's word: somebody known, nobody known, or somebody new who will turn
    out to be whom the reader means. None where they mean nobody that is told of."""
    if fix.correction.that is None and fix.correction.name is None:
        return Said(None, True)
    entity = whom(page, fix, memory.cast.known, lambda at: _meant(page, at))
    if entity is not None:
        return Said(memory.cast.root(entity), True)
    if not fix.waits:
        return None
    made = page.emit(Entity, "e", fix.at, "reader", known_at=fix.made_at, type="PER")
    return Said(made.id, False)


def told_to(page: Page, fix: Fix) -> str | None:
    """To whom a quotation is spoken, by a reader's word."""
    if held := page.held.get(f"{fix.key}:to"):
        return held
    here = (f.at for f in page.fixes if f.key == fix.key and f.role == "to")
    return next((who for at in here if (who := _meant(page, at))), None)


def nearest(records: Iterable[Record], place: Span, kind: type[R]) -> R | None:
    """The record of a kind that some words are about: of those that overlap with them, the one
    whose length is nearest to theirs."""
    over = [r for r in records if isinstance(r, kind) and r.at.meets(place)]
    return min(over, key=lambda r: (_unlike(r.at, place), r.at.start), default=None)


def _meant(page: Page, at: Span) -> str | None:
    """Whom some words of the passage stand for, once who is meant has been decided."""
    number = page.mention_of(at)
    if number is not None and page.entities[number] is not None:
        return page.entities[number]
    for called in page.called:
        if called is not None and called.at.meets(at):
            return called.entity
    return None


def _unlike(one: Span, other: Span) -> int:
    return abs((one.end - one.start) - (other.end - other.start))
