"""Comments of Google Docs in a story saved as text: `[a]` stands after the words that the first
comment is on, `[b]` after those of the second, and their list ends the document."""

from __future__ import annotations

import re

from fabula.story.text import Span

_MARK = re.compile(r"(?<=\S)\[([a-z]{1,2})\](?!\w)")
_LISTED = re.compile(r"\[([a-z]{1,2})\](?=\S)")


class Anchors:
    """The comments met so far. A bracket is a mark only if it is the next one: `s[a]id` is none."""

    def __init__(self) -> None:
        self._met = 0
        self._listed = False

    def marks(self, text: str) -> tuple[Span, ...]:
        """The marks of comments in a paragraph of the story."""
        if "[" not in text:
            return ()
        found: list[Span] = []
        for mark in _MARK.finditer(text):
            if mark[1] == _letters(self._met):
                found.append(Span(*mark.span()))
                self._met += 1
        return tuple(found)

    def lists(self, text: str) -> bool:
        """Whether a block belongs to the list of comments: it began with the first one's mark."""
        if not self._listed and self._met and text.startswith("[a]"):
            self._listed = bool(_LISTED.match(text))
        return self._listed


def _letters(number: int) -> str:
    """How the comment of that number (from 0) is marked: a, b, ... z, aa, ab, ..."""
    first, last = divmod(number, 26)
    letter = chr(ord("a") + last)
    return letter if first == 0 else chr(ord("a") + (first - 1) % 26) + letter
