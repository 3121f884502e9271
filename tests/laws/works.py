"""The works that the laws hold for beside generated books: our own stories, and real ones."""

from __future__ import annotations

import os
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from fabula import formats
from fabula.stories import Story, tell
from fabula.story.text import Text
from marked import load_stories

SHARED = Path(os.environ.get("FABULA_SHARED") or Path(__file__).parents[3] / "shared")
# Stretches of real works: the file, the code point from which on, how many code points about.
REAL = {
    "seed": ("seed/chapter.txt", 0, 20_000),
    "heart of darkness": ("data/novels/219_heart_of_darkness.txt", 60_000, 12_000),
    "daisy miller": ("data/pdnc/DaisyMiller/novel_text.txt", 30_000, 12_000),
}
DEMO = "the demo"
_STORIES = dict(load_stories())
OWN = [
    DEMO,
    *(name for name in _STORIES if "/" not in name and name != "demo"),
    *sorted(name for name in _STORIES if "/" in name)[::12],
]
WORKS = [*OWN, *REAL]


def written(name: str) -> str:
    """The words of a work, as a plain-text file has them; the test is skipped, and says so, where
    they are not on this machine."""
    if name not in REAL:
        return _STORIES[name].text
    path, start, length = REAL[name]
    if not (SHARED / path).exists():
        if os.environ.get("FABULA_REQUIRE_SHARED"):
            pytest.fail(f"{SHARED / path} is missing, and FABULA_REQUIRE_SHARED asks for it")
        pytest.skip(f"{SHARED / path} is not on this machine (set FABULA_SHARED)")
    words = (SHARED / path).read_text("utf-8")
    first = words.index("\n\n", start) + 2 if start else 0
    last = words.find("\n\n", first + length)
    return words[first:] if last < 0 else words[first:last]


@cache
def text(name: str) -> Text:
    """A work as it is found; the demo is the page that ships."""
    if name == DEMO:
        page = files("fabula.demo").joinpath("line_clear.html").read_bytes()
        return formats.read_bytes(page, "line_clear.html")
    return formats.read_string(written(name))


@cache
def story(name: str) -> Story:
    """A work as it is read, once for all tests."""
    return tell(text(name))
