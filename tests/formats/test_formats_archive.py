"""A ZIP archive or a folder of chapters, of whatever kinds, is one work."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from guard import untouched
from shelf import as_docx, epub, prose, zipped
from shelf_books import PAGES, pointer, two_pages

from fabula.errors import NoStory, UnreadableInput
from fabula.formats import limits, read_bytes, read_files
from fabula.formats.report import report
from fabula.formats.sniff import sniff
from fabula.story.text import Text

PAGE = "<html><body><p>Two began.</p><p>Two ended.</p></body></html>"
MIXED: dict[str, str | bytes] = {
    "Rope/10 end.txt": "Ten began.\r\n\r\nTen ended.",
    "Rope/2.html": PAGE,
    "Rope/3.md": "---\ntitle: Rope\n---\n\nThree *began*.",
    "Rope/4.docx": as_docx([prose("Four began.")]).data,
    "Rope/5.epub": epub({"a.xhtml": "<p>Five began.</p>"}),
    "Rope/cover.jpg": b"\xff\xd8\xff",
    "Rope/old.zip": zipped({"a.txt": "Old."}),
    "__MACOSX/Rope/._2.html": b"\0\5\x16\7",
    "Rope/.DS_Store": b"\0\0",
}


def said(text: Text) -> dict[str, str]:
    return {n.code: n.message for n in text.notices}


def test_an_archive_is_a_work() -> None:
    """Its files are chapters in natural order, each read as what it is."""
    with untouched():
        text = read_bytes(zipped(MIXED), "rope.zip")
    story = [text.text[b.start : b.end] for b in text.blocks if b.is_story]
    assert story == ["Two began.", "Two ended.", "Three began.", "Four began.", "Five began.",
                     "Ten began.", "Ten ended."]  # fmt: skip
    assert [b.opens_chapter for b in text.blocks if b.is_story] == [
        False, False, True, True, True, True, False,
    ]  # fmt: skip
    assert text.meta.title == "Rope"
    (source,) = text.sources
    assert (source.path, source.format) == ("rope.zip", "zip")


def test_what_is_passed_over_is_said() -> None:
    """Pictures and archives in an archive are named; what a system left there is not."""
    message = said(read_bytes(zipped(MIXED), "rope.zip"))["passed-over"]
    assert "Rope/cover.jpg" in message
    assert "Rope/old.zip" in message
    assert "MACOSX" not in message
    assert "DS_Store" not in message


def test_places_in_an_archive() -> None:
    """A place names the file in the archive, and the file in that where it is a container."""
    text = read_bytes(zipped(MIXED), "rope.zip")
    places = {}
    for words in ("Two ended.", "Four", "Five", "Ten ended."):
        found = text.source_place(text.text.index(words))
        assert found is not None
        places[words] = (found[0].member, found[0].block, found[1])
    assert places["Two ended."] == ("Rope/2.html", 1, 0)
    assert places["Four"] == ("Rope/4.docx/word/document.xml", 0, 0)
    assert places["Five"] == ("Rope/5.epub/OEBPS/a.xhtml", 0, 0)
    assert places["Ten ended."] == ("Rope/10 end.txt", None, len("Ten began.\r\n\r\n"))
    assert all(segment.file == 0 for segment in text.segments)
    rows = [r.place for r in report(text) if r.words == "Ten ended."]
    assert rows == ["rope.zip, Rope/10 end.txt, character 14"]


def test_notices_name_their_file() -> None:
    """What is said of a file in an archive names it; an empty one is said and passed over."""
    files = {"1.txt": "It began.", "2.txt": "It ended “here”.".encode("cp1252"), "3.txt": " \n"}
    text = read_bytes(zipped(files), "x.zip")
    assert said(text)["encoding-guessed"].startswith("“2.txt”: ")
    assert "3.txt" in said(text)["empty-file"]


@pytest.mark.parametrize(
    ("files", "word"),
    [
        ({}, "no stories"),
        ({"a.bin": "x"}, "no stories"),
        ({"a.zip": zipped({"a.txt": "It began."})}, "no stories"),
        ({"a.txt": " "}, "no stories"),
        ({"a.txt": "It began.", "b.txt": zipped({"a.txt": "x"})}, "archive in an archive"),
        ({"a.txt": "It began.", "b.txt": b"%PDF-1.7"}, "b.txt: this is a PDF"),
        ({"a.txt": "It began.", "b.epub": b"PK\3\4 torn"}, "b.epub: the file is damaged"),
        ({"a.txt": "It began.", "../b.txt": "x"}, "outside"),
        ({"[Content_Types].xml": "x", "xl/a.txt": "x"}, "program's own"),
    ],
)
def test_archives_that_are_refused(files: dict[str, str | bytes], word: str) -> None:
    """An archive without stories, or with one that cannot be read, is refused with the reason."""
    with pytest.raises(UnreadableInput, match=word) as raised:
        read_bytes(zipped(files), "x.zip")
    assert str(raised.value).startswith("x.zip")
    assert "\n" not in str(raised.value)


def test_a_catalogue_beside_books_is_no_book() -> None:
    """A folder of a library, packed: its one package file is a catalogue's, its books are read."""
    files = {"Rope/metadata.opf": "<package/>", "Rope/Rope.epub": epub({"a.xhtml": "<p>Once.</p>"})}
    data = zipped(files)
    assert sniff(data, "x.zip") == "zip"
    assert read_bytes(data, "x.zip").text == "Once."


def test_containers_in_containers_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many small containers may not unpack to more than one large one."""
    inner = {f"{n}.epub": epub({"a.xhtml": f"<p>{'word ' * 2000}</p>"}) for n in range(9)}
    monkeypatch.setattr(limits, "TOTAL_BYTES", 60_000)
    with pytest.raises(UnreadableInput, match=r"x\.zip: .*unpack"):
        read_bytes(zipped(dict(inner)), "x.zip")


# ---- folders


def written(folder: Path, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def test_a_folder_of_any_kinds(tmp_path: Path) -> None:
    """A folder reads like an archive of it: the same words, the same things said."""
    written(tmp_path, MIXED)
    packed = read_bytes(zipped(MIXED), "x.zip")
    text = read_files([tmp_path])
    assert text.text == packed.text
    assert text.blocks == packed.blocks
    assert said(text)["passed-over"] == said(packed)["passed-over"]
    assert [s.format for s in text.sources] == ["html", "markdown", "docx", "epub", "text"]


def test_a_book_that_lies_unpacked(tmp_path: Path) -> None:
    """A folder that is a book is read as that book, alone or beside other files."""
    home = tmp_path / "Rope.epub"
    written(home, {"mimetype": "application/epub+zip", "OEBPS/q.jpg": b"\xff\xd8\xff",
                   "META-INF/container.xml": pointer("OEBPS/content.opf"),
                   "OEBPS/content.opf": two_pages("b.xhtml", "a.xhtml"), **PAGES})  # fmt: skip
    (home / "OEBPS" / "c.xhtml").symlink_to("/etc/passwd")
    text = read_files([home])
    assert text.text == "It ended.\n\nIt began."
    assert [(s.path, s.format) for s in text.sources] == [(str(home), "epub")]
    assert read_files([home]).sources == text.sources


def test_links_do_not_lead_out_of_a_folder(tmp_path: Path) -> None:
    """A link to a file or folder outside is passed over and said; one inside is read once."""
    home, outside = tmp_path / "home", tmp_path / "outside"
    written(home, {"1.txt": "It began.", ".store/x": "It went on."})
    written(outside, {"secret.txt": "A secret.", "more/2.txt": "Another."})
    links = {"2.txt": home / ".store/x", "3.txt": home / "1.txt", "4.txt": outside / "secret.txt",
             "5": outside / "more", "6.txt": home / "gone", "7.txt": Path("/dev/zero")}  # fmt: skip
    for name, target in links.items():
        (home / name).symlink_to(target)
    text = read_files([home])
    assert text.text == "It began.\n\nIt went on."
    assert all(f"“{n}”" in said(text)["passed-over"] for n in ("4.txt", "5", "6.txt", "7.txt"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("name", ["2.txt", "novel.nwx", "Index.md"])
def test_a_pipe_in_a_folder_is_not_waited_for(name: str, tmp_path: Path) -> None:
    """What is no file is passed over and said."""
    written(tmp_path, {"1.txt": "It began."})
    os.mkfifo(tmp_path / name)
    text = read_files([tmp_path])
    assert text.text == "It began."
    assert name in said(text)["passed-over"]


@pytest.mark.parametrize("name", ["novel.nwx", "Index.md", "story.scrivx"])
def test_a_project_s_list_does_not_lie_outside(name: str, tmp_path: Path) -> None:
    """A list of scenes that is a link out of the folder is not looked at."""
    written(tmp_path / "home", {"1.txt": "It began."})
    outside = tmp_path / "list"
    outside.write_text("---\nlongform:\n  scenes: []\n---\n")
    (tmp_path / "home" / name).symlink_to(outside)
    with untouched(tmp_path / "home" / "1.txt"):
        text = read_files([tmp_path / "home"])
    assert text.text == "It began."


def test_folders_too_deep_are_not_searched(tmp_path: Path) -> None:
    """Folders deeper in one another than anyone keeps chapters are passed over and said."""
    deep = tmp_path.joinpath(*(["a"] * (limits.FOLDERS + 3)))
    written(tmp_path, {"1.txt": "It began.", str(deep.relative_to(tmp_path) / "2.txt"): "Deep."})
    text = read_files([tmp_path])
    assert text.text == "It began."
    assert "a/a/a" in said(text)["passed-over"]


def test_a_folder_of_archives_has_no_story(tmp_path: Path) -> None:
    """Archives in a folder are not opened: each is given by itself."""
    written(tmp_path, {"a.zip": zipped({"a.txt": "It began."})})
    with pytest.raises(NoStory, match="no stories in this folder"):
        read_files([tmp_path])
    assert read_files([tmp_path / "a.zip"]).text == "It began."
