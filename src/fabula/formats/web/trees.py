"""Trees from markup, built so that no file can make them reach out, blow up or fall over."""

from __future__ import annotations

import re

from lxml import etree

from fabula.errors import UnreadableInput
from fabula.formats import limits
from fabula.formats.web.depth import flattened
from fabula.story.text import Notice

_PROLOGUE = re.compile(r"\s*<\?xml[^>]*>", re.IGNORECASE)
_SUBSET = re.compile(r"<!DOCTYPE[^<>\[]{0,1000}\[|<!ENTITY", re.IGNORECASE)
_SUBSET_END = re.compile(r"\]\s*>")
_XML_TAG = re.compile(rb"<(/?)[A-Za-z_][^<>]*?(/?)>")


def html_body(markup: str) -> tuple[etree._Element, etree._Element, tuple[Notice, ...]]:
    """The root and body of an HTML page, whatever it looks like; with what had to be changed."""
    notices: list[Notice] = []
    markup, changed = flattened(_without_subset(markup).replace("\0", "\ufffd"))
    if changed:
        message = f"Elements nested more than {limits.DEPTH} deep were flattened; no word is lost."
        notices.append(Notice("flattened", message))
    # Depth is capped by now, so the parser's own caps would only cut long paragraphs short.
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_pis=True, recover=True
    )
    root = etree.fromstring(markup.encode("utf-8", "replace") or b"<p/>", parser)
    if root is None:
        root = etree.fromstring(b"<html><body/></html>", parser)
    body = root.find("body")
    return root, (root if body is None else body), tuple(notices)


def _without_subset(markup: str) -> str:
    """A page without its XML head and without definitions of its own, which no reader needs."""
    if prologue := _PROLOGUE.match(markup):
        markup = markup[prologue.end() :]
    found = _SUBSET.search(markup, 0, 10_000)
    if not found or not found[0].endswith("[") or "<html" in markup[: found.start()].lower():
        return markup
    end = _SUBSET_END.search(markup, found.end(), found.end() + 100_000)
    return markup[: found.start()] + markup[end.end() :] if end else markup


def xml_root(data: bytes, path: str, member: str) -> etree._Element:
    """The root of an XML file inside a container.

    Raises UnreadableInput for entities of its own, for too deep nesting, and for what is no XML.
    """
    if _SUBSET.search(data[:10_000].decode("latin-1")) or b"<!ENTITY" in data:
        raise UnreadableInput(
            f"{path}: “{member}” in it defines entities of its own, which no story needs and an "
            "attack may; it is not read."
        )
    if xml_depth(data) > limits.XML_DEPTH:
        raise UnreadableInput(f"{path}: “{member}” in it is nested too deep to be read.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=True, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        reason = " ".join((error.msg or "it is no XML").split())
        raise UnreadableInput(
            f"{path}: “{member}” in it is damaged ({reason}); get the file again."
        ) from None


def xml_depth(data: bytes) -> int:
    """How deep the elements of an XML file lie in one another, by one scan."""
    depth = deepest = 0
    for tag in _XML_TAG.finditer(data):
        if tag[1]:
            depth -= 1
        elif not tag[2]:
            depth += 1
            deepest = max(deepest, depth)
    return deepest
