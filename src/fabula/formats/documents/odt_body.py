"""The blocks of an ODT's text. Footnotes and endnotes follow after it, what a text box holds after
the paragraph that it hangs on; deletions and comments are counted and left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from fabula.formats.blocks.drafts import Draft, Mark
from fabula.formats.blocks.flow import END_NOTE, NEW_PAGE, TABLE, Flow, Paragraph
from fabula.formats.documents.odt_styles import Style, Styles, heading
from fabula.formats.documents.xml import is_data, name, value
from fabula.formats.web.markup import words_of

_NO_WORDS = frozenset((
    "tracked-changes", "annotation", "annotation-end", "forms", "note-citation", "binary-data",
    "script", "sequence-decls", "variable-decls", "user-field-decls", "desc", "object",
    "dde-connection-decls", "event-listeners", "list-header",
))  # fmt: skip
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_MOST = 1_000  # blanks that one element may stand for
_CONTENTS = Mark("contents", "a table of contents")


class _Open(NamedTuple):
    """A paragraph being read: its words, what it is, how it looks."""

    paragraph: Paragraph
    mark: Mark
    look: Style
    in_note: bool


def body_drafts(
    body: etree._Element, styles: Styles, member: str | None, left: Counter[str]
) -> Iterator[Draft]:
    """The blocks of a text, then its notes; `left` counts what is left out."""
    reader = _Reader(styles, member, left)
    yield from reader.drafts(body)
    yield from reader.notes()


class _Reader:
    def __init__(self, styles: Styles, member: str | None, left: Counter[str]) -> None:
        self._styles = styles
        self._left = left
        self._flow = Flow(member)
        self._open: list[_Open] = []
        self._looks: list[Style] = []  # of the open paragraphs and the stretches in them
        self._boxed: list[_Open] = []
        self._notes: list[Paragraph] = []
        self._inside: Counter[str] = Counter()  # open elements that matter, by name
        self._data = False  # inside a table of short cells
        self._page = False  # a page break stands before the next words
        self._bold = True  # all words of the paragraph are bold

    def drafts(self, body: etree._Element) -> Iterator[Draft]:
        events = etree.iterwalk(body, events=("start", "end", "comment", "pi"))
        for event, node in events:
            tag = name(node)
            if event == "start" and tag in _NO_WORDS:
                self._leave_out(node, tag)
                events.skip_subtree()
            elif event == "start":
                self._started(node, tag)
            elif event == "end" and tag not in _NO_WORDS:
                yield from self._ended(tag)
            if event != "start" and self._open and node is not body:
                self._add(node.tail)

    def notes(self) -> Iterator[Draft]:
        for note in self._notes:
            yield from self._flow.drafts(note, END_NOTE)

    def _leave_out(self, node: etree._Element, tag: str) -> None:
        if tag == "tracked-changes":
            self._left["deletions"] += sum(1 for _ in node.iter("{*}deletion"))
        self._left["comments"] += tag == "annotation"

    def _started(self, node: etree._Element, tag: str) -> None:
        self._inside[tag] += 1
        if tag in ("p", "h"):
            self._start_paragraph(node, tag)
        elif tag == "table" and self._inside[tag] == 1:
            self._data = is_data(words_of(cell) for cell in node.iter("{*}table-cell"))
        elif self._open:
            self._in_paragraph(node, tag, self._open[-1].paragraph)

    def _start_paragraph(self, node: etree._Element, tag: str) -> None:
        style = value(node, "style-name")
        look = self._styles.look("paragraph", style)
        self._page = self._page or bool(look.page)
        if not self._open:
            self._bold = True
        in_note = self._inside["note-body"] > 0
        self._open.append(_Open(Paragraph(), self._mark(node, tag, style), look, in_note))
        self._looks.append(look)
        self._add(node.text)

    def _mark(self, node: etree._Element, tag: str, style: str | None) -> Mark:
        if self._inside["table-of-content"]:
            return _CONTENTS
        if self._data:
            return TABLE
        level = value(node, "outline-level") or "1"
        if tag == "h" and level.isdecimal():
            return heading(int(level), f"heading of level {level}")
        return self._styles.mark(style)

    def _in_paragraph(self, node: etree._Element, tag: str, paragraph: Paragraph) -> None:
        if tag == "span":
            own = self._styles.look("text", value(node, "style-name"))
            under = self._looks[-1]
            self._looks.append(
                under._replace(
                    italic=under.italic if own.italic is None else own.italic,
                    bold=under.bold if own.bold is None else own.bold,
                    hidden=under.hidden or own.hidden,
                )
            )
        elif tag == "s":
            count = value(node, "c") or "1"
            self._write(" " * min(_MOST, int(count) if count.isdecimal() else 1))
        elif tag == "tab":
            self._write("\t")
        elif tag == "line-break":
            paragraph.end_line()
        self._add(node.text)

    def _ended(self, tag: str) -> Iterator[Draft]:
        self._inside[tag] -= 1
        if tag in ("p", "h") and self._open:
            self._looks.pop()
            yield from self._end_paragraph(self._open.pop())
        elif tag == "span" and self._open:
            self._looks.pop()
        elif tag == "table":
            self._data = self._data and self._inside[tag] > 0

    def _add(self, text: str | None) -> None:
        """Characters as they stand between tags: a run of blanks is one."""
        words = _BLANKS.sub(" ", text or "")
        if self._open and self._open[-1].paragraph.last in ("", " "):
            words = words.removeprefix(" ")
        self._write(words)

    def _write(self, words: str) -> None:
        if words and self._open:
            look = self._looks[-1]
            self._left["hidden-text"] += bool(look.hidden and words.strip())
            aside = bool(look.hidden) or self._inside["ruby-text"] > 0
            self._open[-1].paragraph.add(words, bool(look.italic), aside)
            self._bold = self._bold and (bool(look.bold) or not words.strip())

    def _end_paragraph(self, ended: _Open) -> Iterator[Draft]:
        if ended.in_note:
            self._notes += () if ended.paragraph.is_empty else (ended.paragraph,)
        elif self._open:
            self._boxed.append(ended)
        else:
            for one in (ended, *self._boxed):
                yield from self._given(one)
            self._boxed.clear()

    def _given(self, ended: _Open) -> Iterator[Draft]:
        paragraph, mark, look = ended.paragraph, ended.mark, ended.look
        if paragraph.is_empty:
            if mark.kind == "break" or (mark.kind is None and look.border == "rule"):
                yield from self._flow.rule("a line under an empty paragraph")
                return
        else:
            looks = self._page and (look.centred or self._bold) and paragraph.is_title
            mark = NEW_PAGE if mark.kind is None and looks else mark
            self._page = False
        yield from self._flow.drafts(paragraph, mark)
