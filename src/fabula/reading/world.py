"""The stages that read a story's world off its syntax, in order: they come after it is known who is
meant and who speaks, and each is, like every stage, a plain function of the memory and the page.
"""

from __future__ import annotations

from collections.abc import Callable

from fabula.reading.events import events
from fabula.reading.knowing import knowing
from fabula.reading.moments import moments
from fabula.reading.openings import openings
from fabula.reading.page import Page
from fabula.reading.staging import staging
from fabula.reading.states import states
from fabula.reading.terms import terms
from fabula.reading.thinking import thinking
from fabula.reading.ties import ties
from fabula.reading.times import times
from fabula.story.memory import Memory

WORLD: tuple[Callable[[Memory, Page], Memory], ...] = (
    terms,
    events,
    staging,
    times,
    moments,
    ties,
    states,
    thinking,
    openings,
    knowing,
)


def world(memory: Memory, page: Page) -> Memory:
    """Runs the stages over a passage that the model has read."""
    for stage in WORLD:
        memory = stage(memory, page)
    return memory
