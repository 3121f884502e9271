"""What a person sees when the trained model's folder is not what it was."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from fabula.cli.commands import fabula
from fabula.cli.guard import guarded
from fabula.model import folder

Damage = Callable[[Path], object]


def shortened(path: Path) -> object:
    return path.write_bytes(path.read_bytes()[:1000])


def altered(path: Path) -> object:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    return path.write_bytes(data)


def older(path: Path) -> object:
    return path.write_text(path.read_text().replace('"schema": 3', '"schema": 0', 1))


CASES: dict[str, tuple[str, Damage, str]] = {
    "cut short": ("pairs.onnx", shortened, "cut short (1,000 bytes instead of"),
    "altered": ("spans.onnx", altered, "damaged: expected SHA-256"),
    "missing": ("vocab.txt", Path.unlink, "is missing"),
    "older": ("config.json", older, "expected schema 3, found 0"),
    "no config": ("config.json", shortened, "does not describe a model"),
}


@pytest.mark.usefixtures("afresh")
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("command", [["read"], ["export", "--to", "json"]], ids=" ".join)
def test_a_damaged_model_is_named(
    case: str, command: list[str], story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence names the file and what is wrong with it; the exit status is 2."""
    name, damage, said = CASES[case]
    copy = tmp_path / "english"
    shutil.copytree(folder.packaged(), copy)
    damage(copy / name)
    monkeypatch.setattr(folder, "packaged", lambda: copy)
    statuses: list[int] = []

    def run() -> int:
        return int(fabula.main([*command, str(story), "--no-cache"], standalone_mode=False))

    runner = CliRunner()
    with runner.isolation() as streams:
        statuses.append(guarded(run))
        out, err = streams[0].getvalue(), streams[1].getvalue().decode()
    assert statuses == [2]
    assert out == b""
    assert err.startswith("fabula: ")
    assert err.count("\n") == 1
    assert str(copy / name) in err
    assert said in err
    assert "Traceback" not in err
