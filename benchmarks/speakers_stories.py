"""Who speaks in our own stories; two-speaker paragraphs in a row of their own.

PYTHONPATH=tests python benchmarks/speakers_stories.py [--misses]
"""

from __future__ import annotations

import sys
from collections import defaultdict

from marked import load_stories
from scoring import Turn, read_turns, right


def main(arguments: list[str]) -> None:
    rows: dict[str, list[Turn]] = defaultdict(list)
    for name, story in load_stories():
        group = (
            name.split(":")[0] if name.startswith("two_speakers/contrast") else name.split("/")[0]
        )
        turns = read_turns(story)
        rows[group] += turns
        if "--misses" in arguments and not all(right(t) for t in turns):
            print(f"--- {name}")
            for turn in turns:
                mark = " " if right(turn) else "X"
                print(f" {mark} {turn.speaker} | {turn.said} {turn.by} {turn.words[:60]!r}")
    print(f"{'story':28}{'turns':>6}{'found':>7}{'right':>7}")
    for name, turns in rows.items():
        found = sum(t.found for t in turns) / len(turns)
        print(f"{name:28}{len(turns):6}{found:7.3f}{sum(map(right, turns)) / len(turns):7.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
