"""What FanFicFare writes: a whole story on one HTML page."""

from __future__ import annotations

import re

from lxml import etree

from fabula.formats.blocks.drafts import STORY, Mark
from fabula.formats.web.fanficfare_parts import errors, mark_notes, meta_of
from fabula.formats.web.markup import HEADINGS, Marks, local_name, words_of
from fabula.formats.web.shape import Page, Shape, first, mark_tables, with_class
from fabula.story.text import Meta, Notice

_SECTION = re.compile(r"section\d{1,5}")


def _sections(body: etree._Element) -> list[etree._Element]:
    """The headings of its chapters: each in an anchor, or right after an empty one."""
    found: list[etree._Element] = []
    for anchor in body.iter("{*}a"):
        if _SECTION.fullmatch(anchor.get("name") or ""):
            inside = [n for n in anchor if local_name(n) in HEADINGS]
            after = anchor.getnext()
            if not inside and after is not None and local_name(after) in HEADINGS:
                inside = [after]
            found += inside[:1]
    return found


def _is_it(page: Page) -> bool:
    return bool(_sections(page.body))


def _marks(page: Page) -> Marks:
    marks: Marks = {}
    body = page.body
    for table in with_class(body, "full", "table"):
        marks[table] = Mark("tags", "the downloader's title page")
        break
    head = first(n for n in body if local_name(n) == "h1")
    if head is not None:
        marks[head] = Mark("title", "the downloader's title page")
    for anchor in body.iter("{*}a"):
        href = anchor.get("href") or ""
        if href.startswith("#") and _SECTION.fullmatch(href[1:]):
            marks[anchor] = Mark("contents", "the downloader's list of chapters")
        elif anchor.get("name") == "TOCTOP":
            marks[anchor] = Mark("contents", "head of the contents")
            following = anchor.getnext()
            if not words_of(anchor) and following is not None and local_name(following) == "h2":
                marks[following] = Mark("contents", "head of the contents")
    for heading in _sections(body):
        marks[heading] = Mark("heading", "the chapter's heading", opens=True)
    mark_notes(body, marks)
    mark_tables(marks, body)
    return marks


def _titles(page: Page) -> tuple[Notice, ...]:
    return errors([words_of(n) for n in _sections(page.body)])


def _meta(page: Page) -> Meta:
    return meta_of(page.body, next(with_class(page.body, "full", "table"), None))


SHAPE = Shape("FanFicFare’s page", _is_it, _marks, _meta, STORY, _titles)
