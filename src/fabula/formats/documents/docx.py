"""DOCX, read from `word/document.xml`: headings, emphasis, breaks. Tracked deletions and comments
are no story; insertions are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

import msgspec
from lxml import etree

from fabula.errors import UnreadableInput
from fabula.formats.blocks.drafts import HR, STORY, Draft, Mark, Place, assemble
from fabula.formats.container import Container
from fabula.formats.plain.lines import INVISIBLE
from fabula.formats.web.markup import trimmed, words_of
from fabula.formats.web.trees import xml_root
from fabula.story.text import Meta, Span, Text

DOCUMENT = "word/document.xml"
_STYLES = "word/styles.xml"
_CORE = "docProps/core.xml"
_LEFT_OUT = frozenset((
    "del", "moveFrom", "delText", "instrText", "Fallback", "commentReference",
    "footnoteReference", "pPr", "rPr", "sectPr", "txbxContent", "tblPr", "tcPr", "trPr",
))  # fmt: skip
_CHARACTERS = {"tab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_HEADING = re.compile(r"heading\s*([1-9])", re.IGNORECASE)


_NOBODY = frozenset((
    "windows user", "user", "microsoft office user", "microsoft", "owner", "admin", "administrator",
    "python-docx", "author", "unknown", "home", "pc", "un-named", "default",
))  # fmt: skip


def parse(data: bytes, path: str, file: int = 0) -> Text:
    """Reads a document. Raises UnreadableInput for a damaged, locked or hostile one."""
    container = Container(data, path)
    if DOCUMENT not in container:
        raise UnreadableInput(
            f"{path}: there is no document in it ({DOCUMENT}); save it as DOCX again."
        )
    root = xml_root(container.read(DOCUMENT), path, DOCUMENT)
    styles = _style_names(container)
    found = assemble(_drafts(root, styles), file)
    return msgspec.structs.replace(found, meta=_meta(container))


def _drafts(root: etree._Element, styles: dict[str, str]) -> Iterator[Draft]:
    number = 0
    blanks = 1
    for paragraph in _paragraphs(root):
        mark = _mark(paragraph, styles)
        lines = _lines(paragraph, styles)
        if _has_rule(paragraph):
            yield Draft(HR, Mark("break", "a horizontal line"), blanks)
            number, blanks = number + 1, 1
        empty = True
        for text, italics in lines:
            stripped = text.strip()
            if not stripped.strip(INVISIBLE):
                blanks += not empty
                continue
            lead = len(text) - len(text.lstrip())
            place = Place(0, len(stripped), DOCUMENT, number, 0)
            spans = tuple(trimmed(italics, lead, stripped))
            yield Draft(stripped, mark, blanks, spans, (place,))
            mark = mark._replace(opens=False)
            number, blanks, empty = number + 1, 0, False
        blanks = blanks + 1 if empty else 1


def _paragraphs(root: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs in order; those in text boxes and tracked deletions left out."""
    events = etree.iterwalk(root, events=("start",))
    for _, node in events:
        name = _name(node)
        if name == "p":
            yield node
            events.skip_subtree()
        elif name in _LEFT_OUT:
            events.skip_subtree()


def _lines(paragraph: etree._Element, styles: dict[str, str]) -> list[tuple[str, list[Span]]]:
    """A paragraph's lines (a line break ends one), each with its italics."""
    lines: list[tuple[list[str], list[Span]]] = [([], [])]
    length = 0
    events = etree.iterwalk(paragraph, events=("start",))
    italic = False
    for _, node in events:
        name = _name(node)
        if name in _LEFT_OUT:
            events.skip_subtree()
            continue
        if name == "r":
            italic = _is_italic(node, styles)
        if name in ("br", "cr"):
            if _value(node, "type") not in ("page", "column"):
                lines.append(([], []))
                length = 0
            continue
        words = (node.text or "") if name == "t" else _CHARACTERS.get(name, "")
        if words and (name == "t" or node.getparent() is not None):
            pieces, italics = lines[-1]
            pieces.append(words)
            if italic:
                if italics and italics[-1].end == length:
                    italics[-1] = Span(italics[-1].start, length + len(words))
                else:
                    italics.append(Span(length, length + len(words)))
            length += len(words)
    return [("".join(pieces), italics) for pieces, italics in lines]


def _mark(paragraph: etree._Element, styles: dict[str, str]) -> Mark:
    properties = paragraph.find("{*}pPr")
    style = properties.find("{*}pStyle") if properties is not None else None
    name = (
        styles.get(_value(style, "val") or "", _value(style, "val") or "")
        if style is not None
        else ""
    )
    if heading := _HEADING.match(name):
        if int(heading[1]) <= 3:
            return Mark("heading", f"style “{name}”", opens=True)
    elif name.lower() in ("title", "subtitle"):
        return Mark("title", f"style “{name}”")
    elif name.lower().startswith("toc"):
        return Mark("contents", f"style “{name}”")
    return STORY


def _is_italic(run: etree._Element, styles: dict[str, str]) -> bool:
    properties = run.find("{*}rPr")
    if properties is None:
        return False
    mark = properties.find("{*}i")
    if mark is not None:
        return _value(mark, "val") not in ("0", "false", "off", "none")
    style = properties.find("{*}rStyle")
    name = _value(style, "val") if style is not None else None
    return bool(name) and styles.get(name or "", name or "").lower() in (
        "emphasis",
        "intense emphasis",
    )


def _has_rule(paragraph: etree._Element) -> bool:
    return any(
        v == "t" and str(k).endswith("}hr")
        for n in paragraph.iter("{*}rect")
        for k, v in n.attrib.items()
    )


def _style_names(container: Container) -> dict[str, str]:
    if _STYLES not in container:
        return {}
    root = xml_root(container.read(_STYLES), container.path, _STYLES)
    names: dict[str, str] = {}
    for style in root.iter("{*}style"):
        name = style.find("{*}name")
        if name is not None and (key := _value(style, "styleId")):
            names[key] = _value(name, "val") or ""
    return names


def _meta(container: Container) -> Meta:
    if _CORE not in container:
        return Meta()
    root = xml_root(container.read(_CORE), container.path, _CORE)
    named = {_name(n): words_of(n) for n in chain(root)}
    author = named.get("creator")
    if author and author.lower() in _NOBODY:
        author = None  # the program wrote it, nobody else
    return Meta(
        title=named.get("title") or None,
        authors=(author,) if author else (),
        language=named.get("language") or None,
    )


def _name(node: etree._Element) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _value(node: etree._Element, name: str) -> str | None:
    """An attribute by its local name, in whichever of the format's namespaces it stands."""
    for key, value in node.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None
