"""A story's tokens as BookNLP counts them: by their number in the work, with spans whose last token
belongs to them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from fabula.story.contract import TokenItem
from fabula.story.text import Text
from fabula.story.world import World

CATEGORIES = ("PER", "FAC", "GPE", "LOC", "VEH", "ORG")  # what BookNLP knows of

_BREAKS = re.compile("[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def cell(words: str) -> str:
    """`words` for a table whose columns tabs part: no tab or line break is in it, and never nothing
    ("_" then)."""
    return _BREAKS.sub(" ", words) or "_"


class Words:
    """The tokens of a text, found by their number or by the code points they stand at."""

    def __init__(self, text: Text, tokens: Iterable[TokenItem]) -> None:
        self.text = text
        self.tokens: Sequence[TokenItem] = list(tokens)
        self._starts = [token.start for token in self.tokens]
        self._ends = [token.end for token in self.tokens]
        self._blocks = [block.start for block in text.blocks]

    def word(self, i: int) -> str:
        """Token number `i` as the text has it."""
        return cell(self.text.text[self.tokens[i].start : self.tokens[i].end])

    def phrase(self, first: int, last: int) -> str:
        """Tokens `first` to `last`, that one included, with a blank between any two."""
        return " ".join(self.word(i) for i in range(first, last + 1))

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The first and the last token of a stretch of code points; None where it has none."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end) - 1
        return (first, last) if first <= last else None

    def paragraph(self, place: int) -> int:
        """The number of the text's block that a code point stands in."""
        return bisect_right(self._blocks, place) - 1

    def head(self, first: int, last: int) -> int | None:
        """The token that holds tokens `first` to `last` together: the first whose head is none of
        them. None where no syntax is known."""
        for i in range(first, last + 1):
            head = self.tokens[i].head
            if self.tokens[i].deprel is not None and (head is None or not first <= head <= last):
                return i
        return None

    def children(self, i: int, relation: str) -> list[int]:
        """The tokens whose head is token `i`, by this relation, in order."""
        return [j for j in self._children.get(i, ()) if self.tokens[j].deprel == relation]

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for i, token in enumerate(self.tokens):
            if token.head is not None:
                found.setdefault(token.head, []).append(i)
        return found


class Named(NamedTuple):
    """A mention as BookNLP writes it: `coref` is its entity's number, `first` and `last` are
    tokens (`last` included), `start` and `end` code points (half-open)."""

    first: int
    last: int
    coref: int
    kind: str
    category: str
    text: str
    start: int
    end: int


def numbers(world: World) -> dict[str, int]:
    """A number for each entity that BookNLP has a category for, by first appearance."""
    shown = [entity.id for entity in world.entities if entity.type in CATEGORIES]
    return {entity: number for number, entity in enumerate(shown)}


def named(world: World, words: Words) -> list[Named]:
    """The mentions of the entities that have a number, by their first and last token."""
    coref = numbers(world)
    found = []
    for m in world.mentions():
        at = words.span(m.start, m.end)
        if at and m.entity in coref:
            text = words.phrase(*at)
            found.append(Named(*at, coref[m.entity], m.kind, m.type, text, m.start, m.end))
    return sorted(found)
