"""What a page beside a very long story costs: processor time of opening, of turning pages, of a new
chapter.

python benchmarks/scale.py FOLDER WORDS FILE ... --new FILE

The work is made of the files, over and over, until it has WORDS words; FOLDER keeps what was read
of it (reading two million words takes ten minutes, the second run takes none of them). `--new`
names the novel that the new chapters are taken from. What is kept stays though the reader's code
changes: it is not the reading that is measured here.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from fabula import formats
from fabula.reading import fold
from fabula.store.cache import Cache
from fabula.stories import Story, tell
from fabula.story.portrait import portrait
from fabula.story.text import Text
from fabula.story.world import World
from speed import _paragraphs

CHAPTER = 5000  # words
PAGE = 3000  # code points
PLACES = 40
Times = defaultdict[str, list[float]]


def companion(world: World) -> Iterator[str]:
    """What the page beside the story asks at a horizon; gives the name of each part when done."""
    end = world.horizon
    page = (max(0, end - PAGE), end)
    scene = world.scene_at(end - 1)
    _ = [world.entity(who) for who in (scene.present if scene else ())]
    yield "scene, who is here"
    mentions = world.mentions_within(*page)
    _ = [world.entity(m.entity) for m in mentions]
    yield "mentions of a page, who they are"
    if mentions:
        world.at_offset(mentions[-1].start)
    yield "whom a word stands for"
    world.quotations_within(*page)
    yield "quotations of a page, who speaks"
    hero = next((m.entity for m in mentions if m.type == "PER" and m.kind == "PROP"), None)
    item = world.entity(hero) if hero else None
    if item:
        list(world.relations(item.id))
        yield "ties of one"
        list(world.threads(item.id, 20))
        yield "threads of one"
        portrait(world, item, 20)
        yield "page of one"


def turn(story: Story, places: list[int]) -> Times:
    """The milliseconds that each part takes at some places."""
    took: Times = defaultdict(list)
    for place in places:
        began = last = time.process_time()
        world = story.at(place)
        took["story.at"].append(1000 * (time.process_time() - last))
        last = time.process_time()
        for part in companion(world):
            now = time.process_time()
            took[part].append(1000 * (now - last))
            last = now
        took["all"].append(1000 * (last - began))
    return took


def told(title: str, took: Times) -> None:
    """Prints median and nine of ten."""
    print(title)
    for part, times in took.items():
        low, high = statistics.median(times), sorted(times)[9 * len(times) // 10]
        print(f"  {part:34}{low:8.1f} ms{high:10.1f} ms")


def chapters(text: str, kept: Cache, new: str) -> None:
    """What a new chapter costs on the work, and by itself."""
    for number in range(1, 4):
        chapter = f"Chapter {number}\n\n" + _part(new, number)
        text += f"\n\n{chapter}"
        alone, grown = _seconds(formats.read_string(chapter), None), formats.read_string(text)
        there = _seconds(grown, kept)
        print(
            f"chapter of {len(chapter.split()):,} words: {alone:.2f} s alone, {there:.2f} s on the"
            f" work, {there / alone:.2f} times; opened again in {_seconds(grown, kept):.2f} s"
        )


def _part(new: str, number: int) -> str:
    words = 0
    found: list[str] = []
    for paragraph in new[80_000 * number :].split("\n\n")[1:]:
        found.append(paragraph)
        words += len(paragraph.split())
        if words >= CHAPTER:
            break
    return "\n\n".join(found)


def _seconds(text: Text, kept: Cache | None) -> float:
    began = time.process_time()
    tell(text, cache=kept)
    return time.process_time() - began


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("words", type=int)
    arguments.add_argument("files", nargs="+")
    arguments.add_argument("--new", type=Path)
    asked = arguments.parse_args()
    gc.set_threshold(100_000, 20, 50)  # as the command does
    fold.reader_version = lambda: b"scale" * 4
    words = "\n\n".join(_paragraphs(asked.files, asked.words))
    text = formats.read_string(words)
    with Cache(asked.folder / "scale.sqlite", 1 << 40) as kept:
        print(f"{asked.words:,} words read in {_seconds(text, kept):.1f} s, or as far as was left")
        began = time.process_time()
        story = tell(text, cache=kept)
        print(f"opened in {time.process_time() - began:.2f} s")
        length = len(text.text)
        told("first place", turn(story, [length // 2]))
        draw = random.Random(1)
        told("any places", turn(story, [draw.randrange(length) for _ in range(PLACES)]))
        walk = range(length // 2, length // 2 + PLACES * PAGE, PAGE)
        told("page after page", turn(story, list(walk)))
        print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
        if asked.new:
            chapters(words, kept, asked.new.read_text("utf-8"))


if __name__ == "__main__":
    main()
