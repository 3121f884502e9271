"""How a quotation joins the one before it: what stands between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from fabula.reading.speech.cues_told import is_label
from fabula.story.annotations import Cue, Quoted

Junction = Literal["apart", "reopened", "cut", "tagged", "touching", "told"]
"""It stands apart (another paragraph); it takes up again a speech left open; a cue cuts the
sentence (`said Mara,`); a cue is all there is between (`said Mara.`); the two touch; something
else is told between them."""

_STOP = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)[.!?…][\"”’)]*\s")


def junction(
    text: str,
    quoted: Quoted,
    own: Sequence[Cue],
    before: Quoted | None,
    cues_before: Sequence[Cue],
    takes_up: bool,
) -> Junction:
    """How `quoted` joins `before`, the outer quotation before it; `own` and `cues_before` are their
    cues. `takes_up`: it goes on with what the passage before left open."""
    if quoted.reopened or takes_up:
        return "reopened"
    if before is None or before.paragraph != quoted.paragraph:
        return "apart"
    if any(is_label(text, c) and c.subject.start >= before.at.end for c in own):
        return "apart"
    between = text[before.at.end : quoted.at.start].strip()
    if not between:
        return "touching"
    if _STOP.search(between):
        return "told"
    if between[-1] in ",;:—–-":
        return "cut"
    said = any(c.side == "after" and c.verb is not None for c in cues_before)
    another = any(c.kind == "name" or c.side == "before" for c in own)
    return "tagged" if said and not another else "told"
