"""RTF, as Word, LibreOffice, TextEdit and Scrivener write it, by our own reader.

A library that gives an RTF's words (striprtf) is what the tests hold these words against; italics,
headings and footnotes, which records rest on, it does not give.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from fabula.errors import UnreadableInput
from fabula.formats.blocks.drafts import STORY, Draft, Mark, assemble
from fabula.formats.blocks.flow import END_NOTE, NEW_PAGE, TABLE, Flow, Paragraph
from fabula.formats.documents.rtf_groups import DEPTH, Group, destination
from fabula.formats.documents.rtf_tokens import SYMBOLS, Characters, Token, tokens
from fabula.formats.documents.scrivener import ScrivenerMarks
from fabula.formats.documents.xml import authors, is_data, left_out
from fabula.story.text import Meta, Text

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
    """Follows the groups of a document and gathers its paragraphs. What a footnote holds comes
    after all, what a text box holds after the paragraph that it hangs on."""

    def __init__(self, path: str) -> None:
        self.left: Counter[str] = Counter()
        self._path = path
        self._groups = [Group()]
        self._characters = Characters()
        self._styles: dict[int, str] = {}
        self._info: dict[str, str] = {}
        self._flow = Flow(None)
        self._marks = ScrivenerMarks()
        self._drafts: list[Draft] = []
        self._paragraphs = [Paragraph()]  # of the text, and of each note or box open inside it
        self._notes: list[Paragraph] = []
        self._boxed: list[Paragraph] = []
        self._cells: list[Paragraph] = []  # of the table that is being read
        self._page = False  # a page break stands before the next words
        self._bold = True  # all words of the paragraph are bold

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
        if not self._paragraphs[0].is_empty:
            self._end(self._groups[0])
        self._end_table()
        for note in self._notes:
            self._drafts += self._flow.drafts(note, END_NOTE)
        return self._drafts

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
            paragraph = self._paragraphs.pop()
            if not paragraph.is_empty:
                (self._notes if closed.holds == "note" else self._boxed).append(paragraph)

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
            self._paragraphs.append(Paragraph())
        elif holds in ("title", "author"):
            self._info[holds] = ""
        self.left["comments"] += holds == "nothing" and group.comment

    def _apply(self, token: Token, group: Group) -> None:
        """A control word that changes how words look, or ends a line or paragraph."""
        name = token.name
        self._write()
        if name in _ENDS or name in ("\n", "\r"):
            self._end(group)
        elif name == "line":
            self._paragraphs[-1].end_line()
        elif name in ("page", "pagebb"):
            self._page = self._page or group.holds == "text"
        else:
            group.format(name, token.number)

    def _write(self) -> None:
        """What has been gathered goes where the group's words belong."""
        if not (words := self._characters.take()):
            return
        group = self._groups[-1]
        if group.holds in ("text", "note", "box"):
            if group.deleted:
                self.left["deletions"] += 1
                return
            self._paragraphs[-1].add(words, group.italic, group.hidden)
            if group.holds == "text" and words.strip():
                self._bold = self._bold and group.bold
        elif group.holds == "styles":
            known = self._styles.get(group.style, "")
            self._styles[group.style] = known + words.partition(";")[0]
        elif group.holds in ("title", "author"):
            self._info[group.holds] = self._info.get(group.holds, "") + words
        elif group.holds == "head" and any(c.isalpha() for c in words):
            self.left["page-heads"] = 1

    def _end(self, group: Group) -> None:
        """The paragraph that is open ends."""
        if group.holds not in ("text", "note", "box"):
            return
        if len(self._paragraphs) > 1:
            self._paragraphs[-1].end_line()
            return
        paragraph, self._paragraphs[0] = self._paragraphs[0], Paragraph()
        if group.in_table:
            self._cells.append(paragraph)
        else:
            self._end_table()
            self._give(paragraph, group)
        for boxed in self._boxed:
            self._drafts += self._flow.drafts(boxed, STORY)
        self._boxed.clear()
        self._bold = True

    def _give(self, paragraph: Paragraph, group: Group) -> None:
        paragraph.set_aside(self._marks.asides)
        mark = group.mark(self._styles)
        if paragraph.is_empty:
            if group.border and "box" not in group.border and mark.kind is None:
                self._drafts += self._flow.rule("a line under an empty paragraph")
                return
        else:
            looks = self._page and (group.centred or self._bold) and paragraph.is_title
            mark = NEW_PAGE if mark.kind is None and looks else mark
            self._page = False
        self._drafts += self._flow.drafts(paragraph, mark)

    def _end_table(self) -> None:
        """The cells of a table that has ended: facts, or a story laid out."""
        cells = [cell for cell in self._cells if not cell.is_empty]
        self._cells.clear()
        mark: Mark = TABLE if is_data(cell.words for cell in cells) else STORY
        for cell in cells:
            self._drafts += self._flow.drafts(cell, mark)
