"""fabula picture: a story's world as SVG, or in words."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from fabula.cli.guard import REFUSED

SVG = "{http://www.w3.org/2000/svg}"


def test_a_picture_is_written_whole(run, story, tmp_path) -> None:
    """The file is an SVG that brings its own style and names who is there."""
    out = tmp_path / "out.svg"
    assert run("picture", story, "storyline", "-o", out).exit_code == 0
    root = ElementTree.parse(out).getroot()
    assert root.find(f"{SVG}style") is not None
    assert {"Mara Venn", "Tom"} <= {t.text for t in root.iter(f"{SVG}text")}


def test_a_picture_as_of_a_place(run, story) -> None:
    """As of the first line, nobody knows of Tom."""
    early = story.read_text(encoding="utf-8").index("Tom Hale") - 2
    drawn = run("picture", story, "presence", "--as-of", early).stdout
    assert "Mara" in drawn
    assert "Tom" not in drawn


def test_words_instead_of_a_picture(run, story, tmp_path) -> None:
    """With --words each line is a row, its cells parted by tabs, on the screen or in a file."""
    found = run("picture", story, "speech", "--words").stdout
    assert found.startswith("who\tto whom\thow often\n")
    assert "Tom\tMara Venn\t" in found
    out = tmp_path / "out.tsv"
    run("picture", story, "speech", "--words", "-o", out)
    assert out.read_text(encoding="utf-8") == found


@pytest.mark.parametrize("name", ["sunset", ""])
def test_an_unknown_picture_is_refused(run, story, name) -> None:
    """A picture that there is none of is refused with the names of all."""
    refused = run("picture", story, name)
    assert refused.exit_code == REFUSED
    assert "storyline, presence, ties, speech, order" in refused.stderr


def test_a_story_is_never_drawn_over(run, story) -> None:
    """The story's own file is no place for its picture."""
    before = story.read_bytes()
    assert run("picture", story, "ties", "-o", story).exit_code == REFUSED
    assert story.read_bytes() == before
