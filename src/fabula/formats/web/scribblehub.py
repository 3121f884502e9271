"""A chapter's page of Scribble Hub."""

from __future__ import annotations

from lxml import etree

from fabula.formats.blocks.drafts import Mark
from fabula.formats.web.ao3_parts import by_id
from fabula.formats.web.markup import Marks, words_of
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
    text = by_id(page.body, "chp_raw")[0]
    mark_story(marks, text, headed=heading is not None)
    for name, kind, why in _BOXES:
        for node in with_class(text, name):
            marks[node] = Mark(_below(node, text) if kind == "note" else kind, why)
    return marks


def _below(node: etree._Element, text: etree._Element) -> ParatextKind:
    """What a note is: one below the text, if nothing follows it."""
    top = node
    while (parent := top.getparent()) is not None and parent is not text:
        top = parent
    return "note" if any(words_of(n) for n in top.itersiblings()) else "end-note"


def _meta(page: Page) -> Meta:
    title, author = (first(links(_head(page.body), p)) for p in ("/series/", "/profile/"))
    return Meta(
        title=words_of(title) if title is not None else None,
        authors=(words_of(author),) if author is not None else (),
        url=address(page),
    )


SHAPE = Shape("Scribble Hub", _is_it, _marks, _meta)
