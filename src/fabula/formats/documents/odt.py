"""ODT, the text documents of LibreOffice, by lxml; also as one flat XML file (FODT).

odfpy, the library for the format, opens containers in its own way, which knows no limits, and was
last released in 2020: it is not used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec
from lxml import etree

from fabula.errors import UnreadableInput
from fabula.formats.blocks.drafts import assemble
from fabula.formats.container import Container
from fabula.formats.documents.odt_body import body_drafts
from fabula.formats.documents.odt_styles import Styles
from fabula.formats.documents.xml import authors, left_out, name
from fabula.formats.web.markup import words_of
from fabula.formats.web.trees import xml_root
from fabula.story.text import Meta, Text

CONTENT = "content.xml"
_OTHERS = ("styles.xml", "meta.xml")
_MANIFEST = "META-INF/manifest.xml"


def parse(data: bytes, path: str, file: int = 0) -> Text:
    """Reads a document. Raises UnreadableInput for a damaged, locked or hostile one."""
    flat = not data.startswith(b"PK")
    roots = [xml_root(data, path, CONTENT)] if flat else list(_roots(Container(data, path)))
    body = roots[0].find(".//{*}body/{*}text")
    if body is None:
        raise UnreadableInput(f"{path}: there is no text in this document; save it as ODT again.")
    left: Counter[str] = Counter()
    left["page-heads"] = any(_has_words(root) for root in roots)
    drafts = body_drafts(body, Styles(reversed(roots)), None if flat else CONTENT, left)
    found = assemble(drafts, file)
    notices = (*left_out(left), *found.notices)
    return msgspec.structs.replace(found, meta=_meta(roots), notices=notices)


def _roots(container: Container) -> Iterator[etree._Element]:
    """The files of a document: what is in it, its styles, what it says of itself."""
    if _MANIFEST in container and b"encryption-data" in container.read(_MANIFEST):
        raise UnreadableInput(
            f"{container.path}: it is locked with a password; unlock it where it was made."
        )
    if CONTENT not in container:
        raise UnreadableInput(
            f"{container.path}: there is no document in it ({CONTENT}); save it as ODT again."
        )
    yield xml_root(container.read(CONTENT), container.path, CONTENT)
    for other in _OTHERS:
        if other in container:
            yield xml_root(container.read(other), container.path, other)


def _has_words(root: etree._Element) -> bool:
    """Whether something stands at the head or foot of each page."""
    return any(c.isalpha() for node in root.iter("{*}header", "{*}footer") for c in words_of(node))


def _meta(roots: list[etree._Element]) -> Meta:
    """What the document's properties say; who first made it wrote it."""
    found: dict[str, list[str]] = {}
    for root in roots:
        for node in root.iterfind(".//{*}meta/*"):
            if words := words_of(node):
                found.setdefault(name(node), []).append(words)
    keywords = tuple(found.get("keyword", ()))
    maker = next(iter(found.get("initial-creator", found.get("creator", ()))), None)
    return Meta(
        title=next(iter(found.get("title", ())), None),
        authors=authors(maker),
        tags={"keyword": keywords} if keywords else {},
        language=next(iter(found.get("language", ())), None),
    )
