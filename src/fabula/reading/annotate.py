"""The stages of annotate, in order. Each is a plain function of the passage and what the stages
before it found; none looks beyond the passage and its left context.
"""

from __future__ import annotations

from collections.abc import Callable

from fabula.reading.language.tokens import sentences
from fabula.reading.names.names import names
from fabula.reading.speech.cues import cues
from fabula.reading.speech.quotations import quotations
from fabula.story.annotations import Annotations
from fabula.story.passage import Passage


def reader(passage: Passage, notes: Annotations) -> Annotations:
    """What the trained model sees; imported when a story is read, as numpy takes a while."""
    from fabula.reading.reader import reader

    return reader(passage, notes)


ANNOTATE: tuple[Callable[[Passage, Annotations], Annotations], ...] = (
    quotations,
    sentences,
    names,
    cues,
    reader,
)


# What holds in any language. The others know English only, and guess nothing elsewhere.
STRUCTURE = (quotations, sentences)


def annotate(passage: Passage) -> Annotations:
    """What a passage shows by itself."""
    notes = Annotations()
    for stage in STRUCTURE if passage.language else ANNOTATE:
        notes = stage(passage, notes)
    return notes
