"""The weights by which `fabula.reading.scenes.attending` tells who is in a scene.

    PYTHONPATH=src:tests python -m training.presence [FOLDER ...] [--folds N]

Reads the project's stories with their worlds with the scenes that their marks tell, writes down
what each person's signs are whenever something is seen of them in a scene, and fits a logistic
regression to whether they are in it. From how much on they are is told by five folds. `--folds N`
writes nothing: it scores stories read by weights that were made without them. The set laid aside
is never read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import numpy as np

from fabula import read
from fabula.reading.scenes import attending, staging
from fabula.reading.scenes.stage import Stage
from training.given import regression, roots, stories_and_folds
from training.scenes import taught
from world_scoring import Counts, Scorer, listed, score
from worlds import load

OUT = Path(attending.__file__).with_name("attending.json")
LEAST = 5  # persons with a sign that is kept
L2 = 10.0
STEPS = 20
FOLDS = 5
ALIKE = 0.005


class Row(NamedTuple):
    """Somebody in a scene: the signs whenever something was seen of them, whether they are there,
    and the story."""

    story: str
    scene: str
    person: str
    signs: list[dict[str, float]]
    there: bool


def rows_of(path: Path) -> tuple[list[Row], int]:
    """The persons in each scene of a story, whose scenes are read as its marks tell them, and how
    many are told to be there."""
    told = load(path)
    seen: dict[tuple[str, str], list[dict[str, float]]] = {}

    def watched(stage: Stage, person: str, tally: attending.Tally) -> dict[str, float]:
        signs = signs_of(stage, person, tally)
        seen.setdefault((stage.top.id, person), []).append(signs)
        return signs

    signs_of = attending.signs_of
    with (
        roots() as root,
        patch.object(attending, "signs_of", watched),
        patch.object(staging, "moved", taught(told)),
    ):
        world = read(told.prose.text + "\n").hindsight()
    scorer = Scorer(told, world)
    there = {
        scene.id: listed(scorer.gold_scenes[i].record.pairs.get("present", ""))
        for i, scene in scorer.aligned().items()
    }

    rows: dict[tuple[str, str], Row] = {}
    for (scene, person), signs in seen.items():
        who = scorer.name(root(person))
        row = Row(path.stem, scene, who, signs, who in there.get(scene, ()))
        before = rows.get((scene, who))
        rows[scene, who] = row if before is None else row._replace(signs=before.signs + signs)
    return list(rows.values()), sum(map(len, there.values()))


def fitted(rows: Sequence[Row]) -> dict[str, float]:
    """The weights of signs: each row counts as one, whenever something was seen."""
    often = Counter(name for row in rows for name in {n for signs in row.signs for n in signs})
    names = sorted(name for name, n in often.items() if n >= LEAST)
    place = {name: i for i, name in enumerate(names)}
    many = sum(len(row.signs) for row in rows)
    x, y, share = np.zeros((many, len(names))), np.zeros(many), np.zeros(many)
    i = 0
    for row in rows:
        for signs in row.signs:
            y[i], share[i] = row.there, 1 / len(row.signs)
            for name, value in signs.items():
                if name in place:
                    x[i, place[name]] = value
            i += 1
    keep = L2 * np.array([name != "" for name in names])
    weights = regression(x, y, share, keep, STEPS)
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}


def most(weights: Mapping[str, float], row: Row) -> float:
    """How much spoke for somebody's being there, when it spoke most."""
    return max(sum(weights.get(n, 0.0) * v for n, v in signs.items()) for signs in row.signs)


def crossed(rows: Sequence[Row], n: int) -> list[float]:
    """What speaks for each row by weights that were made without its story."""
    stories = sorted({row.story for row in rows})
    found = {}
    for k in range(n):
        out = set(stories[k::n])
        weights = fitted([row for row in rows if row.story not in out])
        found.update({id(row): most(weights, row) for row in rows if row.story in out})
    return [found[id(row)] for row in rows]


def best_limit(rows: Sequence[Row], told: int, n: int) -> tuple[float, float]:
    """From how much on somebody is there, and the F1 of that: the strictest limit that is as good
    as the best but for `ALIKE`, since who is shown and is not there misleads."""
    weighed = crossed(rows, n)
    found = []
    for limit in np.arange(-2, 2.01, 0.1):
        taken = [row.there for row, w in zip(rows, weighed, strict=True) if w > limit]
        found.append((2 * sum(taken) / (len(taken) + told), float(limit)))
    best = max(found)[0]
    return max((limit, f1) for f1, limit in found if f1 > best - ALIKE)


def use(weights: dict[str, float]) -> None:
    """Lets the reader of this process weigh by these weights."""
    attending._weights = lambda: weights  # type: ignore[assignment]


def limited(weights: dict[str, float], limit: float) -> dict[str, float]:
    """The same weights, of which what is above nought is enough."""
    return {**weights, "": round(weights[""] - limit, 3)}


def folds(paths: Sequence[Path], n: int) -> None:
    """Prints how well stories are read by weights that were made without them."""
    rows = {path: rows_of(path) for path in paths}
    total = Counts()
    for k in range(n):
        out = paths[k::n]
        mine = [rows[path] for path in paths if path not in out]
        flat, told = [row for found, _ in mine for row in found], sum(n for _, n in mine)
        limit, f1 = best_limit(flat, told, FOLDS)
        use(limited(fitted(flat), limit))
        for path in out:
            story = load(path)
            total += score(story, read(story.prose.text + "\n").hindsight())["present"]
        print(f"limit {limit:.1f} (F1 {f1:.3f} in scenes as told)", flush=True)
    print(f"present {total.precision:.3f} {total.recall:.3f} {total.f1:.3f}")


def main() -> None:
    """Writes the weights, or with `--folds` prints how well they do."""
    paths, apart = stories_and_folds()
    if apart:
        folds(paths, apart)
        return
    read_all = [rows_of(path) for path in paths]
    rows = [row for found, _ in read_all for row in found]
    limit, _ = best_limit(rows, sum(n for _, n in read_all), FOLDS)
    kept = limited(fitted(rows), limit)
    OUT.write_text(json.dumps(kept, indent=0, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
