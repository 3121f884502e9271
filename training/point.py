"""The quotations' side of a net alone trained again: who speaks, and to whom.

The encoder and the mentions' vectors stay as they are, so they are computed once, and all else that
the net finds stays the same to the last bit."""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from typing import NamedTuple

import torch
from torch import Tensor

from training.batches import Segment, segments, tensors, whole
from training.decode import disjoint
from training.documents import Document, load
from training.losses import Told, allowed, gold, hide, pointers_loss, pointers_told
from training.net import WIDTH, Net
from training.rates import set_rates
from training.start import net_of, unpack

TRAINED = ("quote.", "speaker.", "addressee.", "nobody.", "position.")
FORMS = 2  # in which each document is seen: with other words hidden, in other windows


class Example(NamedTuple):
    """The quotations of a segment (Q, 3 H), its mentions' vectors (M, V), and what is right."""

    quotes: Tensor
    vector: Tensor
    told: Told


def point(args: argparse.Namespace) -> None:
    """Train the quotations' side of `--nets` (one net) on LitBank and `--extra`."""
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    net = net_of(args.work, args.nets, json.loads((args.work / "tags.json").read_text()))
    names = ["litbank_train_natural.docs", *(name for name in args.extra.split(",") if name)]
    documents = [d for name in names for d in load(args.work / name)]
    seen = list(_examples(net.to(args.device), documents, rng))
    asked = sum(len(e.quotes) for e in seen)
    print(f"{asked} quotations in {len(seen)} segments", flush=True)
    if not seen:
        raise SystemExit("No quotation has a speaker that is known: there is nothing to learn.")
    weights = [w for n, w in net.named_parameters() if _is_trained(n)]
    groups = [{"params": weights, "base": args.rate}]
    optimiser = torch.optim.AdamW(groups, args.rate, weight_decay=0.01)
    net.spans.train()
    began = time.time()
    for epoch in range(int(args.epochs)):
        rng.shuffle(seen)
        total = 0.0
        for i, example in enumerate(seen):
            set_rates(optimiser, (epoch + i / len(seen)) / int(args.epochs))
            score = net.spans.pointers(example.quotes, example.vector, example.told.where)
            loss = torch.stack(list(pointers_loss(score, example.told).values())).sum()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            total += 8 * float(loss.detach())
        print(f"epoch {epoch + 1} {time.time() - began:.0f}s loss {total / asked:.3f}", flush=True)
    trained = {n: w.detach().cpu() for n, w in net.named_parameters() if _is_trained(n)}
    torch.save(unpack(args.work / args.nets) | trained, args.work / args.out)


def _is_trained(name: str) -> bool:
    return name.removeprefix("spans.").startswith(TRAINED)


def _examples(net: Net, documents: list[Document], rng: random.Random) -> Iterator[Example]:
    for document in documents:
        for segment in (
            whole(document),
            *(s for _ in range(1, FORMS) for s in segments(document, rng)),
        ):
            if segment.document.quotes:
                example = _example(net, hide(segment, rng))
                if example:
                    yield example


@torch.no_grad()
def _example(net: Net, segment: Segment) -> Example | None:
    device = net.words.both.device
    windows = tensors(segment, device)
    with torch.autocast(device.type, torch.bfloat16):
        h = net.read(windows).flatten(0, 1)[windows.flat]
    score = net.words.spans(h).masked_fill(~allowed(segment, device), -1e9)
    at = (score.flatten() > -3.5).nonzero()[:, 0]
    if not len(at):
        return None
    first, last = at // WIDTH, at // WIDTH + at % WIDTH
    mention, _, _, vector = net.spans(h, first, last)
    sure = (mention + score.flatten()[at]).tolist()
    keep = disjoint(first.tolist(), last.tolist(), sure, 0.0)
    spans = [(int(first[i]), int(last[i])) for i in keep]
    labels, quotes = gold(segment)
    cluster = [labels[s][2] if s in labels else -1 - i for i, s in enumerate(spans)]
    told = pointers_told(segment, spans, cluster, quotes) if spans and quotes else None
    if told is None:
        return None
    told = Told(*(x.to(device) for x in told))
    return Example(net.spans.quotes(h, told.first, told.last), vector[keep], told)
