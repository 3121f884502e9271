"""The pages of a book that FanFicFare has made: title page, contents, log, chapters."""

from __future__ import annotations

from lxml import etree

from fabula.formats.blocks.drafts import STORY, Mark
from fabula.formats.web.ao3_parts import classes
from fabula.formats.web.fanficfare_parts import errors, mark_notes, meta_of, pairs
from fabula.formats.web.markup import HEADINGS, Marks, local_name, words_of
from fabula.formats.web.shape import Page, first, mark_tables, said, with_class
from fabula.story.text import Meta, Notice, ParatextKind

_KNOWN = frozenset((
    "Category", "Genre", "Language", "Characters", "Relationships", "Status", "Published",
    "Updated", "Packaged", "Rating", "Warnings", "Chapters", "Words", "Publisher", "Story URL",
    "Author URL", "Summary", "Series",
))  # fmt: skip
LABELS = 3  # known labels that a title page has at the least


def book_page(page: Page) -> tuple[Marks, Mark, Meta, tuple[Notice, ...]] | None:
    """What a page of its EPUB holds: marks, what all else is, and what it says of the work; None
    for a page of any other maker."""
    kinds: dict[str, ParatextKind] = {"fff_tocpage": "contents", "fff_logpage": "furniture"}
    names = classes(page.body)
    for name, kind in kinds.items():
        if name in names:
            return {}, Mark(kind, "the downloader's page"), Meta(), ()
    if "fff_titlepage" in names or _is_title_page(page.body):
        return _title_page(page.body)
    heading = _chapter_heading(page)
    if heading is None:
        return None
    marks: Marks = {heading: Mark("heading", "the chapter's heading", opens=True)}
    mark_notes(page.body, marks)
    mark_tables(marks, page.body)
    return marks, STORY, Meta(), errors([words_of(heading)])


def _is_title_page(body: etree._Element) -> bool:
    """Whether a page has the labels of a title page: a class is lost when a book is converted."""
    if len(words_of(body)) > 20_000:
        return False
    known = sum(name in _KNOWN for name, _ in pairs(body))
    return known >= LABELS and any(" by " in words_of(n) for n in body.iter("{*}h1", "{*}h3"))


def _title_page(body: etree._Element) -> tuple[Marks, Mark, Meta, tuple[Notice, ...]]:
    marks: Marks = {}
    head = first(n for n in body.iter("*") if local_name(n) in HEADINGS)
    if head is not None:
        marks[head] = Mark("title", "the downloader's title page")
    return marks, Mark("tags", "the downloader's title page"), meta_of(body, body), ()


def _chapter_heading(page: Page) -> etree._Element | None:
    """The heading of a chapter's page: by its class, or as the page's head says it."""
    if (node := first(with_class(page.body, "fff_chapter_title"))) is not None:
        return node
    title = said(page, "chaptertitle")
    heads = (n for n in page.body if local_name(n) in HEADINGS)
    return first(n for n in heads if title is not None and words_of(n) == title)
