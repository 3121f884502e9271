"""A model is a folder: found whole or refused with a sentence that says what is wrong with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fabula.errors import FabulaError, ModelDamaged, ModelUnusable
from fabula.model.folder import NETS, VOCABULARY, load, packaged
from tiny_model import PIECES, tiny_model

MOST = 50 * 1000 * 1000  # bytes of the whole folder
FILES = (*NETS, VOCABULARY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tiny_model(tmp_path / "tiny")


def refusal(folder: Path) -> str:
    with pytest.raises(ModelDamaged) as caught:
        load(folder)
    return str(caught.value)


def restate(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    config = json.loads((folder / "config.json").read_bytes())
    change(config)
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")


def test_a_whole_folder_is_a_model(folder: Path) -> None:
    """A model has its name, version, settings, word pieces and three nets."""
    model = load(folder)
    assert (model.name, model.version) == ("tiny", "0.1")
    assert model.config["labels"] == ["PER", "LOC"]
    assert len(model.wordpieces) == len(PIECES)
    assert model.words.outputs == model.spans.outputs == model.pairs.outputs == ("h", "odds")


def test_the_digest_is_that_of_all_that_was_made(folder: Path, tmp_path: Path) -> None:
    """The digest covers every file, by the checksums in `config.json`."""
    config = (folder / "config.json").read_bytes()
    assert load(folder).digest == hashlib.sha256(config).hexdigest()
    assert load(tiny_model(tmp_path / "again")).digest == load(folder).digest
    other = tiny_model(tmp_path / "other")
    restate(other, lambda config: config.update(version="0.2"))
    assert load(other).digest != load(folder).digest


def test_a_model_is_read_once(folder: Path) -> None:
    """The same folder gives the same model, whatever becomes of its files."""
    model = load(folder)
    (folder / "words.onnx").unlink()
    assert load(folder) is model


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """Without a folder, the message names it and says what to do."""
    said = refusal(tmp_path / "none")
    assert said == (
        f"{tmp_path / 'none'}: the trained model is missing."
        " Installing fabula anew brings the whole model back."
    )


@pytest.mark.parametrize("name", [*FILES, "config.json"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    """Each file that is not there is named."""
    (folder / name).unlink()
    assert refusal(folder).startswith(f"{folder / name}: this file of the trained model is missing")


def test_a_file_that_cannot_be_read_is_named(folder: Path) -> None:
    """A folder in a file's place, or a file of somebody else's, is said to be unreadable."""
    (folder / "words.onnx").unlink()
    (folder / "words.onnx").mkdir()
    assert refusal(folder).startswith(
        f"{folder / 'words.onnx'}: this file of the trained model can"
    )


@pytest.mark.parametrize("name", FILES)
def test_an_altered_file_is_named_with_both_checksums(folder: Path, name: str) -> None:
    """One byte that changed is told by the checksum that was expected and the one found."""
    data = (folder / name).read_bytes()
    altered = data[:-1] + bytes([data[-1] ^ 1])
    (folder / name).write_bytes(altered)
    expected, found = (hashlib.sha256(b).hexdigest() for b in (data, altered))
    assert refusal(folder).startswith(
        f"{folder / name}: this file of the trained model is damaged:"
        f" expected SHA-256 {expected}, found {found}."
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "cut short (0 bytes instead of 2,815)"),
        (b"x" * 1200, "cut short (1,200 bytes instead of 2,815)"),
        (b"x" * 2816, "too long (2,816 bytes instead of 2,815)"),
    ],
)
def test_a_file_of_another_length_is_said_to_be(folder: Path, data: bytes, said: str) -> None:
    """A download or copy that broke off is told by its size, and the checksums follow."""
    (folder / "spans.onnx").write_bytes(data)
    found = hashlib.sha256(data).hexdigest()
    message = refusal(folder)
    assert f"{folder / 'spans.onnx'}: this file of the trained model is {said}: expected" in message
    assert found in message


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        (4, "expected schema 3, found 4. The model is newer than this fabula: update fabula."),
        (0, "expected schema 3, found 0. The model is older than this fabula."),
        (None, "expected schema 3, found null. The model is older than this fabula."),
    ],
)
def test_another_versions_model_is_told_by_its_schema(
    folder: Path, schema: int | None, said: str
) -> None:
    """A model of an older or newer fabula is refused before its files are looked at."""
    restate(folder, lambda config: (config.update(schema=schema), config.pop("files")))
    assert refusal(folder).startswith(f"{folder / 'config.json'}: {said}")


@pytest.mark.parametrize(
    "stated",
    [
        b"",
        b'{"schema": 3',
        b"[1]",
        b"\xff\xfe",
        b'{"schema": 3, "name": "\xff"}',
        b'{"a":' * 5000,
        b'{"schema": 3, "name": "tiny"}',
        b'{"schema": 3, "name": 3}',
    ],
)
def test_a_description_that_is_none_is_refused(folder: Path, stated: bytes) -> None:
    """`config.json` that was cut short or is something else is said to describe no model."""
    (folder / "config.json").write_bytes(stated)
    said = f"{folder / 'config.json'}: this does not describe a model: "
    assert refusal(folder).startswith(said)


def test_a_description_must_name_every_file(folder: Path) -> None:
    """A net without a checksum is not run."""
    restate(folder, lambda config: config["files"].pop("pairs.onnx"))
    assert "says nothing of pairs.onnx, which is needed" in refusal(folder)


def test_a_net_that_is_none_is_refused(folder: Path) -> None:
    """A file whose checksum is right, but which onnxruntime does not take, is named too."""
    data = b"not a net"
    (folder / "pairs.onnx").write_bytes(data)
    checksum = hashlib.sha256(data).hexdigest()
    restate(folder, lambda config: config["files"].update({"pairs.onnx": checksum}))
    with pytest.raises(ModelUnusable, match=r"pairs\.onnx: onnxruntime .* cannot run this net"):
        load(folder)


def test_what_goes_wrong_is_for_the_person_at_the_keyboard() -> None:
    """Whatever is wrong with a model is a FabulaError, which the command line prints in a line."""
    assert issubclass(ModelDamaged, ModelUnusable)
    assert issubclass(ModelUnusable, FabulaError)


def test_the_shipped_model_is_small_enough() -> None:
    """All of the model that is in the wheel is at most 50 MB."""
    assert sum(p.stat().st_size for p in packaged().rglob("*") if p.is_file()) <= MOST
