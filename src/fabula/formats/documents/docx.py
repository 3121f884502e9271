"""DOCX, as Word, Google Docs and LibreOffice write it: headings, emphasis, breaks, footnotes.

Suggested insertions are story; deletions and comments in the margin are not, and are said. Hidden
text is kept and set aside. Footnotes and endnotes follow after the story, set aside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec
from lxml import etree

from fabula.errors import UnreadableInput
from fabula.formats.blocks.drafts import Draft, assemble
from fabula.formats.blocks.flow import END_NOTE
from fabula.formats.container import Container
from fabula.formats.documents.docx_body import PartReader
from fabula.formats.documents.docx_parts import Styles, doc_meta, part_names
from fabula.formats.documents.xml import left_out
from fabula.formats.web.markup import words_of
from fabula.formats.web.trees import xml_root
from fabula.story.text import Text


def parse(data: bytes, path: str, file: int = 0) -> Text:
    """Reads a document. Raises UnreadableInput for a damaged, locked or hostile one."""
    container = Container(data, path)
    names = part_names(container)

    def roots(kind: str) -> Iterator[tuple[etree._Element, str]]:
        for part in names.get(kind, ()):
            yield xml_root(container.read(part), path, part), part

    if "document" not in names:
        raise UnreadableInput(
            f"{path}: there is no document in it (word/document.xml); save it as DOCX again."
        )
    styles = Styles(next((root for root, _ in roots("styles")), None))
    left: Counter[str] = Counter()
    drafts: list[Draft] = []
    for kind, mark in (("document", None), ("footnotes", END_NOTE), ("endnotes", END_NOTE)):
        for root, part in roots(kind):
            drafts += PartReader(part, styles, left, mark).drafts(root)
    left["comments"] = sum(1 for root, _ in roots("comments") for _ in root.iter("{*}comment"))
    heads = (root for kind in ("header", "footer") for root, _ in roots(kind))
    left["page-heads"] = any(c.isalpha() for root in heads for c in words_of(root))
    found = assemble(drafts, file)
    notices = (*left_out(left), *found.notices)
    return msgspec.structs.replace(found, meta=doc_meta(container), notices=notices)
