"""From scores to what is found: the way the reading does it, for scores while training."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.batches import Segment, apart, numbered, profiles, tensors, whole
from training.documents import Document
from training.losses import allowed, pointing
from training.net import WIDTH, Net, Windows


@dataclass
class Found:
    """What a net finds in a document; spans are (first, last) word."""

    events: NDArray[np.float32]
    tags: dict[str, list[int]]
    spans: list[tuple[int, int]] = field(default_factory=list)
    types: list[int] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    clusters: list[int] = field(default_factory=list)
    speakers: list[int] = field(default_factory=list)  # of each quotation: a span, or -1


@torch.no_grad()
def find(
    nets: Sequence[Net], device: torch.device, document: Document, least: float = 0.0
) -> Found:
    """What some nets together (their scores are averaged) find in a document."""
    segment = whole(document)
    windows = tensors(segment, device)
    with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
        padded = [net.read(windows) for net in nets]
    hs = [p.flatten(0, 1)[windows.flat] for p in padded]
    edges = [net.words.spans(h) for net, h in zip(nets, hs, strict=True)]
    score = _mean(edges).masked_fill(~allowed(segment, device), -1e9)
    at = (score.flatten() > -3.5).nonzero()[:, 0]
    events = _mean(n.words.event(h)[:, 0] for n, h in zip(nets, hs, strict=True)).cpu().numpy()
    found = Found(events, _syntax(nets, segment, padded, windows))
    if not len(at):
        return found
    first, last = at // WIDTH, at // WIDTH + at % WIDTH
    read = [net.spans(h, first, last) for net, h in zip(nets, hs, strict=True)]
    mention = _mean(r[0] for r in read) + score.flatten()[at]
    keep = disjoint(first.tolist(), last.tolist(), mention.tolist(), least)
    if not keep:
        return found
    here = torch.tensor(keep, device=device)
    found.spans = [(int(first[i]), int(last[i])) for i in keep]
    found.types = _mean(r[1].softmax(1) for r in read)[here].argmax(1).tolist()
    found.kinds = _mean(r[2].softmax(1) for r in read)[here].argmax(1).tolist()
    rows = profiles(document, found.spans, found.types, found.kinds).to(device)
    vectors = [r[3][here] for r in read]
    found.clusters = cluster(*_links(nets, vectors, rows))
    found.speakers = _speakers(nets, segment, hs, vectors, found.spans)
    return found


def _mean(values: Iterable[Tensor]) -> Tensor:
    return torch.stack(list(values)).mean(0)


def _links(
    nets: Sequence[Net], vectors: Sequence[Tensor], rows: Tensor
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The averaged scores of all pairs: the best antecedents of each mention, and their scores."""
    n = len(rows)
    total = torch.zeros(n, n, device=rows.device)
    for net, vector in zip(nets, vectors, strict=True):
        at, score, _ = net.links(vector, rows)
        total += torch.full_like(total, -12.0).scatter(1, at, score.clamp(min=-12.0))
    earlier = torch.ones_like(total, dtype=torch.bool).tril(-1)
    score, at = (total / len(nets)).masked_fill(~earlier, -1e4).topk(min(40, n), 1)
    return at.cpu().numpy(), score.cpu().numpy()


def _speakers(
    nets: Sequence[Net],
    segment: Segment,
    hs: Sequence[Tensor],
    vectors: Sequence[Tensor],
    spans: Sequence[tuple[int, int]],
) -> list[int]:
    """The mention in its window that each quotation points to, -1 for nobody."""
    quotes = segment.document.quotes
    if not quotes:
        return []
    at, open_ = pointing(segment, [(q.first, q.last) for q in quotes], spans)
    first, last = torch.tensor([(q.first, q.last) for q in quotes], device=hs[0].device).T
    scores = _mean(
        net.spans.pointers(net.spans.quotes(h, first, last), vector, at.to(h.device))[0]
        for net, h, vector in zip(nets, hs, vectors, strict=True)
    )
    at = scores.masked_fill(~open_.to(scores.device), -1e9).argmax(1)
    return torch.where(at < len(spans), at, -1).tolist()


def disjoint(
    first: Sequence[int], last: Sequence[int], score: Sequence[float], least: float
) -> list[int]:
    """The spans above `least`, best first, that cross none taken before, in text order."""
    taken: list[tuple[int, int]] = []
    keep = []
    for i in sorted(range(len(score)), key=lambda i: -score[i]):
        if score[i] <= least:
            break
        a, b = first[i], last[i]
        if any(c < a <= d < b or a < c <= b < d for c, d in taken if c <= b and d >= a):
            continue
        taken.append((a, b))
        keep.append(i)
    return sorted(keep, key=lambda i: (first[i], last[i]))


def cluster(at: NDArray[np.int64], score: NDArray[np.float32], least: float = 0.0) -> list[int]:
    """Each mention joins the cluster whose members together speak most for it (log-sum-exp), or
    opens one where none speaks above `least`."""
    made: list[int] = []
    opened = 0
    for i in range(len(at)):
        sums: dict[int, float] = {}
        for j, s in zip(at[i].tolist(), score[i].tolist(), strict=True):
            if j < i and s > -9:
                c = made[j]
                sums[c] = float(np.logaddexp(sums[c], s)) if c in sums else s
        best = max(sums, key=lambda c: sums[c]) if sums else -1
        if best >= 0 and sums[best] > least:
            made.append(best)
        else:
            made.append(opened)
            opened += 1
    return made


def _syntax(
    nets: Sequence[Net], segment: Segment, padded: Sequence[Tensor], windows: Windows
) -> dict[str, list[int]]:
    hs = [p.flatten(0, 1)[windows.flat] for p in padded]
    found: dict[str, list[int]] = {}
    for name in ("upos", "xpos", "lemma"):
        scores = _mean(getattr(net.words, name)(h) for net, h in zip(nets, hs, strict=True))
        found[name] = scores.argmax(1).tolist()
    arcs = _mean(net.words.arcs(p) for net, p in zip(nets, padded, strict=True))
    arcs = arcs.masked_fill(apart(segment, windows), -1e4).flatten(0, 1)[windows.flat]
    head = numbered(windows, arcs.argmax(1))
    found["head"] = head.tolist()
    labels = _mean(net.words.labels(h, head) for net, h in zip(nets, hs, strict=True))
    found["deprel"] = labels.argmax(1).tolist()
    return found
