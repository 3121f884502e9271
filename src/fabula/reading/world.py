"""The stages that read a story's world off its syntax, in order: they come after it is known who is
meant and who speaks, and each is, like every stage, a plain function of the memory and the page.
"""

from __future__ import annotations

from collections.abc import Callable

from fabula.reading.events.events import events
from fabula.reading.events.terms import terms
from fabula.reading.minds.knowing import knowing
from fabula.reading.minds.thinking import thinking
from fabula.reading.page import Page
from fabula.reading.scenes.moments import moments
from fabula.reading.scenes.staging import staging
from fabula.reading.scenes.times import times
from fabula.reading.states.states import states
from fabula.reading.threads.openings import openings
from fabula.reading.ties.ties import ties
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
