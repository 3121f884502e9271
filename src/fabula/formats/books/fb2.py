"""FB2 (FictionBook): one XML file that says what everything in it is.

Structure after the FictionBook 2.1 schema (gribuser.ru/xml/fictionbook): `description`, a `body` of
nested `section`s, bodies of notes, then pictures as `binary`, which are no words.
"""

from __future__ import annotations

import re
from html.entities import html5

import msgspec

from fabula.errors import NoStory, UnreadableInput
from fabula.formats.blocks.drafts import assemble
from fabula.formats.books.fb2_body import body_drafts
from fabula.formats.books.fb2_meta import fb2_meta
from fabula.formats.container import Container
from fabula.formats.encoding import decode
from fabula.formats.web.trees import xml_root
from fabula.story.text import Text

_PROLOGUE = re.compile(r"\s*<\?xml[^<>]{0,200}\?>")
_AMPERSAND = re.compile(r"&(?:#\d{1,7};|#x[0-9a-fA-F]{1,6};|([A-Za-z]\w{1,30};)?)")
_XML = ("amp;", "lt;", "gt;", "quot;", "apos;")
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def parse(data: bytes, path: str, file: int = 0) -> Text:
    """Reads a book, or a ZIP that holds one. Raises UnreadableInput for a hostile one."""
    member = None
    if data.startswith(b"PK"):
        data, member = _unpacked(data, path)
    decoded = decode(data, path, markup=True)
    prologue = _PROLOGUE.match(decoded.text)
    words = decoded.text[prologue.end() :] if prologue else decoded.text
    markup = _mended(_without_pictures(words))
    root = xml_root(markup.encode(), path, member or "FictionBook")
    found = assemble(body_drafts(root, member), file)
    if not found.blocks:
        raise NoStory(f"{path}: there is no text in this book.")
    notices = (*decoded.notices, *found.notices)
    return msgspec.structs.replace(found, meta=fb2_meta(root), notices=notices)


def _unpacked(data: bytes, path: str) -> tuple[bytes, str]:
    """The one book in a ZIP (`.fb2.zip`, `.fbz`), and its name there."""
    container = Container(data, path)
    books = [name for name in container.names if name.lower().endswith(".fb2")]
    if len(books) != 1:
        raise UnreadableInput(f"{path}: it holds {len(books)} FB2 books, not one; unpack it.")
    return container.read(books[0]), books[0]


def _without_pictures(markup: str) -> str:
    """A book without its `<binary>` elements, which hold no words and may be larger than them."""
    kept: list[str] = []
    start = 0
    while (found := markup.find("<binary", start)) >= 0:
        end = markup.find("</binary>", found)
        if end < 0:
            break
        kept.append(markup[start:found])
        start = end + len("</binary>")
    return "".join((*kept, markup[start:]))


def _mended(markup: str) -> str:
    """XML without what its parser stops at and no reader sees: a bare `&`, HTML's names for
    characters, control characters."""

    def said(found: re.Match[str]) -> str:
        name = found[1]
        if found[0] != "&" and (name is None or name in _XML):
            return found[0]
        known = html5.get(name or "")
        return known if known and not set(known) & set("<&") else "&amp;" + found[0][1:]

    return _CONTROL.sub("\ufffd", _AMPERSAND.sub(said, markup))
