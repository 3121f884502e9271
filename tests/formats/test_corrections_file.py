"""Corrections as a plain text file beside a story."""

from __future__ import annotations

from pathlib import Path

import pytest

from fabula.errors import FabulaError
from fabula.formats.corrections_file import (
    beside,
    found_beside,
    load_corrections,
    save_corrections,
)
from fabula.story.corrections import Anchor, Correction

SAID = (
    Correction("is", Anchor("He", "the gate. ", " ran", 46), name="Sakura"),
    Correction("memory", Anchor("Years ago"), Anchor("by the river."), level="dream"),
    Correction("speaker", Anchor("“Nein ‘\u202e’”"), to=Anchor("Tom")),
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """A file gives back what was said, in the order of saying, and is the same bytes each time."""
    path = tmp_path / "tale.corrections.json"
    save_corrections(path, SAID)
    first = path.read_bytes()
    assert load_corrections(path) == SAID
    save_corrections(path, load_corrections(path))
    assert path.read_bytes() == first
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_a_line_each(tmp_path: Path) -> None:
    """It is made to be read and compared: one value a line, the schema first, a newline last."""
    save_corrections(tmp_path / "c.json", SAID)
    lines = (tmp_path / "c.json").read_text("utf-8").splitlines()
    assert lines[:3] == ["{", '  "schema": "fabula-corrections/1",', '  "corrections": [']
    assert '        "exact": "He",' in lines


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("tale.txt", "tale.corrections.json"),
        ("a/tale.part1.epub", "tale.part1.corrections.json"),
        ("tale", "tale.corrections.json"),
    ],
)
def test_it_stands_beside_the_story(story: str, name: str) -> None:
    """It is called like the story, whatever its format."""
    assert beside(story) == Path(story).with_name(name)


def test_a_folder_has_one_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file of a folder stands beside it, not in it, even where the folder is “.”."""
    folder = tmp_path / "my.tale"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert beside(folder) == beside(".") == tmp_path / "my.tale.corrections.json"


@pytest.mark.parametrize("story", ["", "tale.txt", "a" * 5000, "a\0b"])
def test_where_there_is_none(story: str) -> None:
    """Where none stands, or none can, none is found."""
    assert found_beside(story) is None


def test_where_it_cannot_be_written(tmp_path: Path) -> None:
    """A file that cannot be written is a plain sentence, and leaves nothing behind."""
    with pytest.raises(FabulaError, match="cannot be written"):
        save_corrections(tmp_path / "nowhere" / "c.json", SAID)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ('{"do": "is", "this": {"exact": "He"}}', "“that” or “name” is missing"),
        ('{"do": "alias", "this": {"exact": "He"}, "name": " "}', "“name” is missing"),
        ('{"do": "not-a-person", "this": {"exact": "He"}, "type": "PER"}', "cannot be PER"),
        ('{"do": "dance", "this": {"exact": "He"}}', "not a corrections file"),
        ('{"do": "memory", "this": {"exact": "He"}, "level": "odd"}', "not a corrections file"),
    ],
)
def test_what_says_too_little(tmp_path: Path, said: str, why: str) -> None:
    """What is no correction is refused, by its number and with what is missing."""
    path = tmp_path / "c.json"
    path.write_text(f'{{"schema": "fabula-corrections/1", "corrections": [{said}]}}', "utf-8")
    with pytest.raises(FabulaError, match=why):
        load_corrections(path)
