"""What an EPUB's package file says: its parts in reading order, its contents, its title."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import dirname
from typing import NamedTuple

from lxml import etree

from fabula.errors import NoStory, UnreadableInput
from fabula.formats.books.catalogue import description_of, is_fixed_layout, meta_of, publisher_of
from fabula.formats.books.manifest import Item, Manifest
from fabula.formats.books.references import References
from fabula.formats.container import Container
from fabula.formats.folder import natural
from fabula.formats.web.trees import mended_root
from fabula.story.text import Meta, Notice

_POINTER = "meta-inf/container.xml"


class Package(NamedTuple):
    """A book's parts in reading order, and what it says of itself. `name` is the package file's
    ("" if there is none), `description` what it says the book is about."""

    spine: tuple[Item, ...]
    meta: Meta = Meta()
    publisher: str = ""
    notices: tuple[Notice, ...] = ()
    name: str = ""
    description: str = ""


def open_package(container: Container) -> Package:
    """The package of a book: the first that can be read and names pages. Raises UnreadableInput if
    nothing in it could be read."""
    references = References(container.names)
    names = tuple(dict.fromkeys(_package_names(container, references)))
    pictures = False
    for name in names:
        root, mended = mended_root(container.read(name), container.path, name)
        if root is None:
            continue
        package = _package(container, name, root, references)
        if package.spine:
            notices = (*_about(name, names, mended), *package.notices, *references.notices())
            return package._replace(notices=notices)
        pictures = pictures or any(n.code == "picture-pages" for n in package.notices)
    if pictures:
        raise NoStory(
            f"{container.path}: the pages of this book are pictures; there is no text to read."
        )
    why = "no package file" if not names else "no package that names its reading order"
    return _all_pages(container, f"The book has {why}")


def _package_names(container: Container, references: References) -> Iterator[str]:
    """The package files: those that the container points at, then any other."""
    pointer = next((n for n in container.names if n.lower().endswith(_POINTER)), None)
    if pointer is not None:
        root, _ = mended_root(container.read(pointer), container.path, pointer)
        above = dirname(dirname(pointer))
        for node in root.iter("{*}rootfile") if root is not None else ():
            if name := references.find(above, node.get("full-path") or ""):
                yield name
    yield from (n for n in container.names if n.lower().endswith(".opf"))


def _about(name: str, names: tuple[str, ...], mended: bool) -> Iterator[Notice]:
    if len(names) > 1:
        message = f"The book holds {len(names)} package files; “{name}” is read."
        yield Notice("several-packages", message)
    if mended:
        message = f"“{name}” is no whole XML; it is read as far as it can be understood."
        yield Notice("mended-package", message)


def _package(
    container: Container, name: str, root: etree._Element, references: References
) -> Package:
    manifest = Manifest(container, dirname(name), root, references)
    contents, said = _contents(container, root, manifest, references)
    spine = manifest.spine(contents)
    layout: tuple[Notice, ...] = ()
    if is_fixed_layout(root):
        message = "The book is laid out in fixed pages; its words may stand in another order."
        layout = (Notice("fixed-layout", message),)
    notices = (*said, *manifest.notices(), *layout)
    return Package(spine, meta_of(root), publisher_of(root), notices, name, description_of(root))


def _all_pages(container: Container, why: str) -> Package:
    pages = [n for n in container.names if n.lower().endswith((".xhtml", ".html", ".htm"))]
    if not pages:
        raise UnreadableInput(f"{container.path}: there are no pages in this book; get it again.")
    message = f"{why}; its pages are read in the order of their names."
    ordered = tuple(Item(n) for n in sorted(pages, key=natural))
    return Package(ordered, notices=(Notice("no-package", message),))


def _contents(
    container: Container, root: etree._Element, manifest: Manifest, references: References
) -> tuple[frozenset[str] | None, tuple[Notice, ...]]:
    """The files that the book's contents (NCX or nav) name; None if none can be read."""
    spine = root.find("{*}spine")
    ncx = spine.get("toc") if spine is not None else None
    named: set[str] = set()
    broken: list[str] = []
    for entry in manifest.entries:
        is_ncx = (entry.key == ncx and ncx) or entry.kind == "application/x-dtbncx+xml"
        if entry.name is None or not (is_ncx or "nav" in entry.properties):
            continue
        try:
            tree, mended = mended_root(container.read(entry.name), container.path, entry.name)
        except UnreadableInput:  # contents are a help, not the book
            tree, mended = None, True
        if mended:
            broken.append(entry.name)
        for node in tree.iter("{*}content", "{*}a") if tree is not None else ():
            target = references.find(dirname(entry.name), node.get("src") or node.get("href") or "")
            if target:
                named.add(target)
    message = f"The book's contents are damaged: {', '.join(f'“{n}”' for n in broken)}."
    notices = (Notice("broken-contents", message),) if broken else ()
    return (frozenset(named) if named else None), notices
