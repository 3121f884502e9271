"""The stages of resolve, in order, and one step of the fold.

Each stage is a plain function of the memory and the page: it writes records to the page and gives
back the memory with its own part renewed. What it decides about a passage is final.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from fabula.reading.corrected.said import corrections
from fabula.reading.page import Fix, Page
from fabula.reading.people.cast import cast
from fabula.reading.people.mentions import mentions
from fabula.reading.scenes.scenes import scenes
from fabula.reading.speech.speakers import speakers
from fabula.story.annotations import Annotations
from fabula.story.memory import Memory
from fabula.story.passage import Passage
from fabula.story.records import AnyRecord
from fabula.story.text import Meta


def coreference(memory: Memory, page: Page) -> Memory:
    """Who is meant; imported when a story is read, as numpy takes a while."""
    if not page.notes.seen:
        return memory
    from fabula.reading.people.coreference import coreference

    return coreference(memory, page)


def teller(memory: Memory, page: Page) -> Memory:
    """Who tells the story; imported when one is read, as above."""
    from fabula.reading.people.teller import teller

    return teller(memory, page) if page.notes.seen else memory


def insert(memory: Memory, page: Page) -> Memory:
    """Who is the reader in the story; imported when one is read, as above."""
    from fabula.reading.people.insert import insert

    return insert(memory, page) if page.notes.seen else memory


def world(memory: Memory, page: Page) -> Memory:
    """What the passage tells of the story's world; imported when one is read, as above."""
    from fabula.reading.world import world

    return world(memory, page) if page.notes.syntax.starts else memory


RESOLVE: tuple[Callable[[Memory, Page], Memory], ...] = (
    cast,
    coreference,
    scenes,
    speakers,
    teller,
    insert,
    mentions,
    world,
    corrections,
)


def resolve(
    memory: Memory, passage: Passage, notes: Annotations, meta: Meta, fixes: tuple[Fix, ...] = ()
) -> tuple[Memory, list[AnyRecord]]:
    """Read one passage: the memory after it, and the records it gave."""
    page = Page(passage, notes, meta, fixes, memory.counts, memory.paragraphs)
    page.held = memory.fixes
    for stage in RESOLVE:
        memory = stage(memory, page)
    memory = msgspec.structs.replace(
        memory,
        counts=page.counts,
        paragraphs=memory.paragraphs + len(passage.paragraphs),
    )
    return memory, page.records
