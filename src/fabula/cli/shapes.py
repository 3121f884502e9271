"""What `fabula formats` prints: the shapes that stories come in."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from fabula.formats.makers import MAKERS
from fabula.formats.shapes import KINDS, Shape

SAID = (("told by", "told"), ("kept", "kept"), ("set aside", "aside"), ("lost", "lost"))


def shapes_page() -> RenderableType:
    """Every kind of file, each followed by what sites and programs make of it."""
    parts: list[RenderableType] = []
    for kind in KINDS:
        parts += _entry(kind, 0)
        for made in MAKERS:
            if made.format == kind.format:
                parts += _entry(made, 4)
    return Group(*parts[:-1])


def _entry(shape: Shape, indent: int) -> list[RenderableType]:
    name = Text(shape.name, "bold")
    if shape.suffixes:
        name.append(f" ({', '.join(shape.suffixes)})", "not bold dim")
    lines = [
        Padding(
            Text.assemble((f"{label}: ", "dim"), getattr(shape, member).replace("`", "")),
            (0, 0, 0, indent + 2),
        )
        for label, member in SAID
    ]
    return [Padding(name, (0, 0, 0, indent)), *lines, Text("")]
