"""The weights by which `fabula.reading.scenes.moves` tells where scenes, memories and papers begin.

    PYTHONPATH=src:tests python -m training.scenes [FOLDER ...] [--seen FILE] [--folds N]
        [--against X]

Reads the project's stories with their worlds (tests/stories/worlds, and any other FOLDER of such
files) as their marks tell them, writes down what each paragraph shows where no rule says what it
does, and fits a softmax regression to what it does. `--folds N` writes nothing: it fits without
each N-th part of the stories and scores that part, which is the figure to judge signs by. The set
laid aside is never read.

What the model makes of a paragraph is a sign too, and looks better than it is on the stories that
it has learnt from. So its weights are fitted alone, beside the others as they lie, to the stories
that `--seen FILE` lists, which it has not (`training/later.txt`).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from unittest.mock import patch

import numpy as np
import torch

from fabula import formats, read
from fabula.reading.scenes import moves, staging
from fabula.reading.scenes.proposing import MOVES, Move, Proposal
from fabula.reading.scenes.signs import Signs
from fabula.reading.scenes.stage import Stage
from fabula.story.records import SceneStart
from world_scoring import Counts, gold_scenes, score
from worlds import STORIES, Told, load

KINDS = ("boundaries", "levels", "present", "pov", "places", "order")
OUT = Path(moves.__file__).with_name("moves.json")
LEAST = 3  # paragraphs with a sign that is kept
L2 = 2.0
SEEN = "seen"  # how the model's signs begin
L2_BESIDE = 3.0
NONE: Mapping[str, Sequence[float]] = MappingProxyType({})
STEPS = 60


Weights = dict[str, list[float]]


class Row(NamedTuple):
    """A paragraph of a story: its signs, what it does, and what it could do."""

    story: str
    signs: dict[str, float]
    move: Move
    allowed: tuple[Move, ...]


def gold(told: Told) -> dict[int, Move]:
    """What the paragraphs of a story do, by where they start; those that go on are left out."""
    text = told.prose.text
    blocks = [b for b in formats.read_string(text + "\n").blocks if b.is_story]
    aside = {line.at.start for line in told.prose.lines}

    def start(place: int) -> int | None:
        return next((b.start for b in blocks if place < b.end and b.start not in aside), None)

    found: dict[int, Move] = {}
    scenes = gold_scenes(told, text)
    for scene in scenes:
        after = start(scene.end)
        if scene.parent is not None and after is not None:
            found[after] = "return"
    for scene in scenes[1:]:
        at = start(scene.start)
        if at is not None:
            found[at] = scene.level  # type: ignore[assignment]
    return found


def taught(told: Told, rows: list[Row] | None = None) -> Callable[..., Move]:
    """What tells where scenes begin as a story's marks tell it; `rows` takes the paragraphs that no
    rule says it of."""
    does = gold(told)

    def moved(
        stage: Stage, number: int, shown: Signs, proposal: Proposal, marked: SceneStart | None
    ) -> Move:
        page = stage.page
        move = does.get(page.passage.start + page.passage.paragraphs[number].start, "stay")
        if not moves.is_open(stage, number, proposal, marked):
            begins = marked is not None or not stage.state.open
            unheard = begins and move in ("stay", "return")
            unheard |= move == "return" and not stage.nested
            return proposal.move if unheard else move
        may = tuple(moves.allowed(stage, shown, proposal))
        if move in may and rows is not None:
            rows.append(Row(told.name, moves.signs_of(stage, number, shown, proposal), move, may))
        return move if move in may else proposal.move

    return moved


def rows_of(path: Path) -> list[Row]:
    """The paragraphs of a story, read as its marks tell it."""
    told = load(path)
    rows: list[Row] = []
    with patch.object(staging, "moved", taught(told, rows)):
        read(told.prose.text + "\n").hindsight()
    return rows


def fitted(rows: Sequence[Row], given: Mapping[str, Sequence[float]] = NONE) -> Weights:
    """The weights of signs for moves; beside those that are `given`, of the model's signs alone."""
    often = Counter(name for row in rows for name in row.signs)
    names = sorted(
        name for name, n in often.items() if n >= LEAST and name.startswith(SEEN) == bool(given)
    )
    place = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)), np.float32)
    sums = np.zeros((len(rows), len(MOVES)), np.float32)
    for i, row in enumerate(rows):
        for name, value in row.signs.items():
            if name in place:
                x[i, place[name]] = value
            sums[i] += value * np.array(given.get(name, 0.0))
        sums[i, [m not in row.allowed for m in MOVES]] = -1e4
    signs, before = torch.tensor(x), torch.tensor(sums)
    does = torch.tensor([MOVES.index(row.move) for row in rows])
    weights = torch.zeros(len(names), len(MOVES), requires_grad=True)
    steps = torch.optim.LBFGS([weights], max_iter=STEPS, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        steps.zero_grad()
        off = torch.nn.functional.cross_entropy(signs @ weights + before, does, reduction="sum")
        total = off + (L2_BESIDE if given else L2) / 2 * (weights**2).sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    steps.step(loss)  # type: ignore[no-untyped-call]
    found = {name: list(row) for name, row in given.items()}
    for name, row in zip(names, weights.detach(), strict=True):
        found[name] = [round(float(w), 3) for w in row]
    return found


def use(weights: Weights, against: float) -> None:
    """Lets the reader of this process weigh by these weights."""
    table = {name: tuple(row) for name, row in weights.items()}
    moves._weights = lambda: (table, against)  # type: ignore[assignment]


def scores(paths: Sequence[Path]) -> Iterator[tuple[str, Counts]]:
    """The counts of each kind in some stories, read as they stand."""
    for path in paths:
        told = load(path)
        found = score(told, read(told.prose.text + "\n").hindsight())
        yield from ((kind, found[kind]) for kind in KINDS)


def folds(
    paths: Sequence[Path], n: int, against: Sequence[float],
    given: Mapping[str, Sequence[float]] = NONE,
) -> None:  # fmt: skip
    """Prints how well stories are read by weights that were made without them."""
    rows = {path: rows_of(path) for path in paths}
    totals = {(x, kind): Counts() for x in against for kind in KINDS}
    for k in range(n):
        out = paths[k::n]
        weights = fitted([row for path in paths if path not in out for row in rows[path]], given)
        for x in against:
            use(weights, x)
            for kind, counts in scores(out):
                totals[x, kind] += counts
    for (x, kind), c in totals.items():
        print(f"{x:4} {kind:12} {c.precision:.3f} {c.recall:.3f} {c.f1:.3f}")


def main() -> None:
    """Writes the weights, or with `--folds` prints how well they do."""
    options = argparse.ArgumentParser()
    options.add_argument("folders", nargs="*", type=Path, default=[STORIES / "worlds"])
    options.add_argument("--folds", type=int)
    options.add_argument("--seen", type=Path)
    options.add_argument("--against", type=float, nargs="*", default=[1.0])
    given = options.parse_args()
    paths = sorted(p for folder in given.folders for p in folder.glob("*.txt"))
    lying: Weights = {}
    if given.seen:
        listed = given.seen.read_text().split()
        paths = [path for path in paths if path.stem in listed]
        kept = json.loads(OUT.read_text("utf-8"))["weights"]
        lying = {name: row for name, row in kept.items() if not name.startswith(SEEN)}
    if given.folds:
        folds(paths, given.folds, given.against, lying)
        return
    weights = fitted([row for path in paths for row in rows_of(path)], lying)
    kept = {"against staying": given.against[0], "weights": weights}
    OUT.write_text(json.dumps(kept, indent=0, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
