"""The files of an EPUB that say what it holds: its package, contents, and style (EPUB 3.3, with the
contents of EPUB 2 for older readers)."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import NamedTuple

from fabula.formats.exports.book.escaping import attribute, clean, line
from fabula.formats.exports.book.front import (
    GENERATOR,
    address_of,
    dated,
    language_of,
    title_of,
)
from fabula.story.text import Text

CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
UNDATED = "2000-01-01"  # so that the same work gives the same bytes on any day
SUBJECTS = ("fandom", "genre", "category", "rating", "subject")
"""Tags that tell nothing of the story; the others stand on the front page, folded."""
_XHTML = "application/xhtml+xml"


class Leaf(NamedTuple):
    """One page of a book: its file's name, its place in the contents (None for a page that goes on
    with the one before), and whether it is read in turn or only where a link leads to it."""

    name: str
    label: str | None
    linear: bool = True


def identifier(text: Text) -> str:
    """The same for the same words of the same work."""
    digest = hashlib.sha256(f"{text.meta.url}\n{text.text}".encode("utf-8", "replace")).digest()
    return f"urn:uuid:{uuid.UUID(bytes=digest[:16], version=5)}"


def opf(text: Text, leaves: Sequence[Leaf]) -> str:
    """The package file."""
    items = "".join(
        f'<item id="i{i}" href="{leaf.name}" media-type="{_XHTML}"/>\n'
        for i, leaf in enumerate(leaves)
    )
    spine = "".join(
        f'<itemref idref="i{i}"{"" if leaf.linear else _ASIDE}/>\n' for i, leaf in enumerate(leaves)
    )
    metadata = "\n".join(_metadata(text))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
        f' xml:lang="{attribute(language_of(text))}">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f"{metadata}\n</metadata>\n<manifest>\n"
        f'<item id="nav" href="contents.xhtml" media-type="{_XHTML}" properties="nav"/>\n'
        '<item id="ncx" href="contents.ncx" media-type="application/x-dtbncx+xml"/>\n'
        f'<item id="style" href="book.css" media-type="text/css"/>\n{items}</manifest>\n'
        f'<spine toc="ncx">\n{spine}</spine>\n'
        '<guide><reference type="text" title="Start" href="front.xhtml"/></guide>\n</package>\n'
    )


_ASIDE = ' linear="no"'


def _metadata(text: Text) -> Iterator[str]:
    meta = text.meta
    yield f'<dc:identifier id="id">{identifier(text)}</dc:identifier>'
    yield f"<dc:title>{clean(title_of(text))}</dc:title>"
    yield f"<dc:language>{clean(language_of(text))}</dc:language>"
    for i, author in enumerate(filter(None, map(line, meta.authors))):
        yield f'<dc:creator id="by{i}">{clean(author)}</dc:creator>'
        yield f'<meta refines="#by{i}" property="role" scheme="marc:relators">aut</meta>'
    yield f'<dc:contributor id="made">{clean(GENERATOR)}</dc:contributor>'
    yield '<meta refines="#made" property="role" scheme="marc:relators">bkp</meta>'
    if url := address_of(meta):
        yield f"<dc:source>{clean(line(url))}</dc:source>"
    found = [line(tag) for name in SUBJECTS for tag in meta.tags.get(name, ())]
    yield from (f"<dc:subject>{clean(tag)}</dc:subject>" for tag in dict.fromkeys(found) if tag)
    day = dated(meta)
    if day:
        yield f"<dc:date>{day.isoformat()}</dc:date>"
    yield f'<meta property="dcterms:modified">{day or UNDATED}T00:00:00Z</meta>'
    yield from _series(text)
    yield '<meta property="schema:accessMode">textual</meta>'
    yield '<meta property="schema:accessModeSufficient">textual</meta>'
    yield '<meta property="schema:accessibilityFeature">structuralNavigation</meta>'
    yield '<meta property="schema:accessibilityHazard">none</meta>'


def _series(text: Text) -> Iterator[str]:
    for i, (name, part) in enumerate(text.meta.series):
        if not line(name):
            continue
        yield f'<meta property="belongs-to-collection" id="in{i}">{clean(line(name))}</meta>'
        yield f'<meta refines="#in{i}" property="collection-type">series</meta>'
        if part and part.isascii() and part.isdecimal():
            yield f'<meta refines="#in{i}" property="group-position">{part}</meta>'
        if i == 0:
            yield f'<meta name="calibre:series" content="{attribute(name)}"/>'
            if part:
                yield f'<meta name="calibre:series_index" content="{attribute(part)}"/>'


def nav(text: Text, leaves: Sequence[Leaf]) -> str:
    """The contents, as EPUB 3 has them."""
    entries = "".join(
        f'<li><a href="{leaf.name}">{clean(leaf.label)}</a></li>\n' for leaf in leaves if leaf.label
    )
    inside = (
        '<nav epub:type="toc" role="doc-toc" id="toc" class="own">\n<h1>Contents</h1>\n'
        f"<ol>\n{entries}</ol>\n</nav>\n"
    )
    return page("Contents", language_of(text), inside)


def ncx(text: Text, leaves: Sequence[Leaf]) -> str:
    """The contents, as EPUB 2 has them."""
    points = "".join(
        f'<navPoint id="n{i}" playOrder="{i}"><navLabel><text>{clean(leaf.label or "")}</text>'
        f'</navLabel><content src="{leaf.name}"/></navPoint>\n'
        for i, leaf in enumerate((leaf for leaf in leaves if leaf.label), 1)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">\n'
        f'<head><meta name="dtb:uid" content="{identifier(text)}"/></head>\n'
        f"<docTitle><text>{clean(title_of(text))}</text></docTitle>\n"
        f"<navMap>\n{points}</navMap>\n</ncx>\n"
    )


def page(title: str, language: str, inside: str) -> str:
    """One page of the book."""
    code = attribute(language)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{code}" xml:lang="{code}">\n'
        f"<head>\n<title>{clean(title)}</title>\n"
        f'<meta name="generator" content="{attribute(GENERATOR)}"/>\n'
        '<link rel="stylesheet" type="text/css" href="book.css"/>\n</head>\n'
        f"<body>\n{inside}</body>\n</html>\n"
    )


def style(name: str) -> str:
    """A style sheet that comes with the package."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
