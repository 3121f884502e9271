"""How well the worlds of the project's stories are read, by kind of record.

    PYTHONPATH=src:tests python benchmarks/worlds_stories.py [worlds|aside] [STORY] [--show KIND]

`--show questions` prints how each question was answered. `aside` prints totals only: what was wrong
in it is nobody's business who writes rules.
"""

from __future__ import annotations

import sys

from fabula import read
from world_scoring import Answered, Counts, questions, score
from worlds import STORIES, load


def main() -> None:
    """Prints a table, and for `--show KIND` what was wrong and missed."""
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    show = sys.argv[sys.argv.index("--show") + 1] if "--show" in sys.argv else None
    if show in arguments:
        arguments.remove(show)
    folder = arguments[0] if arguments else "worlds"
    totals: dict[str, Counts] = {}
    answered = Answered()
    for path in sorted((STORIES / folder).glob("*.txt")):
        if len(arguments) > 1 and arguments[1] not in path.stem:
            continue
        told = load(path)
        story = read(told.prose.text + "\n")
        answered += questions(told, story.hindsight(), story.ask)
        for kind, counts in score(told, story.hindsight()).items():
            if show == kind and folder != "aside":
                print(f"--- {path.stem}")
                for word, lines in (("wrong", counts.wrong), ("missed", counts.missed)):
                    print(*(f"  {word}: {line}" for line in lines), sep="\n")
            totals.setdefault(kind, Counts())
            totals[kind] += counts
    print(f"{'':14}{'right':>6}{'found':>7}{'told':>6}{'prec.':>8}{'recall':>8}{'F1':>8}")
    for kind, c in totals.items():
        print(
            f"{kind:14}{c.right:6}{c.found:7}{c.told:6}{c.precision:8.3f}{c.recall:8.3f}{c.f1:8.3f}"
        )
    if show == "questions" and folder != "aside":
        for how in ("right", "silent", "wrong"):
            print(f"--- {how}", *answered.told.get(how, []), sep="\n  ")
    print(f"questions: {answered.right} right, {answered.silent} silent, {answered.wrong} wrong")
    order = totals.get("order")
    if order and order.told:
        print(f"Kendall's tau of scenes: {2 * order.right / order.told - 1:.3f}")


if __name__ == "__main__":
    main()
