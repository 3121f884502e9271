"""What a mention tells of somebody: forms, person or place, and how the text speaks of them."""

from __future__ import annotations

import msgspec

from fabula.reading.names.name_lists import PLACES, title_gender
from fabula.reading.page import Page
from fabula.reading.people.cast_draft import Draft
from fabula.reading.people.cast_match import FAIR, Form, form_gender
from fabula.story.annotations import EntityKind, Name
from fabula.story.memory import Gender, Known
from fabula.story.records import EntityType, Pronouns

BY = "names"
PERSON_FROM = 0.44  # evidence summed up
PLACE_FROM = -1.2
NO_PERSON = -0.8  # evidence that takes back what was told
PERSON_RATE = 0.08  # evidence a mention: what is often named and seldom does anything is a place
_SPOKEN_OF: dict[Gender, str] = {"f": "she/her", "m": "he/him", "n": "they/them"}


def learn(
    draft: Draft,
    page: Page,
    known: Known,
    form: Form,
    name: Name,
    confidence: float,
    spoken: tuple[int, int],
) -> Known:
    """Add to what is known of somebody what this mention tells; say what has become clear."""
    forms = known.forms
    if form not in forms:
        forms = (*forms, form)
        draft.find_by(form, known.id)
        if confidence >= FAIR:
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
    known = typed(page, known, name)
    known = _gendered(page, known, form, name)
    draft.put(known)
    return known


def typed(page: Page, known: Known, name: Name) -> Known:
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
