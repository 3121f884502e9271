"""Sentences and tokens of a passage."""

from __future__ import annotations

import msgspec

from fabula.story.annotations import Annotations
from fabula.story.passage import Passage
from fabula.story.text import Span


def sentences(passage: Passage, notes: Annotations) -> Annotations:
    """Adds the passage's sentences."""
    return msgspec.structs.replace(
        notes, sentences=tuple(Span(p.start, p.end) for p in passage.paragraphs)
    )
