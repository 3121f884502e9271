"""SVG as strings: elements, text that is safe in them, and the frame of a picture.

Only `said` and attributes take words of a story; both escape them and leave out what XML cannot
hold or what would turn the words around them (`lettering.clean`).
"""

from __future__ import annotations

from html import escape
from textwrap import wrap

from fabula.pictures.asked import Look
from fabula.pictures.lettering import NAME, clean, clipped
from fabula.pictures.palette import own_style

LEAST = 320.0  # pixels: the narrowest picture


def said(words: str) -> str:
    """Words as the inside of an element."""
    return escape(clean(words), quote=False)


def number(value: float) -> str:
    """A coordinate with one decimal at most, the same on every machine."""
    found = f"{value:.1f}".removesuffix(".0")
    return "0" if found == "-0" else found


def el(tag: str, *inside: str, **attributes: str | float | None) -> str:
    """An element. `class_` stands for class, `text_anchor` for text-anchor; None is left out."""
    shown = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{shown}>{''.join(inside)}</{tag}>" if inside else f"<{tag}{shown}/>"


def text(
    words: str,
    x: float,
    y: float,
    kind: str | None = None,
    most: float = NAME,
    anchor: str | None = None,
) -> str:
    """Words at a place, clipped to `most` letters; where they are, a title has them whole."""
    shown = clipped(words, most)
    whole = "" if shown == clean(words) else title(words)
    return el("text", whole + said(shown), x=x, y=y, class_=kind, text_anchor=anchor)


def title(words: str) -> str:
    """What a mark says when it is pointed at, or read aloud."""
    return el("title", said(words))


def link(look: Look, at: int | None, says: str, *inside: str, stop: bool = False) -> str:
    """Marks that lead to the words at a place. `stop`: the tab key stops here; most marks are too
    many for that, and stand in the table as well."""
    if look.to is None or at is None:
        return el("g", title(says), *inside)
    tab = None if stop else "-1"
    return el("a", title(says), *inside, href=look.to(at), tabindex=tab)


def picture(
    look: Look, name: str, heading: str, describes: str, size: tuple[float, float], *inside: str
) -> str:
    """A whole picture. `size` is its width and height in pixels: it is never shrunk, but scrolled.

    One that stands by itself says above what it shows. Without links it is one image to a screen
    reader; with them a group, whose links are found.
    """
    width = max(size[0], LEAST)
    above, lower = _headed(heading, describes, width) if look.standalone else ("", 0.0)
    height = size[1] + lower
    return el(
        "svg",
        el("title", said(heading), id=f"{name}-title"),
        el("desc", said(describes), id=f"{name}-desc"),
        el("style", own_style()) if above else "",
        el("rect", class_="ground", width=width, height=height),
        above,
        el("g", *inside, transform=f"translate(0 {number(lower)})" if above else None),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        class_=f"picture {name}",
        role="img" if look.to is None else "group",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
    )


def _headed(heading: str, describes: str, width: float) -> tuple[str, float]:
    """What a picture shows, written above it in lines of its width, and how high that is."""
    lines = wrap(clean(describes), int((width - 32) / 6.2))
    first = text(heading, 16, 24, "heading", most=(width - 32) / 9.5)
    more = (text(line, 16, 42 + 15 * i, "axis", most=width) for i, line in enumerate(lines))
    return first + "".join(more), 42.0 + 15 * len(lines)


def _value(value: str | float) -> str:
    return number(value) if isinstance(value, float | int) else escape(clean(value), quote=True)
