"""Two worlds compared: who speaks, and on which level scenes are told."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.story.changes import LEVELS, Difference, in_words, listed, quoted
from fabula.story.records import Level
from fabula.story.sameness import are_same
from fabula.story.text import Span
from fabula.story.world import World


def speakers(before: World, after: World, since: int) -> Iterator[Difference]:
    """Which quotations are somebody else's, and which are spoken to somebody else."""
    old = {Span(q.start, q.end): q for q in before.quotations_within(since, before.horizon)}
    said: dict[str, list[Span]] = {}
    to: dict[str, list[Span]] = {}
    for quote in after.quotations_within(since, after.horizon):
        at = Span(quote.start, quote.end)
        was = old.get(at)
        if was is None:
            continue
        if not are_same(before, after, [was.speaker], [quote.speaker]):
            how = "thought" if quote.mode == "thought" else "said"
            label = _label(after, quote.speaker)
            said.setdefault(f"are now {how} by {label}", []).append(at)
        if quote.addressees and not are_same(before, after, was.addressees, quote.addressees):
            label = listed([_label(after, e) for e in quote.addressees])
            to.setdefault(f"are now said to {label}", []).append(at)
    for told, places in (*said.items(), *to.items()):
        yield Difference(in_words(after, told, places, "quotation"), tuple(places))


def _label(world: World, entity: str | None) -> str:
    item = world.entity(entity) if entity else None
    return item.label if item is not None else "nobody known"


def levels(before: World, after: World, since: int) -> Iterator[Difference]:
    """Which scenes are told on another level, begin now, or are none of their own any more."""
    old, new = _scenes(before, since), _scenes(after, since)
    for start, (end, level) in new.items():
        if start not in old or old[start][1] != level:
            words = quoted(after, Span(start, end))
            yield Difference(
                f"What is told from {words} on is now {LEVELS[level]}.", (Span(start, end),)
            )
    for start, (end, _) in old.items():
        if start not in new:
            words = quoted(before, Span(start, end))
            yield Difference(f"No scene begins at {words} any more.", (Span(start, end),))


def _scenes(world: World, since: int) -> dict[int, tuple[int, Level]]:
    """The innermost scene that begins at each place: its end and level."""
    spans = world.scene_spans.spans
    return {start: (end, record.level) for record, start, end in spans if end > since}
