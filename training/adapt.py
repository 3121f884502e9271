"""The encoder's own training continued on fiction: whole words are hidden and have to be told
(masked words: Devlin et al. 2019; on the kind of text read later: Gururangan et al. 2020)."""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.batches import padded
from training.documents import END, MASK, START, Document, load
from training.net import Encoder
from training.rates import progress_of, set_rates
from training.start import SIZES, encoder

HIDDEN = 0.15  # of all words
TOLD = 0.1  # of those, shown all the same
MOST = 319  # pieces of a window, before its end piece
NOT_ASKED = -100

Window = tuple[Document, tuple[int, int]]


class Told(nn.Module):
    """Which piece a vector stands for."""

    def __init__(self, width: int, pieces: int) -> None:
        super().__init__()
        self.turn = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.LayerNorm(width))
        self.bias = nn.Parameter(torch.zeros(pieces))

    def forward(self, h: Tensor, words: Tensor) -> Tensor:
        """(n, H), the encoder's table (pieces, H) -> (n, pieces)."""
        return cast(Tensor, self.turn(h) @ words.T.to(h.dtype) + self.bias)


def adapt(args: argparse.Namespace) -> None:
    """Train `--start` on the novels' windows; the encoder is kept under `--out`."""
    device = torch.device(args.device)
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    documents = load(args.work / "novels.docs") + load(args.work / "litbank_train_natural.docs")
    windows = [(d, w) for d in documents for w in d.windows]
    net = encoder(args.start, args.work / f"{args.start}.pt").to(device)
    net.words.weight.requires_grad = False
    told = Told(SIZES[args.start].width, SIZES[args.start].vocabulary).to(device)
    weights = [w for w in (*net.parameters(), *told.parameters()) if w.requires_grad]
    groups = [{"params": weights, "base": args.rate}]
    optimiser = torch.optim.AdamW(groups, args.rate, weight_decay=0.01)
    steps = args.steps or max(1, int(args.epochs * len(windows) / args.batch))
    began, total = time.time(), torch.zeros((), device=device)
    for step, batch in enumerate(_batches(windows, args.batch, rng), 1):
        progress = progress_of(step - 1, steps, began, args.seconds)
        if progress >= 1:
            break
        set_rates(optimiser, progress)
        loss = _loss(net, told, *_masked(batch, rng), device)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(weights, 1.0)
        optimiser.step()
        total += loss.detach()
        if step % args.every == 0:
            seconds = time.time() - began
            print(f"step {step} loss {total / args.every:.3f} {seconds:.0f}s", flush=True)
            total.zero_()
    torch.save({k: v.half().cpu() for k, v in net.state_dict().items()}, args.work / args.out)


def _batches(windows: list[Window], size: int, rng: random.Random) -> Iterator[list[Window]]:
    while True:
        rng.shuffle(windows)
        for i in range(0, max(1, len(windows) - size + 1), size):
            yield windows[i : i + size]


def _masked(batch: Sequence[Window], rng: random.Random) -> tuple[Tensor, Tensor, Tensor]:
    """Windows with some words hidden: pieces, shapes, and what is asked (B, T)."""
    rows, shapes, asked = [], [], []
    for document, (first, end) in batch:
        row, shape, wanted = [START], [0], [NOT_ASKED]
        for k in range(first, end):
            pieces = document.pieces[k]
            chosen = rng.random() < HIDDEN
            shown = not chosen or rng.random() < TOLD
            row += pieces if shown else [MASK] * len(pieces)
            shape += [document.shape[k] if shown else 0] * len(pieces)
            wanted += pieces if chosen else [NOT_ASKED] * len(pieces)
        rows.append([*row[:MOST], END])
        shapes.append([*shape[:MOST], 0])
        asked.append([*wanted[:MOST], NOT_ASKED])
    arrays = (padded(rows), padded(shapes), padded(asked, NOT_ASKED))
    pieces_, shapes_, asked_ = map(torch.from_numpy, arrays)
    return pieces_, shapes_, asked_


def _loss(
    net: Encoder, told: Told, pieces: Tensor, shapes: Tensor, asked: Tensor, device: torch.device
) -> Tensor:
    pieces, shapes, asked = pieces.to(device), shapes.to(device), asked.to(device)
    at = asked >= 0
    with torch.autocast(device.type, torch.bfloat16):
        score = told(net(pieces, shapes, pieces > 0)[at], net.words.weight)
    return F.cross_entropy(score.float(), asked[at])
