"""Whom readers mean by their corrections, as far as the story has been read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fabula.reading.page import Fix, Page
from fabula.story.memory import Known
from fabula.story.text import Span


def whom(
    page: Page, fix: Fix, known: Mapping[str, Known], met: Callable[[Span], str | None]
) -> str | None:
    """Who is meant by a correction at its first place: whoever is mentioned at the other one, if
    that has been read (`met` tells whom words of this passage stand for), or has the name it
    gives. None where that is not known, or not yet (`fix.waits`)."""
    if held := page.held.get(f"{fix.key}:that"):
        return held
    for other in page.fixes:
        if other.key == fix.key and other.role == "that" and (entity := met(other.at)):
            return entity
    return named(page.held, known, fix.correction.name)


def named(held: Mapping[str, str], known: Mapping[str, Known], name: str | None) -> str | None:
    """The entity known by a name, as told so far, or that a reader gave it: the whole name, else a
    part; of several the one named most."""
    words = tuple((name or "").split())
    if given := held.get(given_key(" ".join(words))):
        return given
    whole = [k for k in known.values() if any(words in (form, form[1:]) for form in k.forms)]
    part = [k for k in known.values() if any(set(words) <= set(form) for form in k.forms)]
    best = max(whole or part, key=lambda k: k.count, default=None)
    return best.id if best and words else None


def given_key(name: str) -> str:
    """Under what the memory keeps who has a name that a reader gave."""
    return f"={name}"
