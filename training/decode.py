"""From scores to what is found: the way the reading does it, for scores while training."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray

from training.batches import Segment, profiles, tensors, whole
from training.documents import Document
from training.losses import allowed
from training.net import WIDTH, Net


@dataclass
class Found:
    """What a net finds in a document; spans are (first, last) word."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    types: list[int] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    clusters: list[int] = field(default_factory=list)
    events: NDArray[np.float32] | None = None
    tags: dict[str, list[int]] = field(default_factory=dict)


@torch.no_grad()
def find(nets: list[Net], device: torch.device, document: Document, least: float = 0.0) -> Found:
    """What some nets together (their scores are averaged) find in a document."""
    segment = whole(document)
    windows = tensors(segment, device)
    with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
        padded = [net.read(windows) for net in nets]
    hs = [p.flatten(0, 1)[windows.flat] for p in padded]
    mean = lambda values: torch.stack(list(values)).mean(0)  # noqa: E731
    edges = [net.words.spans(h) for net, h in zip(nets, hs)]
    score = mean(edges).masked_fill(~allowed(segment, device), -1e9)
    at = (score.flatten() > -3.5).nonzero()[:, 0]
    found = Found(events=mean(n.words.event(h)[:, 0] for n, h in zip(nets, hs)).cpu().numpy())
    found.tags = _syntax(nets, segment, padded, hs, windows, device)
    if not len(at):
        return found
    first, last = at // WIDTH, at // WIDTH + at % WIDTH
    read = [net.spans(h, first, last) for net, h in zip(nets, hs)]
    mention = mean(r[0] for r in read) + score.flatten()[at]
    keep = disjoint(first.tolist(), last.tolist(), mention.tolist(), least)
    if not keep:
        return found
    here = torch.tensor(keep, device=device, dtype=torch.long)
    found.spans = [(int(first[i]), int(last[i])) for i in keep]
    found.types = mean(r[1].softmax(1) for r in read)[here].argmax(1).tolist()
    found.kinds = mean(r[2].softmax(1) for r in read)[here].argmax(1).tolist()
    rows = profiles(document, found.spans, found.types, found.kinds).to(device)
    found.clusters = cluster(*_links(nets, [r[3][here] for r in read], rows))
    return found


def _links(nets, vectors, rows):  # type: ignore[no-untyped-def]
    """The averaged scores of all pairs; one net's are as it gives them."""
    n = len(rows)
    total = torch.zeros(n, n, device=rows.device)
    for net, vector in zip(nets, vectors):
        at, score, coarse = net.links(vector, rows)
        dense = torch.full_like(total, -12.0).scatter(1, at, score.clamp(min=-12.0))
        total += dense
    total = (total / len(nets)).masked_fill(~torch.ones_like(total, dtype=torch.bool).tril(-1), -1e4)
    score, at = total.topk(min(40, n), 1)
    return at.cpu().numpy(), score.cpu().numpy()


def disjoint(first: list[int], last: list[int], score: list[float], least: float) -> list[int]:
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
    count = 0
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
            made.append(count)
            count += 1
    return made


def _syntax(nets, segment: Segment, padded, hs, windows, device) -> dict[str, list[int]]:  # type: ignore[no-untyped-def]
    found = {}
    for name in ("upos", "xpos", "lemma"):
        total = sum(getattr(net.words, name)(h) for net, h in zip(nets, hs))
        found[name] = total.argmax(1).tolist()
    most, flat = windows.most, windows.flat
    sentence = torch.full((padded[0].shape[0] * most,), -1, device=device)
    sentence[flat] = torch.tensor(segment.document.sentence, device=device)
    sentence = sentence.view(-1, most)
    apart = sentence[:, :, None] != sentence[:, None]
    arcs = sum(net.words.arcs(p).masked_fill(apart, -1e4) for net, p in zip(nets, padded))
    head = arcs.flatten(0, 1)[flat].argmax(1)
    back = torch.zeros(len(sentence.flatten()), dtype=torch.long, device=device)
    back[flat] = torch.arange(len(flat), device=device)
    head = back[flat // most * most + head]
    found["head"] = head.tolist()
    found["deprel"] = sum(n.words.labels(h, head) for n, h in zip(nets, hs)).argmax(1).tolist()
    return found
