"""A conditional random field over the turns of conversations, as `fabula.reading.speech.turns`
decides by: its likelihood, so that weights can be learnt, and how likely it finds each speaker.

The state is the last two different speakers. A turn's candidates are numbered; an array over pairs
has a row for each candidate of the turn before last that is still among a turn's candidates, and
one more for all others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from fabula.reading.speech.turns import kind_of
from fabula.reading.speech.weighing import UNKNOWN
from fabula.story.memory import Heard

MOST = 8  # candidates of a turn
NEVER = -1e4  # a logarithm
PULLS = ("unknown: same", "answers", "calls back")


class Told(NamedTuple):
    """A turn, the signs of those who may speak it, which of these do, and whether the story's marks
    tell who does; `heard` names everybody as they are called at the story's end."""

    heard: Heard
    signs: Mapping[str, Mapping[str, float]]
    right: frozenset[str]
    marked: bool


class Batch:
    """Some conversations as arrays, padded to the longest (B conversations of T turns)."""

    def __init__(self, talks: Sequence[Sequence[Told]], places: Mapping[str, int]) -> None:
        b, t = self.shape = len(talks), max(map(len, talks))
        self.known = torch.zeros(b, t, dtype=torch.bool)
        self.there = torch.zeros(b, t, MOST, dtype=torch.bool)
        self.right = torch.zeros(b, t, MOST, dtype=torch.bool)
        self.unknown = torch.zeros(b, t, MOST, dtype=torch.bool)
        self.goes_on = torch.zeros(b, t, dtype=torch.bool)
        self.answers = torch.zeros(b, t, MOST)
        self.calls = torch.zeros(b, t, MOST)  # by the candidates of the turn before
        self.still = torch.zeros(b, t, MOST + 1, MOST + 1)  # who of them is whom now
        self.kinds = torch.zeros(b, t, 2, dtype=torch.long)
        self._cells: list[tuple[int, int, float]] = []
        for i, talk in enumerate(talks):
            last: Told | None = None
            for k, told in enumerate(talk):
                self._fill(i, k, told, places)
                self._join(i, k, told, last, places)
                last = told
        rows, columns, values = zip(*self._cells, strict=True)
        self.signs = torch.sparse_coo_tensor(
            torch.tensor([rows, columns]), torch.tensor(values), (b * t * MOST, len(places)),
            check_invariants=False,
        )  # fmt: skip

    def _fill(self, i: int, k: int, told: Told, places: Mapping[str, int]) -> None:
        self.goes_on[i, k] = True
        self.known[i, k] = bool(told.right)
        for c, (who, signs) in enumerate(told.signs.items()):
            self.there[i, k, c] = True
            self.right[i, k, c] = who in told.right
            self.unknown[i, k, c] = who == UNKNOWN
            self.answers[i, k, c] = who in told.heard.called
            row = (i * self.shape[1] + k) * MOST + c
            self._cells += [(row, places[s], v) for s, v in signs.items() if s in places]

    def _join(
        self, i: int, k: int, told: Told, last: Told | None, places: Mapping[str, int]
    ) -> None:
        distance = told.heard.paragraph - last.heard.paragraph if last is not None else 99
        kind = kind_of(told.heard, distance, last.heard if last is not None else None)
        self.kinds[i, k] = torch.tensor([places[f"{kind}: same"], places[f"{kind}: back"]])
        now = list(told.signs)
        before = list(last.signs) if last is not None else []
        for c, who in enumerate(before):
            self.still[i, k, c, now.index(who) if who in now else MOST] = 1
            self.calls[i, k, c] = distance <= 1 and who in told.heard.addressed
        self.still[i, k, len(before) :, MOST] = 1


def likelihood(
    batch: Batch,
    weights: Tensor,
    places: Mapping[str, int],
    *,
    right: bool,
    more: Tensor | None = None,
) -> Tensor:
    """The logarithm of all that is possible, for each conversation; `right`: of what is right.
    `more` is added to what speaks for each candidate."""
    own = torch.sparse.mm(batch.signs, weights[:, None]).view(*batch.shape, MOST)
    own = own if more is None else own + more
    may = batch.there
    if right:
        may = torch.where(batch.known[:, :, None], batch.right & may, may)
    own = torch.where(may, own, torch.full_like(own, NEVER))
    unknown, answers, calls = (weights[places[name]] for name in PULLS)
    first = own[:, :1] + batch.unknown[:, :1] * unknown  # nobody is known to have spoken before
    state = torch.cat([torch.full((batch.shape[0], MOST, MOST), NEVER), first], 1)
    for k in range(1, batch.shape[1]):
        still = batch.still[:, k]
        one = still[:, :MOST, :MOST] > 0  # the same person in both turns
        pull = weights[batch.kinds[:, k]]
        same = torch.where(batch.unknown[:, k], unknown, pull[:, :1])
        stays = state[:, :, :, None] + _only(one)[:, None]
        stayed = _moved(torch.logsumexp(stays, 2) + (same + own[:, k])[:, None], still)
        back = torch.cat([one, torch.zeros_like(one[:, :1])], 1) & ~batch.unknown[:, k, None]
        moves = (
            state[:, :, :, None]
            + (back * pull[:, 1, None, None])[:, :, None]
            + _only(~one)[:, None]
            + (calls * batch.calls[:, k])[:, None, :, None]
        )
        moved = torch.logsumexp(moves, 1) + (answers * batch.answers[:, k] + own[:, k])[:, None]
        after = torch.logaddexp(stayed, _moved(moved, still[:, :MOST]))
        state = torch.where(batch.goes_on[:, k, None, None], after, state)
    return torch.logsumexp(state.flatten(1), 1)


def _only(where: Tensor) -> Tensor:
    return torch.where(where, 0.0, NEVER)


def _moved(state: Tensor, still: Tensor) -> Tensor:
    """A state whose first speakers are numbered as in the turn before, numbered as now."""
    most = state.amax(1, keepdim=True)
    return torch.log(torch.einsum("bgf,bgc->bfc", still, torch.exp(state - most)) + 1e-30) + most


def batches(
    talks: Sequence[Sequence[Told]], places: Mapping[str, int], size: int
) -> Iterator[tuple[Sequence[Sequence[Told]], Batch]]:
    """Conversations of about one length together, and their arrays."""
    ordered = sorted(talks, key=len)
    for i in range(0, len(ordered), size):
        some = ordered[i : i + size]
        yield some, Batch(some, places)


def shares(
    talks: Sequence[Sequence[Told]], weights: Tensor, places: Mapping[str, int], size: int
) -> Iterator[tuple[Told, dict[str, float]]]:
    """Each turn, and how likely each of its candidates is."""
    for some, batch in batches(talks, places, size):
        more = torch.zeros(*batch.shape, MOST, requires_grad=True)
        total = likelihood(batch, weights, places, right=False, more=more).sum()
        (likely,) = torch.autograd.grad(total, more)
        for i, talk in enumerate(some):
            for k, told in enumerate(talk):
                yield told, dict(zip(told.signs, likely[i, k].tolist(), strict=False))
