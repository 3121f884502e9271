"""What is learnt from, in which order: endless streams of segments."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from training.batches import Segment, segments, whole
from training.documents import Document

SPACED = 0.3  # how often a document of LitBank is read as it is kept
BUNDLE = 8  # windows of EWT that are learnt from at a time


def stream(
    gold: Sequence[Sequence[Document]], extra: Sequence[Document], share: float, rng: random.Random
) -> Iterator[Segment]:
    """Segments for ever: LitBank's documents in either form, and a share of others."""

    def shuffled(pick: Callable[[], Sequence[Document]]) -> Iterator[Segment]:
        while True:
            found = [s for d in pick() for s in segments(d, rng)]
            rng.shuffle(found)
            yield from found

    natural, spaced = gold
    own = shuffled(
        lambda: [s if rng.random() < SPACED else n for n, s in zip(natural, spaced, strict=True)]
    )
    others = shuffled(lambda: extra)
    while True:
        yield next(others if extra and rng.random() < share else own)


def bundles(documents: list[Document], rng: random.Random) -> Iterator[Segment]:
    """EWT for ever, some windows at a time, as one document."""
    while True:
        rng.shuffle(documents)
        for i in range(0, max(1, len(documents) - BUNDLE + 1), BUNDLE):
            yield whole(joined(documents[i : i + BUNDLE]))


def joined(parts: Sequence[Document]) -> Document:
    """Documents that have syntax alone, as one."""
    made = Document("ewt", [], [], [], [], [], [], upos=[], xpos=[], lemma=[], head=[], deprel=[])
    heads: list[int] = []
    for part in parts:
        base, sentence = len(made.words), (made.sentence or [-1])[-1] + 1
        for name in ("words", "pieces", "shape", "turn", "upos", "xpos", "lemma", "deprel"):
            getattr(made, name).extend(getattr(part, name))
        made.sentence += [s + sentence for s in part.sentence]
        heads += [h + base for h in part.head or ()]
        made.windows += [(a + base, b + base) for a, b in part.windows]
    made.head = heads
    return made
