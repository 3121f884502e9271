"""What stands beside a DOCX's story: where its parts are, its styles, its properties."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from fabula.formats.blocks.drafts import STORY, Mark
from fabula.formats.container import Container
from fabula.formats.documents.xml import authors, name, value
from fabula.formats.web.markup import words_of
from fabula.formats.web.trees import xml_root
from fabula.story.text import Meta

_TYPES = "[Content_Types].xml"
_CORE = "docProps/core.xml"
_HEADING = re.compile(r"heading\s*([1-9])", re.IGNORECASE)
_EMPHASIS = ("emphasis", "intense emphasis", "subtle emphasis")
_OFF = ("0", "false", "off", "none")
HEADINGS = 3  # levels of headings that open a chapter
CHAIN = 20  # styles that may rest on one another; more is a ring


def part_names(container: Container) -> dict[str, list[str]]:
    """The members by what they are ("document", "styles", "footnotes", "comments", "header"...):
    some programs write `word/document2.xml`."""
    parts: dict[str, list[str]] = {}
    if _TYPES in container:
        root = xml_root(container.read(_TYPES), container.path, _TYPES)
        for node in root.iter("{*}Override"):
            member = (node.get("PartName") or "").lstrip("/")
            kind = (node.get("ContentType") or "").partition("wordprocessingml.")[2]
            if member in container and kind:
                parts.setdefault(kind.partition("+")[0].removesuffix(".main"), []).append(member)
    for kind in ("document", "styles", "footnotes", "endnotes", "comments"):
        usual = f"word/{kind}.xml"
        if kind not in parts and usual in container:
            parts[kind] = [usual]
    return parts


class Style(NamedTuple):
    """A style as it is defined: its name, the one it rests on, what it says of italics (None:
    nothing), and the outline level of its paragraphs (from 0)."""

    name: str
    based_on: str | None
    italic: bool | None
    level: int | None


class Styles:
    """The document's styles, by their ids."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._chains: dict[str | None, list[Style]] = {None: []}
        for node in root.iter("{*}style") if root is not None else ():
            if key := value(node, "styleId"):
                self._styles[key] = _style(node)

    def chain(self, key: str | None) -> list[Style]:
        """A style and those it rests on, the nearest first."""
        if key not in self._chains:
            self._chains[key] = self._chain(key)
        return self._chains[key]

    def _chain(self, key: str | None) -> list[Style]:
        found: list[Style] = []
        while key and len(found) < CHAIN:
            style = self._styles.get(key) or Style(key, None, None, None)
            found.append(style)
            key = style.based_on
        return found

    def italic(self, key: str | None) -> bool:
        for style in self.chain(key):
            if style.italic is not None:
                return style.italic
            if style.name.lower() in _EMPHASIS:
                return True
        return False

    def level(self, key: str | None) -> tuple[int, str] | None:
        """The level of a heading's style (from 1), and the name of the style that says so."""
        for style in self.chain(key):
            if heading := _HEADING.match(style.name):
                return int(heading[1]), style.name
            if style.level is not None and style.level < 9:
                return style.level + 1, style.name
        return None

    def mark(self, key: str | None, own_level: str | None) -> Mark:
        """What a paragraph of a style is; `own_level` is the outline level (from 0) that it has by
        itself."""
        if found := self.named(key, "title", "subtitle"):
            return Mark("title", f"style “{found}”")
        if found := self.named(key, "toc"):
            return Mark("contents", f"style “{found}”")
        level, why = self.level(key) or (HEADINGS + 1, "")
        if own_level and own_level.isdecimal():
            level, why = int(own_level) + 1, ""
        said = f"style “{why}”" if why else "an outline level"
        return Mark("heading", said, opens=True) if level <= HEADINGS else STORY

    def named(self, key: str | None, *names: str) -> str | None:
        """The name of the nearest style whose name begins with one of `names` (lower case)."""
        return next((s.name for s in self.chain(key) if s.name.lower().startswith(names)), None)


def switched(properties: etree._Element | None, mark: str) -> bool | None:
    """Whether a run's properties turn a mark (`i`, `b`, `vanish`) on or off; None: neither."""
    node = properties.find(f"{{*}}{mark}") if properties is not None else None
    return None if node is None else value(node, "val") not in _OFF


def doc_meta(container: Container) -> Meta:
    """What the document's properties say."""
    if _CORE not in container:
        return Meta()
    root = xml_root(container.read(_CORE), container.path, _CORE)
    named = {name(n): words_of(n) for n in root}
    return Meta(
        title=named.get("title") or None,
        authors=authors(named.get("creator")),
        language=named.get("language") or None,
    )


def _style(node: etree._Element) -> Style:
    level = value(node.find("{*}pPr/{*}outlineLvl"), "val") or ""
    return Style(
        value(node.find("{*}name"), "val") or "",
        value(node.find("{*}basedOn"), "val"),
        switched(node.find("{*}rPr"), "i"),
        int(level) if level.isdecimal() else None,
    )
