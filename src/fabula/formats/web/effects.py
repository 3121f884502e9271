"""What a style's declarations do to being seen: `display`, `visibility`, `opacity`, `font-size`,
places off the page, `clip`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBER = re.compile(r"(-?\d{0,9}\.?\d{0,9})\s*(px|pt|em|rem|%|vw|vh|cm|in)?")
_FAR = re.compile(
    r"(?:left|right|top|bottom|text-indent|margin-left|margin-top|inset-inline-start)$"
)
_PIXELS = {"em": 16.0, "rem": 16.0, "%": 10.0, "vw": 10.0, "vh": 10.0, "cm": 38.0, "in": 96.0}


def effects(declarations: str) -> Iterator[tuple[str, str, bool]]:
    """(property, why it hides or "" where it shows, whether it is important) of what in the
    declarations has to do with being seen."""
    for declaration in declarations.split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip().lower(), value.strip().lower()
        plain = value.replace("!important", "").strip()
        why = _effect(name, plain)
        if why is not None:
            yield "place" if why and _FAR.match(name) else name, why, plain != value


def _effect(name: str, value: str) -> str | None:
    """Why a property with that value hides; "" where it shows; None where it does neither."""
    if name == "display":
        return "display: none" if value == "none" else ""
    if name == "visibility":
        return f"visibility: {value}" if value in ("hidden", "collapse") else ""
    if name == "opacity":
        number = _number(value)
        return "opacity: 0" if number is not None and number < 0.05 else ""
    if name == "font-size":
        size = _number(value)
        return "font-size: 0" if size is not None and size < 2 else ""
    if _FAR.match(name):
        far = _number(value)
        return "off the page" if far is not None and far <= -900 else None
    if name in ("clip", "clip-path"):
        squeezed = re.sub(r"[\s,]|px", "", value)
        return "cut to nothing" if squeezed in ("rect(0000)", "rect(1111)", "inset(50%)") else None
    return None


def _number(value: str) -> float | None:
    """A length in pixels, more or less; a number without a unit as it stands."""
    found = _NUMBER.fullmatch(value)
    if not found or not any(c.isdigit() for c in found[1]):
        return None
    return float(found[1]) * _PIXELS.get(found[2] or "", 1.0)
