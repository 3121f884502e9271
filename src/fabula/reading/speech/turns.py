"""Who speaks, decided for all the turns of a conversation together.

A conditional random field: each turn has what speaks for whom (`weighing.py`), and turns pull on
each other (speakers take turns between paragraphs, and stay the same within one unless something
says otherwise; who was called answers). The state is the last two different speakers. For each turn
whoever is likeliest is chosen, all ways in which the others may have gone counted in
(forward-backward, with a beam).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fabula.reading.speech.weighing import UNKNOWN, weights
from fabula.story.memory import Heard

BEAM = 12  # pairs of speakers kept after each turn
NEAR = 4  # paragraphs
Pair = tuple[str, str]
State = tuple[str, str, int]
"""The last two different speakers, and the paragraph of the last turn."""


class Way(NamedTuple):
    """A step from one pair of speakers to another, and how likely it makes what is seen."""

    before: Pair
    after: Pair
    likely: float


def likely_speakers(turns: Sequence[Heard], before: State) -> list[dict[str, float]]:
    """For each turn, how likely each is to speak it: shares of 1."""
    forth: dict[Pair, float] = {(before[0], before[1]): 1.0}
    steps: list[list[Way]] = []
    shares: list[dict[Pair, float]] = []
    paragraph, last = before[2], None
    for turn in turns:
        ways = _ways(turn, forth, pulls(turn, turn.paragraph - paragraph, last))
        forth = _best(ways, forth)
        steps.append(ways)
        shares.append(forth)
        paragraph, last = turn.paragraph, turn
    back = dict.fromkeys(forth, 1.0)
    found: list[dict[str, float]] = []
    for ways, share in zip(reversed(steps), reversed(shares), strict=True):
        who: dict[str, float] = {}
        for pair, value in share.items():
            who[pair[1]] = who.get(pair[1], 0.0) + value * back.get(pair, 0.0)
        total = sum(who.values())
        found.append({w: value / total for w, value in who.items()})
        earlier: dict[Pair, float] = {}
        for way in ways:
            if way.after in back:
                value = way.likely * back[way.after]
                earlier[way.before] = earlier.get(way.before, 0.0) + value
        most = max(earlier.values(), default=1.0)
        back = {pair: value / most for pair, value in earlier.items()}
    return found[::-1]


def alone(heard: Heard) -> dict[str, float]:
    """How likely each is to speak, think or write something by itself: shares of 1."""
    most = max(heard.scores.values())
    likely = {who: math.exp(score - most) for who, score in heard.scores.items()}
    total = sum(likely.values())
    return {who: value / total for who, value in likely.items()}


class Pulls(NamedTuple):
    """How much likelier it becomes (factors) that a turn's speaker is the last one; the last one,
    who is unknown; the one before; somebody the last turn called; that whoever this turn calls
    spoke last."""

    same: float
    same_unknown: float
    back: float
    answers: float
    calls_back: float


def pulls(turn: Heard, distance: int, last: Heard | None) -> Pulls:
    """How a turn pulls on the one before it, so many paragraphs before."""
    by, kind = weights(), kind_of(turn, distance, last)
    return Pulls(
        math.exp(by[f"{kind}: same"]),
        math.exp(by["unknown: same"]),
        math.exp(by[f"{kind}: back"]),
        math.exp(by["answers"]),
        math.exp(by["calls back"]) if distance <= 1 else 1.0,
    )


def kind_of(turn: Heard, distance: int, last: Heard | None) -> str:
    """How a turn stands to the one before it: by its junction (where something is told between,
    whether it leads up to the turn, and whether speakers have no paragraphs of their own); where it
    stands apart, by how far, whether nothing is told between them, whether that was a question, and
    whether it has a cue."""
    if turn.junction in ("told", "tagged"):
        led = " led" if turn.led and turn.junction == "told" else ""
        return f"{turn.junction}{led}{' crowded' if turn.crowded else ''}"
    if turn.junction != "apart":
        return turn.junction
    cued = "bare" if turn.cue == "implicit" else "cued"
    if distance > 1:
        return f"{'near' if distance <= NEAR else 'far'} {cued}"
    tight = "tight" if last is not None and last.ends and turn.opens else "loose"
    asked = " asked" if last is not None and last.asks else ""
    return f"next {tight}{asked} {cued}"


def _ways(turn: Heard, forth: Mapping[Pair, float], pull: Pulls) -> list[Way]:
    """Every way to go on from the pairs of speakers so far."""
    most = max(turn.scores.values())
    own = [
        (who, math.exp(score - most), pull.answers if who in turn.called else 1.0)
        for who, score in turn.scores.items()
    ]
    ways: list[Way] = []
    for pair in forth:
        first, second = pair
        other = pull.calls_back if second in turn.addressed else 1.0
        for who, likely, answers in own:
            if who == second:
                same = pull.same_unknown if who == UNKNOWN else pull.same
                ways.append(Way(pair, pair, likely * same))
                continue
            likely *= other * answers
            if who == first and who != UNKNOWN:
                likely *= pull.back
            ways.append(Way(pair, (second, who), likely))
    return ways


def _best(ways: Sequence[Way], forth: Mapping[Pair, float]) -> dict[Pair, float]:
    """The likeliest pairs of speakers now, as shares of the likeliest."""
    found: dict[Pair, float] = {}
    for way in ways:
        found[way.after] = found.get(way.after, 0.0) + forth[way.before] * way.likely
    best = sorted(found.items(), key=lambda item: -item[1])[:BEAM]
    most = best[0][1] or 1.0
    return {pair: value / most for pair, value in best}
