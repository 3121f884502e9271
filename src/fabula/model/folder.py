"""A model is a folder: its nets, its vocabulary, `config.json`, its card and its changelog.

`config.json` names each file with its size and SHA-256, so that a file that was cut short, altered
or left over from another version is named before it is run, instead of giving strange readings.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import msgspec

from fabula.errors import ModelDamaged
from fabula.model.wordpieces import WordPieces

if TYPE_CHECKING:
    from fabula.model.session import Session

SCHEMA = 3
NETS = ("words.onnx", "spans.onnx", "pairs.onnx", "world.onnx")
VOCABULARY = "vocab.txt"
CONFIG = "config.json"
HELP = "Installing fabula anew brings the whole model back."

_loading = Lock()


class Head(msgspec.Struct, frozen=True):
    """What every `config.json` says; the rest of it is for those who read with the model."""

    name: str
    version: str
    schema: int
    files: dict[str, str]  # name -> SHA-256, in hexadecimal
    sizes: dict[str, int]  # name -> bytes


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A model that was found whole."""

    name: str
    version: str
    digest: str  # SHA-256 of `config.json`, and so of every file it names
    config: Mapping[str, Any]  # all of `config.json`
    wordpieces: WordPieces
    words: Session
    spans: Session
    pairs: Session
    world: Session


def load(folder: Path | None = None) -> Model:
    """The model in `folder`, by default the one that came with fabula; read once a process.

    ModelDamaged if the folder is not whole, ModelUnusable if its nets do not run here.
    """
    with _loading:
        return _load((folder or packaged()).absolute())


def packaged() -> Path:
    """The folder of the model that came with fabula."""
    return Path(str(files("fabula.model"))) / "english"


@lru_cache(maxsize=4)
def _load(folder: Path) -> Model:
    from fabula.model.session import Session  # not before a model is used: it takes a while

    stated = _stated(folder)
    head = _head(folder / CONFIG, stated)
    vocabulary = _read(folder, VOCABULARY, head).decode("utf-8").removesuffix("\n").split("\n")
    nets = (Session(_read(folder, n, head), str(folder / n)) for n in NETS)
    config = msgspec.json.decode(stated)
    digest = hashlib.sha256(stated).hexdigest()
    pieces = WordPieces(vocabulary)
    return Model(head.name, head.version, digest, config, pieces, *nets)


def _stated(folder: Path) -> bytes:
    if not folder.is_dir():
        raise ModelDamaged(f"{folder}: the trained model is missing. {HELP}")
    return _bytes(folder / CONFIG)


def _head(path: Path, stated: bytes) -> Head:
    """What `config.json` says of all models; its schema is looked at before anything else."""
    try:
        schema = msgspec.json.decode(stated, type=dict[str, Any]).get("schema")
        if schema != SCHEMA:
            raise ModelDamaged(_other_schema(path, schema))
        head = msgspec.json.decode(stated, type=Head)
    except (ValueError, RecursionError, msgspec.MsgspecError) as error:  # or not UTF-8, or too deep
        raise ModelDamaged(f"{path}: this does not describe a model: {error}. {HELP}") from error
    for name in (*NETS, VOCABULARY):
        if name not in head.files or name not in head.sizes:
            raise ModelDamaged(f"{path}: it says nothing of {name}, which is needed. {HELP}")
    return head


def _other_schema(path: Path, schema: object) -> str:
    if isinstance(schema, int) and schema > SCHEMA:
        advice = "The model is newer than this fabula: update fabula."
    else:
        advice = f"The model is older than this fabula. {HELP}"
    return (
        f"{path}: expected schema {SCHEMA}, found {msgspec.json.encode(schema).decode()}. {advice}"
    )


def _read(folder: Path, name: str, head: Head) -> bytes:
    """The bytes of one file, if they are those that `config.json` names."""
    path = folder / name
    found = _bytes(path)
    checksum = hashlib.sha256(found).hexdigest()
    if checksum == head.files[name]:
        return found
    wrong, size = "damaged", head.sizes[name]
    if len(found) != size:
        wrong = "cut short" if len(found) < size else "too long"
        wrong += f" ({len(found):,} bytes instead of {size:,})"
    raise ModelDamaged(
        f"{path}: this file of the trained model is {wrong}: expected SHA-256"
        f" {head.files[name]}, found {checksum}. {HELP}"
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ModelDamaged(f"{path}: this file of the trained model is missing. {HELP}") from None
    except OSError as error:
        raise ModelDamaged(
            f"{path}: this file of the trained model cannot be read: {error.strerror}. {HELP}"
        ) from error
