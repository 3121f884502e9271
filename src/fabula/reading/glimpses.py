"""What the trained model makes of the story's world in a passage: what people are like, what is
left open, where something begins, who takes part in what, through whose eyes.

The rules of the rooms find what they were written for. The net has learnt from the project's own
stories with their worlds (`training/worlds.py`) what the words around look like; it finds other
things and errs in other ways, so what it says is weighed with what the rules say, in the room that
it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from fabula.model.folder import Model
from fabula.reading.language.windows import Words
from fabula.reading.people.profiles import KINDS
from fabula.story.annotations import Glimpses, Opens, Part, Seen, Trait, Turn
from fabula.story.passage import Passage
from fabula.story.records import Level, Role, ThreadKind
from fabula.story.text import Span

LEVELS: tuple[Level, ...] = get_args(Level)
ROLES: tuple[Role, ...] = ("agent", "patient", "recipient", "place", "instrument", "content")
THREADS: tuple[ThreadKind, ...] = (
    "question", "promise", "threat", "vow", "plan", "task", "secret",
)  # fmt: skip
TRAITS = (
    "age", "wearing", "occupation", "build", "holding", "hair", "injured", "dead", "rank",
    "carrying", "ill", "crying", "skin", "skill", "eyes", "origin", "scar", "asleep", "blind",
    "teeth", "pregnant", "bound", "species", "drunk", "unconscious", "clothes", "widow", "deaf",
    "hungry", "widower",
)  # fmt: skip
"""What the columns of the net's answers stand for."""

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

LEAST_TRAIT, TRAIT = 0.05, 0.5  # what may tell what somebody is like, and what does
LEAST_OPEN, OPEN = 0.02, 0.5  # what may leave something open, and what does
LEAST_PART = 0.05
LEAST_BEARER = 0.1
GAP = 4  # words in what leaves something open that need not look like it


AROUND = 30  # words on either side of an event that may take part in it


def glimpsed(
    model: Model, h: Floats, words: Words, passage: Passage, seen: Sequence[Seen], events: Ints
) -> Glimpses:
    """What the model makes of a passage: `h` (n, H) are its words as the encoder sees them, `seen`
    its mentions, `events` the numbers of the words that may tell of something."""
    starts = np.array([s.start for s in words.spans], np.int64)
    numbers, first, last = _paragraphs(passage, starts)
    event, word = _pairs(events, words.sentence)
    given: dict[str, NDArray[Any]] = {
        "h": h,
        "first": np.array([s.first for s in seen], np.int64),
        "last": np.array([s.last for s in seen], np.int64),
        "kind": np.array([KINDS.index(s.kind) for s in seen], np.int64),
        "paragraph_first": first,
        "paragraph_last": last,
        "event": event,
        "word": word,
        "trait_first": np.zeros(0, np.int64),
        "trait_last": np.zeros(0, np.int64),
    }
    out = model.world.run(given, ("traits", "opens", "begins", "levels", "eyes", "roles"))
    views = Views(**{k: np.asarray(v, np.float32) for k, v in out.items()}, event=event, word=word)

    def bearers(first: Ints, last: Ints) -> Floats:
        asked = {**given, "trait_first": first, "trait_last": last}
        return np.asarray(model.world.run(asked, ("bearers",))["bearers"], np.float32)

    return gathered(views, words.spans, words.sentence, numbers, bearers)


def _paragraphs(passage: Passage, starts: Ints) -> tuple[list[int], Ints, Ints]:
    """The paragraphs that have words: their numbers, first and last words."""
    edges = [(p.start, p.end) for p in passage.paragraphs]
    first, end = np.searchsorted(starts, np.array(edges, np.int64).reshape(-1, 2)).T
    some = end > first
    return np.flatnonzero(some).tolist(), first[some], end[some] - 1


def _pairs(events: Ints, sentence: Ints) -> tuple[Ints, Ints]:
    """Each event with each word of its sentence that is near enough to take part in it."""
    n = len(sentence)
    word = events[:, None] + np.arange(-AROUND, AROUND + 1)
    inside = (word >= 0) & (word < n)
    inside &= sentence[np.clip(word, 0, n - 1)] == sentence[events][:, None]
    return np.repeat(events, inside.sum(1)), word[inside]


class Views(NamedTuple):
    """What the net says of n words, M mentions, P paragraphs and R pairs of words: shares (n, names
    + 1; the first is none), (n, kinds); logits (P,); logarithms of shares (P, levels); logits
    (M,); shares (R, roles; the first is none) of the pairs (event, word)."""

    traits: Floats
    opens: Floats
    begins: Floats
    levels: Floats
    eyes: Floats
    roles: Floats
    event: Ints
    word: Ints


def gathered(
    views: Views,
    spans: Sequence[Span],
    sentence: Ints,
    paragraphs: Sequence[int],
    bearers: Callable[[Ints, Ints], Floats],
) -> Glimpses:
    """The views as findings. `paragraphs`: the number in the passage of each of P; `bearers` gives,
    for some stretches of words (first, last), the share of each mention (the last: of none)."""
    return Glimpses(
        tuple(_traits(views.traits, spans, sentence, bearers)),
        tuple(_opens(views.opens, spans, sentence)),
        {
            number: Turn(round(float(b), 2), tuple(round(float(x), 2) for x in row))
            for number, b, row in zip(paragraphs, views.begins, views.levels, strict=True)
        },
        tuple(_parts(views)),
        tuple(round(float(x), 2) for x in views.eyes),
    )


def runs(likely: NDArray[np.bool_], sentence: Ints, gap: int = 1) -> list[tuple[int, int]]:
    """The stretches (first, last) of likely words, each in one sentence, over less than `gap` words
    between."""
    found: list[tuple[int, int]] = []
    for i in np.flatnonzero(likely).tolist():
        if found and i - found[-1][1] <= gap and sentence[i] == sentence[found[-1][1]]:
            found[-1] = found[-1][0], i
        else:
            found.append((i, i))
    return found


def _surest(
    shares: Floats, sentence: Ints, limits: tuple[float, float], gap: int
) -> Iterator[tuple[int, int]]:
    """The runs of words above the lower limit; of those that reach above the upper one, only the
    runs that do."""
    for first, last in runs(shares > limits[0], sentence, gap):
        here = slice(first, last + 1)
        sure = runs(shares[here] > limits[1], sentence[here], gap)
        yield from [(first + a, first + b) for a, b in sure] or [(first, last)]


def _traits(
    shares: Floats,
    spans: Sequence[Span],
    sentence: Ints,
    bearers: Callable[[Ints, Ints], Floats],
) -> Iterator[Trait]:
    some = 1 - shares[:, 0]
    found = list(_surest(some, sentence, (LEAST_TRAIT, TRAIT), 1))
    sure = [(a, b) for a, b in found if some[a : b + 1].max() > TRAIT]
    whose: dict[tuple[int, int], tuple[tuple[int, float], ...]] = {}
    if sure:
        first, last = np.array(sure, np.int64).T
        whose = dict(zip(sure, map(_best, bearers(first, last)), strict=True))
    for a, b in found:
        name = TRAITS[int(shares[a : b + 1, 1:].sum(0).argmax())]
        likely = round(float(some[a : b + 1].max()), 2)
        yield Trait(Span(spans[a].start, spans[b].end), name, likely, whose.get((a, b), ()))


def _best(shares: Floats) -> tuple[tuple[int, float], ...]:
    """The mentions that have most of the shares, the best first; the last share is nobody's."""
    order = np.argsort(-shares[:-1], kind="stable")[:4].tolist()
    return tuple((i, round(float(shares[i]), 2)) for i in order if shares[i] > LEAST_BEARER)


def _opens(shares: Floats, spans: Sequence[Span], sentence: Ints) -> Iterator[Opens]:
    for k, kind in enumerate(THREADS):
        for a, b in _surest(shares[:, k], sentence, (LEAST_OPEN, OPEN), GAP):
            sure = round(float(shares[a : b + 1, k].max()), 2)
            yield Opens(Span(spans[a].start, spans[b].end), kind, sure)


def _parts(views: Views) -> Iterator[Part]:
    rows, columns = np.nonzero(views.roles[:, 1:] > LEAST_PART)
    for row, role in zip(rows.tolist(), columns.tolist(), strict=True):
        share = round(float(views.roles[row, role + 1]), 2)
        yield Part(int(views.event[row]), ROLES[role], int(views.word[row]), share)
