"""Word lists, one file each, and the one way to read them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def lines(name: str) -> list[str]:
    """The lines of `lists/NAME.txt` that are neither empty nor comments (`# ...`)."""
    text = files(__name__).joinpath(f"{name}.txt").read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("# ")]


def set_of(words: str) -> frozenset[str]:
    """The words of a short list that stands in the code."""
    return frozenset(words.split())


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of `lists/NAME.txt`: separated by blanks, `#` begins a comment line."""
    lines = files(__name__).joinpath(f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())


def alternatives(*names: str) -> str:
    """The words of some lists as alternatives of a regular expression, the longest first."""
    words = frozenset[str]().union(*map(word_list, names))
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))
