"""A page of a forum on XenForo whose posts with a threadmark are chapters of a story. Posts without
one are readers' talk, and set aside."""

from __future__ import annotations

from lxml import etree

from fabula.formats.blocks.drafts import Mark
from fabula.formats.web.ao3_parts import classes
from fabula.formats.web.markup import Marks, words_of
from fabula.formats.web.shape import Page, Shape, address, first, mark_story, with_class
from fabula.story.text import Meta

_LINKS = ("bbCodeBlock-expandLink", "bbCodeBlock-shrinkLink")


def _posts(body: etree._Element) -> list[etree._Element]:
    """The posts that have a threadmark."""
    return [
        post
        for post in with_class(body, "message", "article", "li")
        if _label(post) is not None and _text(post) is not None
    ]


def _label(post: etree._Element) -> etree._Element | None:
    label = first(with_class(post, "threadmarkLabel"))
    if label is not None:
        return label
    for head in with_class(post, "threadmarker"):  # before its second version
        return first(with_class(head, "label"))
    return None


def _text(post: etree._Element) -> etree._Element | None:
    text = first(with_class(post, "bbWrapper"))
    return text if text is not None else first(with_class(post, "messageText"))


def _is_it(page: Page) -> bool:
    return bool(_posts(page.body))


def _marks(page: Page) -> Marks:
    marks: Marks = {}
    title = first(with_class(page.body, "p-title-value"))
    if title is not None:
        marks[title] = Mark("title", "the thread's title")
    for post in with_class(page.body, "message", "article", "li"):
        marks[post] = Mark("furniture", "a post without a threadmark")
    for post in _posts(page.body):
        marks[post] = Mark("furniture", "around a post")
        label, text = _label(post), _text(post)
        if label is not None:
            marks[label] = Mark("heading", "the post's threadmark", opens=True)
        if text is not None:
            mark_story(marks, text, headed=True)
            for name in _LINKS:
                for node in with_class(text, name):
                    marks[node] = Mark("furniture", "the forum's link")
    return marks


def _meta(page: Page) -> Meta:
    title = first(with_class(page.body, "p-title-value"))
    author = next((a for p in _posts(page.body) if (a := p.get("data-author"))), None)
    return Meta(
        title=_bare(title) if title is not None else None,
        authors=(author,) if author else (),
        url=address(page),
    )


def _bare(title: etree._Element) -> str:
    """A thread's title without the forum's labels before it."""
    labels = [n for n in title.iter("*") if {"label", "labelLink"} & set(classes(n))]
    words = words_of(title)
    for label in labels:
        words = words.removeprefix(words_of(label)).strip()
    return words


SHAPE = Shape("a forum's threadmarks", _is_it, _marks, _meta)
