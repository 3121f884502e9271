"""Markup made safe for a tree parser, by one linear scan before any tree is built.

Elements nested deeper than the limit are flattened: their block elements become paragraphs, their
inline ones vanish, and no word is lost. A tag with monstrous attributes loses them.
"""

from __future__ import annotations

import re

from fabula.formats import limits
from fabula.formats.web.markup import BLOCKS

_TAG = re.compile(r"<(?:(!--)|(/?)([A-Za-z][A-Za-z0-9:_-]*)([^<>]*)(>?))")
_VOID = frozenset(
    ("area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "keygen",
     "link", "meta", "param", "source", "track", "wbr")
)  # fmt: skip
_AUTO_CLOSED = frozenset(("p", "li", "dt", "dd", "tr", "td", "th", "option"))
_RAW = frozenset(("script", "style"))


def flattened(markup: str) -> tuple[str, bool]:
    """`markup` with no more than `limits.DEPTH` elements inside one another, and whether it had to
    be changed."""
    if markup.count("<") <= limits.DEPTH and len(markup) < limits.TAG_CHARACTERS:
        return markup, False
    out: list[str] = []
    stack: list[str] = []
    count: dict[str, int] = {}
    done = position = 0
    while tag := _TAG.search(markup, position):
        position = tag.end()
        comment, slash, name, attributes, _ = tag.groups()
        if comment:
            position = markup.find("-->", position)
            if position < 0:
                break
            continue
        name = name.lower()
        replacement: str | None = None
        if slash:
            if count.get(name):
                depth = _pop(stack, count, name)
                if depth >= limits.DEPTH:
                    replacement = "<p>" if name in BLOCKS else ""
        elif name not in _VOID and not attributes.endswith("/"):
            if stack and (
                stack[-1] == name in _AUTO_CLOSED or (stack[-1] == "p" and name in BLOCKS)
            ):
                _pop(stack, count, stack[-1])
            if len(stack) >= limits.DEPTH:
                replacement = "<p>" if name in BLOCKS else ""
            stack.append(name)
            count[name] = count.get(name, 0) + 1
            if name in _RAW:
                position = _after_raw(markup, name, position)
        if replacement is None and len(attributes) > limits.TAG_CHARACTERS:
            replacement = f"<{slash}{name}>"
        if replacement is not None:
            if replacement == "<p>" and tag.start() == done and out and out[-1] in ("<p>", ""):
                replacement = ""  # one paragraph begins, however many blocks did
            out += (markup[done : tag.start()], replacement)
            done = tag.end()
    if not done:
        return markup, False
    out.append(markup[done:])
    return "".join(out), True


def _pop(stack: list[str], count: dict[str, int], name: str) -> int:
    """Closes elements down to `name`, which is open; how deep it lay."""
    while True:
        closed = stack.pop()
        count[closed] -= 1
        if closed == name:
            return len(stack)


def _after_raw(markup: str, name: str, position: int) -> int:
    """Where a script's or style's own closing tag begins (its words are no tags)."""
    found = re.compile(f"</{name}", re.IGNORECASE).search(markup, position)
    return found.start() if found else len(markup)
