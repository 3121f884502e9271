"""What is refused, and how: one clear sentence on stderr, exit status 2, nothing printed."""

from __future__ import annotations

import json
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


def test_an_empty_name(run) -> None:
    """An empty name is not the folder one stands in."""
    refused(run("read", ""), "empty name")


def test_a_name_that_is_too_long(run) -> None:
    """No file has a name of 5,000 letters, and the sentence does not repeat them all."""
    result = run("read", "a" * 5000)
    refused(result, "too long")
    assert len(result.stderr) < 200


BAD = {
    "a merge without that": {"do": "merge", "this": {"exact": "Tom"}},
    "a split without that": {"do": "split", "this": {"exact": "Tom"}},
    "a rename without name": {"do": "rename", "this": {"exact": "Tom"}},
    "a rename to nothing": {"do": "rename", "this": {"exact": "Tom"}, "name": " "},
}


@pytest.mark.parametrize("name", BAD)
def test_a_correction_that_says_too_little(run, story: Path, tmp_path, name) -> None:
    """A correction without what it needs is refused by its number."""
    good = {"do": "omit", "this": {"exact": "Tom"}}
    path = tmp_path / "said.json"
    path.write_text(json.dumps({"corrections": [good, BAD[name]]}))
    refused(run("cast", story, "--corrections", path), "said.json", "correction 2", "missing")


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b'{"corrections": [{"do": "\xff"}]}', b'{"x": ' + b"[" * 100_000]
)
def test_a_damaged_corrections_file(run, story: Path, tmp_path, data) -> None:
    """Whatever is in it, a file that holds no corrections is refused."""
    path = tmp_path / "said.json"
    path.write_bytes(data)
    refused(run("cast", story, "--corrections", path), "said.json", "not a corrections file")


def test_missing_corrections(run, story: Path) -> None:
    """A corrections file that is not there is named."""
    refused(run("read", story, "--corrections", "nowhere.json"), "nowhere.json")
