"""Words on a picture: harmless, about as wide as they will be, and cut where they are too wide."""

from __future__ import annotations

import re
import unicodedata

NAME = 20.0  # the widest name, in letters
# What XML cannot hold, and what turns the words around it: controls, overrides, odd halves.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\uffff"
    "\ud800-\udfff]"
)
_JOINS = frozenset("\u200d\ufe0e\ufe0f")
_RTL = ("R", "AL")


def clean(words: str) -> str:
    """Words of a story on one line, without what XML cannot hold or what turns text around."""
    return " ".join(_UNFIT.sub("", words).split())


def letters(words: str) -> float:
    """About how wide words are, in letters of the middle width."""
    return sum(_width(c) for c in words)


def clipped(words: str, most: float = NAME) -> str:
    """Words on one line, cut with "…" where they are wider than `most` letters; never inside a
    letter with its marks."""
    words = clean(words)
    if letters(words) <= most:
        return words
    kept, room = "", most - 1
    for cluster in _clusters(words):
        room -= letters(cluster)
        if room < 0:
            break
        kept += cluster
    return kept.rstrip() + "…"


def listed(names: list[str], most: int = 8) -> str:
    """Names one after another; each that is written from right to left stands by itself."""
    shown = [isolated(n) for n in names[:most]]
    more = [f"{len(names) - most} more"] if len(names) > most else []
    return ", ".join(shown + more)


def isolated(name: str) -> str:
    """A name that leaves the words around it where they are."""
    turns = any(unicodedata.bidirectional(c) in _RTL for c in name)
    return f"\u2068{clean(name)}\u2069" if turns else clean(name)


def _clusters(words: str) -> list[str]:
    found: list[str] = []
    for c in words:
        joined = bool(found) and (_width(c) == 0 or found[-1][-1] == "\u200d")
        if joined:
            found[-1] += c
        else:
            found.append(c)
    return found


def _width(c: str) -> float:
    if c in _JOINS or unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(c) in ("W", "F"):
        return 2.0
    return 1.3 if c in "MWmw@" or c.isupper() else 0.5 if c in "iljtfI.,' " else 1.0
