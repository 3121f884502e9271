"""What stands before the first chapter of a plain text: title, author, contents."""

from __future__ import annotations

import re

from fabula.formats.blocks import headings
from fabula.formats.blocks.bylines import byline, is_certain
from fabula.formats.blocks.contents import Contents, is_contents_head
from fabula.formats.blocks.notes import strong_note
from fabula.formats.blocks.settings import setting
from fabula.story.text import ParatextKind

BLOCKS = 12  # how many blocks of front matter a text may begin with (contents apart)

_BY_ALONE = re.compile(r"(?:an?\s+(?:novel|story)\s+)?(?:written\s+)?by\W*", re.IGNORECASE)
_FIELD = re.compile(
    r"(title|author|fandom|rating|rated|pairing|relationship|summary|genre|word(?: count)?|status"
    r"|warning|character|category|spoiler|archive|feedback|setting|timeline|prompt|language)s?:"
    r"\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_YEAR = re.compile(r"\(?\d{4}\)?")
_SMALL = frozenset((
    "a", "an", "and", "as", "at", "but", "by", "de", "for", "from", "if", "in", "into", "is", "la",
    "le", "like", "nor", "of", "off", "on", "or", "over", "s", "t", "than", "the", "to", "up",
    "upon", "vs", "von", "with", "without",
))  # fmt: skip
_FIELD_KINDS: dict[str, ParatextKind] = {"title": "title", "author": "byline", "summary": "summary"}


class Front:
    """Follows a text through its title page and contents, until the story begins."""

    def __init__(self) -> None:
        self.title: str | None = None
        self.author: str | None = None
        self._open = True
        self._count = 0
        self._await_name = False
        self._contents: Contents | None = None  # being read
        self._kept = False  # the first line may be a title, and was left to the story

    def see(
        self, text: str, blanks: int, known_title: str | None = None
    ) -> tuple[ParatextKind, str] | None:
        """What the next block is, if it belongs to the front; None if the story has it.

        `known_title` is the work's title, where something has said it before.
        """
        if is_contents_head(text) and self._open:
            self._contents = Contents()
            return "contents", "head of the contents"
        if self._contents is not None:
            if self._contents.takes(text, blanks):
                return "contents", "entry of the contents"
            self._contents = None
        if not self._open:
            return None
        self._count += 1
        found = self._front(text, known_title) if self._count <= BLOCKS else None
        # A disclaimer among the lines of a head is a note, and the head goes on; so it does after
        # one word that was left to the story.
        word = self._count == 1 and headings.is_title(text) and not headings.heading(text)
        self._open = found is not None or word or strong_note(text) is not None
        self._kept = word and found is None
        return found

    def close(self) -> None:
        """Something else says that the story has begun."""
        if not self._kept:
            self._open, self._contents = False, None
        self._kept = False

    def _front(self, text: str, known_title: str | None) -> tuple[ParatextKind, str] | None:
        if headings.heading(text) or headings.numbered(text):
            return None
        if field := _FIELD.fullmatch(text):
            return self._field(field[1].lower(), field[2].strip())
        if len(text) > 120 or text.count("\n") > 3 or setting(text) == "pov":
            return None
        if self._await_name:
            self._await_name = False
            self.author = self.author or text
            return "byline", "name after “by”"
        if _BY_ALONE.fullmatch(text):
            self._await_name = True
            return "byline", "line that begins with “by”"
        if self._count > 1 and (name := byline(text)):
            self.author = self.author or (name if is_certain(name) else None)
            return "byline", "line that begins with “by”"
        if _YEAR.fullmatch(text):
            return "front-matter", "a year by itself"
        if self._count == 1 and _is_first_title(text.replace("\n", " "), known_title):
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


def _is_first_title(line: str, known_title: str | None) -> bool:
    """Whether a work's very first line is its title. One word may be the story's own ("Boom"), and
    so may a word and a number ("Day 1"): nothing that follows may say so, so they are story."""
    if known_title is not None and line.lower() == known_title.lower():
        return True
    words = re.findall(r"[^\W\d_]+", line)
    capitals = all(w[0].isupper() or w in _SMALL or not w[0].islower() for w in words)
    return headings.is_title(line) and capitals and len(words) >= 2
