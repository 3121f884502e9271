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
from training.lessons import LEFT, Lesson, Taught, taught
from training.losses import people
from training.net import Net
from training.prepare import FORMS
from training.rates import groups, progress_of, set_rates
from training.start import net_of
from training.streams import bundles
from worlds import STORIES

RATES, HEADS, DECAY, BACK = {"encoder": 1e-4, "world": 6e-4, "words": 1e-4}, 3e-4, 0.85, 4e-4
PASSAGES = 1.5  # how many of its passages a story counts as
STRETCH = {"litbank": 6, "novels": 3}  # windows of a stretch of other text
KEPT = 0.4  # how much it counts, on stories, that the other heads say the same


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


def stretches(documents: Sequence[Document], many: int, rng: random.Random) -> Iterator[Segment]:
    """So many windows of documents at a time, for ever."""
    while True:
        found = []
        for document in rng.sample(documents, min(72, len(documents))):
            for segment in segments(document, rng, long=1.0):
                cut = segment.windows
                parts = range(0, len(cut), many)
                found += [segment._replace(windows=cut[i : i + many]) for i in parts]
        rng.shuffle(found)
        yield from found[:400]


def story_loss(old: Net, net: Net, story: Taught) -> dict[str, Tensor]:
    """How far a net is from all that a story teaches, and what its other heads say from what those
    of `old` say."""
    h, parts = people_loss(old, net, story.document)
    begun = 0
    for lesson in story.passages:
        end = begun + len(lesson.document.words)
        for name, part in loss(net, lesson, h[begun:end]).items():
            parts[name] = parts.get(name, torch.zeros(())) + PASSAGES / len(story.passages) * part
        begun = end
    return parts


def people_loss(old: Net, net: Net, document: Document) -> tuple[Tensor, dict[str, Tensor]]:
    """The words of a story as `net` sees them, how far it is from who is who and who speaks there,
    and from what `old` says of all else."""
    story = whole(document)
    net.eval()  # what is held to the old answers is so without dropout
    h, same = kept(old, net, story, people=False)
    net.train()
    parts = {f"{n}*": (1.0 if n == "begun" else KEPT) * x for n, x in same.items()}
    return h, parts | people(net, story, h, h.device)


def other_loss(old: Net, net: Net, segment: Segment) -> dict[str, Tensor]:
    """How far a net is from the labels of a segment (LitBank's), or from what `old` says where it
    has none."""
    net.eval()
    told = segment.document.mentions is not None
    h, same = kept(old, net, segment, people=not told)
    parts = {f"{n} elsewhere": x for n, x in same.items()}
    if told:
        net.train()
        parts |= {f"{n} there": x for n, x in people(net, segment, h, h.device).items()}
    return parts


def fit(args: argparse.Namespace) -> None:
    """Teaches the net, and keeps it."""
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    tags = json.loads((args.work / "tags.json").read_text())
    net, old = (net_of(args.work, name, tags) for name in (args.start, args.old or args.start))
    vocabulary = WordPieces((packaged() / VOCABULARY).read_text("utf-8").split("\n")[:-1])
    left = set(args.names.read_text().split()) if args.names else set()
    paths = sorted(p for folder in args.folders for p in folder.glob("*.txt"))
    stories = [taught(p, vocabulary) for p in paths if p.stem not in left]
    novels = load_documents(args.work / "novels.docs")
    litbank = [d for f in FORMS for d in load_documents(args.work / f"litbank_train_{f}.docs")]
    elsewhere = zip(
        stretches(litbank, STRETCH["litbank"], rng), stretches(novels, STRETCH["novels"], rng),
        strict=True,
    )  # fmt: skip
    others = (segment for both in elsewhere for segment in both)
    print(f"{len(stories)} stories", flush=True)
    rates = {part: args.share * rate for part, rate in RATES.items()}
    optimiser = torch.optim.AdamW(groups(net, rates, args.share * HEADS, DECAY), betas=(0.9, 0.98))
    steps = args.steps or int(args.epochs * len(stories))
    began, order = time.time(), list[Taught]()
    sums: dict[str, float] = {}
    for step in range(steps):
        progress = progress_of(step, steps, began, args.seconds)
        set_rates(optimiser, min(progress, 1.0))
        order = order or rng.sample(stories, len(stories))
        for parts in (story_loss(old, net, order.pop()), other_loss(old, net, next(others))):
            torch.stack(list(parts.values())).sum().backward()  # type: ignore[no-untyped-call]
            _add(sums, parts)
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
    _lead_back(args, old, net, [story.document for story in stories], others, rng)
    _keep(args, net)


def _lead_back(
    args: argparse.Namespace, old: Net, net: Net, told: Sequence[Document],
    elsewhere: Iterator[Segment], rng: random.Random,
) -> None:  # fmt: skip
    """The heads of before alone, on the encoder as it is now."""
    net.requires_grad_(False)
    heads = [w for part in (net.words, net.spans, net.pairs) for w in part.parameters()]
    for weight in heads:
        weight.requires_grad = True
    syntax = bundles(load_documents(args.work / "ewt_train.docs"), rng)
    group = {"params": heads, "lr": BACK, "base": BACK, "weight_decay": 0.0}
    optimiser = torch.optim.AdamW([group], betas=(0.9, 0.98))
    sums: dict[str, float] = {}
    for step in range(args.back):
        set_rates(optimiser, (step + 1) / args.back)
        parts = [
            other_loss(old, net, next(elsewhere)),
            people_loss(old, net, rng.choice(told))[1],
            kept(old, net.eval(), next(syntax))[1],
        ]
        for same in parts:
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


def main(given: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    add = parser.add_argument
    add("folders", nargs="*", type=Path, default=[STORIES / "worlds"])
    add("--work", type=Path, default=Path(".training"))
    add("--start", default="net.pt")
    add("--old", default="", help="the net whose answers are kept, if not that which starts")
    add("--out", default="told.pt")
    add("--names", type=Path)
    add("--epochs", type=float, default=4)
    add("--steps", type=int, default=0)
    add("--share", type=float, default=1.0, help="of the rates: less where a net goes on")
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
