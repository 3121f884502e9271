"""Scores on the development documents, as the net alone gives them (not end to end)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from fabula.evaluation.coreference import Coreference, compare
from training.decode import Found
from training.documents import Document

Find = Callable[[Document], Found]


def evaluate(find: Find, litbank: Sequence[Document], ewt: Sequence[Document]) -> dict[str, float]:
    """F1 of mentions (span, and with type), CoNLL of coreference, F1 of events, how many quotations
    point to their speaker, UPOS, UAS, LAS, of what `find` finds in LitBank's and EWT's documents.
    """
    both = gold = found_ = typed = 0
    events, speakers = np.zeros(3), np.zeros(2)
    coreference = Coreference()
    kinds = np.zeros((3, 3))
    for document in litbank:
        found = find(document)
        labels = document.mentions or {}
        gold += len(labels)
        found_ += len(found.spans)
        both += sum(s in labels for s in found.spans)
        pairs = list(zip(found.spans, found.types, found.kinds, strict=True))
        typed += sum(s in labels and labels[s][0] == t for s, t, _ in pairs)
        for k in range(3):
            kinds[k] += (
                sum(s in labels and labels[s][:2] == (t, x) for s, t, x in pairs if x == k),
                sum(x == k for _, _, x in pairs),
                sum(label[1] == k for label in labels.values()),
            )
        coreference += compare(_clusters({s: v[2] for s, v in labels.items()}), _own(found))
        speakers += _speakers(document, found)
        if document.events is not None:
            said, true = found.events > 0, np.array(document.events) > 0
            events += ((said & true).sum(), said.sum(), true.sum())
    scores = {
        "span": _f1(both, found_, gold),
        "typed": _f1(typed, found_, gold),
        "coref": 100 * coreference.conll,
        "event": _f1(*events),
    }
    if speakers[1]:
        scores["speaker"] = 100 * speakers[0] / speakers[1]
    scores |= {name: _f1(*kinds[i]) for i, name in enumerate(("prop", "nom", "pron"))}
    return scores | _syntax(find, ewt)


def _speakers(document: Document, found: Found) -> tuple[int, int]:
    """How many quotations with a speaker that is labelled point to a mention of theirs, or to
    nobody where no mention found in the window and outside the quotation is theirs; and how many
    there are."""
    labels = document.mentions or {}
    who = [labels[s][2] if s in labels else None for s in found.spans]
    right = asked = 0
    for quote, at in zip(document.quotes, found.speakers, strict=False):
        if quote.speaker is None:
            continue
        first, end = next(w for w in document.windows if w[0] <= quote.first < w[1])
        there = any(
            c == quote.speaker and first <= a < end and (b < quote.first or a > quote.last)
            for (a, b), c in zip(found.spans, who, strict=True)
        )
        asked += 1
        right += who[at] == quote.speaker if at >= 0 else not there
    return right, asked


def _f1(both: float, found: float, gold: float) -> float:
    return 200 * both / max(1, found + gold)


def _clusters(of: dict[tuple[int, int], int]) -> list[set[tuple[int, int]]]:
    made: dict[int, set[tuple[int, int]]] = {}
    for span, cluster in of.items():
        made.setdefault(cluster, set()).add(span)
    return list(made.values())


def _own(found: Found) -> list[set[tuple[int, int]]]:
    return _clusters(dict(zip(found.spans, found.clusters, strict=True)))


def _syntax(find: Find, ewt: Sequence[Document]) -> dict[str, float]:
    right = np.zeros(4)
    words = 0
    for document in ewt:
        tags = find(document).tags
        upos, head, label = (np.array(tags[k]) for k in ("upos", "head", "deprel"))
        attached = head == np.array(document.head)
        right += (
            (upos == np.array(document.upos)).sum(),
            attached.sum(),
            (attached & (label == np.array(document.deprel))).sum(),
            (np.array(tags["lemma"]) == np.array(document.lemma)).sum(),
        )
        words += len(head)
    return dict(
        zip(("upos", "uas", "las", "lemma"), (100 * right / max(1, words)).tolist(), strict=True)
    )
