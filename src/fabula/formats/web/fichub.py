"""What FicHub writes: the introduction of its EPUB, and one HTML page of a whole story.

Its chapters are as the source had them: a heading where that had one.
"""

from __future__ import annotations

import re

from lxml import etree

from fabula.formats.blocks.drafts import STORY, Mark
from fabula.formats.blocks.labels import labelled
from fabula.formats.web.markup import HEADINGS, Marks, local_name, words_of
from fabula.formats.web.shape import Page, Shape, first, mark_tables, with_class
from fabula.story.text import Meta

_CHAPTER = re.compile(r"(?:.*/)?chap_\d+\.x?html?", re.IGNORECASE)
_LINE = re.compile(r"(By|Original source|Chapters|Words|Status|Updated|Published):\s*(.*)", re.S)
_EXPORTED = "Exported with the assistance of"


def is_chapter(name: str) -> bool:
    """Whether a file in a book is named as FicHub names its chapters."""
    return bool(_CHAPTER.fullmatch(name))


def is_introduction(name: str) -> bool:
    """Whether a file in a book is named as FicHub names its first page."""
    return name.rpartition("/")[2].lower() == "introduction.xhtml"


def introduction(page: Page) -> tuple[Marks, Mark, Meta]:
    """What the first page of its book holds, what all else on it is, and what it says."""
    marks: Marks = {}
    _mark_front(page.body, marks)
    return marks, Mark("summary", "the book's introduction"), _meta(page)


def _mark_front(top: etree._Element, marks: Marks) -> None:
    """Marks title, author and the lines with labels."""
    for node in top.iter("{*}h1", "{*}h2", "{*}p"):
        words = words_of(node)
        if local_name(node) == "h1":
            marks[node] = Mark("title", "the downloader's title page")
        elif words.startswith(("By: ", "by ")) and len(words) < 120:
            marks[node] = Mark("byline", "the downloader's title page")
        elif _LINE.fullmatch(words) or words.startswith(_EXPORTED):
            marks[node] = Mark("tags", "the downloader's title page")


def _meta(page: Page) -> Meta:
    title = first(page.body.iter("{*}h1"))
    pairs: list[tuple[str, str]] = []
    author = first(with_class(page.body, "author", "span"))
    for node in page.body.iter("{*}p"):
        if found := _LINE.fullmatch(words_of(node)):
            pairs.append(("author" if found[1] == "By" else found[1], found[2]))
    names = (words_of(author),) if author is not None else ()
    return labelled(pairs, words_of(title) if title is not None else None, names)


# ---- the whole story on one page


def _chapters(body: etree._Element) -> list[etree._Element]:
    return [n for n in body.iter("{*}div") if re.fullmatch(r"chap_\d+", n.get("id") or "")]


def _is_it(page: Page) -> bool:
    return bool(_chapters(page.body)) and bool(list(with_class(page.body, "chapter_nav")))


def _marks(page: Page) -> Marks:
    marks: Marks = {}
    for node in page.body:
        if local_name(node) == "nav":
            marks[node] = Mark("contents", "the downloader's list of chapters")
        elif local_name(node) == "div" and not node.get("id"):
            marks[node] = Mark("summary", "the downloader's title page")
        elif local_name(node):
            above: Marks = {}
            _mark_front(node, above)
            marks.update(above)
    for chapter in _chapters(page.body):
        for inner in [n for n in chapter.iter("*") if n in marks]:
            del marks[inner]
        heading = first(n for n in chapter.iter("*") if local_name(n) in HEADINGS)
        marks[chapter] = STORY._replace(opens=heading is None)
        mark_tables(marks, chapter)
        if heading is not None:
            marks[heading] = Mark("heading", "the chapter's heading", opens=True)
        for node in with_class(chapter, "chapter_nav"):
            marks[node] = Mark("furniture", "links between the chapters")
    return marks


SHAPE = Shape("FicHub’s page", _is_it, _marks, _meta)
