"""Selectors of style sheets: read, and compared with elements."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from fabula.formats.web.markup import local_name

NEAR = 200  # elements before or around one that are looked at for what a selector names
COMPOUNDS = 8  # of one selector

_COMPOUND = re.compile(
    r"(?P<tag>\*|[a-zA-Z][\w-]*)|\.(?P<cls>[\w-]+)|\#(?P<id>[\w-]+)"
    r"""|\[\s*(?P<attr>[\w-]+)\s*(?:(?P<op>[\^$*~]?=)\s*["']?(?P<value>[^"'\]]*)["']?\s*)?\]"""
    r"|:(?P<opened>hover|focus|focus-within|focus-visible|active|target|checked)(?![\w(-])"
)
_COMBINATOR = re.compile(r"\s*([>+~])\s*|\s+")

Attribute = tuple[str, str, str]  # name, operator ("" for any value), value


class Compound(NamedTuple):
    """`p.note#x[lang]`: what one element must be; `step` is the combinator before it."""

    step: str
    tag: str
    ids: tuple[str, ...]
    classes: tuple[str, ...]
    attributes: tuple[Attribute, ...]


def parsed(text: str) -> tuple[tuple[Compound, ...], bool]:
    """The compounds of a selector from left to right (none if it is not understood), and whether it
    waits for the reader."""
    compounds: list[Compound] = []
    opened, position, step = False, 0, ""
    while position < len(text):
        parts: list[re.Match[str]] = []
        while part := _COMPOUND.match(text, position):
            parts.append(part)
            position = part.end()
        if not parts:
            return (), False
        opened = opened or any(p["opened"] for p in parts)
        compounds.append(_compound(step, parts))
        if len(compounds) > COMPOUNDS:
            return (), False
        gap = _COMBINATOR.match(text, position)
        if gap is None and position < len(text):
            return (), False
        step = (gap[1] or " ") if gap else ""
        position = gap.end() if gap else position
    return tuple(compounds), opened


def _compound(step: str, parts: list[re.Match[str]]) -> Compound:
    tags = [p["tag"].lower() for p in parts if p["tag"] and p["tag"] != "*"]
    return Compound(
        step,
        tags[0] if tags else "",
        tuple(p["id"] for p in parts if p["id"]),
        tuple(p["cls"] for p in parts if p["cls"]),
        tuple((p["attr"], p["op"] or "", p["value"] or "") for p in parts if p["attr"]),
    )


def specificity(compounds: tuple[Compound, ...]) -> tuple[int, int, int]:
    return (
        sum(len(c.ids) for c in compounds),
        sum(len(c.classes) + len(c.attributes) for c in compounds),
        sum(bool(c.tag) for c in compounds),
    )


def matches(selector: tuple[Compound, ...], node: etree._Element) -> bool:
    """Whether an element is what a selector asks for; the nearest of several is tried."""
    if not _is(selector[-1], node):
        return False
    here: etree._Element | None = node
    for after, compound in zip(reversed(selector), reversed(selector[:-1]), strict=False):
        here = _stepped(after.step, compound, here)
        if here is None:
            return False
    return True


def _stepped(step: str, wanted: Compound, node: etree._Element | None) -> etree._Element | None:
    """The element that stands in the relation `step` to `node` and is what is wanted."""
    if node is None:
        return None
    if step in (">", "+"):
        other = node.getparent() if step == ">" else node.getprevious()
        return other if other is not None and _is(wanted, other) else None
    others = node.iterancestors() if step == " " else node.itersiblings(preceding=True)
    return next((n for _, n in zip(range(NEAR), others, strict=False) if _is(wanted, n)), None)


def _is(wanted: Compound, node: etree._Element) -> bool:
    if wanted.tag and wanted.tag != local_name(node):
        return False
    if wanted.ids and any(node.get("id") != name for name in wanted.ids):
        return False
    names = (node.get("class") or "").split()
    if any(name not in names for name in wanted.classes):
        return False
    return all(_has(node.get(name), op, value) for name, op, value in wanted.attributes)


def _has(held: str | None, operator: str, value: str) -> bool:
    if held is None:
        return False
    if operator == "^=":
        return held.startswith(value)
    if operator == "$=":
        return held.endswith(value)
    if operator == "*=":
        return value in held
    return value in held.split() if operator == "~=" else not operator or held == value
