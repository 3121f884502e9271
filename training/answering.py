"""A net that answers questions: fitted and scored. It does not ship: see `README.md`.

    export PYTHONPATH=src:tests
    python -m training.answering begin --out begun.pt               # questions made up from novels
    python -m training.answering fit --start begun.pt --out net.pt  # questions written for it
    python -m training.answering score --start net.pt --names training/unseen.txt

MiniLM's encoder over a question and one sheet of a story (`sheets.py`), and three small heads: from
where to where the answer goes, which pieces show it, and whether the sheet answers at all, in
words, with yes or with no. `fit --names FILE` leaves the stories out that the file names.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from fabula.asking.answers import Answer
from fabula.asking.kinds import YES as ASKS_WHETHER
from training.made_up import made_up
from training.net import MINILM, Encoder
from training.questions import FOLDER, NO, NONE, YES, Asked, Sheet, Told, of_story, written
from training.sheets import ASKED
from training.start import pack, packaged, unpack, upstream
from world_scoring import judge
from worlds import STORIES
from worlds import load as load_story

KINDS = 4  # of what a sheet answers: nothing, words, yes, no
TOKENS = 4096  # pieces of a batch
WARM = 0.06  # of the time, until the rate is whole
DECAY = 0.9  # of the rate from layer to layer
FEWER = 16  # one in so many of the made-up questions is asked again beside those that were written
LONGEST = 18  # pieces of an answer


class Batch(NamedTuple):
    """B sheets of at most T pieces; `first`, `last` and `shows` (B, T) are 1 where an answer
    begins, ends, is shown; `kind` (B,)."""

    pieces: Tensor
    shapes: Tensor
    mask: Tensor
    kind: Tensor
    first: Tensor
    last: Tensor
    shows: Tensor


class Answers(nn.Module):
    """Questions with a sheet each, (B, T) pieces -> `ends` (B, T, 2), where an answer begins and
    ends; `shows` (B, T), what shows it; `kind` (B, 4): all logits."""

    def __init__(self, drop: float = 0.1) -> None:
        super().__init__()
        self.encoder, width = Encoder(MINILM), MINILM.width
        self.drop = nn.Dropout(drop)
        self.ends, self.shows = nn.Linear(width, 2), nn.Linear(width, 1)
        self.kind = nn.Sequential(
            nn.Linear(2 * width, 192), nn.GELU(), nn.Dropout(drop), nn.Linear(192, KINDS)
        )

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """`mask` is true where a piece is."""
        return self.heads(self.encoder(pieces, shapes, mask), (shapes > ASKED) & mask)

    def heads(self, h: Tensor, told: Tensor) -> tuple[Tensor, ...]:
        """What is said of vectors (B, T, H); `told` is true on the sheet."""
        h = self.drop(h)
        shows = self.shows(h)[..., 0].float()
        weight = torch.softmax(shows + (told.float() - 1) * 1e4, -1)
        shown = (weight[..., None] * h.float()).sum(1)
        kind = self.kind(torch.cat([h[:, 0].float(), shown], -1))
        return self.ends(h).float(), shows, kind.float()


def begun() -> Answers:
    """The net before it has learnt anything: MiniLM's encoder."""
    net = Answers()
    weights = upstream("minilm", packaged() / "model.safetensors")
    net.encoder.load_state_dict(weights, strict=False)
    net.encoder.words.weight.requires_grad = False
    return net


def batch(sheets: Sequence[Sheet]) -> Batch:
    """Sheets side by side, filled up."""
    long = max(len(s.pieces) for s in sheets)
    long = (long + 15) // 16 * 16  # few lengths: else memory creeps
    zeros = partial(torch.zeros, len(sheets), long)
    made = Batch(
        zeros(dtype=torch.long), zeros(dtype=torch.long), zeros(dtype=torch.bool),
        torch.tensor([s.kind for s in sheets]), zeros(), zeros(), zeros(),
    )  # fmt: skip
    for i, sheet in enumerate(sheets):
        n = len(sheet.pieces)
        made.pieces[i, :n], made.shapes[i, :n] = (
            torch.tensor(sheet.pieces),
            torch.tensor(sheet.shapes),
        )
        made.mask[i, :n], made.shows[i, :n] = True, torch.tensor(sheet.shows).float()
        for first, last in sheet.answers:
            made.first[i, first] = made.last[i, last] = 1
    return made


def loss(net: Answers, b: Batch) -> Tensor:
    """Of a batch: what kind, where the answer is (any of its places), and what shows it."""
    with torch.autocast("cpu", torch.bfloat16):
        ends, shows, kind = net(b.pieces, b.shapes, b.mask)
    outside = ~((b.shapes > ASKED) & b.mask)
    total = F.cross_entropy(kind, b.kind, label_smoothing=0.02)
    told = b.first.sum(1) > 0
    if told.any():
        likely = ends.masked_fill(outside[..., None], -1e4)[told].log_softmax(1)
        for column, right in enumerate((b.first[told], b.last[told])):
            here = torch.logsumexp(likely[..., column] + (right - 1) * 1e4, 1)
            total = total - here.sum() / len(b.kind)
    shown = b.shows.sum(1) > 0
    if shown.any():
        likely = shows.masked_fill(outside, -1e4)[shown].log_softmax(1)
        share = b.shows[shown] / b.shows[shown].sum(1, keepdim=True)
        total = total - (share * likely).sum() / len(b.kind) / 2
    return total


def batches(sheets: list[Sheet], rng: random.Random) -> Iterator[Batch]:
    """Sheets of like length together, in any order."""
    sheets = sorted(sheets, key=lambda s: len(s.pieces) + 8 * rng.random())
    made: list[list[Sheet]] = [[]]
    for sheet in sheets:
        if made[-1] and (len(made[-1]) + 1) * len(sheet.pieces) > TOKENS:
            made.append([])
        made[-1].append(sheet)
    rng.shuffle(made)
    return map(batch, made)


def fit(
    net: Answers,
    epoch: Callable[[random.Random], list[Sheet]],
    seconds: float,
    rates: tuple[float, float],
    seed: int,
) -> None:
    """Fits by the clock; `rates` are those of the encoder's last layer and of the heads."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    rate, head = rates
    groups = [
        {"params": list(layer.parameters()), "lr": rate * DECAY ** (MINILM.layers - 1 - i)}
        for i, layer in enumerate(net.encoder.layers)
    ]
    low = [net.encoder.places, net.encoder.norm, net.encoder.shapes]
    groups.append({"params": [p for m in low for p in m.parameters()], "lr": rate / 2})
    own = [p for n, p in net.named_parameters() if not n.startswith("encoder")]
    groups.append({"params": own, "lr": head})
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)
    whole = [g["lr"] for g in optimiser.param_groups]
    began, step = time.time(), 0
    net.train()
    while time.time() - began < seconds:
        for b in batches(epoch(rng), rng):
            gone = (time.time() - began) / seconds
            for group, most in zip(optimiser.param_groups, whole, strict=True):
                group["lr"] = most * min(1, gone / WARM) * max(0.02, 1 - gone)
            found = loss(net, b)
            found.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            step += 1
            if step % 50 == 0:
                print(f"{gone * seconds:.0f}s, step {step}: loss {found.item():.3f}", flush=True)
            if gone >= 1:
                break
    net.eval()


def once(asked: Sequence[Asked], rng: random.Random, others: float = 1.0) -> list[Sheet]:
    """Each question with a sheet that answers it, and often with one that does not, mostly such as
    share many of its words."""
    made: list[Sheet] = []
    for one in asked:
        if one.right:
            made.append(one.sheet(rng.choice(one.right)))
        for _ in range(1 if one.right else 2):
            if one.others and rng.random() < (others if one.right else 0.75):
                near = min(len(one.others) - 1, int(rng.expovariate(0.6)))
                made.append(one.sheet(one.others[near]))
    return made


def of_novels(shared: Path) -> list[Asked]:
    """The questions made up from all novels."""
    rng = random.Random(5)
    novels = sorted((shared / "data" / "novels").glob("*.txt"))
    return [one for path in novels for one in made_up(path, rng)]


def of_people(shared: Path, without: frozenset[str]) -> list[Asked]:
    """The questions written for this project, but for those about some stories."""
    told: dict[str, Told] = {}
    found: list[Asked] = []
    for path in sorted(FOLDER.glob("*.txt")):
        if path.stem not in without:
            found += written(path, shared / "data" / "novels", told)
    for path in sorted((STORIES / "worlds").glob("*.txt")):
        if path.stem not in without:
            found += of_story(path, told)
    return found


@torch.no_grad()
def pointed(net: Answers, asked: Asked) -> tuple[float, int, Answer]:
    """What the net answers: how likely the best sheet answers at all, its number, and the answer,
    whatever it is."""
    sheets = [asked.sheet(n) for n in range(len(asked.told.sheets))]
    b = batch(sheets)
    with torch.autocast("cpu", torch.bfloat16):
        ends, _, kind = net(b.pieces, b.shapes, b.mask)
    kinds = kind.softmax(-1)
    best = int(kinds[:, NONE].argmin())
    stated = 1 - float(kinds[best, NONE])
    if asked.words.split(maxsplit=1)[0].lower() in ASKS_WHETHER:
        said = "yes" if kinds[best, YES] > kinds[best, NO] else "no"
        return stated, best, Answer(kind="yes-no", answer=said, stated=True)
    base, size = len(asked.pieces) + 2, len(sheets[best].pieces) - 1
    first, last = ends[best, base:size].log_softmax(0).T
    fits = torch.ones(size - base, size - base).triu().tril(LONGEST - 1).bool()
    at = int((first[:, None] + last).masked_fill(~fits, -1e4).argmax())
    words, entity = asked.told.words(best, at // (size - base), at % (size - base))
    found = [entity] if entity is not None else []
    return stated, best, Answer(kind="other", answer=words, entities=found, stated=True)


def score(net: Answers, names: Sequence[str]) -> Iterator[str]:
    """How well the net answers the questions that stories have: the sheet, the answer, and both
    among the surest."""
    rows: list[tuple[float, bool, bool]] = []
    for name in names:
        told: dict[str, Told] = {}
        path = STORIES / "worlds" / f"{name}.txt"
        asked = of_story(path, told)
        right = judge(load_story(path), asked[0].told.book.world)
        for one in asked:
            sure, sheet, answer = pointed(net, one)
            rows.append((sure, sheet in one.right, right(answer, one.answers)))
    yield f"{len(rows)} questions"
    for least in (0.0, 0.5, 0.8, 0.9, 0.97):
        said = [row for row in rows if row[0] >= least]
        shown, right_ = (sum(row[n] for row in said) for n in (1, 2))
        yield f"from {least}: {len(said)} answered, {shown} from the right sheet, {right_} rightly"


def main(given: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("what", choices=("begin", "fit", "score"))
    parser.add_argument("--start", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--seconds", type=float, default=1300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--names", type=Path, help="a file of stories' names, one a line")
    args = parser.parse_args(given)
    shared = Path(os.environ.get("FABULA_SHARED", "../shared"))
    names = args.names.read_text("utf-8").split() if args.names else []
    net = begun()
    if args.start:
        net.load_state_dict(unpack(args.start), strict=False)
    if args.what == "score":
        print(*score(net.eval(), names), sep="\n")
        return
    made = of_novels(shared)
    if args.what == "begin":
        fit(net, lambda rng: once(made, rng, 0.45), args.seconds, (1.5e-4, 1e-3), args.seed)
    else:
        asked = of_people(shared, frozenset(names))
        again = len(made) // FEWER
        fit(
            net,
            lambda rng: once(asked, rng, 0.65) + once(rng.sample(made, again), rng, 0.0),
            args.seconds, (1.5e-4, 6e-4), args.seed,
        )  # fmt: skip
    weights = net.state_dict()
    del weights["encoder.words.weight"]
    pack(weights, args.out)


if __name__ == "__main__":
    main()
