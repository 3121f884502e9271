"""The reader in the story: `Y/N` and the narration's "you" are one person, once the text shows that
it tells of a "you"."""

from __future__ import annotations

import msgspec

from fabula.reading.page import Page
from fabula.reading.people.identity import Identity
from fabula.reading.people.profiles import SECOND_PERSON
from fabula.story.memory import Memory
from fabula.story.text import Span

NAME = "Y/N"
TOLD = 3  # times that the narration says "you": once or twice it may mean anybody
MOST = 40  # of those called "you" that are kept in mind


def insert(memory: Memory, page: Page) -> Memory:
    """Emits a SameEntity when `Y/N` turns out to be the "you" of the narration."""
    told = dict(memory.telling.you)
    last: Span | None = None
    root = memory.cast.root
    for seen, entity in zip(page.notes.seen, page.entities, strict=True):
        if seen.quotation is None and entity and page.pronoun(seen) == SECOND_PERSON:
            told[root(entity)] = told.get(root(entity), 0) + 1
            last = seen.at
    if last is None:
        return memory
    telling = msgspec.structs.replace(memory.telling, you=dict(list(told.items())[-MOST:]))
    return _joined(msgspec.structs.replace(memory, telling=telling), page, told, last)


def _joined(memory: Memory, page: Page, told: dict[str, int], at: Span) -> Memory:
    who = max(told, key=lambda entity: told[entity])
    named = memory.cast.names.get(NAME)
    nameless = who not in memory.cast.known and who not in memory.links.tellers
    if named is None or told[who] < TOLD or not nameless:
        return memory
    identity = Identity(memory, page)
    identity.join(who, named, at, 0.8)
    return identity.memory()
