"""What Project Gutenberg puts around a book: its head, credits and licence."""

from __future__ import annotations

import re

from fabula.formats.blocks import headings

HEAD_CHARACTERS = 20_000  # no head is longer, the small print of old files included

_HEAD = re.compile(
    r"\W*(?:the\s+)?project\s+gutenberg['’]?s?\s+(?:e-?(?:book|text)|of\b)?|\W*project\s+gutenberg['’]s\b"
    r"|\*+welcome to the world of free plain vanilla",
    re.IGNORECASE,
)
_START = re.compile(
    r"\*\*\*\s*START\s+OF\s+(?:THE|THIS)\s+PROJECT\s+GUTENBERG|\*END\*?\s*THE SMALL PRINT"
    r"|\*END THE SMALL PRINT",
    re.IGNORECASE,
)
_END = re.compile(
    r"\*\*\*\s*END\s+OF\s+(?:THE|THIS)\s+PROJECT\s+GUTENBERG|\W*END\s+OF\s+(?:THE\s+)?PROJECT\s+GUTENBERG"
    r"|START:\s+FULL\s+LICENSE",
    re.IGNORECASE,
)
_CREDITS = re.compile(
    r"(?:this\s+e-?(?:book|text)\s+was\s+)?(?:produced|prepared|transcribed|scanned)\s+by\b"
    r"|e-?text\s+(?:prepared|produced|scanned)\s+by\b|\[?transcriber['’]?s['’]?\s+notes?\b",
    re.IGNORECASE,
)
_ILLUSTRATION = re.compile(r"\[(?:illustration|frontispiece)\b[^\]]*\]", re.IGNORECASE)
_FIELD = re.compile(r"(Title|Author|Language):[ \t]*(.+)")


class Gutenberg:
    """Follows a text through head, book and licence."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}  # "title", "author", "language" as the head gives them
        self._state = "before"
        self._seen = 0
        self._book = False

    def see(self, text: str) -> tuple[str, bool] | None:
        """Why the next block is not the book's own, and whether it is licence; None if it is."""
        self._seen += len(text)
        line = text[:300]
        if self._state == "after":
            return "Project Gutenberg's licence", True
        if _START.match(line):
            self._state, self._book, self._seen = "book", True, 0
            return "Project Gutenberg's start line", True
        if _END.match(line):
            self._state = "after"
            return "Project Gutenberg's end line", True
        if self._state == "before":
            self._state = "head" if _HEAD.match(line) else "book"
            if self._state == "head":
                self._note_fields(text)
                return "Project Gutenberg's head", True
        if self._state == "head":
            if headings.heading(text) or self._seen > HEAD_CHARACTERS:
                self._state = "book"
                return None
            self._note_fields(text)
            return "Project Gutenberg's head", True
        if self._seen < 3_000 and _CREDITS.match(line):
            return "credits", True
        if _ILLUSTRATION.fullmatch(line):
            return "a picture's place", False
        return None

    def _note_fields(self, text: str) -> None:
        for name, value in _FIELD.findall(text[:2_000]):
            self.fields.setdefault(name.lower(), value.strip())
