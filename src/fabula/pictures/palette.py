"""The colours of pictures, by day and by night, and the stylesheets made of them.

Colours keep apart for colour-blind eyes (after Okabe and Ito), stand out from the ground as WCAG
asks (4.5 to 1), and are never alone: lines differ by stroke, squares by size, ties by a word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

LIGHT = {
    "ground": "#ffffff", "ink": "#22262b", "soft": "#5b646e", "faint": "#c6ccd3",
    "c0": "#5f6873", "c1": "#0069a8", "c2": "#b84a00", "c3": "#00745a", "c4": "#a23c74",
    "c5": "#7d5a00", "c6": "#5a4bb0", "c7": "#3b444d", "c8": "#a1203a",
    "h1": "#cfe3f1", "h2": "#a5cbe6", "h3": "#6fabd6", "h4": "#2472ab", "h5": "#0b568a",
}  # fmt: skip
DARK = {
    "ground": "#15181b", "ink": "#e8eaed", "soft": "#a5aeb8", "faint": "#454d56",
    "c0": "#98a2ad", "c1": "#62b6f2", "c2": "#ff9d61", "c3": "#43cfa3", "c4": "#f098c6",
    "c5": "#dfbb4b", "c6": "#b3a5ff", "c7": "#ccd3da", "c8": "#ff8a9b",
    "h1": "#21394b", "h2": "#2b506c", "h3": "#37709a", "h4": "#5fa6d8", "h5": "#9fd2f7",
}  # fmt: skip
OF_PAGE = {"ground": "paper"}  # what a page calls it, where it has one
LIGHT_PAGES, DARK_PAGES = ("light", "sepia"), ("dark", "contrast")
_VARIABLE = re.compile(r"var\(--(\w+)\)")
_NIGHT = "@media (prefers-color-scheme: dark) {{\n{}\n}}\n"


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """For a page that holds pictures. Its themes (`data-theme` of its root) are followed, else the
    reader's system; the ground is the page's own, where it has one."""
    return "\n".join(
        (
            _named(".picture", LIGHT),
            _NIGHT.format(_named(".picture", DARK)),
            _named(", ".join(f'[data-theme="{t}"] .picture' for t in LIGHT_PAGES), LIGHT),
            _named(", ".join(f'[data-theme="{t}"] .picture' for t in DARK_PAGES), DARK),
            _rules(),
        )
    )


@lru_cache(maxsize=1)
def own_style() -> str:
    """For a picture in a file of its own: the colours written out, as not every program that shows
    pictures knows names for them."""
    return _written(LIGHT) + _NIGHT.format(_written(DARK))


def _named(where: str, colours: dict[str, str]) -> str:
    said = " ".join(
        f"--{name}: {f'var(--{OF_PAGE[name]}, {value})' if name in OF_PAGE else value};"
        for name, value in colours.items()
    )
    return f"{where} {{ {said} }}"


def _written(colours: dict[str, str]) -> str:
    return _VARIABLE.sub(lambda found: colours[found[1]], _rules())


@lru_cache(maxsize=1)
def _rules() -> str:
    return (files("fabula.pictures") / "pictures.css").read_text(encoding="utf-8")
