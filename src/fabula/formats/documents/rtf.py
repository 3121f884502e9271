"""RTF, as Word, LibreOffice, TextEdit and Scrivener write it, by our own reader.

A library that gives an RTF's words (striprtf) is what the tests hold these words against; italics,
headings and footnotes, which records rest on, it does not give.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from fabula.errors import UnreadableInput
from fabula.formats.blocks.drafts import Draft, assemble
from fabula.formats.documents.rtf_groups import DEPTH, Group, destination
from fabula.formats.documents.rtf_paragraphs import Paragraphs
from fabula.formats.documents.rtf_tokens import SYMBOLS, Characters, Token, tokens
from fabula.formats.documents.xml import authors, left_out
from fabula.story.text import Meta, Text

_STORY = ("text", "note", "box")
_ENDS = ("par", "sect", "cell", "nestcell", "row", "nestrow")


def parse(data: bytes, path: str, file: int = 0) -> Text:
    """Reads a document. Raises UnreadableInput for one that is nested too deep."""
    reader = _Reader(path)
    for token in tokens(data):
        reader.take(token)
    found = assemble(reader.finish(), file)
    notices = (*left_out(reader.left), *found.notices)
    return msgspec.structs.replace(found, meta=reader.meta(), notices=notices)


class _Reader:
    """Follows the groups of a document: what their words are for, and how they look."""

    def __init__(self, path: str) -> None:
        self.left: Counter[str] = Counter()
        self._path = path
        self._groups = [Group()]
        self._characters = Characters()
        self._styles: dict[int, str] = {}
        self._info: dict[str, str] = {}
        self._paragraphs = Paragraphs(self._styles)

    def take(self, token: Token) -> None:
        group = self._groups[-1]
        if token.kind == "text":
            group.fresh = False
            if group.holds != "nothing":
                self._characters.add(token.data, group.font)
        elif token.kind == "control":
            self._control(token, group)
        else:
            self._write()
            self._characters.stop()
            if token.kind == "open":
                self._open(group)
            elif len(self._groups) > 1:
                self._close(self._groups.pop())

    def finish(self) -> list[Draft]:
        """The blocks of the whole document."""
        self._write()
        while len(self._groups) > 1:
            self._close(self._groups.pop())
        return self._paragraphs.finish(self._groups[0])

    def meta(self) -> Meta:
        """What the document says of itself."""
        title = " ".join(self._info.get("title", "").split())
        return Meta(title=title or None, authors=authors(self._info.get("author")))

    def _open(self, group: Group) -> None:
        if len(self._groups) > DEPTH:
            raise UnreadableInput(f"{self._path}: it is nested too deep to be read.")
        self._groups.append(group.inside())

    def _close(self, closed: Group) -> None:
        if closed.opens_note:
            self._paragraphs.close_aside(is_note=closed.holds == "note")

    def _control(self, token: Token, group: Group) -> None:
        if token.name == "*":
            group.starred = True
            return
        if group.fresh:
            group.fresh = False
            if holds := destination(token.name, group):
                self._enter(group, holds)
                return
        if (symbol := SYMBOLS.get(token.name)) is not None:
            if group.holds != "nothing":
                self._characters.symbol(symbol)
        elif token.name == "u" and token.number is not None:
            if group.holds != "nothing":
                self._characters.unit(token.number, group.stand_ins)
        elif group.holds == "fonts":
            group.font = token.number or 0 if token.name == "f" else group.font
            self._characters.font(group.font, token)
        elif group.holds == "styles":
            group.style = token.number or 0 if token.name == "s" else group.style
        elif not self._characters.declare(token):
            self._characters.stop()
            self._apply(token, group)

    def _enter(self, group: Group, holds: str) -> None:
        self._write()
        group.holds = holds
        group.opens_note = holds in ("note", "box")
        if group.opens_note:
            self._paragraphs.open_aside()
        elif holds in ("title", "author"):
            self._info[holds] = ""
        self.left["comments"] += holds == "nothing" and group.comment

    def _apply(self, token: Token, group: Group) -> None:
        """A control word that changes how words look, or ends a line or paragraph."""
        name = token.name
        self._write()
        if name in _ENDS or name in ("\n", "\r"):
            if group.holds in _STORY:
                self._paragraphs.end(group)
        elif name == "line":
            self._paragraphs.end_line()
        elif name in ("page", "pagebb"):
            if group.holds == "text":
                self._paragraphs.turn_page()
        else:
            group.format(name, token.number)

    def _write(self) -> None:
        """What has been gathered goes where the group's words belong."""
        if not (words := self._characters.take()):
            return
        group = self._groups[-1]
        if group.holds in _STORY:
            if group.deleted:
                self.left["deletions"] += 1
            else:
                self.left["hidden-text"] += group.hidden and bool(words.strip())
                self._paragraphs.add(words, group)
        elif group.holds == "styles":
            known = self._styles.get(group.style, "")
            self._styles[group.style] = known + words.partition(";")[0]
        elif group.holds in ("title", "author"):
            self._info[group.holds] = self._info.get(group.holds, "") + words
        elif group.holds == "head" and any(c.isalpha() for c in words):
            self.left["page-heads"] = 1
