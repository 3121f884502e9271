"""A story to give to commands, and a way to run them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fabula.cli.commands import fabula

STORY = """Chapter 1: The Ferry

“You are late,” said Mara Venn.

Tom Hale shut the door. “The bridge was down.”

“Again?” asked Mara. “Sit by the fire, Tom.”

* * *

In the morning the river had gone back to its bed.

“I will go now,” Tom said.
"""

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `fabula` with arguments; standard output and standard error are apart."""
    monkeypatch.setenv("COLUMNS", "80")

    def run(*args: str | Path, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(fabula, [str(arg) for arg in args], input=stdin)

    return run


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A short story in a file."""
    path = tmp_path / "ferry.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def corrections(tmp_path: Path) -> Path:
    """A corrections file: one correction that applies, one whose words are gone."""
    said = [
        {"do": "rename", "this": {"exact": "Tom Hale"}, "name": "Old Tom"},
        {"do": "omit", "this": {"exact": "the harbour cat"}},
    ]
    path = tmp_path / "corrections.json"
    path.write_text(json.dumps({"schema": "fabula-corrections/1", "corrections": said}))
    return path
