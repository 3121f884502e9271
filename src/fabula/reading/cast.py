"""Who is named: each name of a passage is given to somebody known, or brings somebody new in.

The decision rests on the memory of the names so far and on nothing after the passage. Somebody new
has no type, and is shown to nobody, until enough has spoken for a person (or a place).
"""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from fabula.reading.cast_draft import Draft, latest, spelt
from fabula.reading.cast_gender import pronouns_after
from fabula.reading.cast_match import FAIR, NONE, POOR, SURE, Form, facets, fit, form_gender
from fabula.reading.cast_tags import tagged
from fabula.reading.name_lists import PLACES, title_gender
from fabula.reading.page import Page
from fabula.story.annotations import Name
from fabula.story.memory import Gender, Known, Memory
from fabula.story.records import Entity, EntityKind, EntityType, Mention, Pronouns, SameEntity
from fabula.story.text import Span

BY = "names"
NEW_FROM = 0.5  # how sure a name must be to bring somebody in
PERSON_FROM = 0.9  # evidence summed up
PLACE_FROM = -1.2
PERSON_RATE = 0.08  # evidence a mention: what is often named and seldom does anything is a place
NO_PERSON = -0.8
_ENDS = re.compile(r"[.!?;:…\n\"“”«»]")
_SPOKEN_OF: dict[Gender, str] = {"f": "she/her", "m": "he/him", "n": "they/them"}


Named = tuple[Name, Mention]


class Choice(NamedTuple):
    """Who a name was given to, how sure that is, and which rule did it."""

    known: Known
    confidence: float
    by: str


def cast(memory: Memory, page: Page) -> Memory:
    """Emits Entities, EntityTypes, Mentions, SameEntities and Pronouns; fills `page.mentions`."""
    names = page.notes.names
    if not names:
        return memory
    draft = Draft(memory.cast)
    spoken = pronouns_after(page)
    for i, name in enumerate(names):
        page.mentions.append(_name(draft, page, name, spoken.get(i, (0, 0))))
    _together(draft, page)
    done = draft.done()
    return memory if done is memory.cast else msgspec.structs.replace(memory, cast=done)


def _name(draft: Draft, page: Page, name: Name, spoken: tuple[int, int]) -> Mention | None:
    form: Form = (name.title, *name.words)
    if form in draft.omitted:
        return None
    fixes = [f for f in page.fixes if f.role == "this" and _over(f.at, name.at)]
    if any(f.correction.do == "split" for f in fixes):
        choice: Choice | None = _split(draft, page, form, name)
    else:
        choice = _choose(draft, form) or _open(draft, page, form, name)
    if choice is None:
        return None
    if any(f.correction.do == "omit" for f in fixes):
        draft.omit(form)
    known = _learn(draft, page, choice, form, name, spoken)
    _bridge(draft, page, known, form, name)
    _join_tagged(draft, page, known, form, name)
    return page.emit(
        Mention,
        "m",
        name.at,
        choice.by,
        confidence=round(choice.confidence * name.sure, 3),
        entity=draft.root(known.id),
        kind="PROP",
        name=spelt(form),
    )


def _together(draft: Draft, page: Page) -> None:
    """Who is named one after the other in narration is not one person, for a narrator has one
    name at a time for each; nor is who is called and who is named next to the call. And who is named
    in one breath with a person ("Tove and Ane") is likely one too."""
    text = page.passage.text
    last: Named | None = None  # named last, anywhere
    told: Named | None = None  # named last in narration
    for name, mention in zip(page.notes.names, page.mentions, strict=True):
        if mention is None or name.title == "the":
            continue
        named = (name, mention)
        if last is not None and last[1].entity != mention.entity:
            between = text[last[0].at.end : name.at.start]
            if last[0].quotation == name.quotation:
                if not _ENDS.search(between):
                    draft.set_apart(last[1].entity, mention.entity)
                if between in (" and ", ", ", " or ", ", and "):
                    _likewise(draft, page, last, named)
            elif last[0].vocative != name.vocative and len(between) < 40 and "\n" not in between:
                draft.set_apart(last[1].entity, mention.entity)
        if name.quotation is None:
            if told is not None and told[1].entity != mention.entity:
                draft.set_apart(told[1].entity, mention.entity)
            told = named
        last = named


def _likewise(draft: Draft, page: Page, one: Named, other: Named) -> None:
    for (_, a), (name, b) in ((one, other), (other, one)):
        known, like = draft.get(b.entity), draft.get(a.entity)
        if like.type == "PER" and known.type is None:
            known = msgspec.structs.replace(known, person=known.person + 0.35)
            draft.put(_typed(page, known, name))


def _over(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _choose(draft: Draft, form: Form) -> Choice | None:
    """Somebody known whom the name fits: the one it has always stood for, else the best, and among
    equals the one named last."""
    told = draft.names.get(spelt(form))
    if told is not None:
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


def _open(draft: Draft, page: Page, form: Form, name: Name) -> Choice | None:
    """Somebody new, if the name is sure enough."""
    if name.sure < NEW_FROM:
        return None
    entity = page.emit(Entity, "e", name.at, BY, confidence=name.sure, type=None)
    known = Known(entity.id)
    draft.put(known)
    draft.name(form, known.id)
    return Choice(known, 0.9, BY)


def _split(draft: Draft, page: Page, form: Form, name: Name) -> Choice | None:
    """A reader says that from here on the form names somebody new."""
    for known in draft.bearers(form):
        if form in known.forms:
            draft.forget(form, known)
    return _open(draft, page, form, msgspec.structs.replace(name, sure=1.0))


def _learn(
    draft: Draft, page: Page, choice: Choice, form: Form, name: Name, spoken: tuple[int, int]
) -> Known:
    """Add to what is known of somebody what this mention tells; say what has become clear."""
    known = choice.known
    forms = known.forms
    if form not in forms:
        forms = (*forms, form)
        draft.find_by(form, known.id)
        if choice.confidence >= FAIR:
            draft.name(form, known.id)
    she, he = known.genders
    known = msgspec.structs.replace(
        known,
        forms=forms,
        person=known.person + name.person * name.sure,
        genders=(she + spoken[0], he + spoken[1]),
        last=page.first_paragraph + page.paragraph_of(name.at.start),
        count=known.count + 1,
    )
    known = _typed(page, known, name)
    known = _gendered(page, known, form, name)
    draft.put(known)
    return known


def _typed(page: Page, known: Known, name: Name) -> Known:
    """Say what somebody is, once enough speaks for it."""
    kind: EntityKind | None = known.type
    if known.person >= PERSON_FROM and known.person >= PERSON_RATE * known.count:
        kind = "PER"
    elif known.person <= (PLACE_FROM if known.type is None else NO_PERSON):
        kind = "GPE" if any(word in PLACES for word in name.words) else "LOC"
    if kind is None or kind == known.type:
        return known
    sure = min(0.95, 0.6 + 0.1 * abs(known.person))
    page.emit(EntityType, "t", name.at, BY, confidence=round(sure, 3), entity=known.id, type=kind)
    return msgspec.structs.replace(known, type=kind)


def _gendered(page: Page, known: Known, form: Form, name: Name) -> Known:
    """Say how the text speaks of a person, once that is clear."""
    if known.type != "PER":
        return known
    gender: Gender = known.gender
    titles = {title_gender(title) for title, *_ in known.forms if title} - {"?"}
    she, he = known.genders
    prior = form_gender(("", *form[1:])) if not titles else "?"
    she, he = she + 2 * (prior == "f"), he + 2 * (prior == "m")
    if len(titles) == 1:
        gender = "f" if "f" in titles else "m"
    elif max(she, he) >= 5 and max(she, he) >= 3 * min(she, he):
        gender = "f" if she > he else "m"
    elif any(form[0] == "Mx." for form in known.forms):
        gender = "n"
    if gender == known.gender:
        return known
    page.emit(
        Pronouns,
        "p",
        name.at,
        BY,
        confidence=0.9 if titles else 0.75,
        basis="stated" if titles else "inferred",
        entity=known.id,
        pronouns=_SPOKEN_OF[gender],
    )
    return msgspec.structs.replace(known, gender=gender)


def _bridge(draft: Draft, page: Page, known: Known, form: Form, name: Name) -> None:
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


def _join_tagged(draft: Draft, page: Page, known: Known, form: Form, name: Name) -> None:
    """A tag says that two names which the text has shown are one person's."""
    if len(form) != 2 or known.count > 1:
        return
    for words in _tags(page).get(form[1], ()):
        for word in words:
            partner = draft.names.get(word)
            if word == form[1] or partner is None:
                continue
            other, mine = draft.get(partner), draft.get(known.id)
            full = ("", *words)
            if other.id != mine.id and fit(full, other) >= FAIR and fit(full, mine) >= FAIR:
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
