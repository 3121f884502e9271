"""What stands before the first chapter of a plain text: title, author, contents."""

from __future__ import annotations

import re

from fabula.formats import headings
from fabula.formats.notes import strong_note
from fabula.story.text import ParatextKind

BLOCKS = 12  # how many blocks of front matter a text may begin with (contents apart)
CONTENTS_BLOCKS = 400

_BY = re.compile(
    r"(?:a\s+(?:novel|story)\s+)?(?:written\s+)?by(?:[:\s]+(?P<name>\S.{0,80}))?", re.IGNORECASE
)
_FIELD = re.compile(
    r"(title|author|fandom|rating|rated|pairing|relationship|summary|genre|word(?: count)?|status"
    r"|warning|character|category|spoiler|archive|feedback|setting|timeline|prompt|language)s?:"
    r"\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_YEAR = re.compile(r"\(?\d{4}\)?")
_CONTENTS = re.compile(r"(?:table\s+of\s+)?contents\W*", re.IGNORECASE)
_FIELD_KINDS: dict[str, ParatextKind] = {"title": "title", "author": "byline", "summary": "summary"}


class Front:
    """Follows a text through its title page and contents, until the story begins."""

    def __init__(self) -> None:
        self.title: str | None = None
        self.author: str | None = None
        self._open = True
        self._count = 0
        self._await_name = False
        self._entries: set[tuple[str, str]] | None = None  # of the contents being read
        self._left = 0

    def see(self, text: str) -> tuple[ParatextKind, str] | None:
        """What the next block is, if it belongs to the front; None if the story has it."""
        if _CONTENTS.fullmatch(text) and self._open:
            self._entries, self._left = set(), CONTENTS_BLOCKS
            return "contents", "head of the contents"
        if self._entries is not None:
            if self._in_contents(text):
                return "contents", "entry of the contents"
            self._entries = None
        if not self._open:
            return None
        self._count += 1
        found = self._front(text) if self._count <= BLOCKS else None
        # A disclaimer among the lines of a head is a note, and the head goes on.
        self._open = found is not None or strong_note(text) is not None
        return found

    def close(self) -> None:
        """Something else says that the story has begun."""
        self._open, self._entries = False, None

    def _in_contents(self, text: str) -> bool:
        assert self._entries is not None
        self._left -= 1
        if self._left < 0 or (len(text) > 200 and "." in text and not _listed(text)):
            return False
        for line in text.split("\n"):
            found = headings.heading(line) or headings.numbered(line)
            key = (found.word, found.number or found.word) if found else ("", line.strip().lower())
            if key in self._entries:
                return False
            self._entries.add(key)
        return True

    def _front(self, text: str) -> tuple[ParatextKind, str] | None:
        if headings.heading(text) or headings.numbered(text):
            return None
        if field := _FIELD.fullmatch(text):
            return self._field(field[1].lower(), field[2].strip())
        if len(text) > 120 or text.count("\n") > 3:
            return None
        if self._await_name:
            self._await_name = False
            self.author = self.author or text
            return "byline", "name after “by”"
        if by := _BY.fullmatch(text):
            if by["name"] and not headings.is_title(by["name"].rstrip(".")):
                return None
            self._await_name = not by["name"]
            self.author = self.author or by["name"]
            return "byline", "line that begins with “by”"
        if _YEAR.fullmatch(text):
            return "front-matter", "a year by itself"
        if self._count == 1 and headings.is_title(text.replace("\n", " ")):
            self.title = text
            return "title", "first line, in the form of a title"
        if self._count > 1 and text.isupper() and text[0].isalpha() and len(text) < 80:
            return "title", "line of the title page"
        return None

    def _field(self, name: str, value: str) -> tuple[ParatextKind, str]:
        if name == "title":
            self.title = value or self.title
        elif name == "author":
            self.author = value or self.author
        return _FIELD_KINDS.get(name, "tags"), f"line “{name.capitalize()}:” before the story"


def _listed(text: str) -> bool:
    """Whether a long block is a list of short lines."""
    lines = text.split("\n")
    return len(text) / len(lines) < 70
