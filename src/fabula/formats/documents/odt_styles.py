"""The styles of an ODT: what a paragraph or a stretch of words looks like, through all the styles
that its own rests on (OpenDocument 1.3, part 3, section 16)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from fabula.formats.blocks.drafts import STORY, Mark
from fabula.formats.documents.xml import value

CHAIN = 20  # styles that may rest on one another; more is a ring
LEVELS = 3  # of headings that open a chapter

_ENCODED = re.compile(r"_([0-9a-f]{2,4})_")
_HEADING = re.compile(r"heading\s*([0-9]*)$")
_SIDES = ("border-left", "border-bottom", "border-top", "border")


class Style(NamedTuple):
    """A style as it is defined; None where it says nothing. `border`: "rule" for a line above or
    below a paragraph, "box" for one around it, "" for none."""

    name: str
    parent: str | None = None
    italic: bool | None = None
    bold: bool | None = None
    hidden: bool | None = None
    centred: bool | None = None
    page: bool | None = None
    border: str | None = None


_PLAIN = Style("")


class Styles:
    """All the styles of a document, by family ("paragraph", "text") and name."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._styles: dict[tuple[str, str], Style] = {}
        self._looks: dict[tuple[str, str], Style] = {}
        for root in roots:
            for node in root.iter("{*}style"):
                family, key = value(node, "family"), value(node, "name")
                if family in ("paragraph", "text") and key:
                    self._styles[family, key] = _style(node, key)

    def look(self, family: str, key: str | None) -> Style:
        """A style with all that those it rests on say and it does not."""
        if not key:
            return _PLAIN
        if (family, key) not in self._looks:
            self._looks[family, key] = self._look(family, key)
        return self._looks[family, key]

    def _look(self, family: str, key: str) -> Style:
        look = _PLAIN
        for style in self._chain(family, key):
            said = (
                mine if mine is not None else theirs
                for mine, theirs in zip(look, style, strict=True)
            )
            look = Style(*said)  # type: ignore[arg-type]
        return look

    def mark(self, key: str | None) -> Mark:
        """What a paragraph of a style is, by the nearest name that says so."""
        for style in self._chain("paragraph", key):
            name = style.name.lower()
            if name in ("title", "subtitle"):
                return Mark("title", f"style “{style.name}”")
            if name.startswith("contents"):
                return Mark("contents", f"style “{style.name}”")
            if name == "horizontal line":
                return Mark("break", "a horizontal line")
            if found := _HEADING.match(name):
                return heading(int(found[1] or 1), f"style “{style.name}”")
        return STORY

    def _chain(self, family: str, key: str | None) -> Iterator[Style]:
        for _ in range(CHAIN):
            if not key:
                return
            style = self._styles.get((family, key)) or Style(_decoded(key))
            yield style
            key = style.parent


def heading(level: int, why: str) -> Mark:
    return Mark("heading", why, opens=True) if level <= LEVELS else STORY


def _style(node: etree._Element, key: str) -> Style:
    text = node.find("{*}text-properties")
    paragraph = node.find("{*}paragraph-properties")
    slant, weight = value(text, "font-style"), value(text, "font-weight")
    shown, align = value(text, "display"), value(paragraph, "text-align")
    page = value(paragraph, "break-before")
    return Style(
        value(node, "display-name") or _decoded(key),
        value(node, "parent-style-name"),
        slant in ("italic", "oblique") if slant else None,
        weight not in ("normal", "400") if weight else None,
        shown == "none" if shown else None,
        align == "center" if align else None,
        page == "page" if page else None,
        _border(paragraph),
    )


def _border(paragraph: etree._Element | None) -> str | None:
    said = {side: value(paragraph, side) for side in _SIDES}
    drawn = [side for side, how in said.items() if how not in (None, "none")]
    if not any(said.values()):
        return None
    return "box" if {"border", "border-left"} & set(drawn) else "rule" if drawn else ""


def _decoded(key: str) -> str:
    """A style's name as people see it: `Heading_20_1` is `Heading 1`."""
    return _ENCODED.sub(lambda found: chr(int(found[1], 16)), key)
