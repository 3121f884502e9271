"""The parts that every shape of the archive's pages has, and how to find them."""

from __future__ import annotations

from typing import cast

from lxml import etree

from fabula.formats.blocks.drafts import STORY
from fabula.formats.web.markup import local_name, words_of

# The archive marks its chapters itself: a heading inside a story's text is the story's.
AO3_STORY = STORY._replace(headings=False)

_SINGULAR = {
    "archive warnings": "archive warning",
    "warning": "archive warning",
    "warnings": "archive warning",
    "categories": "category",
    "fandoms": "fandom",
    "relationships": "relationship",
    "characters": "character",
    "additional tags": "additional tag",
    "additional tag": "additional tag",
    "freeform": "additional tag",
    "freeforms": "additional tag",
    "collections": "collection",
    "ratings": "rating",
}
TAG_LABELS = frozenset(
    (
        "rating",
        "archive warning",
        "category",
        "fandom",
        "relationship",
        "character",
        "additional tag",
    )
)


def classes(node: etree._Element) -> list[str]:
    """An element's classes."""
    return (node.get("class") or "").split()


def posted(body: etree._Element) -> etree._Element | None:
    """The line that says where the work was posted."""
    for node in body.iter("{*}p"):
        if "Posted originally on" in "".join(map(str, node.itertext()))[:600]:
            return node
        if "userstuff" in classes(node):
            break
    return None


def by_id(body: etree._Element, name: str) -> list[etree._Element]:
    """All elements of that id: made files repeat them."""
    return cast(list[etree._Element], body.xpath("descendant-or-self::*[@id=$name]", name=name))


def is_tags(dl: etree._Element) -> bool:
    """Whether a list holds the work's tags, by its class or its labels."""
    if not {"tags", "meta"}.isdisjoint(classes(dl)):
        return True
    return any(label in TAG_LABELS for label, _ in pairs(dl))


def pairs(dl: etree._Element) -> list[tuple[str, etree._Element]]:
    """The labels of a list of tags, as `Meta.tags` names them, with their values."""
    found: list[tuple[str, etree._Element]] = []
    label = ""
    for node in dl:
        if local_name(node) == "dt":
            label = words_of(node).rstrip(":").strip().lower()
        elif local_name(node) == "dd":
            found.append((_SINGULAR.get(label, label), node))
    return found
