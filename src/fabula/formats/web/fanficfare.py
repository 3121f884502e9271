"""What FanFicFare writes: one HTML page of a whole story, and the pages of its EPUB.

Every template of it can be changed by its user, so a page is known by what stands in it (anchors,
labels in bold), and its classes are hints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from fabula.formats.blocks.drafts import STORY, Mark
from fabula.formats.blocks.labels import labelled
from fabula.formats.web.ao3_parts import classes
from fabula.formats.web.markup import HEADINGS, Marks, local_name, words_of
from fabula.formats.web.shape import Page, Shape, first, links, mark_tables, said, with_class
from fabula.story.text import Meta, Notice, ParatextKind

_SECTION = re.compile(r"section\d{1,5}")
_KNOWN = frozenset((
    "Category", "Genre", "Language", "Characters", "Relationships", "Status", "Published",
    "Updated", "Packaged", "Rating", "Warnings", "Chapters", "Words", "Publisher", "Story URL",
    "Author URL", "Summary", "Series",
))  # fmt: skip
LABELS = 3  # known labels that a title page has at the least
_NOTES = frozenset(("fff_chapter_notes", "fff_head_notes", "fff_foot_notes"))
_ERROR = "(CHAPTER ERROR)"


# ---- what both have


def mark_notes(body: etree._Element, marks: Marks) -> None:
    """Marks the notes that it has moved above and below a chapter."""
    for node in body.iter("{*}div"):
        names = set(classes(node))
        if names & _NOTES:
            foot = "fff_foot_notes" in names
            why = "the downloader's mark for a note"
            marks[node] = Mark("end-note" if foot else "note", why)


def errors(titles: list[str]) -> tuple[Notice, ...]:
    """What to say of chapters that it could not fetch."""
    lost = [t for t in titles if _ERROR in t]
    if not lost:
        return ()
    count = "One chapter" if len(lost) == 1 else f"{len(lost)} chapters"
    message = f"{count} could not be downloaded, first “{lost[0]}”; get the file again."
    return (Notice("chapter-missing", message),)


def _pairs(top: etree._Element) -> Iterator[tuple[str, str]]:
    """The labels of a title page (`<b>Label:</b>`), each with its value."""
    for label in top.iter("{*}b", "{*}strong"):
        name = words_of(label)
        if not name.endswith(":"):
            continue
        cell = label.getparent()
        value = cell.getnext() if cell is not None and local_name(cell) == "td" else None
        if value is not None:
            yield name[:-1], words_of(value)
        else:
            yield name[:-1], _until_break(label)


def _until_break(label: etree._Element) -> str:
    """The words after a label up to the line's end."""
    words = [label.tail or ""]
    for node in label.itersiblings():
        if local_name(node) in ("br", "b", "strong"):
            break
        words += ("".join(map(str, node.itertext())) if local_name(node) else "", node.tail or "")
    return " ".join("".join(words).split())


def _meta_of(top: etree._Element) -> Meta:
    """What a title page says: its heading is `<a>Title</a> by Author`."""
    heads = (n for n in top.iter("*") if local_name(n) in HEADINGS)
    head = first(n for n in heads if " by " in words_of(n))
    if head is None:
        return labelled(_pairs(top))
    title = first(links(head, ""))
    names = tuple(words_of(a) for a in list(links(head, ""))[1:])
    plain = words_of(head).rpartition(" by ")
    found = labelled(_pairs(top), words_of(title) if title is not None else plain[0],
                     names or (plain[2],))  # fmt: skip
    url = title.get("href") if title is not None else None
    return Meta(
        found.title, found.authors, found.tags, found.series, found.stats, found.language,
        found.url or (url if url and url.startswith("http") else None),
    )  # fmt: skip


# ---- the whole story on one page


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


SHAPE = Shape("FanFicFare’s page", _is_it, _marks, lambda page: _meta_of(page.body), STORY, _titles)


# ---- the pages of its book


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
    known = sum(name in _KNOWN for name, _ in _pairs(body))
    return known >= LABELS and any(" by " in words_of(n) for n in body.iter("{*}h1", "{*}h3"))


def _title_page(body: etree._Element) -> tuple[Marks, Mark, Meta, tuple[Notice, ...]]:
    marks: Marks = {}
    head = first(n for n in body.iter("*") if local_name(n) in HEADINGS)
    if head is not None:
        marks[head] = Mark("title", "the downloader's title page")
    return marks, Mark("tags", "the downloader's title page"), _meta_of(body), ()


def _chapter_heading(page: Page) -> etree._Element | None:
    """The heading of a chapter's page: by its class, or as the page's head says it."""
    if (node := first(with_class(page.body, "fff_chapter_title"))) is not None:
        return node
    title = said(page, "chaptertitle")
    heads = (n for n in page.body if local_name(n) in HEADINGS)
    return first(n for n in heads if title is not None and words_of(n) == title)
