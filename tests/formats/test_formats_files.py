"""Several files as one work, notes by their scope, and the import report."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from shelf import ao3_html

from fabula.errors import FabulaError
from fabula.formats import read_bytes, read_files, read_string
from fabula.formats.blocks.notes import strong_note, weak_note
from fabula.formats.report import report
from fabula.formats.sniff import sniff


def test_a_folder_is_a_work(tmp_path: Path) -> None:
    """The files of a folder are chapters in natural order; hidden ones and other kinds are left."""
    for name in ("chapter10.txt", "chapter2.txt", "Chapter1.TXT", ".x.txt", "photo.png"):
        (tmp_path / name).write_text(f"This is {name.lower()}.")
    (tmp_path / "z").mkdir()
    (tmp_path / "z" / "end.md").write_text("# End\n\nIt *ended*.")
    text = read_files([tmp_path])
    assert text.text == (
        "This is chapter1.txt.\n\nThis is chapter2.txt.\n\nThis is "
        "chapter10.txt.\n\nEnd\n\nIt ended."
    )
    assert [b.opens_chapter for b in text.blocks] == [False, True, True, True, False]
    assert [Path(s.path).name for s in text.sources][-1] == "end.md"
    assert text.source_place(text.text.index("\n\n")) is None


def test_places_in_several_files(tmp_path: Path) -> None:
    """Places of a work of several files lead to the right one."""
    (tmp_path / "a.txt").write_bytes(b"One.\r\nTwo.")
    (tmp_path / "b.html").write_text("<p>Three is <i>here</i>.</p><p>Four.</p>")
    text = read_files([tmp_path / "b.html", tmp_path / "a.txt"])
    place = text.source_place(text.text.index("Two"))
    assert place is not None
    assert (place[0].file, place[1]) == (1, 6)
    place = text.source_place(text.text.index("Four"))
    assert place is not None
    assert (place[0].file, place[0].block, place[1]) == (0, 1, 0)
    for segment in text.segments:
        assert text.sources[segment.file].path.endswith(("b.html", "a.txt")[segment.file])
    (span,) = text.blocks[0].italics
    assert text.text[span.start : span.end] == "here"


def test_sources() -> None:
    """A source has its path, its format and its digest."""
    data = b"It began."
    (source,) = read_bytes(data).sources
    assert (source.path, source.format) == ("-", "text")
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert read_string("It began.").sources[0].path == ""


def test_meta_of_several_files(tmp_path: Path) -> None:
    """What the first file says of the work counts, and later ones add what it did not say."""
    (tmp_path / "1.md").write_text("---\ntitle: Rope\n---\n\nIt began.")
    (tmp_path / "2.md").write_text("---\ntitle: Sea\nauthor: Nobody\n---\n\nIt ended.")
    meta = read_files([tmp_path]).meta
    assert (meta.title, meta.authors) == ("Rope", ("Nobody",))


@pytest.mark.parametrize(
    ("data", "path", "found"),
    [
        (b"It began.", "x.html", "text"),
        (b"<p>It began.</p>", "x.html", "html"),
        (b"<!DOCTYPE html><html><body>x</body></html>", "x.txt", "html"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<html>x</html>", "x", "html"),
        (b"It began.", "x.md", "markdown"),
        (b"---\ntitle: Rope\n---\nIt began.", "-", "markdown"),
        (b"---\ntitle: Rope\n---\nIt began.", "x.txt", "text"),
        (b"---\nMara: Go.\nShe ran.\n---\nIt began.", "-", "text"),
        (b"---\n\nIt began.", "x.txt", "text"),
        (b"It began.", "-", "text"),
    ],
)
def test_kinds_of_file(data: bytes, path: str, found: str) -> None:
    """A file's content tells what it is; its name helps only where the content is silent."""
    assert sniff(data, path) == found


# ---- author's notes


@pytest.mark.parametrize(
    "words",
    ["A/N: Thanks!", "(A/N: Thanks!)", "[A/N Thanks!]", "**A/N:** Thanks", "AN: Thanks", "a/n - hi",
     "Author's Note: Thanks!", "Authors note: hi", "AUTHOR’S NOTE:", "T/N: a pun.",
     "Disclaimer: not mine.",
     "DISCLAIMER: I own nothing.", "I don't own Harbour Tales, sadly.",
     "I do not own these characters.",
     "Beta: quayside", "Trigger warning: blood.", "_Author's note: hello_"],
)  # fmt: skip
def test_notes_anywhere(words: str) -> None:
    """What names itself a note is one wherever it stands."""
    assert strong_note(words)


@pytest.mark.parametrize(
    "words",
    ["An apple fell.", "An: that is all she said", "“I don't own a boat,” he said.",
     "I don't own a boat.",
     "I do not own you.", "The author's note was short.", "He wrote a note.", "Beta looked up.",
     "“A/N: what?” she asked.", "Note the time.", "Warning: steep steps, said the sign."],
)  # fmt: skip
def test_no_notes(words: str) -> None:
    """A story's own words are no note."""
    assert not strong_note(words)


def test_weak_notes_have_a_scope() -> None:
    """Words to readers count at a chapter's start, and after an explicit end; not in the middle."""
    plea = "Please review, you lovely people!"
    assert weak_note(plea)
    middle = "\n\n".join(["It began."] * 4)
    kinds = [
        b.kind for b in read_string(f"{plea}\n\n{middle}\n\n{plea}\n\nThe End\n\n{plea}").blocks
    ]
    assert kinds == ["note", *["prose"] * 6, "note"]


def test_a_label_and_its_note() -> None:
    """A note's label by itself makes the next block the note, and no more."""
    text = read_string("It began.\n\nAuthor's Note:\n\nHello all.\n\nIt went on.")
    assert [b.kind for b in text.blocks] == ["prose", "note", "note", "prose"]


# ---- the report


def test_report() -> None:
    """Every block has a row: kept or set aside, why, and where in its source."""
    text = read_bytes(ao3_html("<p>It (A/N: hm) began.</p><hr>"), "rope.html")
    rows = report(text)
    assert len(rows) == len(text.blocks) + 1
    story = [r for r in rows if r.kept]
    assert [(r.kind, r.words) for r in story] == [
        ("prose", "It (A/N: hm) began."),
        ("break", "* * *"),
    ]
    assert story[0].place.startswith("rope.html, block ")
    assert story[1].place == ""
    assert all(r.why for r in rows)
    (hole,) = (r for r in rows if r.words == "(A/N: hm)")
    assert (hole.kept, hole.kind) == (False, "note")
    assert report(read_string("Long " * 40))[0].words.endswith("…")


def test_names_that_are_no_utf8(tmp_path: Path) -> None:
    """A file's name may hold bytes that are no characters: it is shown without them."""
    folder = os.fsencode(tmp_path) + b"/dir\xff"
    os.mkdir(folder)
    with open(folder + b"/na\xff.txt", "wb") as file:
        file.write(b"It began.")
    for given in (folder, folder + b"/na\xff.txt"):
        text = read_files([os.fsdecode(given)])
        assert text.sources[0].path.endswith("na\ufffd.txt")
        text.sources[0].path.encode()
    with pytest.raises(FabulaError) as raised:
        read_files([os.fsdecode(folder + b"/none\xff.txt")])
    str(raised.value).encode()
