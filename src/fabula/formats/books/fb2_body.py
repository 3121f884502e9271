"""The blocks of an FB2 book: its annotation, its sections with their titles, epigraphs and poems,
and its notes, which are set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from fabula.formats.blocks.drafts import STORY, Draft, Mark
from fabula.formats.blocks.flow import Flow, Paragraph
from fabula.formats.documents.xml import is_data
from fabula.formats.web.markup import local_name, words_of

_BLOCKS = frozenset((
    "body", "section", "title", "epigraph", "annotation", "cite", "poem", "stanza", "p", "subtitle",
    "text-author", "date", "table", "tr", "td", "th", "empty-line", "history",
))  # fmt: skip
_NO_WORDS = frozenset(("description", "binary", "stylesheet", "image"))
_NOTES = frozenset(("notes", "footnotes", "comments", "endnotes"))
_BLANKS = re.compile(r"[ \t\n\r\f]+")


def body_drafts(root: etree._Element, member: str | None) -> Iterator[Draft]:
    """The blocks of a book in order; `member` is its name in a container."""
    reader = _Reader(member)
    annotation = root.find("{*}description/{*}title-info/{*}annotation")
    if annotation is not None:
        yield from reader.drafts(annotation, Mark("summary", "<annotation>"))
    for number, body in enumerate(root.iterfind("{*}body")):
        notes = number > 0 and (body.get("name") or "").lower() in _NOTES
        yield from reader.drafts(body, Mark("end-note", "the book's notes") if notes else STORY)


class _Reader:
    """Walks the elements of a body; blanks are single spaces, as a reader shows them."""

    def __init__(self, member: str | None) -> None:
        self._flow = Flow(member)
        self._paragraph = Paragraph()
        self._italic = 0  # how many emphases are open
        self._aside = 0  # how many marks of notes

    def drafts(self, top: etree._Element, mark: Mark) -> Iterator[Draft]:
        """The blocks of `top`, a body or an annotation, which is story or else what `mark` says."""
        marks = [mark]
        events = etree.iterwalk(top, events=("start", "end", "comment", "pi"))
        for event, node in events:
            tag = local_name(node)
            if event == "start":
                if tag in _BLOCKS:
                    yield from self._flush(marks[-1])
                yield from self._before(node, tag, marks[-1])
                marks.append((_mark(node, tag) if marks[-1].kind is None else None) or marks[-1])
                self._opened(node, tag)
            elif event == "end":
                self._closed(node, tag)
                if tag in _BLOCKS:
                    yield from self._flush(marks[-1])
                marks.pop()
            if tag in _NO_WORDS and event == "start":
                events.skip_subtree()
            if event != "start" and node is not top:
                self._add(node.tail)

    def _before(self, node: etree._Element, tag: str, mark: Mark) -> Iterator[Draft]:
        """Room: an empty line, or a section that begins after another without a title."""
        before = node.getprevious()
        if tag == "empty-line" or (
            tag == "section"
            and node.find("{*}title") is None
            and before is not None
            and local_name(before) == "section"
        ):
            yield from self._flow.drafts(Paragraph(), mark)

    def _opened(self, node: etree._Element, tag: str) -> None:
        self._italic += tag == "emphasis"
        self._aside += _is_note_mark(node, tag)
        if tag not in _NO_WORDS:
            self._add(node.text)

    def _closed(self, node: etree._Element, tag: str) -> None:
        self._italic -= tag == "emphasis"
        self._aside -= _is_note_mark(node, tag)
        if tag == "v":
            self._paragraph.end_line()

    def _add(self, text: str | None) -> None:
        words = _BLANKS.sub(" ", text or "")
        if self._paragraph.last in ("", " "):
            words = words.removeprefix(" ")
        self._paragraph.add(words, self._italic > 0, self._aside > 0)

    def _flush(self, mark: Mark) -> Iterator[Draft]:
        paragraph, self._paragraph = self._paragraph, Paragraph()
        if not paragraph.is_empty:
            yield from self._flow.drafts(paragraph, mark)


def _mark(node: etree._Element, tag: str) -> Mark | None:
    """What an element of the story itself holds, where that is no story or a heading."""
    if tag == "title":
        parent = node.getparent()
        if parent is not None and local_name(parent) == "body":
            return Mark("title", "the book's title")
        if parent is not None and local_name(parent) == "section":
            return Mark("heading", "a section's title", opens=True)
    if tag == "epigraph":
        return Mark("front-matter", "an epigraph")
    if tag == "table" and is_data(words_of(c) for c in node.iter("{*}td", "{*}th")):
        return Mark("table", "a table of short cells")
    return None


def _is_note_mark(node: etree._Element, tag: str) -> bool:
    return tag == "a" and node.get("type") == "note"
