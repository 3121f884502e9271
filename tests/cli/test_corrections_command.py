"""`fabula library corrections`: what pages and files know of a work, from one to the other."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fabula.cli.commands import fabula as commands
from fabula.formats.corrections_file import load_corrections

STORY = "Mara Venn met Tom Hale by the river.\n\nHe was late.\n"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command where a story lies, with a library of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FABULA_LIBRARY", str(tmp_path / "l.sqlite"))
    (tmp_path / "night.txt").write_text(STORY, "utf-8")

    def typed(*words: str) -> Result:
        return CliRunner(env={"NO_COLOR": "1"}).invoke(commands, words)

    return typed


def test_from_a_file_to_the_library_and_back(run: Run, tmp_path: Path) -> None:
    """What `fabula correct` wrote down comes with the story; more is taken from a file, taken back
    by number, and written out again."""
    run("correct", "night.txt", "rename", "Tom Hale", "Old Tom")
    assert "One correction was taken" in run("library", "add", "night.txt").output
    assert run("library", "corrections", "1").stdout == "1\t“Tom Hale” is called Old Tom\n"
    run("correct", "night.txt", "is", "He", "Mara")
    taken = run("library", "corrections", "night", "--from", "night.corrections.json")
    assert taken.stdout.splitlines()[1] == "2\t“He” is Mara Venn"
    undone = run("library", "corrections", "1", "--undo", "1", "-o", "out.json")
    assert "Old Tom is now called Tom Hale." in undone.stderr
    assert [c.do for c in load_corrections(tmp_path / "out.json")] == ["is"]


def test_for_programs(run: Run) -> None:
    """With --json each is a value, with how it stands."""
    run("library", "add", "night.txt")
    assert run("library", "corrections", "1").stdout == ""
    run("correct", "night.txt", "omit", "Tom Hale")
    taken = run("library", "corrections", "1", "--from", "night.corrections.json", "--json")
    (one,) = json.loads(taken.stdout)
    assert (one["id"], one["state"], one["correction"]["do"]) == (1, "applied", "omit")
