"""The order of happening: from what the text says of times, and where it says nothing, from how
stories are told.

Scenes that follow one another happen one after another, unless the text dates them otherwise. A
memory happened before the scene that it interrupts, and before the story's first one unless it is
told to be recent; a letter was written before it is read; the teller's own present comes last. What
the text says (`When`) beats what is only usual; what contradicts what was said before it is left
out of the order, and reported (`contradictions`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from fabula.story.partial_order import PartialOrder
from fabula.story.records import Level, When

Told = tuple[str, Level, str | None]  # a scene's id, level and parent
RECENT = 14.0  # days; a memory from longer ago is from before the story
_AGE = re.compile(r"age (\d+)|childhood")
_MONTH = re.compile(r"--(\d\d)")
_DATE = re.compile(r"(\d{4}|-)-(\d\d)-(\d\d)")
HALF_A_YEAR = 186  # days, of months that all have 31
_LONG_AGO = -20_000.0  # days: when everybody was young


def story_order(
    scenes: Sequence[Told], whens: Sequence[When], again: Mapping[str, str]
) -> dict[str, int]:
    """The number of each scene in the order of happening, from 1; scenes that tell one moment share
    theirs."""
    graph, root, _ = _built(scenes, whens, again)
    numbers = {node: i for i, node in enumerate(graph.sorted(), 1)}
    return {scene: numbers[root[scene]] for scene in root}


def contradictions(
    scenes: Sequence[Told], whens: Sequence[When], again: Mapping[str, str]
) -> list[When]:
    """What is told of the order of scenes and cannot be true with what was told before it."""
    return _built(scenes, whens, again)[2]


def _built(
    scenes: Sequence[Told], whens: Sequence[When], again: Mapping[str, str]
) -> tuple[PartialOrder, dict[str, str], list[When]]:
    """All that is known of the order; who shares whose moment; what contradicts the rest."""
    root = {scene: again.get(scene, scene) for scene, _, _ in scenes}
    memories = {root[scene] for scene, level, _ in scenes if level == "flashback"}
    graph = PartialOrder(dict.fromkeys(root.values()), memories)
    amiss = [
        when
        for when in whens
        if when.of in root and when.anchor in root and when.order is not None
        and not graph.add(root[when.of], root[when.anchor], when.order)
    ]  # fmt: skip
    _letters(graph, scenes, whens, root)
    _usual(graph, scenes, root, _distances(scenes, whens))
    return graph, root, amiss


def _letters(
    graph: PartialOrder, scenes: Sequence[Told], whens: Sequence[When], root: Mapping[str, str]
) -> None:
    """Letters and entries that bear dates are in their order, whatever the order they are shown in.
    Without years nothing is told where they may go on over a new year."""
    letters = {scene for scene, level, parent in scenes if level == "document" and parent is None}
    found: dict[str, tuple[int, int]] = {}  # of each the year (0: not told), and the day in it
    for when in whens:
        date = _DATE.fullmatch(when.value)
        if date and when.of in letters and when.kind == "date":
            year = int(date[1]) if date[1] != "-" else 0
            found.setdefault(when.of, (year, 31 * int(date[2]) + int(date[3])))
    days = [day for _, day in found.values()]
    if not all(year for year, _ in found.values()):
        if days and max(days) - min(days) > HALF_A_YEAR:
            return
        found = {scene: (0, day) for scene, (_, day) in found.items()}
    for one, other in pairwise(sorted(found, key=lambda scene: found[scene])):
        if found[one] < found[other]:
            graph.add(root[one], root[other], "before")


def _distances(scenes: Sequence[Told], whens: Sequence[When]) -> dict[str, float]:
    """How many days before the story's now a memory is, as far as its words say (negative)."""
    memories = {scene for scene, level, _ in scenes if level == "flashback"}
    found: dict[str, float] = {}
    for when in whens:
        if when.of not in memories or when.of in found:
            continue
        age, month = _AGE.match(when.value), _MONTH.match(when.value)
        if age:
            found[when.of] = _LONG_AGO + 365 * float(age[1] or 7)
        elif when.days is not None and when.days < 0:
            found[when.of] = when.days
        elif when.kind == "date" and month:
            found[when.of] = -365 + 30 * float(month[1])
    return found


def _usual(
    graph: PartialOrder, scenes: Sequence[Told], root: Mapping[str, str], days: Mapping[str, float]
) -> None:
    """Adds what holds unless the text says otherwise."""
    line: list[str] = []  # the scenes that follow one another
    for scene, level, parent in scenes:
        if parent is None and level not in ("flashback", "frame"):
            if line:
                graph.add(line[-1], root[scene], "before")
            line.append(root[scene])
    played = (root[s] for s, level, p in scenes if level == "scene" and p is None)
    first = next(played, line[0] if line else None)
    for scene, level, parent in scenes:
        if level == "frame" and parent is None and line:
            graph.add(root[scene], line[-1], "after")
        if level in ("flashback", "summary", "document") and parent is not None and parent in root:
            graph.add(root[scene], root[parent], "before")
        if level == "flashback" and first is not None and days.get(scene, -365) < -RECENT:
            graph.add(root[scene], first, "before")
    recent = [s for s, level, _ in scenes if level == "flashback" and days.get(s, -365) >= -RECENT]
    for scene, level, _ in scenes:
        if level == "flashback" and recent and scene not in recent:
            graph.add(root[scene], root[recent[0]], "before")
    for one, other in pairwise(sorted(days, key=lambda scene: days[scene])):
        if days[one] < days[other]:
            graph.add(root[one], root[other], "before")
