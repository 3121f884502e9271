"""`fabula export --to booknlp DIR`: what it takes, what it writes, what it leaves alone."""

from __future__ import annotations

import pytest

import fabula
from fabula.cli.exporting import with_output

NAMES = ["ferry.book", "ferry.entities", "ferry.quotes", "ferry.tokens"]


@pytest.mark.parametrize(
    "args",
    [
        "FILE --to booknlp DIR",
        "--to booknlp DIR FILE",
        "--to=booknlp DIR FILE",
        "FILE --to booknlp -o DIR",
        "-o DIR --to booknlp FILE",
        "--to booknlp --output=DIR FILE",
    ],
)
def test_the_folder_follows_the_format(run, story, tmp_path, args) -> None:
    """The folder stands after `--to booknlp`, or after `-o`; it is made where it is missing."""
    folder = tmp_path / "a" / "b"
    words = args.replace("FILE", str(story)).replace("DIR", str(folder)).split()
    result = run("export", *words)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert sorted(p.name for p in folder.iterdir()) == NAMES


def test_only_the_folder_after_the_format_is_taken_for_one() -> None:
    """Other arguments stay as they are."""
    for args in (
        ["x", "--to", "json"],
        ["--to", "booknlp"],
        ["booknlp", "x"],
        ["--to", "booknlp", ""],
    ):
        assert with_output(args) == args


def test_the_command_writes_what_the_library_does(run, story, tmp_path) -> None:
    """`--id`, `--as-of` and the story are what `Story.to_booknlp` is given."""
    early = story.read_text("utf-8").index("Tom Hale")
    run("export", story, "--to", "booknlp", tmp_path / "a", "--id", "x", "--as-of", early)
    for path in fabula.read(story).to_booknlp(tmp_path / "b", "x", as_of=early):
        assert (tmp_path / "a" / path.name).read_bytes() == path.read_bytes()


def test_files_of_before_are_replaced_and_it_is_said(run, story, tmp_path) -> None:
    """The four files are written anew, with a note; what else is in the folder stays."""
    for name in ("ferry.quotes", "ferry.supersense", "ferry.txt.bak"):
        (tmp_path / name).write_text("old")
    result = run("export", story, "--to", "booknlp", tmp_path)
    assert result.exit_code == 0
    assert result.stderr.startswith("note: replaced ferry.quotes in ")
    assert (tmp_path / "ferry.quotes").read_text("utf-8").startswith("quote_start\t")
    assert (tmp_path / "ferry.supersense").read_text() == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(
        [*NAMES, "ferry.supersense", "ferry.txt", "ferry.txt.bak"]
    )


def test_standard_input_is_called_story(run, story, tmp_path) -> None:
    """What has no name is called "story", unless `--id` says otherwise."""
    run("export", "-", "--to", "booknlp", tmp_path / "out", stdin=story.read_bytes())
    assert (tmp_path / "out" / "story.book").exists()


def test_the_story_and_the_corrections_are_never_written_over(
    run, story, corrections, tmp_path
) -> None:
    """A story or corrections called like one of the files are refused, and nothing is written."""
    own = story.rename(tmp_path / "ferry.book")
    said = corrections.rename(tmp_path / "said.quotes")
    before = sorted(tmp_path.iterdir()), own.read_bytes(), said.read_bytes()
    for more, why in (([], "the story itself"), (["--id", "said"], "holds the corrections")):
        result = run("export", own, "--to", "booknlp", tmp_path, "--corrections", said, *more)
        assert result.exit_code == 2
        assert why in result.stderr
    assert (sorted(tmp_path.iterdir()), own.read_bytes(), said.read_bytes()) == before


@pytest.mark.parametrize(
    ("args", "why"),
    [
        ("FILE --to booknlp", "name a folder"),
        ("FILE --to booknlp FILE", "is a file"),
        ("--to booknlp FILE", "Missing argument 'FILE...'"),
        ("FILE --to booknlp DIR --id ../x", "no name for a file"),
        ("FILE --to json --id x", "--to booknlp"),
        ("FILE --to json -o DIR", "is a folder"),
        ("FILE --to booknlp FILE/x", "a file is in the way"),
    ],
)
def test_what_does_not_go_together_is_refused(run, story, tmp_path, args, why) -> None:
    """One sentence says what is wrong; nothing is written."""
    words = args.replace("FILE", str(story)).replace("DIR", str(tmp_path))
    before = sorted(tmp_path.iterdir())
    result = run("export", *words.split(" "))
    assert result.exit_code == 2
    assert why in result.stderr
    assert result.stderr.count("\n") == 1
    assert sorted(tmp_path.iterdir()) == before
