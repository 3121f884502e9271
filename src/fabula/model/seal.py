"""Closing a model's folder after training: `config.json` is written last."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from fabula.model.folder import CONFIG, NETS, SCHEMA, VOCABULARY, Head


def seal(folder: Path, name: str, version: str, settings: Mapping[str, Any]) -> None:
    """Write `config.json` for the files that lie in `folder`, with `settings` beside what it says
    of every model. Called by whoever makes a model, never while one is used."""
    whole = {file: (folder / file).read_bytes() for file in (*NETS, VOCABULARY)}
    checksums = {file: hashlib.sha256(data).hexdigest() for file, data in whole.items()}
    sizes = {file: len(data) for file, data in whole.items()}
    head = Head(name, version, SCHEMA, checksums, sizes)
    stated = msgspec.json.encode({**msgspec.to_builtins(head), **settings})
    (folder / CONFIG).write_bytes(msgspec.json.format(stated, indent=1) + b"\n")
