"""Giving somebody a name that the text has not given them."""

from __future__ import annotations

import msgspec

from fabula.reading.names.name_lists import TITLES
from fabula.reading.people.cast_draft import Draft
from fabula.reading.people.cast_match import Form
from fabula.story.annotations import EntityKind
from fabula.story.memory import Known, Memory


def call(memory: Memory, entity: str, name: str, kind: EntityKind | None) -> Memory:
    """The memory in which a name stands for an entity from now on; `kind` is what it is, where
    nothing has been kept of it so far."""
    draft = Draft(memory.cast)
    entity = draft.root(entity)
    if entity not in draft.known:
        draft.put(Known(entity, type=kind))
    form = _form(name)
    known = draft.get(entity)
    if form not in known.forms:
        draft.put(msgspec.structs.replace(known, forms=(*known.forms, form)))
    draft.find_by(form, entity)
    draft.name(form, entity)
    named = {**memory.links.named, name.lower(): entity}
    links = msgspec.structs.replace(memory.links, named=named)
    return msgspec.structs.replace(memory, cast=draft.done(), links=links)


def _form(name: str) -> Form:
    first, *words = name.split()
    title = TITLES.get(first.rstrip("."))
    return (title[0], *words) if title and words else ("", first, *words)
