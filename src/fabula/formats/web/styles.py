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

from fabula.formats.web.effects import effects
from fabula.formats.web.selectors import Compound, parsed, specificity

SELECTORS = 5_000  # of one page that may hide something; further ones are not read

_COMMENT = re.compile(r"/\*.*?\*/|/\*.*|<!--|-->", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_NOT_NOW = re.compile(r"print|speech|max-|\bnot\b|prefers|orientation|hover|pointer", re.I)


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
            compounds, opened = parsed(selector.strip())
            rank = specificity(compounds)
            found += (
                Rule(compounds, name, why, (important, *rank, len(found)), opened)
                for name, why, important in said
                if compounds
            )
    return tuple(found)


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
    for brace in _BRACE.finditer(css, position):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end()
    return len(css)
