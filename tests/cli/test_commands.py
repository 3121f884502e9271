"""What each command prints."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import fabula
from fabula.formats.exports.fabula_json import schema

LISTINGS = [["read"], ["read", "--report"], ["cast"], ["quotes"]]


def test_read_shows_a_story_on_one_page(run, story) -> None:
    """`read` shows chapters, words, quotations and the cast with its first appearances."""
    page = run("read", story).stdout
    assert "Untitled (ferry.txt)" in page
    assert "1 chapter · 2 scenes · 40 words" in page
    assert "5 quotations, 5 with a speaker (100%)" in page
    assert "Mara Venn" in page
    assert "ch. 1, 10%" in page
    assert all(line == line.rstrip() and len(line) <= 80 for line in page.splitlines())


def test_read_says_what_should_be_known_about_the_file(run, tmp_path) -> None:
    """A story in another language is read, and the page says what to expect."""
    path = tmp_path / "haus.txt"
    path.write_text("Er sah sie nicht an und ging mit dem Licht in das Haus.\n" * 20)
    result = run("read", path)
    assert result.exit_code == 0
    assert "Note: The story looks German" in result.stdout
    assert result.stderr == ""


def test_the_report_lists_every_block(run, story) -> None:
    """`read --report` says of every block whether it was kept, as what, and why."""
    rows = run("read", story, "--report").stdout.split("\n\n")[-1].splitlines()
    kinds = [row.split("\t")[2:4] for row in rows]
    assert kinds.count(["kept", "prose"]) == 5
    assert ["aside", "heading"] in kinds
    assert ["kept", "break"] in kinds


def test_cast_lists_who_is_named(run, story) -> None:
    """`cast` has a row for each person."""
    rows = run("cast", story).stdout.splitlines()
    assert len(rows) == 3
    assert any(row.startswith("Tom  ") and "Tom Hale" in row for row in rows)


def test_quotes_lists_each_quotation_with_its_speaker(run, story) -> None:
    """In a pipe a quotation is a line: its place, mode, speaker, confidence and words."""
    lines = [line.split("\t") for line in run("quotes", story).stdout.splitlines()]
    assert [[line[4], line[6]] for line in lines] == [
        ["Mara Venn", "“You are late,”"],
        ["Tom", "“The bridge was down.”"],
        ["Mara Venn", "“Again?”"],
        ["Mara Venn", "“Sit by the fire, Tom.”"],
        ["Tom", "“I will go now,”"],
    ]
    text = fabula.read(story).text.text
    assert all(text.startswith(line[6], int(line[0])) for line in lines)


@pytest.mark.parametrize("name", ["Mara Venn", "mara", "MARA VENN"])
def test_quotes_can_be_those_of_one_speaker(run, story, name) -> None:
    """`--speaker` takes a name or a part of one, in any case."""
    assert run("quotes", story, "--speaker", name).stdout.count("\tMara Venn\t") == 3


def test_nobody_known_is_a_speaker_to_ask_for(run, tmp_path) -> None:
    """`--speaker ?` lists what nobody is known to say."""
    path = tmp_path / "rain.txt"
    path.write_text("“Rain again.”\n\nIt rained all night on the roofs.\n")
    assert run("quotes", path, "--speaker", "?").stdout.endswith("\t“Rain again.”\n")


def test_an_unknown_speaker_is_said_to_be_none(run, story) -> None:
    """Asking for somebody who is not there is a usage error that says where to look."""
    result = run("quotes", story, "--speaker", "Gandalf")
    assert result.exit_code == 2
    assert "Nobody here is called 'Gandalf'" in result.stderr


@pytest.mark.parametrize("listing", LISTINGS, ids=" ".join)
def test_every_listing_is_json_when_asked(run, story, listing) -> None:
    """With `--json` standard output is one JSON value and standard error is silent."""
    result = run(*listing, story, "--json")
    assert json.loads(result.stdout)
    assert result.stderr == ""
    assert result.exit_code == 0


def test_json_tells_shares_and_places(run, story) -> None:
    """The cast as JSON: shares of speech add up to one, places are code points."""
    cast = json.loads(run("cast", story, "--json").stdout)
    assert sum(member["share"] for member in cast) == pytest.approx(1)
    text = fabula.read(story).text.text
    assert all(text.startswith(m["label"].split()[0], m["first"]["offset"]) for m in cast)


def test_a_listing_of_nothing_is_an_empty_array(run, tmp_path) -> None:
    """A story without dialogue has `[]` for quotations."""
    path = tmp_path / "quiet.txt"
    path.write_text("The river had gone back to its bed, and it was quiet on the quay.\n")
    assert json.loads(run("quotes", path, "--json").stdout) == []
    assert "no quotations" in run("read", path).stdout
    assert "Nobody is told of." in run("cast", path).stderr


def test_as_of_shows_nothing_that_comes_later(run, story) -> None:
    """With `--as-of` every command shows what is known at that place only."""
    early = str(story.read_text().index("Tom Hale"))
    assert "Tom" not in run("cast", story, "--as-of", early).stdout
    assert "Tom" not in run("read", story, "--as-of", early).stdout
    assert "Tom" not in run("quotes", story, "--as-of", early).stdout
    assert "Tom" not in run("export", story, "--to", "json", "--as-of", early).stdout


@pytest.mark.parametrize("options", [[], ["--tokens"], ["--as-of", "60"], ["--no-tags"]])
def test_exports_are_valid(run, story, options) -> None:
    """What `export` writes is valid by `schema`, and is what `Story.to_json` gives."""
    result = run("export", story, "--to", "json", *options)
    assert result.exit_code == 0
    exported = json.loads(result.stdout)
    jsonschema.validate(exported, json.loads(run("schema").stdout))
    assert ("tokens" in exported) == ("--tokens" in options)


def test_export_writes_a_file_whole_or_not_at_all(run, story, tmp_path) -> None:
    """`-o` gives the bytes that standard output would have had, and leaves nothing else behind."""
    folder = tmp_path / "out"
    folder.mkdir()
    result = run("export", story, "--to", "json", "-o", folder / "ferry.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert [p.name for p in folder.iterdir()] == ["ferry.json"]
    assert (folder / "ferry.json").read_text("utf-8") == run("export", story, "--to", "json").stdout


def test_export_never_writes_over_the_story(run, story) -> None:
    """The story's own file is refused as output."""
    before = story.read_bytes()
    result = run("export", story, "--to", "json", "-o", story)
    assert result.exit_code == 2
    assert "is the story itself" in result.stderr
    assert story.read_bytes() == before


def test_export_never_writes_over_a_chapter(run, story, tmp_path) -> None:
    """Nor is any file of a folder that is the story, by whatever name it is called."""
    folder = tmp_path / "work"
    (folder / "part").mkdir(parents=True)
    chapters = [folder / "1.txt", folder / "part" / "2.txt"]
    for chapter in chapters:
        chapter.write_text(story.read_text())
    (tmp_path / "link.json").symlink_to(chapters[0])
    for output in (*chapters, folder / "part" / ".." / "1.txt", tmp_path / "link.json"):
        result = run("export", folder, "--to", "json", "-o", output)
        assert result.exit_code == 2
        assert "is the story itself" in result.stderr
    assert all(chapter.read_text() == story.read_text() for chapter in chapters)
    assert run("export", folder, "--to", "json", "-o", folder / "work.json").exit_code == 0
    assert run("export", folder, "--to", "json", "-o", folder / "work.json").exit_code == 0


def test_export_never_writes_over_the_corrections(run, story, corrections) -> None:
    """What a reader has said is refused as output too."""
    before = corrections.read_bytes()
    result = run("export", story, "--to", "json", "--corrections", corrections, "-o", corrections)
    assert result.exit_code == 2
    assert "holds the corrections" in result.stderr
    assert corrections.read_bytes() == before


def test_export_says_that_there_is_no_folder(run, story, tmp_path) -> None:
    """A file in a folder that is not there is refused in one sentence."""
    result = run("export", story, "--to", "json", "-o", tmp_path / "no" / "x.json")
    assert result.exit_code == 2
    assert "there is no folder" in result.stderr


def test_the_schema_is_the_librarys(run) -> None:
    """`schema` prints a JSON Schema that is one itself."""
    printed = json.loads(run("schema").stdout)
    assert printed == json.loads(json.dumps(schema()))
    jsonschema.Draft202012Validator.check_schema(printed)


def test_the_demo_reads_its_own_story(run) -> None:
    """`demo` shows the story that comes with the package."""
    assert run("demo").stdout.startswith("Line Clear\nby fabula\n")
    assert json.loads(run("demo", "--json").stdout)["title"] == "Line Clear"


def test_standard_input_is_a_story(run, story) -> None:
    """`-` reads what a file with the same content gives."""
    given = run("quotes", "-", stdin=story.read_bytes()).stdout
    assert given == run("quotes", story).stdout
    assert "Untitled (standard input)" in run("read", "-", stdin=story.read_bytes()).stdout


def test_standard_input_stands_alone(run, story) -> None:
    """`-` with other files is a usage error."""
    assert run("read", "-", story, stdin="x").exit_code == 2


def test_several_files_are_one_work(run, story, tmp_path) -> None:
    """Files given together are the chapters of one work, and so is a folder of them."""
    folder = tmp_path / "work"
    folder.mkdir()
    for number in (1, 2, 10):
        text = story.read_text().replace("Chapter 1", f"Chapter {number}")
        (folder / f"{number}.txt").write_text(text)
    together = run("read", *(folder / f"{n}.txt" for n in (1, 2, 10))).stdout
    assert "3 chapters" in together
    assert (
        run("quotes", folder).stdout
        == run("quotes", *(folder / f"{n}.txt" for n in (1, 2, 10))).stdout
    )


def test_a_lost_correction_is_a_finding(run, story, corrections) -> None:
    """A correction that applies shows; one whose words are gone is listed, with exit status 1."""
    result = run("cast", story, "--corrections", corrections)
    assert "Old Tom" in result.stdout
    assert result.exit_code == 1
    gone = "its words are not in the text"
    assert result.stderr == f"note: correction 2 (omit) is lost: {gone}.\n"


def test_a_correction_of_what_comes_later_is_no_finding_yet(run, story, tmp_path) -> None:
    """With `--as-of`, a correction whose words come later is not reported as lost, and nothing that
    comes later is told because of it."""
    later = {"do": "rename", "this": {"exact": "Tom Hale"}, "name": "Old Tom"}
    path = tmp_path / "corrections.json"
    path.write_text(json.dumps({"corrections": [later]}))
    early = str(story.read_text().index("Tom Hale"))
    for command in (*LISTINGS, ["export", "--to", "json"]):
        result = run(*command, story, "--corrections", path, "--as-of", early)
        assert (result.exit_code, result.stderr) == (0, "")
        shown = result.stdout
        if command[0] == "export":  # what the reader said is given back as the reader said it
            found = json.loads(shown)["corrections"]["lost"]
            assert [lost["message"] for lost in found] == ["its words are not in the text"]
            shown = shown[: shown.index('"corrections"')]
        assert "Tom" not in shown


def test_a_short_cast_has_a_whole_head(run, tmp_path) -> None:
    """However short the names are, the head of their column is there."""
    path = tmp_path / "al.txt"
    path.write_text("“No,” said Al.\n\n“Yes,” said Bo.\n\n“No,” said Al.\n")
    assert run("cast", path).stdout.splitlines()[0].startswith("cast  speech")


def test_a_corrections_file_that_is_none_is_refused(run, story, tmp_path) -> None:
    """Something else given as corrections is refused in one sentence."""
    path = tmp_path / "not.json"
    path.write_text("[]")
    result = run("read", story, "--corrections", path)
    assert result.exit_code == 2
    assert "not a corrections file" in result.stderr


def test_forget_says_what_was_removed(run, story, tmp_path, monkeypatch) -> None:
    """`forget` removes the cache and says so; a second time there is nothing to forget."""
    monkeypatch.setenv("FABULA_CACHE", str(tmp_path / "cache"))
    assert "Nothing to forget" in run("forget").stdout
    run("read", story)
    assert list((tmp_path / "cache").iterdir())
    assert run("forget").stdout.startswith("Removed ")
    assert not list((tmp_path / "cache").iterdir())
    assert json.loads(run("forget", "--json").stdout)["bytes"] == 0


def test_the_version_is_the_packages(run) -> None:
    """`--version` prints the name and the version."""
    assert run("--version").stdout == f"fabula {fabula.__version__}\n"


def test_alone_it_shows_what_there_is(run) -> None:
    """`fabula` alone prints its help."""
    result = run()
    assert result.exit_code == 0
    assert "Commands:" in result.stdout


def test_with_and_without_the_cache_it_is_the_same(run, story: Path) -> None:
    """A first reading, a second from the cache and one without it print the same."""
    first, second = (run("export", story, "--to", "json").stdout for _ in range(2))
    assert first == second == run("export", story, "--to", "json", "--no-cache").stdout
