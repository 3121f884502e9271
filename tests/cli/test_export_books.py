"""`fabula export --to epub` and `--to html`: what they take and what they write."""

from __future__ import annotations

import fabula
from fabula.cli import exporting


def test_a_book_is_written_to_its_file(run, story, tmp_path) -> None:
    """`--to epub -o FILE` writes what `Story.to_epub` gives, and says nothing."""
    path = tmp_path / "ferry.epub"
    result = run("export", story, "--to", "epub", "-o", path)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert path.read_bytes() == fabula.read(story).to_epub()


def test_a_page_goes_to_standard_output(run, story) -> None:
    """Without a file the page goes to standard output."""
    result = run("export", story, "--to", "html")
    assert result.exit_code == 0
    assert result.stdout == fabula.read(story).to_html()


def test_a_book_ends_where_it_is_asked_to(run, story, tmp_path) -> None:
    """With `--as-of` nothing of what comes later is written."""
    place = story.read_text("utf-8").index("* * *")
    path = tmp_path / "page.html"
    run("export", story, "--to", "html", "--as-of", place, "-o", path)
    said = path.read_text("utf-8")
    assert "Sit by the fire" in said
    assert "In the morning" not in said


def test_corrections_are_in_the_book(run, story, corrections, tmp_path) -> None:
    """A name that a reader has given is the one that the page of people says; a correction that is
    lost is said, and shown by the exit status."""
    path = tmp_path / "page.html"
    result = run("export", story, "--to", "html", "--corrections", corrections, "-o", path)
    assert result.exit_code == 1
    assert "is lost" in result.stderr
    assert "<strong><bdi>Old Tom" in path.read_text("utf-8")


def test_a_book_is_not_poured_into_a_terminal(run, story, monkeypatch) -> None:
    """A person who names no file is told to name one."""
    monkeypatch.setattr(exporting, "_is_terminal", lambda: True)
    result = run("export", story, "--to", "epub")
    assert result.exit_code == 2
    assert "-o BOOK.epub" in result.stderr


def test_a_book_never_replaces_its_own_story(run, story) -> None:
    """The story's file is not written over."""
    before = story.read_bytes()
    assert run("export", story, "--to", "epub", "-o", story).exit_code == 2
    assert story.read_bytes() == before


def test_what_is_for_programs_is_not_for_books(run, story) -> None:
    """`--id` names BookNLP's files, and tokens are in no book: both are said, not passed over."""
    result = run("export", story, "--to", "html", "--tokens")
    assert result.exit_code == 2
    assert "--to json" in result.stderr
    result = run("export", story, "--to", "epub", "--id", "x")
    assert result.exit_code == 2
    assert "-o FILE" in result.stderr
