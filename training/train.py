"""The whole training of the reader.

    python -m training.train prepare                 corpora and novels to documents (and tags.json)
    python -m training.train adapt --start minilm    masked words of the novels: the encoder reads fiction
    python -m training.train fit --start adapted.pt  every head at once, on LitBank and EWT
    python -m training.train label --nets a.pt,b.pt  what nets together see in the novels: more to learn from

Each prints its command, its time, its curve and its scores; each is seeded, and `fit` goes on from its last
checkpoint where there is one. Everything is kept in --work, outside the repository.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.batches import Segment, segments, tensors, whole
from training.decode import find
from training.documents import MASK, Document, load, save
from training.evaluate import evaluate
from training.losses import hide, loss
from training.net import Net
from training.start import SIZES, encoder, net_of

SHARED = Path(os.environ.get("FABULA_SHARED", "../shared")) / "data"


def prepare(args: argparse.Namespace) -> None:
    """Read all corpora once."""
    from training import ewt, litbank, novels
    from training.pieces_tmp import WordPieces
    from training.start import packaged

    vocabulary = WordPieces(packaged() / "tokenizer.json")
    tags = ewt.labels(SHARED / "ewt/en_ewt-ud-train.conllu")
    (args.work / "tags.json").write_text(json.dumps(tags))
    for part in ("train", "dev"):
        path = SHARED / f"ewt/en_ewt-ud-{part}.conllu"
        save(ewt.documents(path, vocabulary, tags), args.work / f"ewt_{part}.docs")
        for form in ("natural", "spaced"):
            made = list(litbank.documents(SHARED / "litbank" / part, vocabulary, form == "spaced"))
            save(made, args.work / f"litbank_{part}_{form}.docs")
            print(part, form, len(made), "mentions", sum(len(d.mentions or {}) for d in made))
    save(novels.documents(SHARED / "novels", vocabulary), args.work / "novels.docs")


def adapt(args: argparse.Namespace) -> None:
    """Continue the encoder's own training on fiction: words are hidden whole and have to be told."""
    device = torch.device(args.device)
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    documents = load(args.work / "novels.docs") + load(args.work / "litbank_train_natural.docs")
    windows = [(d, w) for d in documents for w in d.windows]
    net = encoder(args.start, args.work / f"{args.start}.pt").to(device)
    net.words.weight.requires_grad = False
    width = SIZES[args.start].width
    head = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.LayerNorm(width)).to(device)
    bias = nn.Parameter(torch.zeros(30522, device=device))
    weights = [*net.parameters(), *head.parameters(), bias]
    groups = [{"params": [w for w in weights if w.requires_grad], "base": args.rate}]
    optimiser = torch.optim.AdamW(groups, args.rate, weight_decay=0.01)
    steps = max(1, int(args.epochs * len(windows) / args.batch))
    began, total, step, progress = time.time(), 0.0, 0, 0.0
    while progress < 1:
        rng.shuffle(windows)
        for i in range(0, len(windows) - args.batch + 1, args.batch):
            progress = _progress(step, steps, began, args.seconds)
            if progress >= 1:
                break
            _set_rates(optimiser, progress)
            loss_ = _masked_words(net, head, bias, windows[i : i + args.batch], device, rng)
            optimiser.zero_grad(set_to_none=True)
            loss_.backward()
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            optimiser.step()
            step += 1
            total += loss_.detach()
            if step % 100 == 0:
                print(f"step {step} loss {float(total) / 100:.3f} {time.time() - began:.0f}s", flush=True)
                total = 0.0
    torch.save({k: v.half().cpu() for k, v in net.state_dict().items()}, args.work / args.out)


def _masked_words(net, head, bias, batch, device, rng) -> Tensor:  # type: ignore[no-untyped-def]
    rows, shapes, targets = [], [], []
    for document, (a, b) in batch:
        row, shape, target = [101], [0], [-100]
        for k in range(a, b):
            pieces = document.pieces[k]
            chosen = rng.random() < 0.15
            told = not chosen or rng.random() < 0.1
            row += pieces if told else [MASK] * len(pieces)
            shape += [document.shape[k] if told else 0] * len(pieces)
            target += list(pieces) if chosen else [-100] * len(pieces)
        rows.append([*row[:319], 102])
        shapes.append([*shape[:319], 0])
        targets.append([*target[:319], -100])
    t = -(-max(map(len, rows)) // 32) * 32
    pad = lambda lists, value: torch.tensor([[*x, *[value] * (t - len(x))] for x in lists]).to(device)  # noqa: E731
    pieces, wanted = pad(rows, 0), pad(targets, -100)
    with torch.autocast(device.type, torch.bfloat16):
        h = net(pieces, pad(shapes, 0), pieces > 0)
        at = wanted >= 0
        score = head(h[at]) @ net.words.weight.T.to(torch.bfloat16) + bias
    return F.cross_entropy(score.float(), wanted[at])


def fit(args: argparse.Namespace) -> None:
    """Train all heads and the encoder."""
    device = torch.device(args.device)
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    tags = json.loads((args.work / "tags.json").read_text())
    net = Net(SIZES[args.size], {k: len(v) for k, v in tags.items()}, args.drop)
    net.encoder = encoder(args.size, args.work / args.start)
    net.encoder.words.weight.requires_grad = False
    net.to(device)
    gold = [load(args.work / f"litbank_train_{form}.docs") for form in ("natural", "spaced")]
    extra = [d for name in args.extra.split(",") if name for d in load(args.work / name)]
    bundles = load(args.work / "ewt_train.docs")
    began = time.time()
    steps = args.steps or int(args.epochs * len(gold[0]) * 1.4)
    groups = _groups(net, args)
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    average = {k: v.detach().clone() for k, v in net.state_dict().items()}
    first = _resume(args, net, optimiser, average, rng)
    stream, ewt = _stream(gold, extra, args.share, rng), _bundles(bundles, rng)
    sums: dict[str, Tensor] = {}
    net.train()
    for step in range(first, steps):
        progress = _progress(step, steps, began, args.seconds)
        if progress > 1:
            print(f"stopped by the clock after {step} steps")
            break
        _set_rates(optimiser, progress)
        parts = loss(net, hide(next(stream), rng), device)
        if step % 2 == 0:
            for name, value in loss(net, next(ewt), device).items():
                parts[name + "*"] = value
        total = sum(_weight(name) * value for name, value in parts.items())
        optimiser.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        _average(average, net, min(args.average, step / (step + 10)))
        for name, value in parts.items():
            sums[name] = sums.get(name, 0.0) + value.detach()
        if (step + 1) % args.every == 0 or step + 1 == steps:
            print(_curve(step + 1, time.time() - began, sums, args.every), flush=True)
            sums = {}
        if args.check and (step + 1) % args.check == 0 and step + 1 < steps:
            _report(net, args, tags, device, "now")
            _keep(args, net, optimiser, average, rng, step + 1)
    if not args.quiet:
        _report(net, args, tags, device, "last")
    net.load_state_dict(average)
    _report(net, args, tags, device, "averaged")
    kept = {k: v.half().cpu() for k, v in net.state_dict().items() if k != "encoder.words.weight"}
    torch.save(kept, args.work / args.out)


def _weight(name: str) -> float:
    return 0.8 if name.endswith("*") else 1.0


def _groups(net: Net, args: argparse.Namespace) -> list[dict[str, object]]:
    """Each layer learns slower than the one above it; norms and biases do not decay."""
    layers = len(net.encoder.layers)
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, weight in net.named_parameters():
        if not weight.requires_grad:
            continue
        rate = args.head_rate
        if name.startswith("encoder."):
            depth = int(name.split(".")[2]) + 1 if ".layers." in name else 0
            rate = args.rate * args.decay ** (layers - depth)
        groups.setdefault((rate, 0.01 if weight.ndim > 1 else 0.0), []).append(weight)
    return [
        {"params": p, "lr": rate, "base": rate, "weight_decay": decay}
        for (rate, decay), p in groups.items()
    ]


WARM = 0.06  # the share of training in which the rates rise


def _progress(step: int, steps: int, began: float, seconds: float) -> float:
    """How much of the training is over, by steps or by the clock."""
    return max((step + 1) / steps, (time.time() - began) / seconds)


def _set_rates(optimiser: torch.optim.Optimizer, progress: float) -> None:
    share = min(progress / WARM, max(0.0, 1 - progress) / (1 - WARM))
    for group in optimiser.param_groups:
        group["lr"] = group["base"] * share


def _stream(
    gold: list[list[Document]], extra: list[Document], share: float, rng: random.Random
) -> Iterator[Segment]:
    """Segments for ever: LitBank's documents in either form, and a share of others."""

    def shuffled(pick: Callable[[], list[Document]]) -> Iterator[Segment]:
        while True:
            found = [s for d in pick() for s in segments(d, rng)]
            rng.shuffle(found)
            yield from found

    own = shuffled(lambda: [gold[rng.random() < 0.3][i] for i in range(len(gold[0]))])
    others = shuffled(lambda: extra)
    while True:
        yield next(others if extra and rng.random() < share else own)


def _bundles(documents: list[Document], rng: random.Random, size: int = 8) -> Iterator[Segment]:
    """EWT for ever, `size` windows at a time, as one document."""
    while True:
        rng.shuffle(documents)
        for i in range(0, len(documents) - size + 1, size):
            yield whole(_joined(documents[i : i + size]))


def _joined(parts: list[Document]) -> Document:
    made = Document("ewt", [], [], [], [], [], [], upos=[], xpos=[], lemma=[], head=[], deprel=[])
    for part in parts:
        base, sentence = len(made.words), (made.sentence or [-1])[-1] + 1
        for name in ("words", "pieces", "shape", "turn", "upos", "xpos", "lemma", "deprel"):
            getattr(made, name).extend(getattr(part, name))
        made.sentence += [s + sentence for s in part.sentence]
        made.head += [h + base for h in part.head]
        made.windows += [(a + base, b + base) for a, b in part.windows]
    return made


def _average(average: dict[str, Tensor], net: Net, keep: float) -> None:
    ours, theirs = [], []
    for k, v in net.state_dict().items():
        if v.dtype.is_floating_point and k != "encoder.words.weight":
            ours.append(average[k])
            theirs.append(v)
    torch._foreach_lerp_(ours, theirs, 1 - keep)


def _curve(step: int, seconds: float, sums: dict[str, Tensor], every: int) -> str:
    parts = " ".join(f"{k} {float(v) / every:.3f}" for k, v in sums.items())
    return f"step {step} {seconds:.0f}s {parts}"


def _report(net: Net, args: argparse.Namespace, tags, device, what: str) -> None:  # type: ignore[no-untyped-def]
    net.eval()
    for form in ("natural", "spaced") if what != "now" else ("natural",):
        documents = load(args.work / f"litbank_dev_{form}.docs")
        scores = evaluate(partial(find, [net], device), documents, load(args.work / "ewt_dev.docs"))
        print(f"{args.out} {what} {form}: " + " ".join(f"{k} {v:.2f}" for k, v in scores.items()), flush=True)
    net.train()


def _keep(args, net, optimiser, average, rng, step) -> None:  # type: ignore[no-untyped-def]
    state = {
        "net": net.state_dict(), "optimiser": optimiser.state_dict(),
        "average": average, "rng": rng.getstate(), "torch": torch.get_rng_state(), "step": step,
    }  # fmt: skip
    torch.save(state, args.work / (args.out + ".state"))


def _resume(args, net, optimiser, average, rng) -> int:  # type: ignore[no-untyped-def]
    """Go on from the last checkpoint, where there is one. (The stream of segments begins anew.)"""
    path = args.work / (args.out + ".state")
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


def nets_of(args: argparse.Namespace, device: torch.device) -> list[Net]:
    """The nets named, to be asked."""
    tags = json.loads((args.work / "tags.json").read_text())
    return [net_of(args.work, name, tags).to(device) for name in args.nets.split(",")]


def label(args: argparse.Namespace) -> None:
    """Write what nets together find in the novels as if it were labelled."""
    device = torch.device(args.device)
    nets = nets_of(args, device)
    dev = load(args.work / "litbank_dev_natural.docs")
    if args.part.startswith("0/"):
        scores = evaluate(partial(find, nets, device), dev, load(args.work / "ewt_dev.docs"))
        print("together: " + " ".join(f"{k} {v:.2f}" for k, v in scores.items()), flush=True)
    part, parts = map(int, args.part.split("/"))
    began, documents = time.time(), load(args.work / "novels.docs")[part::parts]
    for document in documents:
        found = find(nets, device, document)
        document.mentions = {
            s: (t, k, c)
            for s, t, k, c in zip(found.spans, found.types, found.kinds, found.clusters, strict=True)
        }
        document.events = (found.events > 0).astype(int).tolist()
        for name, values in found.tags.items():
            setattr(document, name, values)
    save(documents, args.work / args.out)
    print(f"labelled {len(documents)} documents in {time.time() - began:.0f}s", flush=True)


def check(args: argparse.Namespace) -> None:
    """Score nets, alone or together."""
    device = torch.device(args.device)
    for form in ("natural", "spaced"):
        dev = load(args.work / f"litbank_dev_{form}.docs")
        scores = evaluate(partial(find, nets_of(args, device), device), dev, load(args.work / "ewt_dev.docs"))
        print(f"{args.nets} {form}: " + " ".join(f"{k} {v:.2f}" for k, v in scores.items()), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", choices=("prepare", "adapt", "fit", "label", "check"))
    parser.add_argument("--work", type=Path, default=Path(".training"))
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--start", default="minilm")
    parser.add_argument("--size", choices=tuple(SIZES), default="minilm")
    parser.add_argument("--out", default="net.pt")
    parser.add_argument("--nets", default="net.pt")
    parser.add_argument("--extra", default="", help="files of further documents to learn from")
    parser.add_argument("--share", type=float, default=0.5, help="how much of the stream they are")
    parser.add_argument("--epochs", type=float, default=14)
    parser.add_argument("--steps", type=int, default=0)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=2.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--decay", type=float, default=0.9)
    parser.add_argument("--drop", type=float, default=0.3)
    parser.add_argument("--average", type=float, default=0.99)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=100)
    parser.add_argument("--check", type=int, default=0, help="score and keep a checkpoint every so many steps")
    parser.add_argument("--seconds", type=float, default=math.inf)
    parser.add_argument("--part", default="0/1", help="which novels to label: the first of two is 0/2")
    parser.add_argument("--quiet", action="store_true")
    args = parser.parse_args()
    args.work.mkdir(exist_ok=True)
    print("command: python -m training.train", " ".join(sys.argv[1:]), flush=True)
    torch.backends.cuda.matmul.allow_tf32 = True
    began = time.time()
    globals()[args.what](args)
    print(f"{args.what} took {time.time() - began:.0f}s", flush=True)


if __name__ == "__main__":
    main()
