"""`fabula library`: what a person types and sees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tales import chapter, saved, serial

from fabula.cli import library_adding
from fabula.cli.commands import fabula as commands
from fabula.library import Library


@pytest.fixture(autouse=True)
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the library of these tests is."""
    monkeypatch.setenv("FABULA_LIBRARY", str(tmp_path / "l.sqlite"))
    return tmp_path / "l.sqlite"


def run(*asked: str | Path) -> Result:
    """What `fabula library` prints, and how it ends."""
    return CliRunner().invoke(commands, ["library", *map(str, asked)])


def test_a_folder_is_added_and_listed(tmp_path: Path) -> None:
    """Works of a folder are added and read; what each is, is said, and how all went."""
    saved(tmp_path / "in", "a tale.txt", serial(1))
    saved(tmp_path / "in", "b empty.txt", " ")
    saved(tmp_path / "in", "c tale.txt", chapter(30))
    saved(tmp_path / "in", "cover.jpg", "x")
    first = run("add", tmp_path / "in")
    assert first.exit_code == 1
    assert first.stdout.splitlines() == [
        "added: “a tale” (1), 50 words, 1 chapter",
        "added: “c tale” (2), 50 words, 1 chapter",
        "2 added, 1 refused.",
    ]
    assert "b empty.txt: the file is empty" in first.stderr
    assert "1 file of other kinds passed over" in first.stderr
    assert run("add", tmp_path / "in").stdout == "2 unchanged, 1 refused.\n"
    rows = [line.split("\t") for line in run("list").stdout.splitlines()]
    assert [(row[0], row[1], row[5]) for row in rows] == [
        ("1", "a tale", "100%"),
        ("2", "c tale", "100%"),
    ]


def test_what_cannot_be_added_at_all(tmp_path: Path) -> None:
    """Where nothing could be added, the exit status says so."""
    found = run("add", tmp_path / "none.txt")
    assert found.exit_code == 2
    assert "none.txt: there is no such file" in found.stderr


def test_a_work_is_named_by_number_or_title(tmp_path: Path) -> None:
    """A work is forgotten by its number or by words of its title that no other has."""
    for name, words in (("Salt Stair", chapter(1)), ("Salt Road", chapter(31))):
        run("add", saved(tmp_path, f"{name}.txt", words), "--unread")
    several = run("forget", "salt")
    assert several.exit_code == 2
    assert "may be “Salt Stair” (1) or “Salt Road” (2)" in several.stderr
    assert run("forget", "road").stdout == "Forgotten: “Salt Road” (2).\n"
    assert json.loads(run("list", "--json").stdout)[0]["id"] == 1
    assert "is no work of the library" in run("forget", "9").stderr


def test_put_in_now_and_read_later(tmp_path: Path) -> None:
    """With --unread works are only put in; `read` reads them, and a backup has them."""
    added = run("add", saved(tmp_path, "a.txt", serial(2)), "--unread", "--json")
    (item,) = json.loads(added.stdout)
    assert (item["outcome"], item["work"]["read_to"]) == ("added", 0)
    assert run("read").exit_code == 0
    assert run("backup", tmp_path / "copy.sqlite").exit_code == 0
    with Library.open(tmp_path / "copy.sqlite", write=False) as copy:
        assert copy.work(1).is_read


def test_chapters_named_as_one_work(tmp_path: Path) -> None:
    """With --one all that is named is one work; a file that grew is updated."""
    files = [saved(tmp_path, f"{n}.txt", chapter(n)) for n in (1, 2)]
    assert "added: “1” (1), 100 words, 2 chapters" in run("add", "--one", *files, "--unread").stdout
    files[1].write_text(chapter(2) + chapter(3), encoding="utf-8")
    assert "updated: “1” (1), 150 words, 3 chapters" in run("update", "--unread").stdout


def test_an_empty_list(path: Path) -> None:
    """Before anything was added it is said how to; with an empty library too."""
    assert "there is no library yet; add a story" in run("list").stderr
    Library.open(path).close()
    assert "the library is empty" in run("list").stderr


def test_a_folder_is_watched(path: Path, tmp_path: Path) -> None:
    """Watching, what comes into a folder is added once it is whole, what changes is updated, and
    between two looks another program may write."""
    folder = tmp_path / "in"
    saved(folder, "a.txt", chapter(1))
    steps = [
        lambda: saved(folder, "b.txt", chapter(20)[:30]),
        lambda: saved(folder, "b.txt", chapter(20)),
        lambda: None,
        lambda: saved(folder, "a.txt", serial(2)),
        lambda: Library.open(path).close(),
        lambda: None,
    ]

    def wait(_seconds: float) -> None:
        if not steps:
            raise KeyboardInterrupt
        steps.pop(0)()

    asked = library_adding.Adding((folder,), False, False, True, None, False)
    assert library_adding.watch(asked, 1.0, wait) == 0
    with Library.open(path, write=False) as library:
        assert [(work.label, work.chapters) for work in library.works()] == [("a", 2), ("b", 1)]
        assert library.text(2).text == chapter(20)
