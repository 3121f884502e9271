"""What an answer is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from fabula.story.text import Span

Kind = Literal[
    "who", "who-said", "who-is", "what", "where", "when", "order", "related", "knows", "open",
    "yes-no", "look", "why", "how", "how-many", "other",
]  # fmt: skip
MOST_EVIDENCE = 300  # code points that all the evidence of an answer has at most
NOT_STATED = "not stated"


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer: `answer` in plain words, null where the story does not say (`stated` false);
    `entities` are those it names, `evidence` the places that show it, at most 300 code points."""

    kind: Kind
    answer: str | None = None
    entities: list[str] = []
    evidence: list[Span] = []
    stated: bool = False
    confidence: float = 0.0


def not_stated(kind: Kind) -> Answer:
    """The answer where the story does not say."""
    return Answer(kind=kind)


def stated(
    kind: Kind,
    answer: str,
    entities: Iterable[str],
    evidence: Iterable[Span],
    confidence: float,
) -> Answer:
    """An answer from evidence, the best first: as much of it as may be shown."""
    shown: list[Span] = []
    room = MOST_EVIDENCE
    for at in dict.fromkeys(evidence):
        if room <= 0:
            break
        at = Span(at.start, min(at.end, at.start + room))
        room -= at.end - at.start
        shown.append(at)
    return Answer(
        kind=kind,
        answer=answer,
        entities=list(dict.fromkeys(entities)),
        evidence=shown,
        stated=True,
        confidence=round(min(1.0, max(0.0, confidence)), 2),
    )
