"""Corrections in words, for lists that people read."""

from __future__ import annotations

from fabula.story.changes import KINDS, LEVELS
from fabula.story.corrections import Anchor, Correction

LONGEST = 40  # code points of quoted words


def in_words(correction: Correction) -> str:
    """What a correction says, as a sentence without its stop: “He” is Naruto."""
    this, name = _quoted(correction.this), correction.name or ""
    other = name or (_quoted(correction.that) if correction.that else "")
    match correction.do:
        case "is":
            return f"{this} is {other}"
        case "merge":
            return f"{this} and {other} are one"
        case "split":
            return f"{this} is not {other}"
        case "rename":
            return f"{this} is called {name}"
        case "alias":
            return f"{this} is also called {name}"
        case "omit":
            return f"{this} is no character"
        case "not-a-person":
            return f"{this} is {KINDS[correction.type or 'THING']}"
        case "speaker":
            to = f" to {_quoted(correction.to)}" if correction.to else ""
            return f"{this} is said by {other or 'nobody known'}{to}"
        case "memory":
            level = LEVELS[correction.level or "flashback"]
            until = f" to {_quoted(correction.that)}" if correction.that else ""
            return f"from {this}{until} is {level}" if until else f"the scene at {this} is {level}"


def _quoted(anchor: Anchor) -> str:
    words = " ".join(anchor.exact.split()).strip('“”"')
    return f"“{words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + '…'}”"
