"""What a page's own styles hide, read by one linear scan of its style sheets.

Only what hides or shows is read: `display`, `visibility`, `opacity`, `font-size`, places off the
page, `clip`. Selectors are compounds of tag, class, id and attributes with the four combinators;
one with anything else hides nothing, as to lose story is worse than to keep a decoy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

SELECTORS = 5_000  # of one page that may hide something; further ones are not read

_COMMENT = re.compile(r"/\*.*?\*/|/\*.*|<!--|-->", re.DOTALL)
_COMPOUND = re.compile(
    r"(?P<tag>\*|[a-zA-Z][\w-]*)|\.(?P<cls>[\w-]+)|\#(?P<id>[\w-]+)"
    r"""|\[\s*(?P<attr>[\w-]+)\s*(?:(?P<op>[\^$*~]?=)\s*["']?(?P<value>[^"'\]]*)["']?\s*)?\]"""
    r"|:(?P<opened>hover|focus|focus-within|focus-visible|active|target|checked)(?![\w(-])"
)
_COMBINATOR = re.compile(r"\s*([>+~])\s*|\s+")
_NOT_NOW = re.compile(r"print|speech|max-|\bnot\b|prefers|orientation|hover|pointer", re.I)
_NUMBER = re.compile(r"(-?\d{0,9}\.?\d{0,9})\s*(px|pt|em|rem|%|vw|vh|cm|in)?")
_FAR = re.compile(
    r"(?:left|right|top|bottom|text-indent|margin-left|margin-top|inset-inline-start)$"
)
_PIXELS = {"em": 16.0, "rem": 16.0, "%": 10.0, "vw": 10.0, "vh": 10.0, "cm": 38.0, "in": 96.0}

Attribute = tuple[str, str, str]  # name, operator ("" for any value), value


class Compound(NamedTuple):
    """`p.note#x[lang]`: what one element must be; `step` is the combinator before it."""

    step: str
    tag: str
    ids: tuple[str, ...]
    classes: tuple[str, ...]
    attributes: tuple[Attribute, ...]


class Rule(NamedTuple):
    """For what one selector matches: `hides` is why it is not seen ("" where the rule shows it),
    by `property`. `weight` sorts rules as a browser does; `opened`: it holds only once the reader
    does something (points at it, opens it)."""

    selector: tuple[Compound, ...]
    property: str
    hides: str
    weight: tuple[int, ...]
    opened: bool


@lru_cache(maxsize=8)
def rules(css: str) -> tuple[Rule, ...]:
    """The rules of a style sheet that hide or show something, in order (pages share sheets)."""
    found: list[Rule] = []
    for selectors, declarations in _blocks(_COMMENT.sub(" ", css)):
        said = [*effects(declarations)]
        for selector in selectors.split(",") if said and len(found) < SELECTORS else ():
            compounds, opened = _selector(selector.strip())
            rank = _specificity(compounds)
            found += (
                Rule(compounds, name, why, (important, *rank, len(found)), opened)
                for name, why, important in said
                if compounds
            )
    return tuple(found)


def effects(declarations: str) -> Iterator[tuple[str, str, bool]]:
    """(property, why it hides or "" where it shows, whether it is important) of what in the
    declarations has to do with being seen."""
    for declaration in declarations.split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip().lower(), value.strip().lower()
        plain = value.replace("!important", "").strip()
        why = _effect(name, plain)
        if why is not None:
            yield "place" if why and _FAR.match(name) else name, why, plain != value


def _effect(name: str, value: str) -> str | None:
    """Why a property with that value hides; "" where it shows; None where it does neither."""
    if name == "display":
        return "display: none" if value == "none" else ""
    if name == "visibility":
        return f"visibility: {value}" if value in ("hidden", "collapse") else ""
    if name == "opacity":
        number = _number(value)
        return "opacity: 0" if number is not None and number < 0.05 else ""
    if name == "font-size":
        size = _number(value)
        return "font-size: 0" if size is not None and size < 2 else ""
    if _FAR.match(name):
        far = _number(value)
        return "off the page" if far is not None and far <= -900 else None
    if name in ("clip", "clip-path"):
        squeezed = re.sub(r"[\s,]|px", "", value)
        return "cut to nothing" if squeezed in ("rect(0000)", "rect(1111)", "inset(50%)") else None
    return None


def _number(value: str) -> float | None:
    """A length in pixels, more or less; a number without a unit as it stands."""
    found = _NUMBER.fullmatch(value)
    if not found or not any(c.isdigit() for c in found[1]):
        return None
    return float(found[1]) * _PIXELS.get(found[2] or "", 1.0)


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """(selectors, declarations) of every rule that counts on a screen."""
    position = 0
    while (start := css.find("{", position)) >= 0:
        head = css[position:start].rpartition("}")[2].rpartition(";")[2].strip()
        position = start + 1
        if head.startswith("@"):
            enters = head.lower().startswith(("@media", "@supports", "@layer"))
            if not enters or _NOT_NOW.search(head):
                position = _after_block(css, position)
            continue
        end = css.find("}", position)
        end = len(css) if end < 0 else end
        yield head, css[position:end]
        position = end


def _after_block(css: str, position: int) -> int:
    depth = 1
    for brace in re.finditer(r"[{}]", css[position:]):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return position + brace.end()
    return len(css)


def _selector(text: str) -> tuple[tuple[Compound, ...], bool]:
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


def _specificity(compounds: tuple[Compound, ...]) -> tuple[int, int, int]:
    return (
        sum(len(c.ids) for c in compounds),
        sum(len(c.classes) + len(c.attributes) for c in compounds),
        sum(bool(c.tag) for c in compounds),
    )
