"""What the readers of documents share: names without namespaces, who wrote it, and what was left
out, said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lxml import etree

from fabula.story.text import Notice

SMALL_CELL = 80  # characters; a table with a longer cell holds story, laid out

_NOBODY = frozenset((
    "windows user", "user", "microsoft office user", "microsoft", "owner", "admin", "administrator",
    "python-docx", "author", "unknown", "home", "pc", "un-named", "default",
))  # fmt: skip
_SAID = {
    "comments": ("a comment in the margin was left out", "{} comments in the margin were left out"),
    "deletions": (
        "a stretch marked as deleted was left out",
        "{} stretches marked as deleted were left out",
    ),
    "hidden-text": (
        "a stretch of hidden text was set aside",
        "{} stretches of hidden text were set aside",
    ),
    "page-heads": ("the words at the head or foot of each page were left out",) * 2,
}


def name(node: etree._Element) -> str:
    """An element's name without its namespace; "" for what is no element."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def value(node: etree._Element | None, attribute: str) -> str | None:
    """An attribute by its local name, in whichever of the format's namespaces it stands."""
    if node is not None:
        for key, said in node.attrib.items():
            if str(key).rpartition("}")[2] == attribute:
                return str(said)
    return None


def is_data(cells: Iterable[str]) -> bool:
    """Whether a table of these cells is one of facts: none of them could hold a story."""
    count = 0
    for cell in cells:
        if len(cell) > SMALL_CELL:
            return False
        count += 1
    return count >= 2


def left_out(counts: Counter[str]) -> tuple[Notice, ...]:
    """What a person should know of words of the document that are not in the text, or not shown."""
    return tuple(
        Notice(code, f"In the document {said[counts[code] > 1].format(counts[code])}.")
        for code, said in _SAID.items()
        if counts[code]
    )


def authors(creator: str | None) -> tuple[str, ...]:
    """Who a document says has made it, where that is a person and no program."""
    said = " ".join((creator or "").split())
    return (said,) if said and said.lower() not in _NOBODY else ()
