"""The weights by which `fabula.reading.speech` tells who speaks, and how sure it is.

    PYTHONPATH=src:tests python -m training.speaking [FOLDER ...] [--folds N]

Reads the project's stories with their worlds and writes down, for each quotation, the signs of
those who may speak it; every second story once more with half of its paragraphs run together, as
saved files often have them. Weights are those of a conditional random field (`field.py`), held near
what they were when they were set by hand. How sure a decision is, is fitted to what weights from
two thirds of the stories decide in the others. `--folds N` writes nothing: it prints how often
weights are right in stories that they were made without. The set laid aside is never read.
"""

from __future__ import annotations

import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, get_args
from unittest.mock import patch

import msgspec
import numpy as np
import torch

from fabula import read
from fabula.reading.page import Page
from fabula.reading.speech import evidence, speakers, weighing
from fabula.reading.speech.evidence import Evidence, context
from fabula.reading.speech.speakers import SILENT
from fabula.reading.speech.weighing import UNKNOWN, Signs, logit
from fabula.story.memory import Heard, Memory
from fabula.story.records import SpeakerCue
from training.field import MOST, Told, batches, likelihood, shares
from training.given import regression, roots, stories_and_folds
from world_scoring import Scorer
from worlds import load

OUT = Path(weighing.__file__).with_name("speaking.json")
GLUED = 2  # every second story is read with paragraphs run together as well
LEAST = 8  # turns with a sign that is kept
L2 = 0.03
EPOCHS, RATE, SIZE = 60, 0.15, 48
FOLDS = 3
SEED = 5
# The weights as they were set by hand, for signs and for what turns say of each other.
START = {
    "told of 0 ago": 1.8, "told of 1 ago": 1.5, "told of 2 ago": 1.0, "told of 3 ago": 0.8,
    "told of 4 ago": 0.6, "told of 5 ago": 0.4, "told of 6 ago": 0.25, "told of 7 ago": 0.1,
    "described before": -1.0, "no person yet": -0.7, "nameless": -2.2, "called": -7.0,
    "pointed at": 1.5, "pointed at as spoken to": -1.3, "says I": 3.5, "says you": -3.0,
    "another described": -3.0, "name says after": 12.0, "name says before": 13.5,
    "pronoun says after": 10.5, "pronoun says before": 11.8, "noun says after": 5.2,
    "noun says before": 5.9, "I says after": 9.0, "I says before": 10.1,
    "stranger says after": 7.0, "stranger says before": 7.0, "description says after": 1.5,
    "description says before": 1.5, "name does before": 7.5, "name does after": 1.6,
    "description does before": 7.5, "description does after": 1.6, "pronoun does before": 9.0,
    "pronoun does after": 1.9, "noun does before": 9.0, "noun does after": 1.9,
    "may be who says": 2.7, "can't be who says": -6.7, "nobody says": 0.3, "may be who does": 1.8,
    "can't be who does": -4.5, "nobody does": 0.2,
    "answers": 1.3, "calls back": 3.0, "unknown: same": -2.0,
}  # fmt: skip
# Not learnt: stories hardly tell them, and short paragraphs of two speakers ask for them
# (tests/stories/two_speakers.marked.txt).
HELD = {"tagged crowded: same": 2.0, "tagged crowded: back": 0.5}
_PULLS = {
    "reopened": (20.0, 0.0), "cut": (8.0, 0.0), "tagged": (4.0, -1.0),
    "tagged crowded": (4.0, -1.0), "touching": (-6.0, 1.0),
    "told": (1.0, -0.4), "told led": (1.0, -0.4), "told crowded": (1.0, -0.4),
    "told led crowded": (1.0, -0.4), "near": (0.5, 0.5),
    "far": (0.0, 0.0), "next": (-4.5, 2.6),
}  # fmt: skip
_FORMS = {"next": (" tight", " loose", " tight asked", " loose asked"), "near": ("",), "far": ("",)}
_BY_CUE = re.compile(r"\b(?:says|does)\b")  # signs that are the same in every context


class Story(NamedTuple):
    """The conversations of a story; thoughts, and what is written or remembered, are alone."""

    name: str
    talks: list[list[Told]]


def start() -> dict[str, float]:
    """The weights that learning starts from, and keeps near."""
    found = dict(START)
    for kind, (same, back) in _PULLS.items():
        for form in _FORMS.get(kind, ()):
            for cued in ("cued", "bare"):
                found[f"{kind}{form} {cued}: same"] = same
                found[f"{kind}{form} {cued}: back"] = back
        if kind not in _FORMS:
            found[f"{kind}: same"], found[f"{kind}: back"] = same, back
    return found


def glued(text: str, seed: str) -> str:
    """A text with half of its paragraphs run together; every place stays where it is."""
    chance = random.Random(seed)
    return re.sub(r"\n\n(?=\S)", lambda gap: "  " if chance.random() < 0.5 else gap[0], text)


def story_of(path: Path, *, together: bool = False) -> Story:
    """The turns of a story that its marks know of, with the signs of those who may speak them."""
    told = load(path)
    text = told.prose.text
    seen: list[tuple[int, str, Heard, dict[str, dict[str, float]]]] = []
    signs: list[dict[str, dict[str, float]]] = []

    def weighed(self: Signs, where: str) -> dict[str, float]:
        signs.append({who: dict(mine) for who, mine in self.of.items()})
        return weigh(self, where)

    def gathered(memory: Memory, page: Page) -> tuple[list[Evidence], tuple[tuple[str, int], ...]]:
        signs.clear()
        found, named = gather(memory, page)
        for item, mine in zip(found, signs, strict=True):
            quoted = page.notes.quotations[item.quotation]
            place = page.passage.absolute(quoted.at).start
            seen.append((place, quoted.mode, item.heard, mine))
        return found, named

    weigh, gather = Signs.weighed, evidence.gather
    with (
        roots() as root,
        patch.object(Signs, "weighed", weighed),
        patch.object(speakers, "gather", gathered),
    ):
        world = read((glued(text, path.stem) if together else text) + "\n").hindsight()
    people = Scorer(told, world).who
    speaks = {q.at.start: q.speaker for q in told.prose.quotations if q.mode != "thought"}

    talks: list[list[Told]] = [[]]
    for place, mode, heard, mine in seen:
        speaker = next((speaks[p] for p in (place, place - 1, place + 1) if p in speaks), None)
        right = {w for w in map(root, mine) if speaker is not None and people.get(w) == speaker}
        by_root = {root(who): signs for who, signs in mine.items()}
        turn = _told(heard, by_root, right, root, marked=speaker is not None)
        if mode in SILENT:
            talks.append([turn])
        else:
            talks[0].append(turn)
    return Story(path.stem, [talk for talk in talks if talk])


def _told(
    heard: Heard,
    signs: Mapping[str, Mapping[str, float]],
    right: set[str],
    root: Callable[[str], str],
    *,
    marked: bool,
) -> Told:
    """A turn with the candidates that most spoke for by hand, one that is right among them."""
    by = start()
    score = {w: sum(by.get(n, 0.0) * v for n, v in mine.items()) for w, mine in signs.items()}
    ranked = sorted(signs, key=lambda who: -score[who])
    first = [*[who for who in ranked if who in right][:1], UNKNOWN]
    kept = list(dict.fromkeys([*first, *ranked]))[:MOST]
    where = context(heard.cue, heard.junction)
    return Told(
        msgspec.structs.replace(
            heard,
            addressed=tuple(map(root, heard.addressed)),
            called=tuple(map(root, heard.called)),
        ),
        {who: _in(where, signs[who]) for who in ranked if who in kept},
        frozenset(right),
        marked,
    )


def _in(where: str, signs: Mapping[str, float]) -> dict[str, float]:
    """Signs, and those that do not tell of a cue once more in their context."""
    there = {f"{n}, {where}": v for n, v in signs.items() if not _BY_CUE.search(n)}
    return {**signs, **there}


def fitted(stories: Sequence[Story], *, quiet: bool = True) -> dict[str, float]:
    """The weights of signs and of what turns say of each other."""
    talks = [talk for s in stories for talk in s.talks if any(told.right for told in talk)]
    often = Counter(
        n for talk in talks for told in talk for mine in told.signs.values() for n in mine
    )
    by = start()
    names = sorted({*by, *(name for name, n in often.items() if n >= LEAST)})
    places = {name: i for i, name in enumerate(names)}
    first = torch.tensor([by.get(name, 0.0) for name in names])
    weights = first.clone().requires_grad_()
    ready = [batch for _, batch in batches(talks, places, SIZE)]
    many = sum(int(batch.known.sum()) for batch in ready)
    adam = torch.optim.Adam([weights], lr=RATE)
    chance = random.Random(SEED)
    for epoch in range(EPOCHS):
        chance.shuffle(ready)
        total = 0.0
        for group in adam.param_groups:
            group["lr"] = RATE * (1 - epoch / EPOCHS) + 1e-4
        for batch in ready:
            possible = likelihood(batch, weights, places, right=False)
            loss = (possible - likelihood(batch, weights, places, right=True)).sum()
            far = L2 * ((weights - first) ** 2).sum() * int(batch.known.sum()) / many
            adam.zero_grad()
            (loss + far).backward()  # type: ignore[no-untyped-call]
            adam.step()
            total += loss.item()
        if not quiet:
            print(f"{epoch + 1:3} of {EPOCHS}: {total / many:.4f} a turn", flush=True)
    return {**dict(zip(names, weights.detach().tolist(), strict=True)), **HELD}


class Decided(NamedTuple):
    """A turn decided by weights that its story had no part in: the cue it has, how likely whoever
    was chosen was found, and whether they speak it."""

    cue: SpeakerCue
    share: float
    right: bool


def crossed(stories: Sequence[Story], n: int) -> Iterator[Decided]:
    """Each turn whose speaker is known, decided by weights from the other stories."""
    names = sorted({story.name for story in stories})
    random.Random(SEED).shuffle(names)
    for k in range(n):
        out = set(names[k::n])
        weights = fitted([s for s in stories if s.name not in out])
        places = {name: i for i, name in enumerate(weights)}
        by = torch.tensor(list(weights.values()))
        for story in stories:
            if story.name in out:
                for told, likely in shares(story.talks, by, places, SIZE):
                    who = max(likely, key=lambda w: likely[w])
                    if told.marked:
                        yield Decided(told.heard.cue, likely[who], who in told.right)


def sureness(decided: Sequence[Decided]) -> dict[str, float]:
    """How sure a decision is by its share, for each kind of cue: a logistic regression."""
    found: dict[str, float] = {}
    for cue in get_args(SpeakerCue):
        some = [d for d in decided if d.cue == cue]
        x = np.array([(1.0, logit(d.share)) for d in some])
        y = np.array([float(d.right) for d in some])
        line = regression(x, y, np.ones(len(some)), np.full(2, 1e-3), 30)
        found[f"sure, {cue}"], found[f"sure by share, {cue}"] = map(float, line)
    return found


def report(decided: Sequence[Decided]) -> None:
    """Prints how often decisions are right, by cue, and among those that are surest."""
    for cue in (*get_args(SpeakerCue), ""):
        some = [d.right for d in decided if d.cue == cue or not cue]
        print(f"{cue or 'together':10}{len(some):7}{sum(some) / len(some):8.3f}")
    line = sureness(decided)
    rows: dict[int, list[bool]] = defaultdict(list)
    for d in decided:
        odds = line[f"sure, {d.cue}"] + line[f"sure by share, {d.cue}"] * logit(d.share)
        sure = 1 / (1 + math.exp(-odds))
        rows[int(sure * 10)].append(d.right)
    for tenth, right in sorted(rows.items()):
        print(f"sure {tenth / 10:.1f}{len(right):7}{sum(right) / len(right):8.3f}")


def main() -> None:
    """Writes the weights, or with `--folds` prints how well they do."""
    paths, apart = stories_and_folds()
    stories = [story_of(path) for path in paths]
    stories += [story_of(path, together=True) for path in paths[::GLUED]]
    decided = list(crossed(stories, apart or FOLDS))
    if apart:
        report(decided)
        return
    kept = {**fitted(stories, quiet=False), **sureness(decided)}
    lines = (f"{json.dumps(name)}: {round(weight, 3)}" for name, weight in sorted(kept.items()))
    OUT.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main()
