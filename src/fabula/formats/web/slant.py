"""Emphasis by class: Google Docs and converters write `<span class="c3">` and say in a style sheet
that `.c3` is italic. It is written on the elements, where the reader of markup sees it."""

from __future__ import annotations

import re

from lxml import etree

_CLASS = re.compile(r"(?:span|p|div|font|em|i|cite|blockquote)?\.([\w-]{1,80})")
_STYLE = re.compile(r"font-style\s*:\s*(italic|oblique|normal)", re.IGNORECASE)
_ELEMENTS = ("{*}span", "{*}p", "{*}div", "{*}font")


def slant(root: etree._Element, classes: frozenset[str] = frozenset()) -> None:
    """Writes on a page's elements the slant of their classes: of `classes`, which style sheets
    beside the page make italic, and those of its own styles."""
    own = (italic_classes(node.text or "") for node in root.iter("{*}style"))
    slanted = classes.union(*own)
    for node in root.iter(*_ELEMENTS) if slanted else ():
        if not slanted.isdisjoint((node.get("class") or "").split()):
            style = node.get("style") or ""
            if not _STYLE.search(style):
                node.set("style", f"{style};font-style:italic")


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


class Sheets:
    """The style sheets of a book, each read once."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._italic: dict[str, frozenset[str]] = {}

    def italic(self, page: str, root: etree._Element) -> frozenset[str]:
        """The classes that the sheets which a page names make italic."""
        links = (n.get("href") or "" for n in root.iter("{*}link"))
        names = (inside(dirname(page), unquote(link)) for link in links if link.endswith(".css"))
        return frozenset[str]().union(*map(self._read, names))

    def _read(self, name: str) -> frozenset[str]:
        if name not in self._italic:
            try:
                css = self._container.read(name) if name in self._container else b""
            except UnreadableInput:
                css = b""  # how words look is a help, not the book
            self._italic[name] = italic_classes(css.decode("utf-8", "replace"))
        return self._italic[name]
