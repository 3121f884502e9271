"""What the library costs: room, opening, a new chapter.

`python benchmarks/library.py NOVEL` takes a long plain text; it prints seconds of the processor, of
one run each, and bytes a word. For `docs/measurements.md`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from fabula import formats
from fabula.library import Library
from fabula.story.text import Text

T = TypeVar("T")
CHAPTER = 30_000  # code points at the end of the novel that are its new chapter
WORKS = 500


def timed(what: str, do: Callable[[], T]) -> tuple[T, float]:
    """What `do` gives and the seconds of the processor that it took, printed."""
    since = time.process_time()
    found = do()
    took = time.process_time() - since
    print(f"{what}: {took:.2f} s")
    return found, took


def new_chapter(folder: Path, whole: str) -> None:
    """A long work, read and then downloaded again with a new chapter; and that chapter alone."""
    cut = whole.rindex("\n\n", 0, len(whole) - CHAPTER)
    old, new, alone = map(formats.read_string, (whole[:cut], whole, whole[cut:]))
    with Library.open(folder / "long.sqlite") as library:
        timed("put in", lambda: library.put(old))
        timed("read", lambda: library.read_on(1))
        words = library.work(1).words
    size = (folder / "long.sqlite").stat().st_size
    print(f"{words:,} words, {size / words:.0f} bytes a word")
    with Library.open(folder / "long.sqlite") as library:
        timed(
            "opened again, the story at its middle",
            lambda: library.story(1).at(cut // 2).characters,
        )
        updated = _cost("with a new chapter", library, new)
    with Library.open(folder / "alone.sqlite") as library:
        print(
            f"a new chapter costs {updated / _cost('that chapter alone', library, alone):.2f} of it"
        )


def _cost(what: str, library: Library, text: Text) -> float:
    _, put = timed(f"{what}, put in", lambda: library.put(text))
    _, read = timed(f"{what}, read", lambda: library.read_on(1))
    return put + read


def many(folder: Path, whole: str) -> None:
    """A library of many works, put in and opened."""
    step = len(whole) // (WORKS + 1)
    with Library.open(folder / "many.sqlite") as library:
        parts = [formats.read_string(whole[i * step : (i + 1) * step]) for i in range(WORKS)]
        timed(f"{WORKS} works put in", lambda: [library.put(part) for part in parts])
    timed("and opened and listed", lambda: len(Library.open(folder / "many.sqlite").works()))


def main() -> None:
    whole = Path(sys.argv[1]).read_text(encoding="utf-8")
    with TemporaryDirectory() as folder:
        many(Path(folder), whole)
        new_chapter(Path(folder), whole)


if __name__ == "__main__":
    main()
