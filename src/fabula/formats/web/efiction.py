"""A page of an archive that runs on eFiction: one chapter, or the whole story made for print."""

from __future__ import annotations

from lxml import etree

from fabula.formats.blocks.drafts import Mark
from fabula.formats.blocks.labels import labelled
from fabula.formats.web.ao3_parts import by_id, classes
from fabula.formats.web.markup import Marks, local_name, words_of
from fabula.formats.web.shape import Page, Shape, address, first, links, mark_story, with_class
from fabula.story.text import Meta


def _head(page: Page) -> etree._Element | None:
    return next(iter(by_id(page.body, "pagetitle")), None)


def _stories(body: etree._Element) -> list[etree._Element]:
    """The elements that hold chapters."""
    return list(with_class(body, "chapter", "div")) or by_id(body, "story")


def _is_it(page: Page) -> bool:
    head = _head(page)
    written = head is not None and (
        first(links(head, "viewstory.php")) is not None
        or first(links(head, "viewuser.php")) is not None
    )
    return written and bool(_stories(page.body))


def _marks(page: Page) -> Marks:
    marks: Marks = {}
    head = _head(page)
    if head is not None:
        marks[head] = Mark("title", "the page's title")
        for node in links(head, "viewuser.php"):
            marks[node] = Mark("byline", "the work's author")
    headed = False
    stories = set(_stories(page.body))
    for node in page.body.iter("*"):
        if node in stories:
            mark_story(marks, node, headed)
            headed = False
        elif "chaptertitle" in classes(node):
            marks[node] = Mark("heading", "the chapter's heading", opens=True)
            headed = True
        elif "noteinfo" in classes(node):
            end = "end note" in words_of(node)[:60].lower()
            marks[node] = Mark("end-note" if end else "note", "the site's box for notes")
        elif "infobox" in classes(node):
            marks[node] = Mark("tags", "what the site says of the work")
    return marks


def _meta(page: Page) -> Meta:
    head = _head(page)
    title, author = (first(links(head, p)) for p in ("viewstory.php", "viewuser.php"))
    box = next(with_class(page.body, "infobox"), None)
    found = labelled(
        [] if box is None else _pairs(box),
        title=words_of(title) if title is not None else None,
        authors=(words_of(author),) if author is not None else (),
    )
    return Meta(
        found.title, found.authors, found.tags, found.series, found.stats, found.language,
        address(page),
    )  # fmt: skip


def _pairs(box: etree._Element) -> list[tuple[str, str]]:
    """The labels of the box (`<span class="label">`), each with the words up to the next."""
    pairs: list[tuple[str, str]] = []
    for label in with_class(box, "label", "span"):
        value = label.tail or ""
        for node in label.itersiblings():
            if "label" in classes(node):
                break
            value += (words_of(node) if local_name(node) else "") + (node.tail or "")
        name = words_of(label).rstrip(": ")
        pairs.append((name, " ".join(value.split())))
    return pairs


SHAPE = Shape("eFiction", _is_it, _marks, _meta)
