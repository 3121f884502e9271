"""Why something is in a world: its record, its words, the rule, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from fabula.cli.overview import Place
from fabula.cli.statements import Teller
from fabula.cli.wording import LONGEST, shortened
from fabula.errors import FabulaError
from fabula.story.contract import ChapterItem
from fabula.story.naming import called
from fabula.story.records import AnyRecord, Basis, Record
from fabula.story.text import Span
from fabula.story.world import World

MOST = 8  # later records that are shown
SHORT = 60  # code points of another record's words
_COMMON = frozenset(Record.__struct_fields__)
_WEIGHTY = ("type", "same", "not-same", "pronouns", "renamed", "omitted", "relation-ended")


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """Words of the text: where they stand, and what they are."""

    start: int
    end: int
    place: Place
    words: str


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """A record that another one rests on, or that speaks of it."""

    id: str
    record: str
    at: Words


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why something is told: which record says so (`record` its kind, `says` its own fields), by
    which words (`at`, `evidence`), by which rule or model (`by`), how sure, how far the text had
    been read (`known_at`); which records it rests on, and which speak of it later (`later` the
    weightiest, `times` how many of each kind)."""

    id: str
    record: str
    says: dict[str, str]
    at: Words
    evidence: list[Words]
    by: str
    confidence: float
    basis: Basis
    known_at: int
    rests_on: list[Cited]
    later: list[Cited]
    times: dict[str, int]


def reason(world: World, asked: str) -> Reason:
    """Why the record or item with an id is told, or somebody by name. Raises FabulaError where
    there is none."""
    ledger = {r.id: r for r in world.records}
    chapter = next((c for c in world.chapters if c.id == asked), None)
    if chapter:
        return _of_chapter(world, chapter)
    if asked not in ledger:
        found = called(world, asked)
        if not found:
            raise FabulaError(
                f"Nothing here has the id {asked!r}: listings show ids in a pipe and with --json."
            )
        asked = found[0].id
    return _Finder(world, ledger).reason(ledger[asked])


class _Finder:
    def __init__(self, world: World, ledger: dict[str, AnyRecord]) -> None:
        self._world, self._ledger = world, ledger
        self._teller = Teller(world)

    def reason(self, record: AnyRecord) -> Reason:
        speaking = [r for r in self._world.records if record.id in _named(r)]
        times: dict[str, int] = {}
        for other in speaking:
            times[_kind(other)] = times.get(_kind(other), 0) + 1
        speaking.sort(key=lambda r: (_kind(r) not in _WEIGHTY, times[_kind(r)]))
        return Reason(
            id=record.id,
            record=_kind(record),
            says={k: self._said(v) for k, v in _own(record) if v not in (None, "", (), False)},
            at=self._words(record.at),
            evidence=[self._words(at) for at in record.evidence],
            by=record.by,
            confidence=record.confidence,
            basis=record.basis,
            known_at=record.known_at,
            rests_on=[self._cited(self._ledger[i]) for i in _named(record) if i in self._ledger],
            later=[self._cited(r) for r in speaking[:MOST]],
            times=times,
        )

    def _said(self, value: Any) -> str:
        """A field's value in words: ids with what they stand for."""
        if isinstance(value, tuple):
            return ", ".join(map(self._said, value))
        shown = self._world.identities.of(value) if value in self._ledger else None
        label = self._teller.labels.get(shown or "")
        return (
            f"{label} ({value})" if label else str(value).lower() if value is True else str(value)
        )

    def _words(self, at: Span) -> Words:
        return words_at(self._teller, at)

    def _cited(self, record: AnyRecord) -> Cited:
        return Cited(
            id=record.id, record=_kind(record), at=words_at(self._teller, record.at, SHORT)
        )


def words_at(teller: Teller, at: Span, most: int = LONGEST) -> Words:
    """The words at a place; of long ones the first."""
    words = shortened(teller.world.text.text[at.start : at.end], most)
    return Words(start=at.start, end=at.end, place=teller.places.of(at.start), words=words)


def _of_chapter(world: World, chapter: ChapterItem) -> Reason:
    title = chapter.title or ""
    at = Span(chapter.start, chapter.start + len(title) if title else chapter.known_at)
    return Reason(
        id=chapter.id,
        record="chapter",
        says={"ordinal": str(chapter.ordinal)} | ({"title": title} if title else {}),
        at=words_at(Teller(world), at),
        evidence=[],
        by=chapter.by,
        confidence=chapter.confidence,
        basis="stated",
        known_at=chapter.known_at,
        rests_on=[],
        later=[],
        times={},
    )


def _kind(record: AnyRecord) -> str:
    return str(type(record).__struct_config__.tag)


def _own(record: AnyRecord) -> Iterator[tuple[str, Any]]:
    """A record's own fields, beyond those that every record has."""
    for name in record.__struct_fields__:
        if name not in _COMMON:
            yield name, getattr(record, name)


def _named(record: AnyRecord) -> list[str]:
    """The ids that a record names, itself left out (a quotation may be its own utterance)."""
    found: list[str] = []
    for name, value in _own(record):
        if name in ("kind", "type", "name", "value", "lemma"):
            continue
        found += value if isinstance(value, tuple) else [value]
    return list(dict.fromkeys(v for v in found if isinstance(v, str) and v != record.id))
