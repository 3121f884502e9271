"""Who is named: each name of a passage is given to somebody known, or brings somebody new in.

The decision rests on the memory of the names so far and on nothing after the passage. Somebody new
has no type, and is shown to nobody, until enough has spoken for a person (or a place).
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import msgspec

from fabula.reading.corrected.whom import whom
from fabula.reading.names.name_sleeping import ASLEEP
from fabula.reading.page import Called, Fix, Page, Said
from fabula.reading.people.cast_draft import Draft, latest, spelt
from fabula.reading.people.cast_gender import pronouns_after
from fabula.reading.people.cast_handles import handles
from fabula.reading.people.cast_joins import Order, bridge, join_tagged, together
from fabula.reading.people.cast_learn import BY, learn
from fabula.reading.people.cast_match import FAIR, POOR, SURE, Form, fit
from fabula.reading.people.cast_short import shortened
from fabula.story.annotations import Name
from fabula.story.memory import Known, Memory
from fabula.story.records import Entity
from fabula.story.text import Span

NEW_FROM = 0.5  # how sure a name must be to bring somebody in


class Choice(NamedTuple):
    """Who a name was given to, how sure that is, and which rule did it."""

    known: Known
    confidence: float
    by: str


def cast(memory: Memory, page: Page) -> Memory:
    """Emits Entities, EntityTypes, SameEntities and Pronouns; fills `page.called`."""
    names = page.notes.names
    if not names:
        return memory
    draft = Draft(memory.cast)
    spoken = pronouns_after(page)
    order = Order()
    for i, name in enumerate(names):
        called = _name(draft, page, i, spoken.get(i, (0, 0)))
        page.called.append(called)
        if called is not None and name.title != "the":
            together(draft, page, order, (name, called))
    _rule_out(draft, page)
    done = draft.done()
    return memory if done is memory.cast else msgspec.structs.replace(memory, cast=done)


def _name(draft: Draft, page: Page, i: int, spoken: tuple[int, int]) -> Called | None:
    name = page.notes.names[i]
    form: Form = (name.title, *name.words)
    fixes = {f.correction.do: f for f in page.fixes if _is_about(page, f, i)}
    said = _said(draft, page, fixes["is"], form, name) if "is" in fixes else None
    if form in draft.omitted and said is None:
        return None
    if name.sure <= ASLEEP and said is None:
        choice: Choice | None = _wake(draft, form)
    elif "split" in fixes:
        choice = _split(draft, page, form, name)
    else:
        choice = (
            said
            or _instead(draft, page, form, name)
            or _choose(draft, form)
            or _shorten(draft, page, form, name)
            or _open(draft, page, form, name)
        )
    if choice is None:
        return None
    known = learn(draft, page, choice.known, form, name, choice.confidence, spoken)
    bridge(draft, page, known, form, name)
    join_tagged(draft, page, known, form, name)
    sure = round(choice.confidence * (name.sure if name.sure > ASLEEP else 1.0), 3)
    return Called(draft.root(known.id), name.at, spelt(form), sure, choice.by)


def _rule_out(draft: Draft, page: Page) -> None:
    """Readers say of whom the passage names that they are none: not by any name so far."""
    for i, called in enumerate(page.called):
        fixes = [f for f in page.fixes if f.correction.do == "omit" and _is_about(page, f, i)]
        if called is None or not fixes:
            continue
        entity = draft.root(called.entity)
        page.said[fixes[-1].key] = Said(entity, True)
        for form in draft.get(entity).forms:
            draft.omit(form)
        page.called[:] = [c if c and draft.root(c.entity) != entity else None for c in page.called]


def _is_about(page: Page, fix: Fix, i: int) -> bool:
    """Whether a reader speaks of a name: no longer phrase around it is nearer to their words."""
    at = page.notes.names[i].at
    if fix.role != "this" or not (fix.at.start < at.end and at.start < fix.at.end):
        return False
    number = page.mention_of(fix.at)
    return number is None or fix.at == at or page.notes.seen[number].name == i


def _said(draft: Draft, page: Page, fix: Fix, form: Form, name: Name) -> Choice | None:
    """A reader says whom a name stands for from here on: somebody known, else somebody new, who
    will turn out to be them."""
    entity = whom(page, fix, draft.known, partial(_met, page))
    if entity is None and not fix.waits:
        return None
    if entity is None:
        choice = _split(draft, page, form, name)
        page.said[fix.key] = Said(choice.known.id if choice else None, False)
        return choice
    entity = draft.root(entity)
    page.said[fix.key] = Said(entity, True)
    if entity not in draft.known:
        draft.put(Known(entity))
    draft.name(form, entity)
    return Choice(draft.get(entity), SURE, "reader")


def _met(page: Page, at: Span) -> str | None:
    """Whom a name of the passage stands for, as far as that is decided."""
    for name, called in zip(page.notes.names, page.called, strict=False):
        if called is not None and at.start < name.at.end and name.at.start < at.end:
            return called.entity
    return None


def _choose(draft: Draft, form: Form) -> Choice | None:
    """Somebody known whom the name fits: the one it has always stood for, else the best, and among
    equals the one named last."""
    for alike in (spelt(form), *handles(form)):
        if told := draft.names.get(alike):
            return Choice(draft.get(told), SURE, BY)
    fits = [(fit(form, known), known) for known in latest(draft.bearers(form))]
    fits = [(how, known) for how, known in fits if how >= POOR]
    if len(form) > 2:
        # What a full name shares with another's is a family's, if the two were named together.
        mine = draft.names.get(form[1])
        known_first = draft.get(mine) if mine is not None else None
        if known_first is not None:
            fits = [
                (how, known)
                for how, known in fits
                if known.id == known_first.id or not draft.apart(known_first, known)
            ]
    if not fits:
        return None
    best = max(how for how, _ in fits)
    close = [known for how, known in fits if how >= (SURE if best >= SURE else best - 0.11)]
    chosen = close[0]
    by = BY if any(word in sum(chosen.forms, ()) for word in form[1:]) else "names:nickname"
    return Choice(chosen, best if len(close) == 1 else best * 0.8, by)


def _wake(draft: Draft, form: Form) -> Choice | None:
    """The person that a word which nothing here shows to be a name has always stood for."""
    told = draft.names.get(spelt(form))
    known = draft.get(told) if told is not None else None
    if known is None or known.type != "PER" or form not in known.forms:
        return None
    return Choice(known, FAIR, "names:known")


def _instead(draft: Draft, page: Page, form: Form, name: Name) -> Choice | None:
    """Whoever is called so from here on, instead of by the name before. Who was called so until
    now has lost the name."""
    former = page.called[name.instead] if name.instead is not None else None
    if former is None:
        return None
    draft.name(form, former.entity)
    return Choice(draft.get(former.entity), SURE, "names:renamed")


def _shorten(draft: Draft, page: Page, form: Form, name: Name) -> Choice | None:
    """Somebody who is called by a short form of the name."""
    known = shortened(draft, page, form, name)
    if known is None:
        return None
    draft.name(form, known.id)
    return Choice(known, POOR, "names:short")


def _open(draft: Draft, page: Page, form: Form, name: Name) -> Choice | None:
    """Somebody new, if the name is sure enough."""
    if name.sure < NEW_FROM:
        return None
    entity = page.emit(Entity, "e", name.at, BY, confidence=name.sure, type=None)
    known = Known(entity.id)
    draft.put(known)
    draft.name(form, known.id)
    if name.told:
        for alike in handles(form):
            if alike not in draft.names:
                draft.name(("", alike), known.id)
    return Choice(known, 0.9, BY)


def _split(draft: Draft, page: Page, form: Form, name: Name) -> Choice | None:
    """A reader says that from here on the form names somebody new."""
    others = [known for known in draft.bearers(form) if form in known.forms]
    for known in others:
        draft.forget(form, known)
    choice = _open(draft, page, form, msgspec.structs.replace(name, sure=1.0))
    if choice is not None:
        for known in others:
            draft.set_apart(known.id, choice.known.id)
    return choice
