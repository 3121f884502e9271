"""XML broken without ceasing to be XML: elements gone, doubled, moved, renamed, nested, their
attributes and words changed. What is no longer XML is refused at once and tests little."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from random import Random

from lxml import etree

Trick = Callable[[etree._Element, etree._Element, Random], None]

VALUES = (
    "",
    "0",
    "-1",
    "99999999999",
    "true",
    "none",
    "#",
    "../x",
    "x y",
    "%2e%2e/x",
    "i0",
    "\u202e",
)
WORDS = (
    "",
    " ",
    "\u200b",
    "* * *",
    "Chapter 2",
    "A/N: hi",
    "“Yes,”",
    "\n\n\t",
    "e" + "\u0301" * 40,
)
DEEP = (2, 2, 9, 9, 60, 230)


def tree_damaged(data: bytes, dice: Random) -> bytes:
    """A page or XML with one to three things done to its elements; what is neither comes back as it
    is."""
    root, method = _parsed(data)
    if root is None:
        return data
    for _ in range(dice.randint(1, 3)):
        nodes = [n for n in root.iter("*") if n is not root]
        with suppress(ValueError, IndexError):  # a name that no XML can have; no element left
            dice.choice(TRICKS)(dice.choice(nodes), dice.choice(nodes), dice)
    declared = method == "xml"
    return etree.tostring(root, encoding="utf-8", xml_declaration=declared, method=method)


def _parsed(data: bytes) -> tuple[etree._Element | None, str]:
    """The root, and how it is written down."""
    is_page = b"<html" in data[:1_000].lower() and not data.startswith(b"<?xml")
    parser: etree.HTMLParser | etree.XMLParser = (
        etree.HTMLParser(encoding="utf-8", huge_tree=True)
        if is_page
        else etree.XMLParser(resolve_entities=False, huge_tree=True)
    )
    try:
        return etree.fromstring(data, parser), "html" if is_page else "xml"
    except (etree.XMLSyntaxError, ValueError):
        return None, ""


def gone(node: etree._Element, _: etree._Element, __: Random) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def doubled(node: etree._Element, _: etree._Element, __: Random) -> None:
    node.addnext(deepcopy(node))


def moved(node: etree._Element, other: etree._Element, _: Random) -> None:
    other.append(deepcopy(node))


def renamed(node: etree._Element, other: etree._Element, _: Random) -> None:
    node.tag = other.tag


def nested(node: etree._Element, _: etree._Element, dice: Random) -> None:
    for _depth in range(dice.choice(DEEP)):
        node = etree.SubElement(node, node.tag)
        node.text = "x"


def attribute(node: etree._Element, other: etree._Element, dice: Random) -> None:
    names = [*node.attrib, *other.attrib]
    if names:
        node.set(dice.choice(names), dice.choice((*VALUES, *map(str, other.attrib.values()))))


def bare(node: etree._Element, _: etree._Element, __: Random) -> None:
    node.attrib.clear()


def words(node: etree._Element, _: etree._Element, dice: Random) -> None:
    node.text, node.tail = dice.choice((node.text, *WORDS)), dice.choice((node.tail, *WORDS))


TRICKS: tuple[Trick, ...] = (
    gone,
    doubled,
    moved,
    renamed,
    nested,
    attribute,
    attribute,
    bare,
    words,
)
