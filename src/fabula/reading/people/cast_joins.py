"""What shows that two are one, or that they are two."""

from __future__ import annotations

import re

import msgspec

from fabula.reading.page import Called, Page
from fabula.reading.people.cast_draft import Draft, latest
from fabula.reading.people.cast_learn import BY, typed
from fabula.reading.people.cast_match import FAIR, NONE, POOR, Form, facets, fit
from fabula.reading.people.cast_tags import tagged
from fabula.story.annotations import Name
from fabula.story.memory import Known
from fabula.story.records import SameEntity
from fabula.story.text import Span

Named = tuple[Name, Called]
_ENDS = re.compile(r"[.!?;:…\n\"“”«»]")
_IN_ONE_BREATH = (" and ", ", ", " or ", ", and ")
_LIKE_A_PERSON = 0.35  # evidence that company gives


class Order:
    """Who was named last in a passage, anywhere (`last`) and in narration (`told`)."""

    __slots__ = ("last", "told")

    def __init__(self) -> None:
        self.last: Named | None = None
        self.told: Named | None = None


def together(draft: Draft, page: Page, order: Order, named: Named) -> None:
    """Who is named one after the other in narration is not one person, for a narrator has one
    name at a time for each; nor is who is called and who is named next to the call. And who is
    named in one breath with a person ("Tove and Ane") is likely one too."""
    name, called = named
    last = order.last
    if last is not None and last[1].entity != called.entity:
        between = page.passage.text[last[0].at.end : name.at.start]
        if last[0].quotation == name.quotation:
            if not _ENDS.search(between):
                draft.set_apart(last[1].entity, called.entity)
            if between in _IN_ONE_BREATH:
                _likewise(draft, page, last, named)
        elif last[0].vocative != name.vocative and len(between) < 40 and "\n" not in between:
            draft.set_apart(last[1].entity, called.entity)
    if name.quotation is None:
        if order.told is not None and order.told[1].entity != called.entity:
            draft.set_apart(order.told[1].entity, called.entity)
        order.told = named
    order.last = named


def _likewise(draft: Draft, page: Page, one: Named, other: Named) -> None:
    for (_, a), (name, b) in ((one, other), (other, one)):
        known, like = draft.get(b.entity), draft.get(a.entity)
        if like.type == "PER" and known.type is None:
            known = msgspec.structs.replace(known, person=known.person + _LIKE_A_PERSON)
            draft.put(typed(page, known, name))


def bridge(draft: Draft, page: Page, known: Known, form: Form, name: Name) -> None:
    """A full name shows that two known by one of its words each are one."""
    if len(form) < 3 or form in draft.known[draft.root(known.id)].forms[:-1]:
        return
    others = [other for other in latest(draft.bearers(form)) if other.id != known.id]
    fits = [other for other in others if fit(form, other) >= POOR]
    for other in fits:
        mine = draft.get(known.id)
        have = facets(other.forms)
        if other.id == mine.id or have.fulls or draft.apart(mine, other):
            continue
        if fit(form, other) < FAIR and (len(fits) > 1 or mine.count + other.count < 3):
            continue
        if any(fit(held, mine) == NONE for held in other.forms if len(held) < 3 and held[0]):
            continue
        _same(draft, page, mine.id, other.id, name.at, BY, FAIR)


def join_tagged(draft: Draft, page: Page, known: Known, form: Form, name: Name) -> None:
    """A tag says that two names which the text has shown are one person's."""
    if known.count > 1:
        return
    for words in _tags(page).get(form[1], ()):
        if not set(form[1:]) <= set(words):
            continue
        for word in words:
            partner = draft.names.get(word)
            if word in form[1:] or partner is None:
                continue
            other, mine = draft.get(partner), draft.get(known.id)
            if other.id == mine.id or draft.apart(mine, other):
                continue
            if any(
                fit(full, other) >= FAIR and fit(full, mine) >= FAIR
                for full in (("", *words), ("", *reversed(words)))  # either name may be first
            ):
                _same(draft, page, mine.id, other.id, name.at, "tags", 0.6)


def _tags(page: Page) -> dict[str, tuple[tuple[str, ...], ...]]:
    tags = page.meta.tags
    return tagged((*tags.get("character", ()), *tags.get("relationship", ())))


def _same(
    draft: Draft, page: Page, one: str, other: str, at: Span, by: str, confidence: float
) -> None:
    one, other = sorted((one, other), key=lambda entity: int(entity[1:]))
    page.emit(
        SameEntity,
        "s",
        at,
        by,
        confidence=confidence,
        basis="inferred" if by == "tags" else "stated",
        one=one,
        other=other,
    )
    draft.join(one, other)
