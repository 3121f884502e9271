"""Emphasis by class: Google Docs and converters write `<span class="c3">` and say in a style sheet
that `.c3` is italic. It is written on the elements, where the reader of markup sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from lxml import etree

_CLASS = re.compile(r"(?:span|p|div|font|em|i|cite|blockquote)?\.([\w-]{1,80})")
_STYLE = re.compile(r"font-style\s*:\s*(italic|oblique|normal)", re.IGNORECASE)
_ELEMENTS = ("{*}span", "{*}p", "{*}div", "{*}font")


def slant(root: etree._Element, sheets: Iterable[str] = ()) -> None:
    """Writes the slant of their classes on a page's elements; `sheets` are those beside it."""
    own = (node.text or "" for node in root.iter("{*}style"))
    classes = frozenset[str]().union(*map(italic_classes, (*sheets, *own)))
    for node in root.iter(*_ELEMENTS) if classes else ():
        if not classes.isdisjoint((node.get("class") or "").split()):
            style = node.get("style") or ""
            if not _STYLE.search(style):
                node.set("style", f"{style};font-style:italic")


@lru_cache(maxsize=8)
def italic_classes(css: str) -> frozenset[str]:
    """The classes that a style sheet makes italic by themselves."""
    slanted: dict[str, bool] = {}
    for rule in css.split("}"):
        selectors, _, declarations = rule.rpartition("{")
        said = _STYLE.findall(declarations)
        for selector in selectors.rpartition("{")[2].split(",") if said else ():
            if found := _CLASS.fullmatch(selector.strip()):
                slanted[found[1]] = said[-1].lower() != "normal"
    return frozenset(name for name, is_italic in slanted.items() if is_italic)
