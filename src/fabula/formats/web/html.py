"""HTML: downloads and saved pages of the Archive of Our Own, and any other page with a story."""

from __future__ import annotations

import msgspec
from lxml import etree

from fabula.formats.blocks import headings
from fabula.formats.blocks.drafts import STORY, Mark, assemble
from fabula.formats.web.ao3_parts import classes
from fabula.formats.web.hidden import unseen
from fabula.formats.web.markup import HEADINGS, Marks, drafts, local_name, words_of
from fabula.formats.web.notes import note_marks
from fabula.formats.web.shape import Page, is_data
from fabula.formats.web.shapes import shape_of
from fabula.formats.web.slant import slant
from fabula.formats.web.trees import html_body
from fabula.story.text import Meta, ParatextKind, Text

_ASIDE = {"nav": "contents", "header": "furniture", "footer": "furniture", "aside": "furniture"}
# What is left of a site's page that somebody has cut a chapter out of.
_NOTES = frozenset(("fff_chapter_notes", "author-note-portlet", "wi_authornotes", "noteinfo"))
_SITE: dict[str, ParatextKind] = {"profile_top": "tags", "chap_select": "furniture"}
AUTHOR = 100  # characters that may name a work's authors


def parse(markup: str, file: int = 0) -> Text:
    """Reads a decoded page. `file` is its number in the segments."""
    root, body, notices = html_body(markup)
    slant(root)
    page = Page(root, body)
    if (shape := shape_of(page)) is not None:
        marks, meta, outside = shape.marks(page), shape.meta(page), shape.outside
        notices += shape.notices(page)
    else:
        outside, marks = STORY, generic_marks(body, page_title(root))
        meta = generic_meta(root, marks)
    hidden, said = unseen(root, body)
    found = assemble(drafts(body, marks, outside, None, hidden), file)
    return msgspec.structs.replace(found, meta=meta, notices=(*notices, *said, *found.notices))


def generic_marks(body: etree._Element, title: str | None, is_book: bool = False) -> Marks:
    """What the elements of an ordinary page say of themselves. `title` is the page's; `is_book`:
    it is the title of the book that the page is in."""
    marks = note_marks(body)
    heads = [n for n in body.iter("*") if local_name(n) in HEADINGS and words_of(n)]
    own_title = _own_title(heads, title, is_book)
    for node in body.iter("*"):
        tag = local_name(node)
        if tag in _ASIDE:
            marks[node] = Mark(_ASIDE[tag], f"<{tag}>")  # type: ignore[arg-type]
        elif not _NOTES.isdisjoint(classes(node)):
            marks[node] = Mark("note", "the site's mark for an author's note")
        elif said := _SITE.get(node.get("id") or ""):
            marks[node] = Mark(said, "the site's head of the page")
        elif _is_author(node):
            marks[node] = Mark("byline", "the page's mark for an author")
        elif _is_licence(node):
            marks[node] = Mark("licence", "Project Gutenberg's head or foot")
        elif tag == "table" and is_data(node):
            marks[node] = Mark("table", "a table of short cells")
    for node in heads:
        if node is own_title:
            marks[node] = Mark("title", "the page's first heading")
        elif local_name(node) in ("h1", "h2", "h3"):
            is_contents = words_of(node).lower().strip(" :.") in ("contents", "table of contents")
            marks[node] = (
                Mark("contents", "head of the contents")
                if is_contents
                else Mark("heading", f"<{local_name(node)}>", opens=True)
            )
    return marks


def generic_meta(root: etree._Element, marks: Marks) -> Meta:
    """What an ordinary page says about itself: its title and author, where it does."""
    named = {
        (n.get("name") or n.get("property") or "").lower(): " ".join(
            (n.get("content") or "").split()
        )
        for n in root.iter("{*}meta")
    }
    titles = [words_of(n) for n, mark in marks.items() if mark.kind == "title"]
    author = named.get("author") or named.get("dc.creator")
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    return Meta(
        title=(titles[0] if titles else None) or page_title(root),
        authors=(author,) if author else (),
        language=language or None,
    )


def page_title(root: etree._Element) -> str | None:
    """The words of the page's <title>, which browsers show above it."""
    node = root.find(".//{*}title")
    return (words_of(node) or None) if node is not None else None


def _own_title(
    heads: list[etree._Element], title: str | None, is_book: bool
) -> etree._Element | None:
    """The heading that is the work's title: the first, if it is no chapter's and stands above the
    others by its level or by being the page's title."""
    if not heads:
        return None
    first = heads[0]
    words = words_of(first)
    if headings.heading(words) or headings.numbered(words):
        return None
    if is_book:
        return first if title is not None and words.lower() == title.lower() else None
    alone_of_its_level = [local_name(h) for h in heads].count(local_name(first)) == 1
    matches = title is not None and words.lower() in title.lower()
    if alone_of_its_level and (matches or local_name(first) == "h1"):
        return first
    return None


def _is_author(node: etree._Element) -> bool:
    names = classes(node)
    return ("author" in names or "byline" in names) and len(words_of(node)) < AUTHOR


def _is_licence(node: etree._Element) -> bool:
    names = (node.get("id"), *classes(node))
    return any(n in ("pg-header", "pg-footer", "pgheader", "pg-boilerplate") for n in names)
