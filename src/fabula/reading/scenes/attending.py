"""Who is in a scene, by all that has been seen of each in it so far: many weak signs, weighed
together. "He" who is told of in every paragraph is there though no verb says so; whoever is named
once in what somebody remembers is not.

The weights are those of a logistic regression on the project's own stories with their worlds
(`training/presence.py` makes them). Somebody is there from the paragraph on in which their signs
weigh enough, or in which they plainly came, and stays it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from fabula.reading.scenes.presence import SIGNS, Seen
from fabula.reading.scenes.stage import Stage
from fabula.story.records import Presence

MOST = 80  # persons of a scene whose signs are remembered, the latest
PARAGRAPHS, FIRST, LAST = range(len(SIGNS), len(SIGNS) + 3)  # after the counts of signs
_PLACES = {sign: i for i, sign in enumerate(SIGNS)}
Tally = tuple[int, ...]


@cache
def _weights() -> dict[str, float]:
    """For each sign its weight; "" is what speaks for everybody."""
    kept = json.loads(files(__package__).joinpath("attending.json").read_text("utf-8"))
    return {str(name): float(weight) for name, weight in kept.items()}


def attend(stage: Stage, found: Sequence[Seen]) -> None:
    """Takes in what a stretch of paragraph shows; whoever it shows to be there is there."""
    tallies = _rooted(stage, stage.top.signs)
    number = stage.top.paragraphs
    for person, mine in _by_person(found).items():
        tallies[person] = _counted(tallies.pop(person, None), mine, number)
    stage.set(signs=dict(list(tallies.items())[-MOST:]))
    for person, mine in _by_person(found).items():
        signs = signs_of(stage, person, tallies[person])
        sure = weighed(signs)
        if person not in stage.top.shown and (sure > 0 or came(signs)):
            first = next((seen for seen in mine if seen.is_plain), mine[0])
            comes = number > 0 and any(seen.comes for seen in mine)
            how: Presence = "arrives" if comes else "present"
            stage.here(person, first.at, how, round(1 / (1 + math.exp(-sure)), 2))
            stage.set(shown=(*stage.top.shown, person))


def _rooted(stage: Stage, tallies: Mapping[str, Tally]) -> dict[str, Tally]:
    """The tallies, of two who turned out to be one together."""
    found: dict[str, Tally] = {}
    for person, tally in tallies.items():
        one = stage.root(person)
        found[one] = _together(found[one], tally) if one in found else tally
    return found


def _together(one: Tally, other: Tally) -> Tally:
    counts = [a + b for a, b in zip(one, other, strict=True)]
    counts[FIRST], counts[LAST] = min(one[FIRST], other[FIRST]), max(one[LAST], other[LAST])
    counts[PARAGRAPHS] = max(one[PARAGRAPHS], other[PARAGRAPHS])
    return tuple(counts)


def _by_person(found: Sequence[Seen]) -> dict[str, list[Seen]]:
    people: dict[str, list[Seen]] = {}
    for seen in found:
        if seen.person:
            people.setdefault(seen.person, []).append(seen)
    return people


def _counted(tally: Tally | None, found: Sequence[Seen], number: int) -> Tally:
    """The tally of somebody with what paragraph `number` of the scene shows."""
    counts = list(tally or (*(0 for _ in SIGNS), 0, number, -1))
    for seen in found:
        counts[_PLACES[seen.sign]] += 1
        counts[_PLACES["comes"]] += seen.comes
        counts[_PLACES["goes"]] += seen.goes
    counts[PARAGRAPHS] += counts[LAST] != number
    counts[LAST] = number
    return tuple(counts)


def signs_of(stage: Stage, person: str, tally: Tally) -> dict[str, float]:
    """What speaks for somebody's being in the innermost scene."""
    top = stage.top
    found = {"": 1.0, f"in a {top.level}": 1.0}
    for sign, count in zip(SIGNS, tally, strict=False):
        if count:
            found[sign] = 1.0
            found[f"often {sign}"] = math.log(count)
            found[f"{sign} in a {top.level}"] = 1.0
    long = top.paragraphs + 1
    found["paragraphs"] = math.log(tally[PARAGRAPHS])
    found["share"] = tally[PARAGRAPHS] / long
    found["long"] = math.log(long)
    found["late"] = tally[FIRST] / long
    found["once"] = float(sum(tally[: len(SIGNS)]) == 1)
    found["eyes"] = float(top.seen_by == person)
    found["known"] = float(person in stage.known)
    found["tells"] = float(person in stage.tellers)
    return {name: value for name, value in found.items() if value}


def came(signs: Mapping[str, float]) -> bool:
    """Whether it is plain without weighing: somebody comes, and does more than that."""
    return "comes" in signs and "often acts" in signs


def weighed(signs: Mapping[str, float]) -> float:
    """The logarithm of the odds that somebody with these signs is there, less what it takes."""
    weights = _weights()
    return sum(weights.get(name, 0.0) * value for name, value in signs.items())
