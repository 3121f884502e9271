"""How far what was found agrees with what is annotated: precision, recall and F1."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from functools import reduce
from operator import add


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts of one comparison; sums of them give micro-averages."""

    recalled: float = 0  # how much of the gold was found
    gold: float = 0
    right: float = 0  # how much of the found is gold
    found: float = 0

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(
            *(getattr(self, f.name) + getattr(other, f.name) for f in fields(Agreement))
        )

    @property
    def precision(self) -> float:
        return share(self.right, self.found)

    @property
    def recall(self) -> float:
        return share(self.recalled, self.gold)

    @property
    def f1(self) -> float:
        return share(2 * self.precision * self.recall, self.precision + self.recall)


NONE = Agreement()  # nothing compared


def exact(gold: Collection[object], found: Collection[object]) -> Agreement:
    """Agreement of two sets: what is in both is right."""
    both = len(set(gold) & set(found))
    return Agreement(both, len(gold), both, len(found))


def total(parts: Iterable[Agreement]) -> Agreement:
    """All together."""
    return reduce(add, parts, NONE)


def share(part: float, whole: float) -> float:
    """`part` of `whole`; nothing of nothing is 0."""
    return part / whole if whole else 0.0
