"""What the export costs: a net's scores as trained, and as each kind of export runs in onnxruntime.

python -m training.parity --work .training --net net.pt        fp32, int8 with 8 and with 7 bits
python -m training.parity --work .training --folder FOLDER     an exported folder as it lies
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch

from fabula.model.folder import NETS
from fabula.model.session import Array, Session
from fabula.reading.people.profiles import FEATURES, pair_features
from training.batches import profiles
from training.decode import Found, cluster, disjoint, find
from training.documents import Document, load
from training.evaluate import Find, evaluate
from training.export import THRESHOLDS, candidates, export, prose, window
from training.start import net_of

BITS = {"fp32": None, "8 bits": 127, "7 bits": 63}


def shipped(folder: Path) -> Find:
    """What the nets of a folder find in a document."""
    words, spans, pairs = (Session((folder / name).read_bytes(), name) for name in NETS[:3])
    return partial(_find, words, spans, pairs)


def _find(words: Session, spans: Session, pairs: Session, document: Document) -> Found:
    found = Found(np.zeros(len(document.words), np.float32), {})
    vectors: list[Array] = []
    for begin, end in document.windows:
        given = window(document, begin, end)
        seen = words.run(dict(zip(words.inputs, (x.numpy() for x in given), strict=True)))
        found.events[begin:end] = seen["event"]
        for name in ("upos", "xpos", "lemma", "head", "deprel"):
            found.tags.setdefault(name, []).extend((seen[name] + begin * (name == "head")).tolist())
        first, last = candidates(torch.tensor(seen["spans"]), given[3])
        if not len(first):
            continue
        none = np.zeros(0, np.int64)
        place = {"first": first.numpy(), "last": last.numpy()}
        asked = {
            "quote_first": none,
            "quote_last": none,
            "where": np.zeros((0, len(first)), np.int64),
        }
        read = spans.run({"h": seen["h"], **place, **asked})
        score = read["mention"] + seen["spans"][first, last - first]
        keep = disjoint(first.tolist(), last.tolist(), score.tolist(), THRESHOLDS["mention"])
        found.spans += [(int(first[i]) + begin, int(last[i]) + begin) for i in keep]
        found.types += read["type"][keep].argmax(1).tolist()
        found.kinds += read["kind"][keep].argmax(1).tolist()
        vectors.append(read["vector"][keep])
    if found.spans:
        found.clusters = cluster(*_links(pairs, np.concatenate(vectors), document, found))
    return found


def _links(pairs: Session, vector: Array, document: Document, found: Found) -> tuple[Array, Array]:
    rows = profiles(document, found.spans, found.types, found.kinds).numpy()
    of = pair_features(np, rows[:, None], rows[None])
    features = np.stack([np.broadcast_to(of[n], (len(rows), len(rows))) for n in FEATURES])
    earlier = np.tri(len(rows), k=-1, dtype=bool)
    best = pairs.run({"own": vector, "other": vector, "features": features, "earlier": earlier})
    return best["at"], best["score"]


def report(what: str, find: Find, litbank: Sequence[Document], ewt: Sequence[Document]) -> None:
    scores = evaluate(find, litbank, ewt)
    print(f"{what}: " + " ".join(f"{k} {v:.2f}" for k, v in scores.items()), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--work", type=Path, default=Path(".training"))
    parser.add_argument("--net", help="a net that `fit` kept")
    parser.add_argument("--folder", type=Path, help="an exported folder")
    parser.add_argument(
        "--first", type=int, default=None, help="so many documents of each set only"
    )
    args = parser.parse_args()
    dev = [load(args.work / f"{n}.docs")[: args.first] for n in ("litbank_dev_natural", "ewt_dev")]
    if args.folder:
        report(str(args.folder), shipped(args.folder), *dev)
    if args.net:
        net = net_of(args.work, args.net, json.loads((args.work / "tags.json").read_text()))
        report("as trained", partial(find, [net], torch.device("cpu")), *dev)
        for name, weight in BITS.items():
            with tempfile.TemporaryDirectory() as folder:
                export(net, prose(args.work), Path(folder), weight)
                report(name, shipped(Path(folder)), *dev)


if __name__ == "__main__":
    main()
