"""What a correction costs at the page of a long work, in processor time.

PYTHONPATH=src python benchmarks/corrections.py FILE... [--rules]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from fabula import formats
from fabula.reading import annotate
from fabula.stories import tell
from fabula.story.anchors import correction
from fabula.story.corrections import Action
from fabula.story.holding import mention_near
from fabula.story.text import Span

T = TypeVar("T")
AT = 0.9  # the part of the work that has been read
ON = 2000  # code points from one page to the next
KINDS: tuple[Action, ...] = ("rename", "alias", "omit")


def timed(what: str, work: Callable[[], T]) -> T:
    """Does some work and prints how long a processor was busy with it."""
    begun = time.process_time()
    found = work()
    print(f"{what}: {1000 * (time.process_time() - begun):,.0f} ms")
    return found


def main() -> None:
    """Joins the files to one work, says something at a page near its end, turns a page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--rules", action="store_true", help="without the trained model")
    asked = parser.parse_args()
    if asked.rules:
        annotate.ANNOTATE = annotate.ANNOTATE[:-1]
    text = formats.read_string("\n\n".join(f.read_text("utf-8", "replace") for f in asked.files))
    story = timed(f"read {len(text.text.split()):,} words", lambda: tell(text))
    at = text.paragraph_end(int(AT * len(text.text)))
    world = timed("a place", lambda: story.at(at))
    near = world.mentions_within(0, at)
    named = [m for m in near[-4000:] if m.kind == "PROP" and m.type == "PER"]
    this = mention_near(world, named[-1].entity, at) or Span(named[-1].start, named[-1].end)
    for do in KINDS:
        said = (correction(text, do, this, name="Old Tom", made_at=at),)
        change = timed(f"{do}, with what it changes", lambda said=said: story.change(said, at))
        print("  ", *change.sentences[:2])
        otherwise = story.corrected(said)
        timed("  the next page", lambda new=otherwise: new.at(at + ON))


if __name__ == "__main__":
    main()
