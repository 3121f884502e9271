"""All corpora read once, and the weights to start from."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import get_args

from fabula.evaluation.litbank import Form
from fabula.model.folder import VOCABULARY
from fabula.model.folder import packaged as shipped
from fabula.model.wordpieces import WordPieces
from training import ewt, litbank, novels
from training.documents import save
from training.start import pack, packaged, upstream

FORMS: tuple[Form, ...] = get_args(Form)


def prepare(args: argparse.Namespace) -> None:
    """Write minilm.pt (and mpnet.pt, where `--mpnet` names its file), tags.json and the
    documents."""
    pack(upstream("minilm", packaged() / "model.safetensors"), args.work / "minilm.pt")
    if args.mpnet:
        pack(upstream("mpnet", args.mpnet), args.work / "mpnet.pt")
    vocabulary = WordPieces((shipped() / VOCABULARY).read_text("utf-8").split("\n")[:-1])
    data = Path(os.environ.get("FABULA_SHARED", "../shared")) / "data"
    tags = ewt.labels(data / "ewt/en_ewt-ud-train.conllu")
    (args.work / "tags.json").write_text(json.dumps(tags))
    for part in ("train", "dev"):
        path = data / f"ewt/en_ewt-ud-{part}.conllu"
        save(ewt.documents(path, vocabulary, tags), args.work / f"ewt_{part}.docs")
        for form in FORMS:
            made = list(litbank.documents(data / "litbank" / part, vocabulary, form))
            save(made, args.work / f"litbank_{part}_{form}.docs")
            print(part, form, len(made), "mentions", sum(len(d.mentions or {}) for d in made))
    save(novels.documents(data / "novels", vocabulary), args.work / "novels.docs")
