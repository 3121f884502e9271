"""EPUB 2 and 3 by our own reader: the archive's Calibre-made files, and any other book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

import msgspec
from lxml import etree

from fabula.errors import NoStory, UnreadableInput
from fabula.formats.blocks.drafts import STORY, Draft, Mark, assemble
from fabula.formats.books.locks import refuse_locked
from fabula.formats.books.manifest import Item, few
from fabula.formats.books.package import Package, open_package
from fabula.formats.books.sheets import Sheets
from fabula.formats.books.sites import Sites
from fabula.formats.container import Container
from fabula.formats.encoding import decode
from fabula.formats.joining import first_meta
from fabula.formats.web import html
from fabula.formats.web.markup import Marks, drafts, words_of
from fabula.formats.web.shape import Page
from fabula.formats.web.trees import html_body
from fabula.story.text import Meta, Notice, ParatextKind, Text

_ROLES: tuple[tuple[str, ParatextKind], ...] = (
    ("toc", "contents"),
    ("nav", "contents"),
    ("contents", "contents"),
    ("landmarks", "contents"),
    ("loi", "contents"),
    ("cover", "title"),
    ("titlepage", "title"),
    ("halftitlepage", "title"),
    ("copyright", "licence"),
    ("license", "licence"),
    ("colophon", "licence"),
    ("dedication", "front-matter"),
    ("acknowledgments", "front-matter"),
    ("acknowledgements", "front-matter"),
    ("log", "furniture"),
)
_NAME_PARTS = re.compile(r"[a-z]+")


def parse(data: bytes, path: str, file: int = 0) -> Text:
    """Reads a book. Raises UnreadableInput for a damaged, locked or hostile one."""
    container = Container(data, path)
    refuse_locked(container)
    package = open_package(container)
    reader = _Reader(container, package)
    files = chain.from_iterable(reader.file(item) for item in package.spine)
    found = assemble(chain(_description(package), files), file)
    if not found.blocks:
        raise _without_words(path, reader)
    meta = first_meta([*reader.metas, package.meta])
    return msgspec.structs.replace(
        found,
        meta=meta,
        notices=(*package.notices, *dict.fromkeys(reader.notices), *reader.said(), *found.notices),
    )


def _description(package: Package) -> Iterator[Draft]:
    """What the package says the book is about; books of the archive say it in their preface."""
    archive = package.publisher.lower() in ("archive of our own", "ao3")
    if archive or not package.description.strip():
        return
    _, body, _ = html_body(package.description)
    said = Mark("summary", "the book's description of itself")
    yield from drafts(body, {}, said, package.name)


def _without_words(path: str, reader: _Reader) -> NoStory:
    if reader.unread:
        return NoStory(f"{path}: the pages of this book are no text; it is locked or damaged.")
    if reader.pictures:
        return NoStory(f"{path}: the pages of this book are pictures; there is no text to read.")
    return NoStory(f"{path}: there is no text in this book.")


class _Reader:
    """Reads the files of a book's spine, in order."""

    def __init__(self, container: Container, package: Package) -> None:
        self.metas: list[Meta] = []
        self.notices: list[Notice] = []
        self.unread: dict[str, None] = {}  # files that are no text at all
        self.drawn: dict[str, None] = {}  # files with words in drawings
        self.pictures: dict[str, None] = {}  # files with pictures and no words
        self._container = container
        self._package = package
        self._sites = Sites(package)
        self._sheets = Sheets(container)

    def said(self) -> Iterator[Notice]:
        """What to say of the files that have been passed over."""
        if self.unread:
            yield Notice("unread-file", f"In the book and no text at all: {few(self.unread)}")
        if self.drawn:
            yield Notice("drawn-words", f"Words drawn in pictures, not read: {few(self.drawn)}")
        if self.pictures:
            message = f"Pages of pictures alone, whose words cannot be read: {few(self.pictures)}"
            yield Notice("picture-pages", message)

    def file(self, item: Item) -> Iterator[Draft]:
        """The blocks of one file."""
        data = self._container.read(item.name)
        try:
            decoded = decode(data, self._container.path, markup=True)
        except UnreadableInput:
            self.unread[item.name] = None
            return
        root, body, notices = html_body(decoded.text)
        self.notices += (*decoded.notices, *notices)
        self._sheets.slant(item.name, root)
        marks, outside = self._marks(item, Page(root, body))
        hidden, said = self._sheets.unseen(item.name, root, body, marks)
        self.notices += said
        empty = True
        for draft in drafts(body, marks, outside, item.name, hidden):
            empty = False
            yield draft
        if empty and next(body.iter("{*}img", "{*}svg", "{*}image"), None) is not None:
            self.pictures[item.name] = None
        elif any(words_of(svg) for svg in body.iter("{*}svg")):
            self.drawn[item.name] = None

    def _marks(self, item: Item, page: Page) -> tuple[Marks, Mark]:
        if (found := self._sites.found(item.name, page)) is not None:
            self.metas.append(found.meta)
            self.notices += found.notices
            return found.marks, found.outside
        role = _role(item, page.body)
        if role:
            return {}, Mark(role[0], role[1])
        if not item.linear:
            return {}, Mark("end-note", "the book puts it outside its order of reading")
        marks = html.generic_marks(page.body, self._package.meta.title, is_book=True)
        opens = item.in_contents and not any(m.kind == "heading" for m in marks.values())
        return marks, STORY._replace(opens=opens)


def _role(item: Item, body: etree._Element) -> tuple[ParatextKind, str] | None:
    """What a file is besides story, by what the book, the file or its name says."""
    sections = [body, *(n for n in body if isinstance(n.tag, str))]
    for node in sections[:2]:
        said = _kind((node.get("epub:type") or "").replace("-", " ").lower().split())
        if said:
            return said, "the file says so (epub:type)"
    if item.role and (said := _kind(item.role.lower().replace("-", " ").split())):
        return said, f"the book's guide says “{item.role}”"
    stem = item.name.rpartition("/")[2].rpartition(".")[0].lower()
    if said := _kind(_NAME_PARTS.findall(stem.replace("title_page", "titlepage"))):
        return said, "the file's name"
    return None


def _kind(words: list[str]) -> ParatextKind | None:
    if "title" in words and "page" in words:
        return "title"
    return next((kind for name, kind in _ROLES if name in words), None)
