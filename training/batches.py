"""From documents to tensors: windows of word pieces, and segments of documents to train on."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from fabula.reading.language.windows import OPENS
from fabula.reading.people.profiles import head_of, profile
from training.documents import END, MASK, START, Document
from training.net import Windows


class Segment(NamedTuple):
    """A stretch of a document in windows (first word, one past the last); `hidden` words are
    masked."""

    document: Document
    windows: list[tuple[int, int]]
    hidden: frozenset[int] = frozenset()

    @property
    def first(self) -> int:
        return self.windows[0][0]

    @property
    def end(self) -> int:
        return self.windows[-1][1]


def whole(document: Document) -> Segment:
    """A document as the reading cuts it."""
    return Segment(document, document.windows)


def segments(document: Document, rng: random.Random, long: float = 0.5) -> list[Segment]:
    """A document cut anew: into windows of a random size that end with sentences, and, unless kept
    whole, in two."""
    most = rng.choice((128, 180, 240, 300))
    ends = [i + 1 for i, (a, b) in enumerate(pairwise(document.sentence)) if a != b]
    ends.append(len(document.words))
    sizes = np.cumsum([0, *map(len, document.pieces)])
    cut: list[tuple[int, int]] = []
    first = last = 0
    limit = rng.randint(most // 2, most)
    for end in ends:
        if sizes[end] - sizes[first] > limit and last > first:
            cut.append((first, last))
            first, limit = last, most
        last = end
        while sizes[last] - sizes[first] > 318:  # one endless sentence
            middle = int(np.searchsorted(sizes, sizes[first] + 318)) - 1
            cut.append((first, max(middle, first + 1)))
            first = cut[-1][1]
    if last > first:
        cut.append((first, last))
    if rng.random() < long or len(cut) < 6:
        return [Segment(document, cut)]
    half = rng.randint(len(cut) // 3, 2 * len(cut) // 3)
    return [Segment(document, cut[:half]), Segment(document, cut[half:])]


def tensors(segment: Segment, device: torch.device) -> Windows:
    """The windows of a segment, padded."""
    document, cut = segment.document, segment.windows
    rows, shapes, word = [], [], []
    most = max(b - a for a, b in cut)
    nowhere = len(cut) * most
    count = np.zeros(nowhere, np.float32)
    flat = np.concatenate([np.arange(b - a) + i * most for i, (a, b) in enumerate(cut)])
    for i, (a, b) in enumerate(cut):
        sizes = [len(p) for p in document.pieces[a:b]]
        row = [x for k in range(a, b) for x in _pieces(document, k, segment.hidden)]
        shape = [_shape(document, k, segment.hidden) for k in range(a, b)]
        count[i * most : i * most + b - a] = sizes
        rows.append([START, *row, END])
        shapes.append([0, *np.repeat(shape, sizes), 0])
        word.append([nowhere, *np.repeat(np.arange(b - a) + i * most, sizes), nowhere])
    at = partial(torch.as_tensor, device=device)
    mask = padded([[1] * len(row) for row in rows]) > 0
    return Windows(
        at(padded(rows)), at(padded(shapes)), at(mask), at(padded(word, nowhere)),
        at(np.maximum(count, 1)), most, at(flat),
    )  # fmt: skip


def apart(segment: Segment, windows: Windows) -> Tensor:
    """(B, N, N): which words of a window are not of one sentence."""
    sentence = torch.full((len(windows.pieces) * windows.most,), -1, device=windows.flat.device)
    part = segment.document.sentence[segment.first : segment.end]
    sentence[windows.flat] = torch.tensor(part, device=sentence.device)
    sentence = sentence.view(-1, windows.most)
    return sentence[:, :, None] != sentence[:, None]


def numbered(windows: Windows, place: Tensor) -> Tensor:
    """(n,): the numbers in the segment of the words that stand at places in each word's window."""
    flat, most = windows.flat, windows.most
    number = torch.zeros(len(windows.pieces) * most, dtype=torch.long, device=flat.device)
    number[flat] = torch.arange(len(flat), device=flat.device)
    return number[flat // most * most + place]


def padded(rows: Sequence[Sequence[int]], value: int = 0) -> NDArray[np.int64]:
    """Rows made as long as the longest, to a multiple of 32, so that few shapes are met."""
    t = -(-max(map(len, rows)) // 32) * 32
    return np.array([[*row, *[value] * (t - len(row))] for row in rows])


def _pieces(document: Document, k: int, hidden: frozenset[int]) -> Sequence[int]:
    return [MASK] * len(document.pieces[k]) if k in hidden else document.pieces[k]


def _shape(document: Document, k: int, hidden: frozenset[int]) -> int:
    """A word's shape; of one that is hidden only whether a paragraph begins with it."""
    return document.shape[k] // OPENS * OPENS if k in hidden else document.shape[k]


def profiles(
    document: Document, spans: Sequence[tuple[int, int]], types: Sequence[int], kinds: Sequence[int]
) -> Tensor:
    """The profiles of mentions (first, last word) in order."""
    entity = {}
    for first, last, number in document.names:
        for k in range(first, last + 1):
            entity[k] = number
    rows = []
    for order, ((first, last), type_, kind) in enumerate(zip(spans, types, kinds, strict=True)):
        rows.append(
            profile(
                document.words[first : last + 1],
                order=order,
                sentence=document.sentence[first],
                first=first,
                turn=document.turn[first],
                type_=type_,
                kind=kind,
                cast=named(entity, first, document.words[first : last + 1]) if kind == 0 else 0,
            )
        )
    return torch.tensor(rows, dtype=torch.long)


def named(entity: dict[int, int], first: int, words: Sequence[str]) -> int:
    """The entity that the rules of names give to a mention's head word, or the next before it."""
    head = first + head_of([w.lower() for w in words])
    return next((entity[k] for k in range(head, first - 1, -1) if k in entity), 0)
