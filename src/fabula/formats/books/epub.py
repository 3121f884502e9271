"""EPUB 2 and 3 by our own reader: the archive's Calibre-made files, and any other book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

import msgspec
from lxml import etree

from fabula.errors import NoStory, UnreadableInput
from fabula.formats.blocks.drafts import STORY, Draft, Mark, assemble
from fabula.formats.books.package import Item, Package, open_package
from fabula.formats.container import Container
from fabula.formats.encoding import decode
from fabula.formats.joining import first_meta
from fabula.formats.web import ao3, ao3_meta, html
from fabula.formats.web.hidden import unseen
from fabula.formats.web.markup import Marks, drafts
from fabula.formats.web.trees import html_body, xml_root
from fabula.story.text import Meta, Notice, ParatextKind, Text

_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_ENCRYPTION = "META-INF/encryption.xml"
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
    _refuse_locked(container)
    package = open_package(container)
    reader = _Reader(container, package)
    found = assemble(chain.from_iterable(reader.file(item) for item in package.spine), file)
    if not found.blocks:
        raise NoStory(f"{path}: there is no text in this book.")
    meta = first_meta([*reader.metas, package.meta])
    return msgspec.structs.replace(
        found,
        meta=meta,
        notices=(*package.notices, *dict.fromkeys(reader.notices), *found.notices),
    )


def _refuse_locked(container: Container) -> None:
    if _ENCRYPTION not in container:
        return
    root = xml_root(container.read(_ENCRYPTION), container.path, _ENCRYPTION)
    for method in root.iter("{*}EncryptionMethod"):
        if method.get("Algorithm") not in _FONTS:
            raise UnreadableInput(
                f"{container.path}: the book is locked (DRM), so its text cannot be read; "
                "use a copy "
                "without a lock."
            )


class _Reader:
    """Reads the files of a book's spine, in order."""

    def __init__(self, container: Container, package: Package) -> None:
        self.metas: list[Meta] = []
        self.notices: list[Notice] = []
        self._container = container
        self._package = package
        self._is_ao3 = package.publisher.lower() in ("archive of our own", "ao3")
        self._in_story = False  # a story file has been read

    def file(self, item: Item) -> Iterator[Draft]:
        """The blocks of one file."""
        if item.name not in self._container:
            message = f"The book names “{item.name}”, which it does not hold."
            self.notices.append(Notice("missing-file", message))
            return
        path = f"{self._container.path}: “{item.name}” in it"
        decoded = decode(self._container.read(item.name), path, markup=True)
        root, body, notices = html_body(decoded.text)
        self.notices += (*decoded.notices, *notices)
        marks, outside = self._marks(item, body)
        hidden, said = unseen(root, body)
        self.notices += said
        yield from drafts(body, marks, outside, item.name, hidden)

    def _marks(self, item: Item, body: etree._Element) -> tuple[Marks, Mark]:
        if self._is_ao3 or _looks_ao3(body):
            self._is_ao3 = True
            self.metas.append(ao3_meta.meta(body))
            marks = self._ao3_marks(item, body)
            self._in_story = self._in_story or any(m.kind is None for m in marks.values())
            return marks, Mark("furniture", "around the work's parts")
        role = _role(item, body)
        if role:
            return {}, Mark(role[0], role[1])
        marks = html.generic_marks(body, self._package.meta.title, is_book=True)
        opens = item.in_contents and not any(m.kind == "heading" for m in marks.values())
        return marks, STORY._replace(opens=opens)

    def _ao3_marks(self, item: Item, body: etree._Element) -> Marks:
        if body.find(".//*[@id='chapters']") is not None:
            return ao3.marks(body, opened=self._in_story)
        marks: Marks = {}
        name = item.name.rpartition("/")[2].lower()
        aside = any(
            body.find(f".//*[@id='{part}']") is not None or part in name
            for part in ("preface", "afterword")
        )
        if aside or _is_ao3_front(body) or "drop by the archive" in _start(body).lower():
            ao3.mark_front(body, marks)
            return marks
        holder = body
        while len(holder) == 1 and not ao3.is_chapter_head(holder[0]) and len(holder[0]):
            holder = holder[0]
        ao3.mark_chapters(holder, marks, opened=self._in_story)
        return marks


def _looks_ao3(body: etree._Element) -> bool:
    return _is_ao3_front(body) or ao3.is_work(body)


def _is_ao3_front(body: etree._Element) -> bool:
    start = _start(body)
    return "Posted originally on the" in start and "Archive of Our Own" in start


def _start(body: etree._Element) -> str:
    words: list[str] = []
    for piece in body.itertext():
        words.append(str(piece))
        if len(words) > 60:
            break
    return " ".join(" ".join(words).split())[:4_000]


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
