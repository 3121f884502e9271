"""The whole training of the reader.

    python -m training.train prepare                 corpora and novels to documents, and tags.json
    python -m training.train adapt --start minilm    masked words of the novels: reading fiction
    python -m training.train fit --start adapted.pt  every head at once, on LitBank and EWT
    python -m training.train label --nets a.pt,b.pt  what nets together see in the novels
    python -m training.train mean --nets a.pt,b.pt   one net whose weights are the nets' mean
    python -m training.train point --nets a.pt       who speaks, alone, once more
    python -m training.train check --nets a.pt       scores on the development documents

Each prints its command, its time, its curve and its scores; each is seeded, and `fit` goes on from
its last checkpoint where there is one. Everything is kept in --work, outside the repository.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from functools import partial
from pathlib import Path

import torch
from torch import Tensor, nn

from training.adapt import adapt
from training.decode import find
from training.documents import load, save
from training.evaluate import evaluate
from training.labels import labelled
from training.losses import hide, loss
from training.net import Net
from training.point import point
from training.prepare import FORMS, prepare
from training.rates import groups, progress_of, set_rates
from training.start import net_of, unpack
from training.streams import bundles, stream

EWT_WEIGHT = 0.8  # of EWT's losses beside those of stories
AVERAGED_FROM = 10  # the average forgets the first steps faster
FROZEN = "encoder.words.weight"


def fit(args: argparse.Namespace) -> None:
    """Train all heads and the encoder."""
    device = torch.device(args.device)
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    tags = json.loads((args.work / "tags.json").read_text())
    net = net_of(args.work, args.start, tags, args.drop).to(device)
    gold = [load(args.work / f"litbank_train_{form}.docs") for form in FORMS]
    extra = [d for name in args.extra.split(",") if name for d in load(args.work / name)]
    segments = stream(gold, extra, args.share, rng)
    ewt = bundles(load(args.work / "ewt_train.docs"), rng)
    began = time.time()
    steps = args.steps or int(args.epochs * len(gold[0]) * 1.4)
    learning = groups(net, {"encoder": args.rate}, args.head_rate, args.decay)
    optimiser = torch.optim.AdamW(learning, betas=(0.9, 0.98), fused=True)
    average = {k: v.detach().clone() for k, v in net.state_dict().items()}
    sums: dict[str, Tensor] = {}
    net.train()
    for step in range(_resume(args, net, optimiser, average, rng), steps):
        progress = progress_of(step, steps, began, args.seconds)
        if progress > 1:
            print(f"stopped by the clock after {step} steps")
            break
        set_rates(optimiser, progress)
        parts = loss(net, hide(next(segments), rng), device)
        if step % 2 == 0:
            parts |= {f"{name}*": x for name, x in loss(net, next(ewt), device).items()}
        total = torch.stack([x * (EWT_WEIGHT if "*" in n else 1.0) for n, x in parts.items()]).sum()
        optimiser.zero_grad(set_to_none=True)
        total.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        _average(average, net, min(args.average, step / (step + AVERAGED_FROM)))
        for name, value in parts.items():
            sums[name] = value.detach() + sums.get(name, 0.0)
        if (step + 1) % args.every == 0 or step + 1 == steps:
            print(_curve(step + 1, time.time() - began, sums, args.every), flush=True)
            sums = {}
        if args.check and (step + 1) % args.check == 0 and step + 1 < steps:
            _report(args, net, "now", FORMS[:1])
            _keep(args, net, optimiser, average, rng, step + 1)
    if not args.quiet:
        _report(args, net, "last")
    net.load_state_dict(average)
    _report(args, net, "averaged")
    kept = {k: v.half().cpu() for k, v in net.state_dict().items() if k != FROZEN}
    torch.save(kept, args.work / args.out)


def _average(average: dict[str, Tensor], net: Net, keep: float) -> None:
    ours, theirs = [], []
    for k, v in net.state_dict().items():
        if v.dtype.is_floating_point and k != FROZEN:
            ours.append(average[k])
            theirs.append(v)
    torch._foreach_lerp_(ours, theirs, 1 - keep)


def _curve(step: int, seconds: float, sums: dict[str, Tensor], every: int) -> str:
    parts = " ".join(f"{k} {float(v) / every:.3f}" for k, v in sums.items())
    return f"step {step} {seconds:.0f}s {parts}"


def _report(args: argparse.Namespace, net: Net, what: str, forms: tuple[str, ...] = FORMS) -> None:
    net.eval()
    for form in forms:
        print(f"{args.out} {what} {form}: {scored(args, [net], form)}", flush=True)
    net.train()


def scored(args: argparse.Namespace, nets: list[Net], form: str) -> str:
    """What nets, together, reach on the development documents."""
    dev = [load(args.work / f"{name}.docs") for name in (f"litbank_dev_{form}", "ewt_dev")]
    scores = evaluate(partial(find, nets, torch.device(args.device)), *dev)
    return " ".join(f"{k} {v:.2f}" for k, v in scores.items())


def _keep(
    args: argparse.Namespace,
    net: Net,
    optimiser: torch.optim.Optimizer,
    average: dict[str, Tensor],
    rng: random.Random,
    step: int,
) -> None:
    state = {
        "net": net.state_dict(), "optimiser": optimiser.state_dict(), "average": average,
        "rng": rng.getstate(), "torch": torch.get_rng_state(), "step": step,
    }  # fmt: skip
    torch.save(state, args.work / f"{args.out}.state")


def _resume(
    args: argparse.Namespace,
    net: Net,
    optimiser: torch.optim.Optimizer,
    average: dict[str, Tensor],
    rng: random.Random,
) -> int:
    """Go on from the last checkpoint, where there is one. (The stream of segments begins anew.)"""
    path = args.work / f"{args.out}.state"
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=False)
    net.load_state_dict(state["net"])
    optimiser.load_state_dict(state["optimiser"])
    for k, v in state["average"].items():
        average[k].copy_(v)
    rng.setstate(state["rng"])
    torch.set_rng_state(state["torch"])
    print("going on from step", state["step"])
    return int(state["step"])


def nets_of(args: argparse.Namespace) -> list[Net]:
    """The nets named, to be asked."""
    tags = json.loads((args.work / "tags.json").read_text())
    return [net_of(args.work, name, tags).to(args.device) for name in args.nets.split(",")]


def label(args: argparse.Namespace) -> None:
    """Write what nets together find in the novels as if it were labelled."""
    nets = nets_of(args)
    if args.part.startswith("0/"):
        print("together:", scored(args, nets, "natural"), flush=True)
    part, parts = map(int, args.part.split("/"))
    began, documents = time.time(), load(args.work / "novels.docs")
    if args.dialogue:
        documents.sort(key=lambda d: -sum(bool(q.cues) for q in d.quotes))
    documents = documents[: args.dialogue or None][part::parts]
    for document in documents:
        labelled(document, find(nets, torch.device(args.device), document))
    save(documents, args.work / args.out)
    print(f"labelled {len(documents)} documents in {time.time() - began:.0f}s", flush=True)


def mean(args: argparse.Namespace) -> None:
    """Keep the mean of nets that began from the same weights."""
    weights = [unpack(args.work / name) for name in args.nets.split(",")]
    made = {k: torch.stack([w[k] for w in weights]).mean(0) for k in weights[0]}
    torch.save({k: v.half() for k, v in made.items()}, args.work / args.out)


def check(args: argparse.Namespace) -> None:
    """Score nets, alone or together."""
    for form in FORMS:
        print(f"{args.nets} {form}: {scored(args, nets_of(args), form)}", flush=True)


COMMANDS = {f.__name__: f for f in (prepare, adapt, fit, label, mean, point, check)}


def _arguments(given: list[str] | None) -> argparse.Namespace:
    formatter = argparse.RawTextHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=formatter)
    add = parser.add_argument
    add("what", choices=tuple(COMMANDS))
    add("--work", type=Path, default=Path(".training"))
    add("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    add("--mpnet", type=Path, help="prepare: MPNet's model.safetensors, for teachers")
    add("--start", default="minilm", help="adapt: minilm or mpnet; fit: what adapt or fit kept")
    add("--out", default="net.pt")
    add("--nets", default="net.pt")
    add("--extra", default="", help="files of further documents to learn from")
    add("--share", type=float, default=0.5, help="how much of the stream they are")
    add("--epochs", type=float, default=14)
    add("--steps", type=int, default=0)
    add("--batch", type=int, default=64)
    add("--rate", type=float, default=2.5e-4)
    add("--head-rate", type=float, default=1e-3)
    add("--decay", type=float, default=0.9)
    add("--drop", type=float, default=0.3)
    add("--average", type=float, default=0.99)
    add("--seed", type=int, default=1)
    add("--every", type=int, default=100)
    add("--check", type=int, default=0, help="score and keep a checkpoint every so many steps")
    add("--seconds", type=float, default=math.inf)
    add("--part", default="0/1", help="which novels to label: the first of two is 0/2")
    add("--dialogue", type=int, default=0, help="label: only so many, with the most speakers named")
    add("--quiet", action="store_true")
    return parser.parse_args(given)


def main(given: list[str] | None = None) -> None:
    args = _arguments(given)
    args.work.mkdir(exist_ok=True)
    print("command: python -m training.train", *(given or sys.argv[1:]), flush=True)
    torch.backends.cuda.matmul.allow_tf32 = True
    began = time.time()
    COMMANDS[args.what](args)
    print(f"{args.what} took {time.time() - began:.0f}s", flush=True)


if __name__ == "__main__":
    main()
