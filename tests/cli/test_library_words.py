"""What a reader looks for and notes in a library, at the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from fabula.library import Library, notes
from fabula.story.text import Span

Run = Callable[..., Result]
ONE = "Mara Venn lit the lamp.\n\nThe *signal* was red.\n\nSergeant Hale waited.\n"
TWO = "Mara Venn put out the lamp.\n\nSergeant Hale was gone.\n"


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with two works, the first read to its end, the second not begun; a note in it."""
    path = tmp_path / "library.sqlite"
    monkeypatch.setenv("FABULA_LIBRARY", str(path))
    with Library.open(path) as library:
        for name, story in (("one.txt", ONE), ("two.txt", TWO)):
            (tmp_path / name).write_text(story)
            library.add(tmp_path / name)
        library.set_position(1, len(ONE))
        at = ONE.index("The")
        notes.add(library, 1, Span(at, at + 21), "<b>Oh!</b>")
    return path


def test_looking_for_words(run: Run, shelf: Path) -> None:
    """Words are found as far as each work is read, or beyond where that is asked for."""
    assert shelf.exists()
    found = run("library", "search", "lamp", "venn")
    assert found.stdout == "1\tone\t0\t1\t0\tMara Venn lit the lamp.\n"
    assert run("library", "search", "lamp", "--beyond").stdout.count("\n") == 2
    (item,) = json.loads(run("library", "search", "the lamp", "--json").stdout)
    assert (item["work"], item["matches"]) == (1, [[14, 22]])
    nothing = run("library", "search", "gone")
    assert (nothing.exit_code, nothing.stdout) == (0, "")
    assert "as far as you have read" in nothing.stderr
    assert run("library", "search", "hale", "--in", "one").stdout.endswith(
        "Sergeant Hale waited.\n"
    )
    assert run("library", "search", "hale", "--in", "three").exit_code == 2


def test_taking_notes_along(run: Run, shelf: Path, tmp_path: Path) -> None:
    """Notes are listed, and written as Markdown or as Web Annotations, whole or not at all."""
    assert shelf.exists()
    line = run("library", "notes").stdout
    assert line == "1\t1\tone\t25\tyellow\tThe *signal* was red.\t<b>Oh!</b>\n"
    page = run("library", "notes", "one", "--to", "markdown").stdout
    assert page.startswith("# one\n")
    assert "\\<b\\>Oh!\\</b\\>" in page
    file = tmp_path / "notes.jsonld"
    assert run("library", "notes", "--to", "w3c", "-o", file).exit_code == 0
    assert json.loads(file.read_text())["total"] == 1
    assert run("library", "notes", "-o", file).exit_code == 2
    assert run("library", "notes", "two").stdout == ""
    assert json.loads(run("library", "notes", "--json").stdout)[0]["note"] == "<b>Oh!</b>"


def test_works_of_one_series(run: Run, shelf: Path) -> None:
    """Works are made one series, their people told apart or not, and parted again."""
    assert shelf.exists()
    assert "no works are one series" in run("library", "series").stderr
    assert (
        run("library", "series", "join", "Lamps", "one", "two").stdout == "Lamps has 2 parts now.\n"
    )
    assert run("library", "series").stdout == "Lamps\t1\t1\tone\nLamps\t2\t2\ttwo\n"
    assert json.loads(run("library", "series", "--json").stdout)[0]["works"] == [1, 2]
    assert run("library", "series", "people", "two").stdout == ""
    both = run("library", "series", "people", "two", "--beyond").stdout.splitlines()
    assert both[0] == (
        "1:Mara Venn\t2:Mara Venn\tBoth are called Mara Venn.\t0 “Mara Venn”\t0 “Mara Venn”"
    )
    assert run("library", "series", "same", "two:Mara", "one:Mara", "--not").exit_code == 0
    again = run("library", "series", "people", "two", "--beyond")
    assert "1:Mara" not in again.stdout
    assert "you said (1) that 1:Mara Venn and 2:Mara Venn are not one." in again.stderr
    assert run("library", "series", "undo", "1").stdout == "Taken back.\n"
    assert run("library", "series", "same", "one", "two:Mara").exit_code == 2
    assert run("library", "series", "part", "2").stdout == "“two” (2) is by itself now.\n"
