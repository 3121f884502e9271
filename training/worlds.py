"""The net taught to see a story's world, and held to all that it saw before.

    PYTHONPATH=src:tests python -m training.worlds --start net.pt --out told.pt [--names FILE]

Learns from the project's own stories with their worlds (tests/stories/worlds, or other FOLDERs of
such files; never the set laid aside). What the net's other heads say must not change by it: on the
same stories, and on as many stretches of the novels and of LitBank, whatever they say otherwise
than the net that this one began from is a loss (distillation of a net by itself: "learning without
forgetting", Li and Hoiem 2016). Then, for `--back` steps, the other heads alone are led back to the
old answers on the encoder as it is now. `--names` lists stories that are left out.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from fabula.model.folder import VOCABULARY, packaged
from fabula.model.wordpieces import WordPieces
from training.batches import Segment, segments, whole
from training.documents import Document
from training.documents import load as load_documents
from training.keeping import kept
from training.lessons import LEFT, Lesson, lessons
from training.net import Net
from training.prepare import FORMS
from training.rates import progress_of, set_rates
from training.start import net_of
from training.streams import bundles
from worlds import STORIES

RATE, DECAY, HEADS, OLD_HEADS, BACK = 1e-4, 0.85, 1e-3, 1e-4, 4e-4
TOGETHER = 2  # passages of stories to a step, beside one stretch of other text
ELSEWHERE = 3  # windows of such a stretch
KEPT = 0.4  # how much it counts, on stories, that the other heads say the same
NOVELS = 0.5  # the share of the novels' stretches that is used


def loss(net: Net, lesson: Lesson, h: Tensor) -> dict[str, Tensor]:
    """How far what the words `h` (n, H) show is from what the story's marks tell. Each is scaled so
    that a passage counts about as much as the others' for all heads."""
    world, x = net.world, net.world.drop(h)
    found: dict[str, Tensor] = {}
    labels = torch.from_numpy(lesson.traits)
    score = world.traits(x)
    found["traits"] = F.cross_entropy(score, labels, ignore_index=LEFT, reduction="sum") / 30
    bce = F.binary_cross_entropy_with_logits
    found["opens"] = bce(world.opens(x), torch.from_numpy(lesson.opens), reduction="sum") / 60
    if lesson.mentions:
        found |= _people(net, lesson, x)
    if lesson.paragraphs:
        first, last, begins, level = zip(*lesson.paragraphs, strict=True)
        turn, levels = world.turns(x, torch.tensor(first), torch.tensor(last))
        asked = torch.tensor([b is not None for b in begins])
        right = torch.tensor([float(b or 0) for b in begins])
        found["begins"] = bce(turn[asked], right[asked], reduction="sum") / 4
        found["levels"] = F.cross_entropy(levels, torch.tensor(level), reduction="sum") / 12
    if lesson.events:
        found["roles"] = _roles(net, lesson, x)
    return found


def _people(net: Net, lesson: Lesson, x: Tensor) -> dict[str, Tensor]:
    """Of whom traits are told, and through whose eyes."""
    world, found = net.world, {}
    first, last, kind = (torch.tensor(c) for c in list(zip(*lesson.mentions, strict=True))[:3])
    mentions = world.mentions(x, first, last)
    if lesson.told:
        trait = torch.tensor([t[0] for t in lesson.told]), torch.tensor([t[1] for t in lesson.told])
        score = world.bearers(x, mentions, trait, (first, last), kind)
        right = torch.zeros_like(score, dtype=torch.bool)
        for row, (_, _, whose) in enumerate(lesson.told):
            right[row, whose] = True
        right[:, :-1] &= score[:, :-1] > -5e3  # near enough
        right[:, -1] = ~right.any(1)
        good = score.masked_fill(~right, -1e4)
        found["bearers"] = (score.logsumexp(1) - good.logsumexp(1)).sum() / 6
    if lesson.eyes:
        number, eyes = zip(*lesson.eyes, strict=True)
        score = world.eyes(mentions[torch.tensor(number)])[:, 0]
        told = torch.tensor(eyes, dtype=torch.float32)
        found["eyes"] = F.binary_cross_entropy_with_logits(score, told, reduction="sum") / 12
    return found


def _roles(net: Net, lesson: Lesson, x: Tensor) -> Tensor:
    """Who and what takes part in the events that are marked: any of the right words."""
    event, word, idle = list[int](), list[int](), list[int]()
    right: list[tuple[int, list[int]]] = []
    for at, near, filled in lesson.events:
        base = len(word)
        event += [at] * len(near)
        word += near
        taken = {k for _, words in filled for k in words}
        idle += [base + i for i, k in enumerate(near) if k not in taken]
        right += [(role, [base + near.index(k) for k in words]) for role, words in filled]
    score = net.world.roles(x, torch.tensor(event), torch.tensor(word)).log_softmax(1)
    off = -score[torch.tensor(idle, dtype=torch.long), 0].sum()
    for role, rows in right:
        off = off - score[torch.tensor(rows), role].logsumexp(0)
    return off / 20


def stretches(documents: Sequence[Document], rng: random.Random) -> Iterator[Segment]:
    """Some windows of documents at a time, for ever."""
    while True:
        found = []
        for document in rng.sample(documents, min(72, len(documents))):
            for segment in segments(document, rng, long=1.0):
                cut = segment.windows
                parts = range(0, len(cut), ELSEWHERE)
                found += [segment._replace(windows=cut[i : i + ELSEWHERE]) for i in parts]
        rng.shuffle(found)
        yield from found[:400]


def fit(args: argparse.Namespace) -> None:
    """Teaches the net, and keeps it."""
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    tags = json.loads((args.work / "tags.json").read_text())
    old, net = (net_of(args.work, args.start, tags) for _ in range(2))
    vocabulary = WordPieces((packaged() / VOCABULARY).read_text("utf-8").split("\n")[:-1])
    left = set(args.names.read_text().split()) if args.names else set()
    paths = sorted(p for folder in args.folders for p in folder.glob("*.txt"))
    taught = [x for p in paths if p.stem not in left for x in lessons(p, vocabulary)]
    others = load_documents(args.work / "novels.docs")
    rng.shuffle(others)
    others = others[: max(1, int(len(others) * NOVELS))]
    for form in FORMS:
        others += load_documents(args.work / f"litbank_train_{form}.docs")
    elsewhere = stretches(others, rng)
    print(f"{len(taught)} passages of stories, {len(others)} other documents", flush=True)
    optimiser = torch.optim.AdamW(_groups(net), betas=(0.9, 0.98))
    net.world.train()  # the other heads are held to the old answers, without dropout
    steps = args.steps or int(args.epochs * len(taught) / TOGETHER)
    began, order = time.time(), list[Lesson]()
    sums: dict[str, float] = {}
    for step in range(steps):
        progress = progress_of(step, steps, began, args.seconds)
        set_rates(optimiser, min(progress, 1.0))
        for _ in range(TOGETHER):
            if not order:
                order = rng.sample(taught, len(taught))
            lesson = order.pop()
            h, same = kept(old, net, whole(lesson.document))
            parts = loss(net, lesson, h) | {f"{n}*": KEPT * x for n, x in same.items()}
            (torch.stack(list(parts.values())).sum() / TOGETHER).backward()  # type: ignore[no-untyped-call]
            _add(sums, parts)
        _, same = kept(old, net, next(elsewhere))
        torch.stack(list(same.values())).sum().backward()  # type: ignore[no-untyped-call]
        _add(sums, {f"{n} elsewhere": x for n, x in same.items()})
        nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        if (step + 1) % args.every == 0 or step + 1 == steps or progress >= 1:
            curve = " ".join(f"{k} {v / args.every:.3f}" for k, v in sums.items())
            print(f"step {step + 1} of {steps} {time.time() - began:.0f}s {curve}", flush=True)
            sums = {}
            _keep(args, net)
        if progress >= 1:
            break
    _lead_back(args, old, net, [lesson.document for lesson in taught], elsewhere, rng)
    _keep(args, net)


def _lead_back(
    args: argparse.Namespace, old: Net, net: Net, told: Sequence[Document],
    elsewhere: Iterator[Segment], rng: random.Random,
) -> None:  # fmt: skip
    """The heads of before alone, on the encoder as it is now."""
    net.requires_grad_(False)
    heads = [*net.words.parameters(), *net.spans.parameters()]
    for weight in heads:
        weight.requires_grad = True
    syntax = bundles(load_documents(args.work / "ewt_train.docs"), rng)
    group = {"params": heads, "lr": BACK, "base": BACK, "weight_decay": 0.0}
    optimiser = torch.optim.AdamW([group], betas=(0.9, 0.98))
    sums: dict[str, float] = {}
    for step in range(args.back):
        set_rates(optimiser, (step + 1) / args.back)
        for segment in (next(elsewhere), next(syntax), whole(rng.choice(told))):
            _, same = kept(old, net, segment)
            torch.stack(list(same.values())).sum().backward()  # type: ignore[no-untyped-call]
            _add(sums, same)
        nn.utils.clip_grad_norm_(heads, 2.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
    curve = " ".join(f"{k} {v / max(1, 3 * args.back):.3f}" for k, v in sums.items())
    print(f"led back in {args.back} steps: {curve}", flush=True)


def _keep(args: argparse.Namespace, net: Net) -> None:
    state = net.state_dict().items()
    learnt = {k: v.half() for k, v in state if k != "encoder.words.weight"}
    torch.save(learnt, args.work / args.out)


def _add(sums: dict[str, float], parts: dict[str, Tensor]) -> None:
    for name, part in parts.items():
        sums[name] = sums.get(name, 0.0) + float(part.detach())


def _groups(net: Net) -> list[dict[str, object]]:
    """Each layer of the encoder learns slower than the one above it, the old heads slowest."""
    layers = len(net.encoder.layers)
    made: list[dict[str, object]] = []
    for name, weight in net.named_parameters():
        if not weight.requires_grad:
            continue
        rate, decay = (HEADS, 0.02) if name.startswith("world.") else (OLD_HEADS, 0.0)
        if name.startswith("encoder."):
            depth = int(name.split(".")[2]) + 1 if ".layers." in name else 0
            rate, decay = RATE * DECAY ** (layers - depth), 0.01 if weight.ndim > 1 else 0.0
        made.append({"params": [weight], "lr": rate, "base": rate, "weight_decay": decay})
    return made


def main(given: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    add = parser.add_argument
    add("folders", nargs="*", type=Path, default=[STORIES / "worlds"])
    add("--work", type=Path, default=Path(".training"))
    add("--start", default="net.pt")
    add("--out", default="told.pt")
    add("--names", type=Path)
    add("--epochs", type=float, default=4)
    add("--steps", type=int, default=0)
    add("--back", type=int, default=320)
    add("--seconds", type=float, default=float("inf"))
    add("--seed", type=int, default=1)
    add("--every", type=int, default=100)
    args = parser.parse_args(given)
    print("command: python -m training.worlds", *(given or sys.argv[1:]), flush=True)
    began = time.time()
    fit(args)
    print(f"fit took {time.time() - began:.0f}s", flush=True)


if __name__ == "__main__":
    main()
