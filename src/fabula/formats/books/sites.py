"""Books that a site or a downloader has made: what each of their pages is."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from fabula.formats.blocks.drafts import Mark
from fabula.formats.books.package import Package
from fabula.formats.web import ao3, ao3_meta, fanficfare_book, fichub, own
from fabula.formats.web.markup import HEADINGS, Marks, local_name, words_of
from fabula.formats.web.shape import Page
from fabula.story.text import Meta, Notice

_WORK = re.compile(r"/works/\d+")
_AROUND = Mark("furniture", "around the work's parts")


class Found(NamedTuple):
    """What a page holds: its marks, what all else on it is, what it says of the work."""

    marks: Marks
    outside: Mark
    meta: Meta = Meta()
    notices: tuple[Notice, ...] = ()


class Sites:
    """Knows a book's pages one after the other, by what stands in them and what came before."""

    def __init__(self, package: Package) -> None:
        self._archive = package.publisher.lower() in ("archive of our own", "ao3")
        self._fichub = any(fichub.is_chapter(item.name) for item in package.spine)
        self._in_story = False  # a story file has been read

    def found(self, name: str, page: Page) -> Found | None:
        """What the file of that name holds; None if nobody known has made it."""
        if own.is_own(page):
            return Found(own.own_marks(page), own.SHAPE.outside)
        if self._archive or _is_front(page.body) or ao3.is_work(page.body):
            self._archive = True
            marks = self._archive_marks(name, page.body)
            self._in_story = self._in_story or any(m.kind is None for m in marks.values())
            return Found(marks, _AROUND, ao3_meta.meta(page.body))
        if self._fichub and fichub.is_introduction(name):
            return Found(*fichub.introduction(page))
        made = fanficfare_book.book_page(page)
        return Found(*made) if made else None

    def _archive_marks(self, name: str, body: etree._Element) -> Marks:
        if body.find(".//*[@id='chapters']") is not None:
            return ao3.marks(body, opened=self._in_story)
        marks: Marks = {}
        file = name.rpartition("/")[2].lower()
        aside = any(
            body.find(f".//*[@id='{part}']") is not None or part in file
            for part in ("preface", "afterword")
        )
        titled = not self._in_story and _has_title(body)
        if aside or titled or _is_front(body) or "drop by the archive" in _start(body).lower():
            ao3.mark_front(body, marks)
            return marks
        holder = body
        while len(holder) == 1 and not ao3.is_chapter_head(holder[0]) and len(holder[0]):
            holder = holder[0]
        ao3.mark_chapters(holder, marks, opened=self._in_story)
        return marks


def _is_front(body: etree._Element) -> bool:
    """Whether a page begins by saying where the work was posted (the archive, or one like it)."""
    start = _start(body)
    return "Posted originally on the" in start and bool(_WORK.search(start))


def _has_title(body: etree._Element) -> bool:
    """Whether a page begins with the work's title and its author, as half a split preface does."""
    head = next((n for n in body.iter("*") if local_name(n) in HEADINGS), None)
    if head is None or local_name(head) != "h1":
        return False
    after = head.getnext()
    return after is not None and words_of(after).startswith("by ")


def _start(body: etree._Element) -> str:
    words: list[str] = []
    for piece in body.itertext():
        words.append(str(piece))
        if len(words) > 60:
            break
    return " ".join(" ".join(words).split())[:4_000]
