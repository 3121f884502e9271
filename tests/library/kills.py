"""What a library keeps when its program is killed at any moment: children that add, update, read,
note and correct are killed again and again, and what they had said was done is looked for.

As a program: `python tests/library/kills.py FOLDER [--kills N] [--seed N]` prints what it found as
JSON. It uses `fork`, so it needs Linux or macOS, and a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import msgspec
from tales import chapter

from fabula import Anchor, Correction, formats
from fabula.library import Library, Work, corrections, notes, shelf
from fabula.reading import fold
from fabula.reading.annotate import annotate
from fabula.story.annotations import Annotations
from fabula.story.passage import passages
from fabula.story.text import Span, Text

WORKS, CHAPTERS = 4, 9  # of the serials that are written while children are killed
LONGEST = 0.4  # seconds that a child lives

Shown = dict[bytes, Annotations]


class Done(NamedTuple):
    """Something that a child has said was done: work `key` has so many chapters, is read so far, or
    has so many corrections or notes."""

    what: str
    work: int
    number: int


def serial(work: int, chapters: int) -> Text:
    """The first chapters of a serial; each work has its own."""
    story = "".join(chapter(100 * work + n) for n in range(1, chapters + 1))
    return formats.read_string(f"{story}")


def shown() -> Shown:
    """What every passage of every serial shows, so that a child needs no model to read it again."""
    found: Shown = {}
    for work in range(1, WORKS + 1):
        for count in range(1, CHAPTERS + 1):
            for passage in passages(serial(work, count)):
                if passage.key not in found:
                    found[passage.key] = annotate(passage)
    return found


def life(path: Path, seed: int, say: Callable[[Done], None]) -> None:
    """What a child does until it is killed."""
    chance = random.Random(seed)
    with Library.open(path) as library:
        while True:
            _deed(library, chance, say)


def _deed(library: Library, chance: random.Random, say: Callable[[Done], None]) -> None:
    """Add a chapter to a serial and read on, correct something in it, or note something in it."""
    number = chance.randint(1, WORKS)
    there = next(iter(_serials(library, number)), None)
    deed = chance.choice(("chapter", "chapter", "correct", "note"))
    if there is None or (deed == "chapter" and there.chapters < CHAPTERS):
        work = library.put(serial(number, there.chapters + 1 if there else 1)).work
        say(Done("chapters", number, work.chapters))
        library.read_on(work.id)
        say(Done("read", number, library.work(work.id).read_to))
    elif deed == "correct":
        _correct(library, there.id, chance)
        say(Done("corrections", number, len(corrections.of(library.db, there.id))))
    else:
        at = chance.randrange(library.work(there.id).length - 20)
        library.set_position(there.id, at)
        notes.add(library, there.id, Span(at, at + 20), "this")
        say(Done("notes", number, len(notes.listed(library, there.id))))


def _serials(library: Library, number: int) -> list[Work]:
    """The works that are this serial: one, or none yet."""
    first = f"on day {100 * number + 1} of"
    return [work for work in library.works() if first in library.text(work.id).text]


def _correct(library: Library, work: int, chance: random.Random) -> None:
    text = library.text(work).text
    spoken = [b for b in library.text(work).blocks if "“" in text[b.start : b.end]]
    block = chance.choice(spoken)
    said = Anchor(text[block.start : block.end])
    name = chance.choice(("Mara", "Tom", "Anna", "Bram", "Celia", "Dov"))
    corrections.correct(library, work, Correction("speaker", said, name=name))


def killed(path: Path, seed: int) -> list[Done]:
    """Let a child live for a while and kill it; what it had said was done."""
    chance = random.Random(seed)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _be_a_child(path, seed, writer)
    os.close(writer)
    time.sleep(chance.uniform(0.0, LONGEST))
    os.kill(child, signal.SIGKILL)
    if not os.WIFSIGNALED(os.waitpid(child, 0)[1]):
        sys.exit("a child ended by itself; see what it said")
    with os.fdopen(reader, "rb") as heard:
        lines = heard.read().split(b"\n")[:-1]  # what follows the last newline was not said whole
    return [Done(*json.loads(line)) for line in lines]


def _be_a_child(path: Path, seed: int, writer: int) -> None:
    try:
        life(path, seed, lambda done: _write(writer, done))
    except BaseException:
        traceback.print_exc()
    os._exit(1)  # only where something is wrong


def _write(writer: int, done: Done) -> None:
    os.write(writer, json.dumps(done).encode() + b"\n")


def missing(path: Path, done: dict[tuple[str, int], int]) -> Iterator[str]:
    """What was done and is not there any more, and what is damaged."""
    with closing(sqlite3.connect(path)) as db:
        if (found := db.execute("pragma integrity_check").fetchall()) != [("ok",)]:
            yield f"the file is corrupt: {found[:3]}"
    with Library.open(path) as library:
        for number in range(1, WORKS + 1):
            works = _serials(library, number)
            if len(works) > 1:
                yield f"serial {number} is there {len(works)} times"
            there = _counts(library, works[0].id) if works else {}
            for what in ("chapters", "corrections", "notes"):
                if there.get(what, 0) < done.get((what, number), 0):
                    yield f"serial {number} lost {what}: {there} of {done}"


def _counts(library: Library, work: int) -> dict[str, int]:
    assert library.text(work).text.count("Chapter") == library.work(work).chapters
    return {
        "chapters": library.work(work).chapters,
        "corrections": len(corrections.of(library.db, work)),
        "notes": len(notes.listed(library, work)),
    }


def run(folder: Path, kills: int, seed: int) -> dict[str, object]:
    """Kill so many children; how often each thing was done, and what was lost."""
    path = folder / "library.sqlite"
    known = _shown_by_a_child(folder / "shown")
    _ready(known, folder / "first.sqlite")
    done: dict[tuple[str, int], int] = {}
    deeds: Counter[str] = Counter()
    lost: list[str] = []
    for number in range(kills):
        for what, work, count in killed(path, seed + number):
            deeds[what] += 1
            done[what, work] = max(count, done.get((what, work), 0))
        lost += missing(path, done)
        if number % 25 == 24:  # and again from the beginning, so that adding is never over
            path.unlink()
            done.clear()
    return {"kills": kills, "done": deeds, "lost": lost}


def _ready(known: Shown, path: Path) -> None:
    """Make ready what children would spend their lives on: what is imported, and what shows. Short
    works have many stretches, and are kept often."""
    fold.annotate = lambda passage: known.get(passage.key) or annotate(passage)
    fold.STRETCH = shelf.TOGETHER = 2
    with Library.open(path) as library:
        work = library.put(serial(1, 2)).work.id
        library.read_on(work)
        _correct(library, work, random.Random(0))


def _shown_by_a_child(file: Path) -> Shown:
    """What the passages show, told by a child: the model's threads would not outlive a fork."""
    child = os.fork()
    if child == 0:
        file.write_bytes(msgspec.msgpack.encode(shown()))
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        sys.exit("the passages could not be read")
    return msgspec.msgpack.decode(file.read_bytes(), type=Shown)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=0)
    asked = options.parse_args()
    asked.folder.mkdir(exist_ok=True)
    print(json.dumps(run(asked.folder, asked.kills, asked.seed), indent=2))


if __name__ == "__main__":
    main()
