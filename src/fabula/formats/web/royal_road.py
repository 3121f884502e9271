"""A chapter's page of Royal Road. Its decoys, paragraphs that a style of the page's own hides, are
what `hidden.py` sets aside; its tables are characters' sheets."""

from __future__ import annotations

from lxml import etree

from fabula.formats.blocks.drafts import Mark
from fabula.formats.web.ao3_parts import classes
from fabula.formats.web.markup import Marks, words_of
from fabula.formats.web.shape import (
    Page,
    Shape,
    address,
    first,
    links,
    mark_story,
    said,
    with_class,
)
from fabula.story.text import Meta


def _stories(body: etree._Element) -> list[etree._Element]:
    """The elements that hold the chapter; more than one only where a decoy stands beside it."""
    return [n for n in with_class(body, "chapter-content") if "chapter-inner" in classes(n)]


def _is_it(page: Page) -> bool:
    return bool(_stories(page.body))


def _marks(page: Page) -> Marks:
    marks: Marks = {}
    texts = set(_stories(page.body))
    head = _head(page.body)
    heading = first(head.iter("{*}h1"))
    if heading is not None:
        marks[heading] = Mark("heading", "the chapter's heading", opens=True)
    title = _title(page.body)
    if title is not None:
        marks[title] = Mark("title", "the work's title above the chapter")
    author = first(links(head, "/profile/"))
    if author is not None:
        marks[author] = Mark("byline", "the work's author")
    for text in texts:
        mark_story(marks, text, headed=heading is not None)
    below = False
    for node in page.body.iter("*"):
        below = below or node in texts
        if "author-note-portlet" in classes(node):
            kind = Mark("end-note" if below else "note", "the site's box for an author's note")
            marks[node] = kind
    return marks


def _head(body: etree._Element) -> etree._Element:
    """What stands above the chapter; the page itself where that is gone."""
    return next(with_class(body, "fic-header"), body)


def _title(body: etree._Element) -> etree._Element | None:
    """The work's title: the link to it in the page's head."""
    for node in with_class(body, "fic-header"):
        links_or_titles = node.iter("{*}h2", "{*}a")
        return first(n for n in links_or_titles if "/profile/" not in (n.get("href") or ""))
    return None


def _meta(page: Page) -> Meta:
    title, author = _title(page.body), first(links(_head(page.body), "/profile/"))
    name = said(page, "books:author") or (words_of(author) if author is not None else None)
    return Meta(
        title=words_of(title) if title is not None else None,
        authors=(name,) if name else (),
        url=address(page),
    )


SHAPE = Shape("Royal Road", _is_it, _marks, _meta)
