"""Numbers in words, for pages."""

from __future__ import annotations

import time

_STEPS = ((60, "minute"), (3600, "hour"), (86_400, "day"), (604_800, "week"), (31_557_600, "year"))


def counted(count: int, one: str, many: str | None = None) -> str:
    """ "1 chapter", "1,200 chapters"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def percent(part: float, whole: float) -> int:
    """How much of a whole a part is: 100 only where it is all."""
    return min(int(100 * part / whole), 100) if whole > 0 else 0


def ago(when: int | None, now: float | None = None) -> str:
    """How long ago a moment was (unix seconds), as people say it."""
    if not when:
        return "never"
    seconds = max(0.0, (time.time() if now is None else now) - when)
    if seconds < 60:
        return "just now"
    unit, name = next((s for s in reversed(_STEPS) if seconds >= s[0]), _STEPS[0])
    return f"{counted(int(seconds // unit), name)} ago"
