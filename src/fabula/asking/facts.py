"""Where the story tells what a part of a question says: "the fishing at the ford", "who paid for
her hip"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fabula.asking.book import Book

MOST = 30


class Told(NamedTuple):
    """A sentence (its number) and how much of what was looked for it tells, in [0, 1]."""

    number: int
    share: float


def told(book: Book, words: Sequence[str], people: Sequence[str]) -> list[Told]:
    """The sentences that tell of some words (stems) and people, the best first; what they leave
    out may stand in those around them, and counts less there."""
    sentences = book.sentences
    ranked = sentences.ranked(words, words, people, MOST) if words else []
    if not ranked and people:
        ranked = sorted(set.intersection(*(set(sentences.about(p)) for p in people)))
    found = []
    for number in ranked:
        here, near = set(sentences.people_near(number, 0)), sentences.people_near(number, 1)
        met = [1.0 if p in here else 0.6 if p in near else 0.0 for p in people]
        share = sentences.share(words, number, around=1)
        weight = sum(sentences.rare(w) for w in words)
        total = weight + 2.0 * len(people)
        found.append(Told(number, (share * weight + 2.0 * sum(met)) / total if total else 0.0))
    return sorted(found, key=lambda t: (-t.share, t.number))
