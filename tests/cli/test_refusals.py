"""What is refused, and how: one clear sentence on stderr, exit status 2, nothing printed."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

COMMANDS = [["read"], ["cast"], ["quotes"], ["export", "--to", "json"]]

INPUTS = {
    "an empty file": b"",
    "blanks only": b" \n\n ",
    "binary noise": random.Random(1).randbytes(20_000),
    "a PDF called epub": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(2000),
}


def refused(result, *words: str) -> None:
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("fabula: ")
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
    assert all(word in result.stderr for word in words)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c[0])
@pytest.mark.parametrize("name", INPUTS)
def test_input_that_is_no_story(run, tmp_path, command, name) -> None:
    """Each command refuses a file that holds no story, and names the file."""
    path = tmp_path / "story.epub"
    path.write_bytes(INPUTS[name])
    refused(run(*command, path), "story.epub")


def test_a_file_that_is_not_there(run, tmp_path) -> None:
    """A missing file is named."""
    refused(run("read", tmp_path / "missing.txt"), "missing.txt", "no such file")


def test_a_folder_without_stories(run, tmp_path) -> None:
    """A folder without stories says which kinds of files are read."""
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    refused(run("read", tmp_path), "no stories in this folder", ".epub")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(run, tmp_path) -> None:
    """A file that may not be read is refused."""
    path = tmp_path / "locked.txt"
    path.write_text("A story.\n")
    path.chmod(0)
    refused(run("read", path), "permission")


@pytest.mark.parametrize(
    "args",
    [
        ["nothing"],
        ["read"],
        ["read", "--nothing", "x"],
        ["export", "x"],
        ["--nothing"],
        ["cast", "x", "--as-of", "-1"],
    ],
    ids=" ".join,
)
def test_a_command_that_is_not_understood(run, args) -> None:
    """A usage error is one sentence too, and says where help is."""
    refused(run(*args), "--help")


def test_empty_standard_input(run) -> None:
    """Nothing on standard input is no story."""
    refused(run("read", "-", stdin=b""), "empty")


def test_missing_corrections(run, story: Path) -> None:
    """A corrections file that is not there is named."""
    refused(run("read", story, "--corrections", "nowhere.json"), "nowhere.json")
