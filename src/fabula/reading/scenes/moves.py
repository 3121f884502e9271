"""Whether something begins with a paragraph, or is over, where no rule sees it: the signs of
`signs.py` and what the model makes of it, weighed together.

The weights are those of a softmax regression on the project's own stories with their worlds
(`training/scenes.py` makes them). Rules find what they were written for; in stories that nobody has
seen they miss half of all scenes, and many weak signs together find some of those
(docs/measurements.md).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from fabula.reading.glimpses import LEVELS
from fabula.reading.scenes.proposing import MOVES, Move, Proposal
from fabula.reading.scenes.signs import BACK, Signs, around, strangers
from fabula.reading.scenes.stage import Stage
from fabula.story.records import SceneStart

FARTHEST = -5.0  # of a logit or the logarithm of a share


@cache
def _weights() -> tuple[dict[str, tuple[float, ...]], float]:
    """For each sign the weight it has for each of MOVES, and what speaks against "stay"."""
    kept = json.loads(files(__package__).joinpath("moves.json").read_text("utf-8"))
    return {name: tuple(row) for name, row in kept["weights"].items()}, kept["against staying"]


def moved(
    stage: Stage, number: int, shown: Signs, proposal: Proposal, marked: SceneStart | None
) -> Move:
    """What a paragraph with these signs does. What a mark, a reader or a rule says stands; where
    they see nothing begin, the signs together may."""
    if not is_open(stage, number, proposal, marked):
        return proposal.move
    return best(signs_of(stage, number, shown, proposal), allowed(stage, shown, proposal))


def is_open(stage: Stage, number: int, proposal: Proposal, marked: SceneStart | None) -> bool:
    """Whether signs are asked at all: no mark, no reader and no rule says what begins."""
    plain = stage.page.passage.paragraphs[number].kind == "prose"
    state = stage.state
    if not plain or marked is not None or not state.open or stage.top.told:
        return False
    begun = state.before is not None or state.open[0].paragraphs > 1  # how the story is told shows
    asked = begun and stage.top.paragraphs > 0
    return asked and proposal.move in ("stay", "return")


def signs_of(stage: Stage, number: int, shown: Signs, proposal: Proposal) -> Signs:
    """All signs of a paragraph: its own, those of what it follows, and what the rules propose."""
    state, paragraph = stage.state, stage.page.passage.paragraphs[number]
    people = [
        person
        for n, seen in enumerate(stage.page.notes.seen)
        if paragraph.start <= seen.at.start < paragraph.end and seen.type == "PER"
        if (person := stage.page.meant.get(n)) is not None
    ]
    return {
        "": 1.0,
        **shown,
        **dict(around(shown, state.signs, state.late, state.open)),
        **dict(strangers(people, state.open)),
        f"rules {proposal.move}": 1.0,
        **_seen(stage, number),
        **({"opening": 1 / stage.top.paragraphs} if state.before is None else {}),
    }


def _seen(stage: Stage, number: int) -> Signs:
    """What the model makes of a paragraph: whether something begins or is over with it, and how
    likely each level is, that of the scene which goes on and of the one around it among them."""
    turn = stage.page.notes.glimpses.turns.get(number)
    if turn is None:
        return {}
    levels = {level: max(share, FARTHEST) for level, share in zip(LEVELS, turn.levels, strict=True)}
    outer = stage.state.open[-2].level if stage.nested else None
    return {
        "seen": 1.0,
        "seen to turn": min(max(turn.begins, FARTHEST), -FARTHEST),
        "seen to go on": levels[stage.top.level],
        **({"seen outside": levels[outer]} if outer is not None else {}),
        **{f"seen as {level}": share for level, share in levels.items()},
    }


def allowed(stage: Stage, shown: Signs, proposal: Proposal) -> Sequence[Move]:
    """The moves that are open: what the rules see end is over; a memory shows that it is one."""
    stays: tuple[Move, ...] = () if proposal.move == "return" else ("stay",)
    ends: tuple[Move, ...] = ("return",) if stage.nested else ()
    line = "told in " + ("present" if stage.top.line == "past" else "past")
    back = any(shown.get(name) for name in BACK) or shown.get(line, 0.0) > 0.5
    begins = tuple(m for m in MOVES[2:] if back or m not in ("flashback", "dream"))
    return (*stays, *ends, *begins)


def best(signs: Mapping[str, float], allowed: Sequence[Move]) -> Move:
    """The move that signs speak most for, of those allowed."""
    weights, against = _weights()
    sums = dict.fromkeys(MOVES, 0.0)
    sums["stay"] = -against
    for name, value in signs.items():
        if value and (row := weights.get(name)) is not None:
            for move, weight in zip(MOVES, row, strict=True):
                sums[move] += value * weight
    return max(allowed, key=lambda move: sums[move])
