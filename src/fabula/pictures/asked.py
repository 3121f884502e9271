"""How a picture is asked for, and the same in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

Order = Literal["telling", "story"]
Address = Callable[[int], str]
"""From a place in the text (a code point) to the address of its words."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is wanted: its scenes in the order of `telling` or of the `story` (as they
    happen); `to` says where its marks lead, None: nowhere; `standalone`: it brings its own style,
    for a file that is opened by itself (a page serves `stylesheet()` instead, as its policy wants
    no style in the page)."""

    order: Order = "telling"
    to: Address | None = None
    standalone: bool = False


class Row(NamedTuple):
    """One line of a table: the place of its words, where it has one, and what it says."""

    at: int | None
    cells: tuple[str, ...]


class Table(NamedTuple):
    """What a picture shows, in words: for whoever does not look at it."""

    says: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
