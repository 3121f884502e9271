"""A chapter's page of Scribble Hub."""

from __future__ import annotations

from lxml import etree

from fabula.formats.blocks.drafts import Mark
from fabula.formats.web.ao3_parts import by_id, classes
from fabula.formats.web.markup import Marks, has_words, words_of
from fabula.formats.web.shape import Page, Shape, address, first, links, mark_story, with_class
from fabula.story.text import Meta, ParatextKind

_BOXES: tuple[tuple[str, ParatextKind, str], ...] = (
    ("wi_authornotes", "note", "the site's box for an author's note"),
    ("wi_news", "note", "the site's box for news"),
    ("sp-head", "furniture", "the label of a spoiler"),
)


def _head(body: etree._Element) -> etree._Element | None:
    return first(with_class(body, "chp_byauthor"))


def _is_it(page: Page) -> bool:
    return bool(by_id(page.body, "chp_raw"))


def _marks(page: Page) -> Marks:
    marks: Marks = {}
    heading = first(with_class(page.body, "chapter-title"))
    if heading is not None:
        marks[heading] = Mark("heading", "the chapter's heading", opens=True)
    head = _head(page.body)
    for part, kind in (("/series/", "title"), ("/profile/", "byline")):
        for node in links(head, part):
            marks[node] = Mark(kind, "the line under the heading")  # type: ignore[arg-type]
    for text in by_id(page.body, "chp_raw"):
        mark_story(marks, text, headed=heading is not None)
        _mark_boxes(text, marks)
    return marks


def _mark_boxes(text: etree._Element, marks: Marks) -> None:
    last = _last(text)
    for name, kind, why in _BOXES:
        for node in with_class(text, name):
            below = kind == "note" and node in last
            marks[node] = Mark("end-note" if below else kind, why)


def _last(text: etree._Element) -> set[etree._Element]:
    """The boxes below the chapter's words."""
    found: set[etree._Element] = set()
    for node in reversed(text):
        if (node.tail or "").strip():
            break
        if {"wi_authornotes", "wi_news"} & set(classes(node)):
            found.add(node)
        elif has_words(node):
            break
    return found


def _meta(page: Page) -> Meta:
    title, author = (first(links(_head(page.body), p)) for p in ("/series/", "/profile/"))
    return Meta(
        title=words_of(title) if title is not None else None,
        authors=(words_of(author),) if author is not None else (),
        url=address(page),
    )


SHAPE = Shape("Scribble Hub", _is_it, _marks, _meta)
