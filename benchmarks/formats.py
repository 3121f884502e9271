"""How long it takes to read a story's file into a `Text`, and how that grows with the file.

python benchmarks/formats.py linear [SHAPE ...]   time by size for each shape, and the exponent
python benchmarks/formats.py large                8 MB of HTML; a book of 1,500,000 words

`PYTHONPATH=src:benchmarks:tests/formats`. Reading here is the import alone: bytes to text, blocks
and places. No model is loaded. Files are made of our own words, as the tests make theirs.
"""

from __future__ import annotations

import gc
import math
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from one_story import STORY, Chapter, Story
from shapes_all import PAGES, SHAPES
from shelf import Leaf, break_line, prose

from fabula.formats import read_bytes

SIZES = (100_000, 400_000, 1_600_000, 6_400_000, 20_000_000)  # characters of story
TIMES = 3  # the best of so many counts
WORDS = (
    "the", "harbour", "rope", "boat", "lamp", "she", "he", "said", "was", "not", "into", "over",
    "night", "morning", "Maud", "Ines", "salt", "door", "window", "letter", "never", "again",
    "without", "a", "word", "and", "then", "but", "when", "they", "had", "been", "there",
    "before", "its", "own", "quiet", "water", "stairs", "hand", "turned", "laughed", "asked",
    "waited", "knew", "only", "little", "old",
)  # fmt: skip
CHAPTER = 40  # paragraphs of one


def story(characters: int) -> Story:
    """A made story of about so many characters: chapters, breaks, speech, italics."""
    dice = random.Random(7)
    chapters: list[Chapter] = []
    while characters > 0:
        leaves = [_leaf(dice) for _ in range(CHAPTER)]
        chapters.append(Chapter("Rope", tuple(leaves)))
        characters -= sum(len(leaf.text) for leaf in leaves)
    return STORY._replace(chapters=tuple(chapters))


def _leaf(dice: random.Random) -> Leaf:
    return break_line() if dice.random() < 0.03 else _paragraph(dice)


def _paragraph(dice: random.Random) -> Leaf:
    sentences = [_sentence(dice) for _ in range(dice.randint(1, 7))]
    if dice.random() < 0.3:
        return prose(f"“{sentences[0]}” " + " ".join(sentences[1:]) + " On she went.")
    if dice.random() < 0.2:
        return Leaf("prose", (("It was ", False), ("so very", True), (f" {sentences[0]}", False)))
    return prose(" ".join(sentences))


def _sentence(dice: random.Random) -> str:
    return " ".join(dice.choices(WORDS, k=dice.randint(4, 18))).capitalize() + "."


def linear(names: Sequence[str]) -> None:
    """Prints, for each shape, the seconds by size and the exponent fitted to them."""
    print("shape".ljust(14), *(f"{s / 1e6:>7.1f} MB" for s in SIZES), "  exponent   s/MB")
    for name in names or (*SHAPES, *PAGES):
        took = list(_times(name))
        row = " ".join(f"{seconds:>8.3f} s" for seconds in took)
        per = took[-1] / (SIZES[-1] / 1e6)
        print(name.ljust(14), row, f"  {exponent(SIZES, took):>8.2f} {per:>6.2f}", flush=True)


def _times(name: str) -> Iterator[float]:
    for size in SIZES:
        file = _written(name, size)
        yield min(_seconds(*file) for _ in range(TIMES if size < SIZES[-1] else 1))


def _written(name: str, size: int) -> tuple[bytes, str]:
    """A file of a shape; a site that shows a chapter a page gives one page of so many words."""
    told = story(size)
    if name in SHAPES:
        return SHAPES[name](told)
    leaves = tuple(leaf for chapter in told.chapters for leaf in chapter.leaves)
    return PAGES[name](told._replace(chapters=(Chapter("Rope", leaves),)), 1)


def _seconds(data: bytes, path: str) -> float:
    gc.collect()
    began = time.process_time()
    read_bytes(data, path)
    return time.process_time() - began


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The slope of the line through log(seconds) by log(sizes), by least squares."""
    xs, ys = [math.log(s) for s in sizes], [math.log(s) for s in seconds]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum(
        (a - x) ** 2 for a in xs
    )


def large(_: Sequence[str]) -> None:
    """Prints time and peak memory of the two files that the project holds itself to."""
    size = 8_000_000
    data, path = _written("HTML", size)
    while len(data) > 8_050_000:
        size -= 50_000
        data, path = _written("HTML", size)
    _whole("HTML", data, path)
    _whole("EPUB", *_written("EPUB", 8_700_000))


def _whole(what: str, data: bytes, path: str) -> None:
    """Reads the file in a process of its own, so that the memory is the reading's alone."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, path)
        file.write_bytes(data)
        command = [sys.executable, __file__, "one", str(file)]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    print(f"{what}, {len(data) / 1e6:.1f} MB: {said}", flush=True)


def one(paths: Sequence[str]) -> None:
    """Reads one file and prints seconds, of the clock and of a processor, and peak memory."""
    data = Path(paths[0]).read_bytes()
    began, busy = time.perf_counter(), time.process_time()
    text = read_bytes(data, paths[0])
    took, busy = time.perf_counter() - began, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    words = len(text.text.split())
    print(
        f"{words:,} words, {len(text.blocks):,} blocks in {took:.2f} s"
        f" ({busy:.2f} of a processor), {peak:.0f} MB at most"
    )


if __name__ == "__main__":
    modes = {"linear": linear, "large": large, "one": one}
    modes[sys.argv[1]](sys.argv[2:])
