"""How a reading of a marked story compares with its marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from fabula import formats
from fabula.stories import tell
from fabula.story.contract import QuotationItem
from marked import Marked


class Turn(NamedTuple):
    """A marked quotation and what was read there: `said` is the name of whoever is said to speak it
    (None: nobody), `found` whether a quotation stands exactly there."""

    words: str
    speaker: str | None
    said: str | None
    found: bool
    mode: str
    by: str


def read_turns(story: Marked) -> list[Turn]:
    """The story's outer quotations, each with the reading's answer.

    A predicted entity is whoever owns most of the marked mentions that it covers.
    """
    world = tell(formats.read_string(story.text)).hindsight()
    gold = {(m.at.start, m.at.end): m.name for m in story.mentions}
    votes: dict[str, Counter[str]] = {}
    for mention in world.mentions():
        if name := gold.get((mention.start, mention.end)):
            votes.setdefault(mention.entity, Counter())[name] += 1
    owner = {entity: names.most_common(1)[0][0] for entity, names in votes.items()}
    quotations = list(world.quotations())
    return list(_turns(story, quotations, owner))


def _turns(story: Marked, quotations: list[QuotationItem], owner: dict[str, str]) -> Iterator[Turn]:
    for number, quotation in enumerate(story.quotations):
        if story.parent(number) is not None:
            continue
        at = quotation.at
        over = [q for q in quotations if q.start < at.end and at.start < q.end]
        best = max(over, key=lambda q: min(q.end, at.end) - max(q.start, at.start), default=None)
        yield Turn(
            words=story.words(at),
            speaker=quotation.speaker,
            said=owner.get(best.speaker, best.speaker) if best and best.speaker else None,
            found=bool(best and (best.start, best.end) == (at.start, at.end)),
            mode=quotation.mode,
            by=best.by if best else "not found",
        )


def right(turn: Turn) -> bool:
    """Whether the answer is the mark's; a narrator without a name is nobody to the cast."""
    return turn.said == (None if turn.speaker == "narrator" else turn.speaker)
