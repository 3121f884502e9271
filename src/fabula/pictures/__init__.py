"""A story's world as pictures: pure functions from a `World` to SVG, and the same in words.

Nothing here reads files but its own stylesheet, and no picture shows what its world does not know
yet. `PICTURES` lists them, by their names.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fabula.errors import FabulaError
from fabula.pictures import happening, presence, speech, storyline, ties
from fabula.pictures.asked import Address, Look, Order, Row, Table
from fabula.pictures.palette import stylesheet
from fabula.story.world import World

__all__ = [
    "PICTURES",
    "Address",
    "Look",
    "Order",
    "Picture",
    "Row",
    "Table",
    "picture",
    "stylesheet",
]


@dataclass(frozen=True, slots=True)
class Picture:
    """A kind of picture: its name in addresses and commands, its heading, what it shows in a
    sentence, and the two functions that make it of a world: SVG, and the same as a table.
    `ordered`: it differs with the order of its scenes."""

    name: str
    title: str
    says: str
    draw: Callable[[World, Look], str]
    table: Callable[[World, Look], Table]
    ordered: bool = False


PICTURES = (
    Picture(
        "storyline",
        "Storyline",
        "People as lines through the scenes they are in; a line is thin while somebody is away.",
        storyline.draw,
        storyline.table,
        ordered=True,
    ),
    Picture(
        "presence",
        "Presence",
        "Who is in which scene or chapter, and how much.",
        presence.draw,
        presence.table,
        ordered=True,
    ),
    Picture(
        "ties",
        "Ties",
        "How people stand to each other, as of here.",
        ties.draw,
        ties.table,
    ),
    Picture(
        "speech",
        "Who speaks to whom",
        "How often everybody speaks to everybody else.",
        speech.draw,
        speech.table,
    ),
    Picture(
        "order",
        "Told and happening",
        "When each scene is told, and when it happens.",
        happening.draw,
        happening.table,
    ),
)


def picture(name: str) -> Picture:
    """The kind of picture with a name. Raises FabulaError where there is none."""
    for found in PICTURES:
        if found.name == name:
            return found
    names = ", ".join(p.name for p in PICTURES)
    raise FabulaError(f"There is no picture {name!r}; choose one of: {names}.")
