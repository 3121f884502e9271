"""Where output goes: a console for people, bytes for programs, files whole or not at all."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from fabula.errors import FabulaError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

T = TypeVar("T")

# What a terminal would obey rather than show, and the marks that turn its writing round.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_TAKEN_FOR = frozenset(("FORCE_COLOR", "TTY_COMPATIBLE"))  # by rich
_ODD = re.compile("[\ud800-\udfff]")


def legible(words: str) -> str:
    """`words` as they can be written: bytes of a file's name that are no UTF-8 become U+FFFD."""
    return words if words.isascii() else _ODD.sub("\ufffd", words)


def plain(words: str) -> str:
    """`words` on one line, with nothing in them that a terminal would obey."""
    return " ".join(_CONTROLS.sub(" ", legible(words)).split())


def harmless(words: str) -> str:
    """`words` with a blank for each character that a terminal would obey: places stay."""
    return _CONTROLS.sub(lambda found: " " * len(found[0]), legible(words))


def for_people() -> bool:
    """Whether a person reads standard output: a terminal, or what the environment takes for one."""
    _leniently()
    if not sys.stdout.isatty() and _TAKEN_FOR.isdisjoint(os.environ):
        return False  # a program does not wait for rich
    return console().is_terminal


def _leniently() -> None:
    """A terminal may not know every letter."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")


def console() -> Console:
    """Standard output for people: coloured in a terminal unless NO_COLOR is set."""
    from rich.console import Console

    _leniently()
    return Console(
        color_system=None if os.environ.get("NO_COLOR") else "auto",
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )


def show(page_of: Callable[[int], RenderableType]) -> None:
    """Print a page for people, made for the width there is."""
    out = console()
    page = page_of(out.width)
    if out.is_terminal:
        out.print(page)
        return
    with out.capture() as printed:  # rich fills lines up with blanks: of no use in a file
        out.print(page)
    sys.stdout.writelines(f"{line.rstrip()}\n" for line in printed.get().splitlines())


def show_lines(
    items: Iterable[T], text: Callable[[T, int], Text], line: Callable[[T], str]
) -> None:
    """Print a long listing: laid out in a terminal, one item a line elsewhere."""
    if for_people():
        out = console()
        for item in items:
            out.print(text(item, out.width))
    else:
        lines(map(line, items))


def lines(found: Iterable[str]) -> None:
    """Print lines for programs."""
    sys.stdout.writelines(f"{line}\n" for line in found)


def show_json(value: Any) -> None:
    """Print one value as JSON."""
    data = msgspec.json.format(msgspec.json.encode(value), indent=2)
    write([data, b"\n"])


def show_json_list(items: Iterable[Any]) -> None:
    """Print a JSON array, item by item, one on a line."""
    write(_array(items))


def _array(items: Iterable[Any]) -> Iterable[bytes]:
    opening = b"[\n"
    for item in items:
        yield opening + msgspec.json.encode(item)
        opening = b",\n"
    yield b"[]\n" if opening == b"[\n" else b"\n]\n"


def write(pieces: Iterable[bytes], path: Path | None = None) -> None:
    """Write bytes to `path`, or to standard output. A file is there whole or not at all."""
    if path is None:
        out = sys.stdout.buffer
        out.writelines(pieces)
        out.flush()
        return
    from fabula.formats.exports.whole import write_whole

    path = path.resolve()
    if not path.parent.is_dir():
        raise FabulaError(f"{path}: there is no folder {path.parent}.")
    if path.exists() and not path.is_file():  # a device or a pipe: nothing to put in its place
        with path.open("wb") as file:
            file.writelines(pieces)
        return
    write_whole({path: pieces})
