"""The blocks of one part of a DOCX, in the order of its elements. A text box's paragraphs follow
the one that it hangs on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from fabula.formats.blocks.drafts import Draft, Mark
from fabula.formats.blocks.flow import NEW_PAGE, TABLE, Flow, Paragraph
from fabula.formats.documents.docx_parts import Styles, switched
from fabula.formats.documents.xml import is_data, name, value
from fabula.formats.web.markup import words_of

_DELETED = frozenset(("del", "moveFrom"))
_LEFT_OUT = frozenset((
    "delText", "instrText", "Fallback", "pPr", "rPr", "sectPr", "tblPr", "tcPr", "trPr", "sdtPr",
))  # fmt: skip
_CHARACTERS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


class _Open(NamedTuple):
    """A paragraph being read, what its properties make of it, and its style's id."""

    paragraph: Paragraph
    mark: Mark
    style: str | None
    border: str  # "rule" for a line below it, "box" for one around it, "" for none
    centred: bool


class PartReader:
    """Reads one part; `left` counts what it leaves out, `mark` is what all of it is, if that is no
    story."""

    def __init__(
        self, part: str, styles: Styles, left: Counter[str], mark: Mark | None = None
    ) -> None:
        self._flow = Flow(part)
        self._styles = styles
        self._left = left
        self._mark = mark
        self._open: list[_Open] = []
        self._boxed: list[_Open] = []
        self._italic = self._hidden = False
        self._tables = 0
        self._data = False  # inside a table of short cells
        self._bold = True  # every run of the paragraph is bold, or larger than text is
        self._page = False  # a page break stands before the next words
        self._rule = False  # the paragraph before was underlined from margin to margin

    def drafts(self, root: etree._Element) -> Iterator[Draft]:
        events = etree.iterwalk(root, events=("start", "end"))
        skipped = None
        for event, node in events:
            tag = name(node)
            if event == "end":
                if node is skipped:
                    skipped = None
                elif tag == "p" and self._open:
                    yield from self._ended(self._open.pop())
                elif tag == "tbl":
                    self._tables -= 1
                    self._data = self._data and self._tables > 0
            elif self._is_left_out(tag, node):
                skipped = node
                events.skip_subtree()
            else:
                yield from self._started(tag, node)

    def _is_left_out(self, tag: str, node: etree._Element) -> bool:
        if tag in _DELETED and any(True for _ in node.iter("{*}t", "{*}delText")):
            self._left["deletions"] += 1
        if tag in ("footnote", "endnote"):
            return value(node, "type") not in (None, "normal")  # the line above the notes
        return tag in _DELETED or tag in _LEFT_OUT

    def _started(self, tag: str, node: etree._Element) -> Iterator[Draft]:
        if tag == "p":
            self._open.append(self._opened(node))
            self._bold = True
        elif tag == "tbl":
            self._tables += 1
            if self._tables == 1:
                self._data = is_data(words_of(cell) for cell in node.iter("{*}tc"))
        elif tag == "rect" and any(
            v == "t" for k, v in node.attrib.items() if str(k).endswith("}hr")
        ):
            yield from self._flow.rule("a horizontal line")
        elif self._open:
            self._in_paragraph(tag, node, self._open[-1])

    def _in_paragraph(self, tag: str, node: etree._Element, at: _Open) -> None:
        if tag == "r":
            self._run(node.find("{*}rPr"), at)
        elif tag in ("br", "cr"):
            if value(node, "type") in ("page", "column"):
                self._page = True
            else:
                at.paragraph.end_line()
        elif tag == "sym":
            at.paragraph.add(_symbol(node), self._italic, self._hidden)
        else:
            words = (node.text or "") if tag == "t" else _CHARACTERS.get(tag, "")
            self._left["hidden-text"] += self._hidden and bool(words.strip())
            at.paragraph.add(words, self._italic, self._hidden)

    def _run(self, properties: etree._Element | None, at: _Open) -> None:
        style = properties.find("{*}rStyle") if properties is not None else None
        direct = switched(properties, "i")
        # A style's italics turn over what the paragraph's style says; a run's own word is final.
        styled = self._styles.italic(at.style) != self._styles.italic(value(style, "val"))
        self._italic = styled if direct is None else direct
        self._hidden = bool(switched(properties, "vanish"))
        self._bold = self._bold and bool(switched(properties, "b"))

    def _opened(self, node: etree._Element) -> _Open:
        properties = node.find("{*}pPr")
        style = alignment = borders = None
        if properties is not None:
            style = value(properties.find("{*}pStyle"), "val")
            alignment = value(properties.find("{*}jc"), "val")
            borders = properties.find("{*}pBdr")
            self._page = self._page or bool(switched(properties, "pageBreakBefore"))
        return _Open(
            Paragraph(),
            self._mark or self._marked(style, properties),
            style,
            _border(borders),
            alignment == "center",
        )

    def _marked(self, style: str | None, properties: etree._Element | None) -> Mark:
        if self._data:
            return TABLE
        own = properties.find("{*}outlineLvl") if properties is not None else None
        return self._styles.mark(style, value(own, "val"))

    def _ended(self, ended: _Open) -> Iterator[Draft]:
        if self._open:
            self._boxed.append(ended)
            return
        for one in (ended, *self._boxed):
            yield from self._given(one)
        self._boxed.clear()

    def _given(self, ended: _Open) -> Iterator[Draft]:
        paragraph, mark = ended.paragraph, ended.mark
        if self._rule and ended.border != "rule":
            yield from self._flow.rule("a line under a paragraph")
        self._rule = False
        if paragraph.is_empty:
            if ended.border == "rule" and mark.kind is None:
                yield from self._flow.rule("a line under an empty paragraph")
                return
        else:
            if (
                mark.kind is None
                and self._page
                and (ended.centred or self._bold)
                and paragraph.is_title
            ):
                mark = NEW_PAGE
            self._page = False
            self._rule = ended.border == "rule" and mark.kind is None
        yield from self._flow.drafts(paragraph, mark)


def _symbol(node: etree._Element) -> str:
    """A character given by its number in a font."""
    try:
        return chr(int(value(node, "char") or "", 16))
    except (ValueError, OverflowError):
        return ""


def _border(borders: etree._Element | None) -> str:
    sides = (
        {name(b) for b in borders if value(b, "val") not in ("nil", "none", None)}
        if borders is not None
        else set()
    )
    return "box" if "left" in sides else "rule" if sides & {"bottom", "top"} else ""
