"""The chapters of a text, and what a reader who has come so far may be told of them."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from fabula.story.text import Text
from fabula.story.world import World


class Chapter(NamedTuple):
    """A chapter: its number from 1, and its name: None where it has none or it may not be told."""

    number: int
    name: str | None


class Chapters:
    """The chapters of a text, for a reader who has been as far as `furthest`."""

    def __init__(self, text: Text, furthest: int) -> None:
        self._chapters = World(text, (), len(text.text)).chapters
        self._furthest = furthest

    def at(self, place: int) -> Chapter | None:
        """The chapter of a place, None before the first; a name only where its reader has come."""
        number = bisect_right(self._chapters, place, key=lambda c: c.start)
        if not number:
            return None
        chapter = self._chapters[number - 1]
        name = chapter.title or ""
        told = name and chapter.start + len(name) <= self._furthest
        return Chapter(chapter.ordinal, name if told else None)
