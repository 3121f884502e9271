"""Characters that show otherwise than they stand: worth a word, said once, never changed."""

from __future__ import annotations

import re

from fabula.story.plainly import heaps
from fabula.story.text import Notice, Span

_TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # embeddings, overrides, isolates
_TURNING = re.compile(f"[{_TURNS}]")


def strange(text: str) -> tuple[Notice, ...]:
    """What in the characters of a text may mislead whoever looks at it."""
    if text.isascii():
        return ()
    turned = _turned(text) if any(sign in text for sign in _TURNS) else ()
    bytes_ = text.encode(errors="replace")
    # The quick way to know that there are none of U+0300 to U+036F, which heaps are made of.
    heaped = _heaped(text) if b"\xcc" in bytes_ or b"\xcd" in bytes_ else ()
    return (*turned, *heaped)


def _turned(text: str) -> tuple[Notice, ...]:
    found = [m.start() for m in _TURNING.finditer(text)]
    message = (
        f"{_places(len(found))} an invisible sign turns the direction of the letters, so that the"
        " words may show in another order than they stand; they are read as they stand."
    )
    return (Notice("direction", message, Span(found[0], found[0] + 1)),)


def _heaped(text: str) -> tuple[Notice, ...]:
    found = heaps(text)
    if not found:
        return ()
    message = (
        f"{_places(len(found))} letters stand under heaps of marks (zalgo); names and headings are"
        " found as if they had none."
    )
    return (Notice("zalgo", message, Span(*found[0])),)


def _places(count: int) -> str:
    return "In one place" if count == 1 else f"In {count:,} places"
