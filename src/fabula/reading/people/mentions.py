"""The mentions of a passage become records, once it is known who speaks."""

from __future__ import annotations

import msgspec

from fabula.reading.names.name_sleeping import LONE
from fabula.reading.page import Called, Page
from fabula.reading.people.identity import is_name
from fabula.reading.people.profiles import FIRST_PERSON
from fabula.story.annotations import Seen
from fabula.story.memory import Memory
from fabula.story.records import Entity, Mention
from fabula.story.text import Span

BY = "coreference"


def mentions(memory: Memory, page: Page) -> Memory:
    """Emits Mentions, and Entities for those who say "I" or are called "you" and are known
    by nothing else."""
    nameless: dict[tuple[int | None, bool], str] = {}
    covered = {
        s.name
        for s, entity in zip(page.notes.seen, page.entities, strict=True)
        if s.name is not None and (entity is not None or s.confidence > LONE)
    }
    names = _bare(memory, page, covered)
    done: set[int] = set()  # names that are mentioned already, by their first word
    for i, seen in enumerate(page.notes.seen):
        while names and names[0].at.start < seen.at.start:
            _name(page, names.pop(0))
        entity = page.entities[i]
        if i in page.waiting:
            entity = _in_speech(page, i, seen) or _nameless(page, seen, nameless)
        elif i in page.second and entity is not None and entity == _speaker(page, seen):
            entity = page.second[i]  # who speaks says "I", and means somebody else by "she"
        if entity is not None:
            page.meant[i] = entity
        if entity is not None and not (seen.kind == "PROP" and seen.name in done):
            _mention(page, i, entity, _linked(page, i, entity))
            if seen.kind == "PROP" and seen.name is not None:
                done.add(seen.name)
    for called in names:
        _name(page, called)
    groups = {r.id: r.members for r in page.records if isinstance(r, Entity) and r.members}
    page.members = {**memory.members, **groups}
    return msgspec.structs.replace(memory, members=page.members) if groups else memory


def _speaker(page: Page, seen: Seen) -> str | None:
    """Who speaks the quotation that a mention stands in."""
    return page.spoken[seen.quotation][0] if seen.quotation in page.spoken else None


def _linked(page: Page, i: int, entity: str) -> float:
    """How sure it is that a mention stands for its entity: in speech as sure as the speaker."""
    if i not in page.waiting:
        return page.shares.get(i, {}).get(entity, 1.0)
    quotation = page.notes.seen[i].quotation
    return page.sure.get(quotation, 1.0) if quotation is not None else 1.0


def _bare(memory: Memory, page: Page, covered: set[int]) -> list[Called]:
    """The names that the model does not see as mentions, of people whom the text has shown."""

    def known(entity: str) -> bool:
        person = memory.cast.known.get(memory.cast.root(entity))
        return person is not None and person.type == "PER"

    return [
        called
        for i, called in enumerate(page.called)
        if called is not None and i not in covered and (known(called.entity) or not page.notes.seen)
    ]


def _name(page: Page, called: Called) -> None:
    page.emit(
        Mention, "m", called.at, called.by, confidence=called.confidence, entity=called.entity,
        kind="PROP", name=called.name,
    )  # fmt: skip


def _mention(page: Page, i: int, entity: str, linked: float) -> None:
    seen = page.notes.seen[i]
    called = page.called[seen.name] if seen.name is not None else None
    words = page.passage.text[seen.at.start : seen.at.end]
    at, name, kind, by = seen.at, "", seen.kind, called.by if called else BY
    sure = called.confidence if called and seen.confidence <= LONE else seen.confidence
    if called is not None and kind == "PROP":
        at, name = _whole(called.at, at), called.name
    elif kind == "PROP":
        name, kind = (words, kind) if is_name(words) else ("", "NOM")
    fix = page.fixed.get(i)
    if fix is not None and fix.key in page.said:
        page.emit(
            Mention, "m", at, "reader", known_at=fix.made_at, entity=entity, kind=kind, name=name,
            type=seen.type,
        )  # fmt: skip
        return
    page.emit(
        Mention, "m", at, by, confidence=round(sure * linked, 3), entity=entity,
        kind=kind, name=name, type=seen.type,
    )  # fmt: skip


def _whole(name: Span, seen: Span) -> Span:
    """The place of a mention by name: all of the name, of which the net may see a word only
    (`sakura` in 🌸sakura🌸)."""
    return name if name.start <= seen.start and seen.end <= name.end else seen


def _in_speech(page: Page, i: int, seen: Seen) -> str | None:
    """Whoever speaks is "I", whoever is spoken to is "you"; where that is not known, whoever the
    model takes it for."""
    assert seen.quotation is not None
    speaker, addressees = page.spoken.get(seen.quotation, (None, ()))
    if page.pronoun(seen) == FIRST_PERSON:
        if speaker is not None:
            return speaker
    elif len(addressees) == 1:
        return addressees[0]
    votes = page.waiting[i]
    best = max(votes, key=lambda e: votes[e], default=None)
    return best if best is not None and votes[best] > 0 else None


def _nameless(page: Page, seen: Seen, made: dict[tuple[int | None, bool], str]) -> str:
    """Somebody of whom nothing is known but that they speak, or are spoken to."""
    key = (seen.quotation, page.pronoun(seen) == FIRST_PERSON)
    if key not in made:
        made[key] = page.emit(
            Entity, "e", seen.at, BY, confidence=seen.confidence, type=seen.type
        ).id
    return made[key]
