"""Trees from markup, built so that no file can make them reach out, blow up or fall over."""

from __future__ import annotations

import re

from lxml import etree

from fabula.errors import UnreadableInput
from fabula.formats import limits
from fabula.formats.encoding import decode
from fabula.formats.web.depth import flattened
from fabula.story.text import Notice

_PROLOGUE = re.compile(r"\s*<\?xml[^>]*>", re.IGNORECASE)
_SUBSET = re.compile(r"<!DOCTYPE[^<>\[]{0,1000}\[|<!ENTITY", re.IGNORECASE)
_SUBSET_END = re.compile(r"\]\s*>")
_XML_TAG = re.compile(r"<(/?)[^\s<>!?/]([^<>]*+)>?")
_DECLARATIONS = ("<!ENTITY", "<!ATTLIST", "<!ELEMENT", "<!NOTATION")


_HALVES = re.compile(
    rb"&#(?:[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2}"
    rb"|0*5(?:529[6-9]|5[3-9]\d\d|6\d{3}|7[0-2]\d\d|73[0-3]\d|734[0-3]));?"
)  # surrogates, U+D800 to U+DFFF, as references


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
    said = f"{path}: “{member}” in it"
    safe = _safe_xml(decode(data, said, markup=True).text, said)
    try:
        return etree.fromstring(safe, _xml_parser(recover=False))
    except etree.XMLSyntaxError as error:
        reason = " ".join((error.msg or "it is no XML").split())
        raise UnreadableInput(f"{said} is damaged ({reason}); get the file again.") from None


def mended_root(data: bytes, path: str, member: str) -> tuple[etree._Element | None, bool]:
    """The root of an XML file that may be broken, as far as it can be understood (None if nothing
    can), and whether it had to be mended. Elements of a name space that nobody declared lose it.

    Raises UnreadableInput for what may be an attack, as `xml_root` does.
    """
    said = f"{path}: “{member}” in it"
    try:
        text = decode(data, said, markup=True).text
    except UnreadableInput:  # no text at all
        return None, True
    safe = _safe_xml(text, said)
    try:
        return etree.fromstring(safe, _xml_parser(recover=False)), False
    except etree.XMLSyntaxError:
        pass
    try:
        # Half a character is let through by the mending parser, and then nothing can read it.
        whole = _HALVES.sub("\ufffd".encode(), safe.replace(b"\0", b" "))
        root = etree.fromstring(whole, _xml_parser(recover=True))
    except etree.XMLSyntaxError:
        return None, True
    for node in root.iter(etree.Element) if root is not None else ():
        if ":" in node.tag and not node.tag.startswith("{"):
            node.tag = node.tag.rpartition(":")[2] or "x"
    return root, True


def _xml_parser(recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False,
        dtd_validation=False, attribute_defaults=False, huge_tree=False, remove_comments=True,
        remove_pis=True, recover=recover,
    )  # fmt: skip


def _safe_xml(text: str, said: str) -> bytes:
    """An XML file as UTF-8, whatever it was in, so that what is looked for here is seen; `said`
    names it in refusals."""
    if _SUBSET.search(text, 0, 10_000) or any(mark in text for mark in _DECLARATIONS):
        raise UnreadableInput(
            f"{said} defines entities of its own, which no story needs and an attack may; it is "
            "not read."
        )
    deepest, longest = xml_depth(text)
    if deepest > limits.XML_DEPTH:
        raise UnreadableInput(f"{said} is nested too deep to be read.")
    if longest > limits.XML_TAG_CHARACTERS:
        raise UnreadableInput(f"{said} has a tag of {longest} characters; it is not read.")
    if prologue := _PROLOGUE.match(text):
        text = text[prologue.end() :]
    return text.encode("utf-8", "replace")


def xml_depth(text: str) -> tuple[int, int]:
    """How deep the elements of an XML file lie in one another, and how long its longest tag is, by
    one scan."""
    depth = deepest = longest = 0
    for tag in _XML_TAG.finditer(text):
        longest = max(longest, tag.end() - tag.start())
        if tag[1]:
            depth -= 1
        elif not tag[2].endswith("/"):
            depth += 1
            deepest = max(deepest, depth)
    return deepest, longest
