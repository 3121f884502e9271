"""`fabula correct`: what is typed, what is said of it, and the file beside the story."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fabula.cli.commands import fabula as commands
from fabula.formats.corrections_file import load_corrections

STORY = """Sakura Haruno met Naruto Uzumaki at the gate. He was late again.

“Stay here,” someone said. He ran on through the rain, and he did not stop.

Years ago the village was small. The wells were dry, and the old men sat in the sun.

They had laughed then. Sakura remembered the river.
"""
Run = Callable[..., Result]


@pytest.fixture
def tale(tmp_path: Path) -> Path:
    """A story's file."""
    path = tmp_path / "tale.txt"
    path.write_text(STORY, "utf-8")
    return path


@pytest.fixture
def run(tale: Path) -> Run:
    """Runs a command on the story."""

    def typed(command: str, *words: str) -> Result:
        return CliRunner(env={"NO_COLOR": "1"}).invoke(commands, [command, str(tale), *words])

    return typed


def test_said_read_listed_and_taken_back(run: Run, tale: Path) -> None:
    """What is said stands beside the story, is read with it, and is gone when taken back."""
    before = run("export", "--to", "json").stdout
    said = run("correct", "is", "said. [He] ran", "Sakura")
    assert said.stdout.startswith("“He” and 1 more mention are now Sakura Haruno.\n")
    assert tale.read_text("utf-8") == STORY
    beside = tale.with_name("tale.corrections.json")
    (kept,) = load_corrections(beside)
    assert (kept.do, kept.name, kept.this.exact) == ("is", "Sakura Haruno", "He")
    assert run("correct", "list").stdout == "1  “He” is Sakura Haruno\n"
    cast = run("cast")
    assert "read with one correction from" in cast.stderr
    assert run("export", "--to", "json").stdout != before
    assert run("export", "--to", "json", "--no-corrections").stdout == before
    undone = run("correct", "undo", "1")
    assert undone.stdout.startswith("“He” and 1 more mention are now Naruto Uzumaki.\n")
    assert load_corrections(beside) == ()
    assert run("export", "--to", "json").stdout == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rename", "Naruto", "The Fox"], "Naruto Uzumaki is now called The Fox."),
        (["alias", "e2", "the Fox"], "Naruto Uzumaki is also called the Fox."),
        (["merge", "Sakura", "@18"], "“Naruto Uzumaki” and 3 more mentions are now Sakura Haruno."),
        (["split", "then. [Sakura]"], "“Sakura” is now Sakura."),
        (["omit", "Naruto"], "“Naruto Uzumaki” is nobody's any more."),
        (["not-a-person", "Naruto", "veh"], "Naruto Uzumaki is now a vehicle."),
        (["speaker", "@71", "Sakura"], "“Stay here,” is now said by Sakura Haruno."),
        (["speaker", "Stay here", "-"], "“Stay here,” is now said by nobody known."),
        (["memory", "Years ago", "--level", "scene"], "No scene begins at “Years ago the village"),
        (["memory", "Stay here", "did not stop"], "What is told from “Stay here,” someone said."),
    ],
    ids=lambda words: words[0] if isinstance(words, list) else "",
)
def test_what_can_be_said(run: Run, words: list[str], said: str) -> None:
    """Each action says what it changes."""
    result = run("correct", *words)
    assert (result.exit_code, result.stderr) == (0, "")
    assert said in result.stdout


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ([], "Missing ACTION"),
        (["dance"], "There is no action 'dance'"),
        (["is", "He"], "is takes two places or names after it"),
        (["is", "He", "Sakura"], "“He” stands at @46, @93: choose one"),
        (["is", "@9999", "Sakura"], "@9999 is beyond the story's end"),
        (["is", "[Ninja]", "Sakura"], "is not in the story"),
        (["omit", "Bob"], "Nobody here is called 'Bob'"),
        (["speaker", "gate", "Sakura"], "nothing is quoted there"),
        (["not-a-person", "Sakura", "cat"], "the kinds are ORG"),
        (["memory", "Years ago", "--level", "odd"], "is one of scene, flashback"),
        (["rename", "Sakura", "X", "--to", "Naruto"], "--to goes with speaker"),
        (["undo", "1"], "There is no correction 1"),
        (["undo"], "undo takes one number"),
        (["split", "The [wells]"], "nothing else is taken for the one"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else "",
)
def test_what_cannot_be_understood(tale: Path, words: list[str], why: str) -> None:
    """What is not understood is refused in one sentence, and nothing is written."""
    result = CliRunner().invoke(commands, ["correct", str(tale), *words], standalone_mode=False)
    message = str(result.exception) or result.stderr
    assert result.exit_code != 0 or result.exception
    assert why in message
    assert not tale.with_name("tale.corrections.json").exists()


def test_made_on_a_page(run: Run) -> None:
    """What is said with --as-of shows from there on, and not before."""
    end = STORY.index("\n\nYears")
    run("correct", "rename", "Sakura", "Pinky", "--as-of", str(end))
    assert "Pinky" in run("cast", "--as-of", str(end)).stdout
    assert "Pinky" not in run("cast", "--as-of", str(end - 5)).stdout


def test_for_programs(run: Run) -> None:
    """With --json, what changed and what stands are values."""
    found = json.loads(run("correct", "rename", "Sakura", "Pinky", "--json").stdout)
    assert found["corrections"] == 1
    assert found["change"]["differences"][0]["sentence"] == "Sakura Haruno is now called Pinky."
    (listed,) = json.loads(run("correct", "list", "--json").stdout)
    assert (listed["number"], listed["state"]) == (1, "applied")


def test_a_lost_one_is_listed(run: Run, tale: Path) -> None:
    """When its words are gone from the story, a correction is listed as lost, and kept."""
    run("correct", "rename", "Sakura", "Pinky")
    tale.write_text("It rained all day, and nobody was there.\n", "utf-8")
    result = run("correct", "list")
    assert "(lost: its words are not in the text)" in result.stdout
    assert len(load_corrections(tale.with_name("tale.corrections.json"))) == 1
