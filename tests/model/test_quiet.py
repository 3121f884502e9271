"""A model is used without a trace: nothing is opened, written or printed, nor loaded too early."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tiny_model import tiny_model

USE = """
import os, sys

def refuse(event, args):
    if event.startswith("socket.") or event in {"subprocess.Popen", "os.fork", "os.system"}:
        raise RuntimeError(event)
    if event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+"):
        raise RuntimeError(f"{event} {args[0]}")

sys.addaudithook(refuse)
from pathlib import Path
from fabula.model.folder import load

model = load(Path(sys.argv[1]))
assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"
import numpy as np
pieces = np.array([model.wordpieces.start, *model.wordpieces.pieces("emma"), model.wordpieces.end])
found = model.words.run({
    "pieces": pieces,
    "shapes": np.zeros(len(pieces), np.int64),
    "spread": np.ones((1, len(pieces)), np.float32),
})
assert found["h"].shape == (1, 8)
import time
time.sleep(0.3)  # onnxruntime writes its files from a thread of its own
"""

EARLY = """
import sys
import fabula, fabula.cli, fabula.stories, fabula.model.folder
from fabula.errors import ModelUnusable
late = {"numpy", "onnxruntime"} & set(sys.modules)
assert not late, late
"""

BROKEN = """
import sys
from pathlib import Path
sys.modules["onnxruntime"] = None
from fabula.errors import FabulaError
from fabula.model.folder import load
try:
    load(Path(sys.argv[1]))
except FabulaError as error:
    print(error)
"""


def python(code: str, home: Path, *arguments: Path) -> subprocess.CompletedProcess[str]:
    """Run `code` by itself, with everything a program might write to under `home`."""
    home.mkdir()
    env = {k: v for k, v in os.environ.items() if k != "ORT_DISABLE_TELEMETRY"}
    places = (
        "HOME",
        "XDG_CACHE_HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "TMPDIR",
        "LOCALAPPDATA",
    )
    env |= dict.fromkeys(places, str(home)) | {"PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=home,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_using_a_model_leaves_no_trace(tmp_path: Path) -> None:
    """Loading and running a model opens no socket, starts no process, writes and prints nothing."""
    model = tiny_model(tmp_path / "tiny")
    before = sorted(model.rglob("*"))
    done = python(USE, tmp_path / "home", model)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list((tmp_path / "home").rglob("*")) == []
    assert sorted(model.rglob("*")) == before


def test_nothing_heavy_is_loaded_before_a_model_is_used(tmp_path: Path) -> None:
    """Neither the library nor the command line loads numpy or onnxruntime by being imported."""
    done = python(EARLY, tmp_path / "home")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_machine_without_onnxruntime_is_told_so(tmp_path: Path) -> None:
    """Where onnxruntime cannot be loaded, one sentence says so and what helps."""
    done = python(BROKEN, tmp_path / "home", tiny_model(tmp_path / "tiny"))
    assert done.stdout.startswith(
        "the trained model cannot run on this machine, because onnxruntime"
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""
