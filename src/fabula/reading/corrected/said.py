"""Reading with what readers said. Whom a mention or a quotation is about is told as soon as it is
read (`cast`, `identity`, `evidence`), so that all that is read after it follows; the last stage of
resolve, here, writes down the rest.

Where a correction is about somebody who is met only later, somebody new stands in for them, and
turns out to be them there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import msgspec

from fabula.reading.corrected.corrections import NOBODY, Placed
from fabula.reading.corrected.naming import call
from fabula.reading.corrected.telling_who import nearest, told_speaker, told_to
from fabula.reading.corrected.whom import given_key, named
from fabula.reading.page import Fix, Page
from fabula.reading.people.cast_draft import Draft
from fabula.reading.people.identity import Identity
from fabula.story.annotations import EntityKind
from fabula.story.corrections import Lost
from fabula.story.memory import Memory
from fabula.story.records import (
    Alias,
    EntityType,
    Mention,
    NotSame,
    Omitted,
    Quotation,
    Record,
    Renamed,
    SameEntity,
    SpeakerOf,
)
from fabula.story.text import Span

R = TypeVar("R", bound=Record)
Held = dict[str, str]

BY = "reader"
WHO = ("is", "speaker")  # what says whom words are about


def corrections(memory: Memory, page: Page) -> Memory:
    """Emits records by "reader"; the memory follows, so that reading on follows too."""
    for fix in page.fixes:
        if target := _target(page, fix):
            memory = _held(memory, f"{fix.key}:{fix.role}", target)
    told: dict[str, Fix] = {}  # each once, by the place that it is about if that is here
    for fix in page.fixes:
        if fix.role == "this" or fix.key not in told:
            told[fix.key] = fix
    for fix in told.values():
        memory = _followed(memory, page, fix)
    return memory


def without_effect(placed: Sequence[Placed], memory: Memory) -> list[Lost]:
    """The corrections whose words were found, but name nobody there; `memory` is the last one."""
    left = {p.number: p.correction for p in placed if f"{p.key}:done" not in memory.fixes}
    return [Lost(number, correction, NOBODY) for number, correction in sorted(left.items())]


def _held(memory: Memory, key: str, entity: str) -> Memory:
    return msgspec.structs.replace(memory, fixes={**memory.fixes, key: entity})


def _followed(memory: Memory, page: Page, fix: Fix) -> Memory:
    """The memory after a correction, once all of its places have been read."""
    do, key = fix.correction.do, fix.key
    this, that = memory.fixes.get(f"{key}:this"), memory.fixes.get(f"{key}:that")
    if do == "memory":
        return memory  # the staging has followed
    if do == "speaker" and key not in page.said and fix.role == "this":
        memory = _spoken(memory, page, fix)
        this = memory.fixes.get(f"{key}:this")
    if do in WHO:
        if key in page.said and page.said[key].known:
            return _held(memory, f"{key}:done", this or "?")
        if not this or not that or f"{key}:done" in memory.fixes:
            return memory
        return _held(_joined(memory, page, fix, this, that), f"{key}:done", this)
    if not this or (fix.correction.that is not None and not that):
        return memory
    if do == "split" and this == that:
        return memory  # there are no two
    return _held(_apply(memory, page, fix, this, that), f"{key}:done", this)


def _target(page: Page, fix: Fix) -> str | None:
    """The id of the entity that a fix's words are about."""
    do, role = fix.correction.do, fix.role
    if do == "memory":
        return None
    if role == "this" and fix.key in page.said:
        return page.said[fix.key].entity
    if do == "speaker" and role == "this":
        return None
    best = _nearest(page, fix, Mention)
    return best.entity if best else None


def _nearest(page: Page, fix: Fix, kind: type[R]) -> R | None:
    return nearest(page.records, page.passage.absolute(fix.at), kind)


def kept_in_mind(placed: Sequence[Placed], records: Callable[[Span], Iterable[Record]]) -> Held:
    """What the memory holds after some quiet places: who is mentioned there, by the records of
    their passages."""
    found = ((p, nearest(records(p.at), p.at, Mention)) for p in placed)
    return {f"{p.key}:{p.role}": mention.entity for p, mention in found if mention is not None}


def _spoken(memory: Memory, page: Page, fix: Fix) -> Memory:
    """Writes down who speaks or thinks words of which nothing else was decided: a quotation in
    another, a thought without marks."""
    quoted = _nearest(page, fix, Quotation)
    said = told_speaker(memory, page, fix) if quoted is not None else None
    if quoted is None or said is None:
        return memory
    page.said[fix.key] = said
    to = told_to(page, fix)
    _emit(
        page, fix, SpeakerOf, "d", utterance=quoted.utterance, speaker=said.entity,
        cue="implicit", addressees=(to,) if to else (),
    )  # fmt: skip
    return _held(memory, f"{fix.key}:this", said.entity) if said.entity else memory


def _apply(memory: Memory, page: Page, fix: Fix, this: str, that: str | None) -> Memory:
    said = fix.correction
    match said.do:
        case "merge" if that:
            return _joined(memory, page, fix, this, that)
        case "split":
            _emit(page, fix, NotSame, "n", one=that, other=this)
            return _apart(memory, this, that or this)
        case "omit":
            _emit(page, fix, Omitted, "n", entity=this)
        case "rename" if said.name:
            _emit(page, fix, Renamed, "n", entity=this, name=said.name)
            return _held(memory, given_key(" ".join(said.name.split())), this)
        case "alias" if said.name:
            return _also(memory, page, fix, this, said.name)
        case "not-a-person":
            return _typed(memory, page, fix, this, said.type or "THING")
    return memory


def _also(memory: Memory, page: Page, fix: Fix, this: str, name: str) -> Memory:
    """Somebody is called so too: whoever has been called so is they, whoever will be is."""
    _emit(page, fix, Alias, "n", entity=this, name=name)
    mention = _nearest(page, fix, Mention)
    other = named(memory.fixes, memory.cast.known, name)
    if other is not None:
        memory = _joined(memory, page, fix, this, other)
    memory = call(memory, this, name, mention.type if mention else None)
    return _held(memory, given_key(" ".join(name.split())), this)


def _typed(memory: Memory, page: Page, fix: Fix, entity: str, kind: EntityKind) -> Memory:
    _emit(page, fix, EntityType, "t", entity=entity, type=kind)
    entity = memory.cast.root(entity)
    known = memory.cast.known.get(entity)
    if known is None:
        return memory
    people = {**memory.cast.known, entity: msgspec.structs.replace(known, type=kind)}
    return msgspec.structs.replace(memory, cast=msgspec.structs.replace(memory.cast, known=people))


def _apart(memory: Memory, this: str, that: str) -> Memory:
    """The memory in which two are never taken for one because of a name."""
    draft = Draft(memory.cast)
    if {draft.root(this), draft.root(that)} <= draft.known.keys():
        draft.set_apart(this, that)
    return msgspec.structs.replace(memory, cast=draft.done())


def _joined(memory: Memory, page: Page, fix: Fix, this: str, that: str) -> Memory:
    """The memory in which two are one, of whom both may have names."""
    root = memory.cast.root
    one, other = sorted((root(this), root(that)), key=lambda e: int(e[1:]))
    if one == other:
        return memory
    _emit(page, fix, SameEntity, "s", one=one, other=other)
    if one in memory.cast.known and other in memory.cast.known:
        draft = Draft(memory.cast)
        draft.join(one, other)
        memory = msgspec.structs.replace(memory, cast=draft.done())
    identity = Identity(memory, page)
    identity.merge(one, other)
    return identity.memory()


def _emit(page: Page, fix: Fix, kind: type[Record], letter: str, **fields: Any) -> None:
    page.emit(kind, letter, fix.at, BY, known_at=fix.made_at, **fields)
