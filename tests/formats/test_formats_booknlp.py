"""BookNLP's files: headers, places, numbers that agree, and where they are written."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest

import fabula
from fabula import FabulaError
from fabula.formats.exports import booknlp
from fabula.reading import annotate
from fabula.story.text import Source

HEADERS = {
    ".tokens": "paragraph_ID\tsentence_ID\ttoken_ID_within_sentence\ttoken_ID_within_document\t"
    "word\tlemma\tbyte_onset\tbyte_offset\tPOS_tag\tfine_POS_tag\tdependency_relation\t"
    "syntactic_head_ID\tevent",
    ".entities": "COREF\tstart_token\tend_token\tprop\tcat\ttext",
    ".quotes": "quote_start\tquote_end\tmention_start\tmention_end\tmention_phrase\tchar_id\tquote",
}

STORY = """Chapter One

“Où est le café?” asked Zoë Brontë. 🙂

Tom Hale didn't say. “It’s shut — 👩🏽‍🚒 said so…”

‘Naïve,’ thought Zoë.\tShe’d left the “naïve” façade. “Ah!”
"""


def read(folder: Path, name: str) -> dict[str, list[dict[str, str]]]:
    """The tables of a folder."""
    found = {}
    for suffix, header in HEADERS.items():
        lines = (folder / (name + suffix)).read_text("utf-8").removesuffix("\n").split("\n")
        assert lines[0] == header
        names = header.split("\t")
        found[suffix] = [dict(zip(names, line.split("\t"), strict=True)) for line in lines[1:]]
    return found


# --- a story that is read -------------------------------------------------------------------------


@pytest.fixture
def out(tmp_path: Path) -> tuple[str, dict[str, list[dict[str, str]]], dict]:
    """The text of a story with letters, marks and signs of many kinds, its tables and its book."""
    story = fabula.read(STORY)
    paths = story.to_booknlp(tmp_path / "new" / "out", "café")
    assert [p.name for p in paths] == ["café.tokens", "café.entities", "café.quotes", "café.book"]
    assert sorted(p.name for p in paths[0].parent.iterdir()) == sorted(p.name for p in paths)
    return story.text.text, read(paths[0].parent, "café"), json.loads(paths[3].read_bytes())


def test_onsets_are_code_points(out) -> None:
    """Onset and offset cut every word out of the text, whatever stands before it."""
    text, found, _ = out
    rows = found[".tokens"]
    assert [text[int(r["byte_onset"]) : int(r["byte_offset"])] for r in rows] == [
        r["word"] for r in rows
    ]
    assert {"Où", "café", "🙂", "Zoë", "👩🏽‍🚒", "…", "n't", "’s", "“"} <= {r["word"] for r in rows}


def test_tokens_are_counted(out) -> None:
    """Tokens count in the work and in their sentence, sentences and paragraphs from 0; a heading
    has none."""
    _, found, _ = out
    rows = found[".tokens"]
    assert [int(r["token_ID_within_document"]) for r in rows] == list(range(len(rows)))
    assert rows[0]["word"] == "“"
    assert [r["paragraph_ID"] for r in rows if r["word"] in ("asked", "say", "thought")] == [
        *("0", "1", "2")
    ]
    first: dict[str, str] = {}
    for row in rows:
        first.setdefault(row["sentence_ID"], row["token_ID_within_sentence"])
    assert list(first) == [str(n) for n in range(len(first))]
    assert set(first.values()) == {"0"}


def test_words_have_their_syntax(out) -> None:
    """Every word has a lemma, parts of speech, a relation and a head; one in a sentence is its own
    head."""
    _, found, _ = out
    tags = ("lemma", "POS_tag", "fine_POS_tag", "dependency_relation")
    for row in found[".tokens"]:
        assert "_" not in [row[tag] for tag in tags]
    roots = [r for r in found[".tokens"] if r["syntactic_head_ID"] == r["token_ID_within_document"]]
    assert {r["dependency_relation"] for r in roots} == {"root"}
    assert len({r["sentence_ID"] for r in roots}) == len(roots)


@pytest.mark.usefixtures("afresh")
def test_what_no_model_has_read_is_an_underscore(tmp_path, monkeypatch) -> None:
    """Where no model has read, every column is filled all the same, and heads are numbers."""
    monkeypatch.setattr(annotate, "ANNOTATE", annotate.ANNOTATE[:-1])
    paths = fabula.read(STORY).to_booknlp(tmp_path, "x")
    with paths[0].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        tags = ("lemma", "POS_tag", "fine_POS_tag", "dependency_relation")
        assert [row[tag] for tag in tags] == ["_"] * 4
        assert row["syntactic_head_ID"] == row["token_ID_within_document"]
        assert row["event"] == "O"


def test_numbers_agree_between_the_files(out) -> None:
    """Mentions and quotations are stretches of tokens; speakers are the entities' numbers, and so
    are the people of the book."""
    _, found, book = out
    words = [row["word"] for row in found[".tokens"]]
    for row in found[".entities"]:
        assert row["text"].split() == words[int(row["start_token"]) : int(row["end_token"]) + 1]
    for row in found[".quotes"]:
        assert row["quote"].split() == words[int(row["quote_start"]) : int(row["quote_end"]) + 1]
    known = {row["COREF"] for row in found[".entities"]}
    assert {row["char_id"] for row in found[".quotes"]} - {"None"} <= known
    assert {str(person["id"]) for person in book["characters"]} <= known
    assert known == {str(n) for n in range(len(known))}


def test_a_cell_holds_no_tab_and_no_line_break(out) -> None:
    """Words are parted by tabs in the story; no cell has one, nor a line break, nor nothing."""
    _, found, _ = out
    assert "Tom Hale" in {row["text"] for row in found[".entities"]}
    cells = [cell for rows in found.values() for row in rows for cell in row.values()]
    assert all(len(cell.splitlines()) == 1 and cell for cell in cells)


def test_as_of_a_place_nothing_later_is_written(tmp_path: Path) -> None:
    """As of a place the files are those of the story cut there."""
    story = fabula.read(STORY)
    end = story.text.paragraph_end(STORY.index("Tom"))
    early = story.to_booknlp(tmp_path, "early", as_of=end)
    cut = fabula.read(STORY[:end]).to_booknlp(tmp_path, "cut")
    assert [p.read_bytes() for p in early] == [p.read_bytes() for p in cut]
    assert b"Tom" not in early[0].read_bytes()


# --- where it is written --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (["tales/Café Noir.v2.epub"], "Café Noir.v2"),
        (["work/1.txt", "work/2.txt"], "work"),
        (["work/a/1.txt", "work/b/1.txt"], "work"),
        (["-"], "story"),
        ([""], "story"),
        (["x/ .txt"], "story"),
        (["x/what?.txt"], "what_"),
        (["x/con.txt"], "_con"),
        (["x/" + "é" * 120 + ".txt"], "é" * 100),
    ],
)
def test_a_story_is_called_after_its_file(path: list[str], name: str) -> None:
    """The id is the file's stem, or the name of the folder of several files, as any system takes
    it."""
    found = booknlp.default_id([Source(p, "text", "") for p in path])
    assert found == name
    assert booknlp.paths(Path("out"), found)[0] == Path("out", f"{name}.tokens")


@pytest.mark.parametrize("book_id", ["", "a/b", "..", "a\nb", "x" * 201, "nul", "end. "])
def test_an_id_that_is_no_name_is_refused(tmp_path: Path, book_id: str) -> None:
    """An id that cannot be a file's name, or leads elsewhere, is refused, and nothing is made."""
    with pytest.raises(FabulaError, match="no name for a file"):
        fabula.read(STORY).to_booknlp(tmp_path / "out", book_id)
    assert list(tmp_path.iterdir()) == []


def test_the_story_and_what_is_no_table_stay(tmp_path: Path) -> None:
    """A story that is called like one of the files is not written over, nor a folder; other files
    stay as they are."""
    source = tmp_path / "mine.book"
    source.write_text(STORY, "utf-8")
    with pytest.raises(FabulaError, match="the story itself"):
        fabula.read(source).to_booknlp(tmp_path)
    (tmp_path / "other.quotes").mkdir()
    with pytest.raises(FabulaError, match="something else"):
        fabula.read(source).to_booknlp(tmp_path, "other")
    with pytest.raises(FabulaError, match="a file is in the way"):
        fabula.read(source).to_booknlp(source, "x")
    assert source.read_text("utf-8") == STORY
    assert sorted(p.name for p in tmp_path.iterdir()) == ["mine.book", "other.quotes"]


def test_files_of_before_are_replaced_and_links_not_followed(tmp_path: Path) -> None:
    """The four files take the place of those of before; what a link led to stays."""
    notes = tmp_path / "notes.txt"
    notes.write_text("mine")
    (tmp_path / "x.tokens").symlink_to(notes)
    (tmp_path / "x.book").write_text("old")
    fabula.read(STORY).to_booknlp(tmp_path, "x")
    assert notes.read_text() == "mine"
    assert json.loads((tmp_path / "x.book").read_bytes())
    assert (tmp_path / "x.tokens").read_text("utf-8").startswith("paragraph_ID")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    """A folder without permission is refused in one sentence that names it."""
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(FabulaError, match=f"{tmp_path.name}: cannot be written to"):
            fabula.read(STORY).to_booknlp(tmp_path, "x")
    finally:
        tmp_path.chmod(0o700)
