"""Generated corrections: anything that a reader could say of a story, sensible or not."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from fabula.stories import Story
from fabula.story.anchors import correction
from fabula.story.annotations import EntityKind
from fabula.story.corrections import Action, Correction
from fabula.story.records import Level
from fabula.story.text import Span

GIVEN = ["Old Tom", "Ines", "Nobody Known", "Captain Sone", "the Fox"]
PAIRS = ("merge", "split")
NAMED = ("rename", "alias")


@st.composite
def corrections(draw: st.DrawFn, story: Story, do: Action | None = None) -> Correction:
    """One correction of a story, of any kind unless one is asked for."""
    do = do or draw(st.sampled_from(get_args(Action)))
    text = story.text
    mentions = [Span(m.start, m.end) for m in story.mentions]
    words = [Span(b.start, min(b.end, b.start + 9)) for b in text.blocks if b.is_story]
    quoted = [Span(q.start, q.end) for q in story.quotations]
    places = {"speaker": quoted, "memory": words}.get(do, mentions) or words
    others = words if do == "memory" else mentions or words
    this = draw(st.sampled_from(places))
    that = draw(st.sampled_from(others)) if do in PAIRS or draw(st.booleans()) else None
    named = do in NAMED or (do in ("is", "speaker") and (that is None or draw(st.booleans())))
    end = max(this.end, that.end if that else 0)
    ends = [b.end for b in text.blocks if b.end >= end]
    return correction(
        text,
        do,
        this,
        that,
        name=draw(st.sampled_from(GIVEN)) if named else None,
        made_at=draw(st.sampled_from(ends)) if ends and draw(st.booleans()) else None,
        to=draw(st.sampled_from(others)) if do == "speaker" and draw(st.booleans()) else None,
        level=draw(st.sampled_from(get_args(Level))) if do == "memory" else None,
        type=draw(st.sampled_from([k for k in get_args(EntityKind) if k != "PER"])),
    )
