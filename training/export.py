"""From a trained net to the model's folder.

    python -m training.export --work .training --net net.pt --out src/fabula/model/english

Writes words.onnx, spans.onnx, pairs.onnx and world.onnx (what goes in and out: `graphs.py`), then
config.json, which names them all. The vocabulary, the card and the changelog lie in the folder
already."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path
from shutil import copyfile
from typing import NamedTuple

import torch
from torch import Tensor

from fabula.model.folder import NETS, VOCABULARY, packaged
from fabula.model.seal import seal
from fabula.reading.glimpses import AROUND
from fabula.reading.people.profiles import FEATURES, KINDS, TYPES, pair_features
from training.batches import profiles
from training.documents import END, START, Document, load
from training.graphs import Graph, PairsGraph, SpansGraph, WordsGraph, WorldGraph
from training.net import WIDTH, Net, where
from training.quantise import WEIGHT, Sample, write
from training.start import net_of

NAME, VERSION = "english", "3"
THRESHOLDS = {"span": -3.5, "mention": 0.0, "event": 0.0, "link": 0.0}
WINDOWS = 30  # of prose, from which the products' magnitudes are learnt


class Samples(NamedTuple):
    """What each of the nets is given for some windows."""

    words: list[Sample]
    spans: list[Sample]
    pairs: list[Sample]
    world: list[Sample]


def window(document: Document, first: int, end: int) -> Sample:
    """What `WordsGraph` is given for some words of a document."""
    sizes = torch.tensor([len(p) for p in document.pieces[first:end]])
    pieces = [START, *(piece for word in document.pieces[first:end] for piece in word), END]
    shapes = torch.tensor(document.shape[first:end]).repeat_interleave(sizes)
    word = torch.arange(len(sizes)).repeat_interleave(sizes)
    spread = torch.zeros(len(sizes), len(pieces))
    spread[word, torch.arange(1, len(word) + 1)] = 1 / sizes[word]
    edge = torch.zeros(1, dtype=torch.long)
    return (
        torch.tensor(pieces), torch.cat([edge, shapes, edge]), spread,
        torch.tensor(document.sentence[first:end]),
    )  # fmt: skip


def candidates(spans: Tensor, sentence: Tensor) -> tuple[Tensor, Tensor]:
    """First and last words of what may be a mention: likely enough, and of one sentence."""
    first, width = (spans > THRESHOLDS["span"]).nonzero().T
    last = first + width
    inside = (last < len(sentence)) & (
        sentence[first] == sentence[last.clamp(max=len(sentence) - 1)]
    )
    return first[inside], last[inside]


@torch.no_grad()
def samples(net: Net, documents: Sequence[Document]) -> Samples:
    """What the nets are given for the first window of each document."""
    made = Samples([], [], [], [])
    for document in documents:
        begin, end = document.windows[0]
        given = window(document, begin, end)
        h, score, *_ = WordsGraph(net)(*given)
        first, last = candidates(score, given[3])
        if not len(first):
            continue
        quotes = [(q.first, q.last) for q in document.quotes if q.last < end]
        quote_first, quote_last = torch.tensor(quotes, dtype=torch.long).view(-1, 2).T
        place = where(torch, quote_first, quote_last, first, last)
        _, type_, kind, vector = net.spans(h, first, last)
        spans = list(zip(first.tolist(), last.tolist(), strict=True))
        rows = profiles(document, spans, type_.argmax(1).tolist(), kind.argmax(1).tolist())
        features = pair_features(torch, rows[:, None], rows[None])
        earlier = torch.ones(len(rows), len(rows), dtype=torch.bool).tril(-1)
        made.words.append(given)
        made.spans.append((h, first, last, quote_first, quote_last, place))
        made.world.append((h, first, last, kind.argmax(1), *_asked(document, end)))
        made.pairs.append((vector, vector, torch.stack([features[n] for n in FEATURES]), earlier))
    made.spans.sort(key=lambda s: -len(s[3]))  # the first is traced: it shall have quotations
    return made


def _asked(document: Document, end: int) -> Sample:
    """What the net of the world is asked of a window: its paragraphs (of one each, for the sake of
    the example), and of every fourth word whether it tells of something, and what somebody is
    like."""
    n = end - document.windows[0][0]
    words = torch.arange(n)
    sentence = torch.tensor(document.sentence[document.windows[0][0] : end])
    cut = torch.nonzero(torch.diff(sentence, prepend=sentence[:1] - 1))[:, 0]
    ends = torch.cat([cut[1:] - 1, words[-1:]])
    event, word = torch.cartesian_prod(words[::4], words[:AROUND]).T
    return cut, ends, event, word, words[::4], words[::4]


def graphs(net: Net) -> tuple[Graph, ...]:
    """The nets, in the order of their files."""
    return WordsGraph(net), SpansGraph(net), PairsGraph(net), WorldGraph(net)


def export(net: Net, documents: Sequence[Document], to: Path, weight: int | None = WEIGHT) -> None:
    """Write the nets, their products' magnitudes learnt from `documents`."""
    to.mkdir(parents=True, exist_ok=True)
    found = samples(net, documents)
    for file, graph, given in zip(NETS, graphs(net), found, strict=True):
        write(graph, given, (graph.INPUTS, graph.OUTPUTS), graph.AXES, to / file, weight)
        print(f"{file} {(to / file).stat().st_size:,} bytes", flush=True)


def prose(work: Path) -> list[Document]:
    """Some documents of many novels."""
    novels = load(work / "novels.docs")
    return novels[:: max(1, len(novels) // WINDOWS)][:WINDOWS]


def settings(tags: dict[str, list[str]]) -> dict[str, object]:
    """What `config.json` says beside the files."""
    return {
        "tags": tags, "types": TYPES, "kinds": KINDS, "width": WIDTH, "features": FEATURES,
        "thresholds": THRESHOLDS,
    }  # fmt: skip


def main(given: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--work", type=Path, default=Path(".training"))
    parser.add_argument("--net", default="net.pt")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args(given)
    began = time.time()
    tags = json.loads((args.work / "tags.json").read_text())
    export(net_of(args.work, args.net, tags), prose(args.work), args.out)
    if not (args.out / VOCABULARY).exists():
        copyfile(packaged() / VOCABULARY, args.out / VOCABULARY)
    seal(args.out, NAME, VERSION, settings(tags))
    print(f"export took {time.time() - began:.0f}s")


if __name__ == "__main__":
    main()
