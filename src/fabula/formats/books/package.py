"""What an EPUB's package file says: its parts in reading order, its contents, its title."""

from __future__ import annotations

from posixpath import dirname
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from fabula.errors import UnreadableInput
from fabula.formats.container import Container, inside
from fabula.formats.folder import natural
from fabula.formats.web.markup import words_of
from fabula.formats.web.trees import xml_root
from fabula.story.text import Meta, Notice

_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")
_SUFFIXES = (".xhtml", ".html", ".htm", ".xml")


class Item(NamedTuple):
    """A file of the spine: its name in the container, what guide or manifest call it ("" if they
    say nothing), and whether the contents name it."""

    name: str
    role: str = ""
    in_contents: bool = False


class Package(NamedTuple):
    """A book's parts in reading order, and what it says of itself."""

    spine: tuple[Item, ...]
    meta: Meta = Meta()
    publisher: str = ""
    notices: tuple[Notice, ...] = ()


def open_package(container: Container) -> Package:
    """The package of a book. Raises UnreadableInput if nothing in it could be read."""
    name = _package_name(container)
    if name is None:
        return _all_pages(container, "The book has no package file")
    root = xml_root(container.read(name), container.path, name)
    folder = dirname(name)
    manifest = {
        item.get("id"): (
            inside(folder, unquote((item.get("href") or "").partition("#")[0])),
            item.get("media-type") or "",
            item.get("properties") or "",
        )
        for item in root.iter("{*}item")
    }
    roles = {
        inside(folder, unquote((r.get("href") or "").partition("#")[0])): r.get("type") or ""
        for r in root.iter("{*}reference")
    }
    named = _contents(container, root, manifest)
    spine: list[Item] = []
    for ref in root.iter("{*}itemref"):
        file, kind, properties = manifest.get(ref.get("idref"), ("", "", ""))
        if file and (kind in _PAGES or file.lower().endswith(_SUFFIXES)):
            role = roles.get(file, "") or ("toc" if "nav" in properties.split() else "")
            spine.append(Item(file, "" if role == "text" else role, file in named))
    if not spine:
        return _all_pages(container, "The book's package names no reading order")
    publisher = next((words_of(n) for n in root.iter("{*}publisher")), "")
    return Package(tuple(dict.fromkeys(spine)), _meta(root), publisher)


def _package_name(container: Container) -> str | None:
    pointer = "META-INF/container.xml"
    if pointer in container:
        root = xml_root(container.read(pointer), container.path, pointer)
        for node in root.iter("{*}rootfile"):
            name = inside("", unquote(node.get("full-path") or ""))
            if name in container:
                return name
    return next((n for n in container.names if n.lower().endswith(".opf")), None)


def _all_pages(container: Container, why: str) -> Package:
    pages = [n for n in container.names if n.lower().endswith((".xhtml", ".html", ".htm"))]
    if not pages:
        raise UnreadableInput(f"{container.path}: there are no pages in this book; get it again.")
    message = f"{why}; its pages are read in the order of their names."
    ordered = tuple(Item(n) for n in sorted(pages, key=natural))
    return Package(ordered, notices=(Notice("no-package", message),))


def _contents(
    container: Container, root: etree._Element, manifest: dict[str | None, tuple[str, str, str]]
) -> set[str]:
    """The files that the book's contents (NCX or nav) name."""
    spine = root.find("{*}spine")
    ncx = spine.get("toc") if spine is not None else None
    named: set[str] = set()
    for key, (file, kind, properties) in manifest.items():
        is_ncx = key == ncx or kind == "application/x-dtbncx+xml"
        if file not in container or not (is_ncx or "nav" in properties.split()):
            continue
        try:
            tree = xml_root(container.read(file), container.path, file)
        except UnreadableInput:
            continue  # contents are a help, not the book
        for node in tree.iter("{*}content", "{*}a"):
            target = (node.get("src") or node.get("href") or "").partition("#")[0]
            if target:
                named.add(inside(dirname(file), unquote(target)))
    return named


def _meta(root: etree._Element) -> Meta:
    def all_of(name: str) -> tuple[str, ...]:
        return tuple(w for n in root.iter(f"{{*}}{name}") if (w := words_of(n)))

    named = {n.get("name"): n.get("content") for n in root.iter("{*}meta") if n.get("name")}
    series = named.get("calibre:series")
    part = named.get("calibre:series_index")
    identifiers = all_of("identifier")
    urls = (*all_of("source"), *identifiers)
    subjects = all_of("subject")
    unique = root.get("unique-identifier")
    own = [words_of(n) for n in root.iter("{*}identifier") if unique and n.get("id") == unique]
    return Meta(
        title=next(iter(all_of("title")), None),
        authors=all_of("creator"),
        tags={"subject": subjects} if subjects else {},
        series=((series, part.removesuffix(".0") if part else None),) if series else (),
        language=next(iter(all_of("language")), None),
        url=next((u for u in urls if u.startswith(("http://", "https://"))), None),
        identifier=next(iter((*own, *identifiers)), None),
    )
