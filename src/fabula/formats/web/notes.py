"""Footnotes and comments of a page that is no site's: the marks in the story that lead to them, and
the notes themselves, told by their leading to each other.

So Google Docs writes footnotes (`ftnt`) and comments (`cmnt`), Project Gutenberg, Pandoc and EPUB
theirs; what EPUB and DPUB-ARIA name a note needs no more.
"""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

from fabula.formats.blocks.drafts import Mark
from fabula.formats.web.markup import BLOCKS, HEADINGS, NOTE_MARK, Marks, local_name, words_of

_FORM = re.compile(r"[\[(]?(?:\d{1,4}|[a-z]{1,2}|[ivxlc]{1,7}|[*†‡§]{1,3})[\])]?")
_TYPE = "{http://www.idpf.org/2007/ops}type"
_SAID = frozenset((
    "footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes", "doc-footnote",
    "doc-endnote", "doc-endnotes",
))  # fmt: skip
_FOOTNOTE = Mark("end-note", "a footnote")
_COMMENT = Mark("note", "a comment")
LONGEST = 20_000  # characters of one note; more is no note but a story


def note_marks(body: etree._Element) -> Marks:
    """What is a note or the mark of one."""
    page = _Links(body)
    marks: Marks = {
        node: _FOOTNOTE for node in body.iter("*") if not _SAID.isdisjoint(_named(node))
    }
    marks |= {a: NOTE_MARK for a in body.iter("a") if _named(a) & {"noteref", "doc-noteref"}}
    found = [(link, to) for link in body.iter("a") if (to := page.note_of(link)) is not None]
    holders = Counter(note.getparent() for _, note in found)
    for link, note in found:
        marks[link] = NOTE_MARK
        holder = note.getparent()
        is_whole = holder is not None and holders[holder] == 1 and _begins(holder, note)
        said = _COMMENT if (link.get("href") or "").startswith("#cmnt") else _FOOTNOTE
        marks[holder if is_whole and holder is not None else note] = said
    return marks


def _begins(holder: etree._Element, note: etree._Element) -> bool:
    """Whether a note's first block is the first of a `<div>`, which then is the note."""
    return local_name(holder) == "div" and holder[0] is note


class _Links:
    """The places of a page that links lead to. Each block is looked through once."""

    def __init__(self, body: etree._Element) -> None:
        self._places: dict[str, tuple[int, etree._Element]] = {}
        self._words: dict[etree._Element, str] = {}
        self._back: dict[etree._Element, frozenset[str]] = {}
        for order, node in enumerate(body.iter("*")):
            if key := node.get("id") or node.get("name"):
                self._places.setdefault(key, (order, node))

    def note_of(self, link: etree._Element) -> etree._Element | None:
        """The note that a link is the mark of: it has the form of one, words stand beside it, and
        a later block leads back to it."""
        own = _own_id(link)
        here, there = self._places.get(own), self._places.get((link.get("href") or "")[1:])
        if here is None or there is None or there[0] <= here[0]:
            return None
        words, note = words_of(link), _block(there[1])
        if not _FORM.fullmatch(words) or self._words_of(_block(link)) == words:
            return None
        if local_name(note) in ("body", *HEADINGS) or note is _block(link):
            return None
        leads_back = f"#{own}" in self._links_in(note)
        return note if leads_back and len(self._words_of(note)) <= LONGEST else None

    def _words_of(self, block: etree._Element) -> str:
        if block not in self._words:
            self._words[block] = words_of(block)
        return self._words[block]

    def _links_in(self, block: etree._Element) -> frozenset[str]:
        if block not in self._back:
            self._back[block] = frozenset(a.get("href") or "" for a in block.iter("a"))
        return self._back[block]


def _own_id(link: etree._Element) -> str:
    """The name by which a note leads back to a link: its own, or that of the `<sup>` around it."""
    parent = link.getparent()
    around = parent.get("id") if parent is not None and local_name(parent) == "sup" else None
    return link.get("id") or link.get("name") or around or ""


def _block(node: etree._Element) -> etree._Element:
    """The nearest block that an element is or stands in."""
    while local_name(node) not in BLOCKS and (parent := node.getparent()) is not None:
        node = parent
    return node


def _named(node: etree._Element) -> frozenset[str]:
    said = " ".join(node.get(key) or "" for key in ("epub:type", _TYPE, "role"))
    return frozenset(said.split())
