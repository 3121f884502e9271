"""What `read` takes for a path and what for a story, and corrections that are none: whatever is
wrong is a FabulaError.
"""

from __future__ import annotations

import codecs
import json
import os
from pathlib import Path

import pytest

import fabula
from fabula import Anchor, Correction, FabulaError, NoStory, UnreadableInput

STORY = "“No,” said Mara.\n\n“Yes,” said Tom.\n"


@pytest.mark.parametrize(
    "source", ["a\0b", "a/" * 3000, "\ud800", Path("a\0b"), ["a\0b"], [""], ["x" * 300], "no.epub"]
)
def test_what_cannot_be_a_path_is_refused(source) -> None:
    """A name that no file can have is refused in a short sentence, never with an OSError."""
    with pytest.raises(UnreadableInput) as error:
        fabula.read(source)
    assert len(str(error.value)) < 200
    assert str(error.value).endswith(".")


def test_an_empty_string_is_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty string is an empty story, not the folder one stands in."""
    (tmp_path / "other.txt").write_text(STORY)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NoStory):
        fabula.read("")


@pytest.mark.parametrize("source", ["語" * 200, "a" * 5000, "\ufeff" + STORY, "two words"])
def test_what_is_no_path_is_a_story(source: str) -> None:
    """A string with blanks or line breaks, or longer than a name can be, is the text itself."""
    assert fabula.read(source).text.text


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_looked_into(tmp_path: Path) -> None:
    """A file in a folder without permission, and such a folder in a work's, are refused."""
    locked = tmp_path / "locked"
    locked.mkdir()
    (locked / "1.txt").write_text(STORY)
    locked.chmod(0)
    try:
        for source in (locked / "1.txt", locked, tmp_path):
            with pytest.raises(UnreadableInput, match="permission"):
                fabula.read(source)
    finally:
        locked.chmod(0o700)


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_is_no_unicode_can_be_exported(tmp_path: Path) -> None:
    """A file's name may hold any bytes; the export is UTF-8 all the same."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    try:
        path.write_text(STORY)
    except OSError:
        pytest.skip("this file system takes only Unicode")
    export = json.loads(fabula.read(path).to_json().encode())
    assert "caf" in export["source"][0]["path"]


def test_a_corrections_file_with_a_mark_is_read(tmp_path: Path) -> None:
    """Some editors write a byte order mark; the path may be a string."""
    path = tmp_path / "said.json"
    said = '{"corrections": [{"do": "omit", "this": {"exact": "Tom"}}]}'
    path.write_bytes(codecs.BOM_UTF8 + said.encode())
    assert fabula.load_corrections(str(path)) == (Correction("omit", Anchor("Tom")),)


def test_a_corrections_path_that_is_none() -> None:
    """A name that no file can have is refused."""
    with pytest.raises(FabulaError):
        fabula.load_corrections("a\0b")


@pytest.mark.parametrize("do", ["merge", "split", "rename"])
def test_a_correction_that_says_too_little_is_listed(do) -> None:
    """Given to `read`, a correction without what it needs changes nothing, and is said to."""
    story = fabula.read(STORY, corrections=[Correction(do, Anchor("Tom"))])
    (lost,) = story.lost_corrections
    assert "missing" in lost.message
    assert list(story.records) == list(fabula.read(STORY).records)
    assert json.loads(story.to_json())["corrections"]["applied"] == 0


def test_a_merge_of_one_with_itself_is_done_already() -> None:
    """Two anchors that already name one entity need no record; the correction holds."""
    merge = Correction("merge", Anchor("Tom"), Anchor("Tom"))
    story = fabula.read(STORY, corrections=[merge])
    assert not story.lost_corrections
    assert list(story.records) == list(fabula.read(STORY).records)


def test_lost_corrections_tell_no_words_of_the_text() -> None:
    """Read as far as its words, a correction is not found; the message gives nothing away."""
    rename = Correction("rename", Anchor("Tom"), name="Tam")
    story = fabula.read(STORY, corrections=[rename])
    (lost,) = json.loads(story.to_json(as_of=16))["corrections"]["lost"]
    assert lost["message"] == "its words are not in the text"
    told = Correction("rename", Anchor("Tom", near=STORY.index("Tom")), name="Tam")
    early = fabula.read(STORY, corrections=[told]).to_json(as_of=16)
    assert json.loads(early)["corrections"] == {"applied": 0, "lost": []}
    assert "Tom" not in early
