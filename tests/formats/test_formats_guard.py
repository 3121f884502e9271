"""The guard sees what it has to see."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from guard import untouched
from shelf import zipped

from fabula.formats import read_files

TOUCHES: dict[str, Callable[[Path], object]] = {
    "a file written": lambda p: (p / "x.txt").write_text("x"),
    "a file written by its descriptor": lambda p: os.close(os.open(p / "y", os.O_CREAT)),
    "a folder made": lambda p: (p / "new").mkdir(),
    "a file taken away": lambda p: (p / "there.txt").unlink(),
    "a file read": lambda p: (p / "there.txt").read_text(),
    "a container extracted": lambda p: zipfile.ZipFile(p / "x.zip").extractall(p / "out"),
    "a socket": lambda _: socket.socket().close(),
    "a temporary file": lambda p: tempfile.TemporaryFile(dir=p).close(),
    "a process": lambda p: subprocess.run([sys.executable, "-c", ""], cwd=p, check=True),
}


@pytest.mark.parametrize("name", TOUCHES)
def test_the_guard_sees(name: str, tmp_path: Path) -> None:
    """Whatever reaches out of the program while a file is read is seen."""
    (tmp_path / "there.txt").write_text("There.")
    (tmp_path / "x.zip").write_bytes(zipped({"a.txt": "x"}))
    with pytest.raises(AssertionError, match="while it was read"), untouched(tmp_path / "x.zip"):
        TOUCHES[name](tmp_path)


def test_a_plain_reading_touches_nothing(tmp_path: Path) -> None:
    """A story's own file is read and nothing else."""
    path = tmp_path / "story.txt"
    path.write_text("It began.")
    with untouched(path):
        assert read_files([path]).text == "It began."
