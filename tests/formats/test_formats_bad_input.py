"""Bad input: refused in one clear sentence, or read with a notice."""

from __future__ import annotations

import io
import random
import struct
import time
import zipfile
from pathlib import Path

import pytest
from shelf import WORD, ao3_html, epub, zipped

from fabula.errors import FabulaError, NoStory, UnreadableInput
from fabula.formats import limits, read_bytes, read_files, read_string
from fabula.story.text import Text

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"1 0 obj" * 50
MOBI = b"Rope" + bytes(56) + b"BOOKMOBI" + bytes(500)
LOCK = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
    'xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod '
    'Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"/></enc:EncryptedData></encryption>'
)
BOMB = (
    '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
DOCUMENT = (
    f'<w:document xmlns:w="{WORD}"><w:body>'
    f"<w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:body></w:document>"
)


def big_zip() -> bytes:
    """A page that unpacks to a thousand times its size."""
    return epub({"a.xhtml": "<p>" + "a " * (8 * limits.MIB) + "</p>"})


def locked_zip() -> bytes:
    """A book whose members say that they are encrypted."""
    data = bytearray(epub({"a.xhtml": "<p>It began.</p>"}))
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 4)
    return bytes(data)


def twice() -> bytes:
    """A book with two files of one name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        for name in ("mimetype", "a.xhtml", "b.xhtml"):
            book.writestr(name, "application/epub+zip")
    return out.getvalue().replace(b"b.xhtml", b"a.xhtml")


def named(name: str) -> bytes:
    return epub({"a.xhtml": "<p>It began.</p>"}, extra={name: "x"})


def torn() -> bytes:
    data = epub({"a.xhtml": "<p>It began.</p>"})
    return data[: len(data) // 2]


def damaged() -> bytes:
    """A book with its compressed bytes changed."""
    body = "".join(f"<p>{random.Random(5).random()}</p>" for _ in range(50))
    data = bytearray(epub({"a.xhtml": body}))
    place = data.find(b"a.xhtml") + 20
    data[place : place + 8] = b"\xff" * 8
    return bytes(data)


REFUSED = {
    "empty": (b"", "x.txt", NoStory, "empty"),
    "blank": (b" \n\t\n", "x.txt", NoStory, "empty"),
    "an empty page": (b"<html><body></body></html>", "x.html", NoStory, "no words"),
    "noise": (random.Random(3).randbytes(9000), "x.txt", UnreadableInput, "binary"),
    "zeros": (bytes(9000), "x.txt", UnreadableInput, "binary"),
    "PDF called EPUB": (PDF, "x.epub", UnreadableInput, "PDF"),
    "MOBI called EPUB": (MOBI, "x.epub", UnreadableInput, "Kindle"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "x.txt", UnreadableInput, "picture"),
    "ZIP of something": (zipped({"a.bin": "x"}), "x.zip", UnreadableInput, "ZIP"),
    "locked EPUB": (
        epub({"a.xhtml": "<p>x</p>"}, extra={"META-INF/encryption.xml": LOCK}),
        "x.epub", UnreadableInput, "DRM",
    ),
    "EPUB with a password": (locked_zip(), "x.epub", UnreadableInput, "password"),
    "zip bomb": (big_zip(), "x.epub", UnreadableInput, "unpacks"),
    "torn EPUB": (torn(), "x.epub", UnreadableInput, "damaged"),
    "damaged EPUB": (damaged(), "x.epub", UnreadableInput, "damaged"),
    "path out of the zip": (named("../../evil.txt"), "x.epub", UnreadableInput, "outside"),
    "absolute name": (named("/etc/evil"), "x.epub", UnreadableInput, "outside"),
    "drive name": (named("C:/evil"), "x.epub", UnreadableInput, "outside"),
    "backslash name": (named("a\\..\\evil"), "x.epub", UnreadableInput, "outside"),
    "two files of one name": (twice(), "x.epub", UnreadableInput, "two files"),
    "EPUB without pages": (
        zipped({"mimetype": "application/epub+zip"}), "x.epub", UnreadableInput, "no pages",
    ),
    "entity bomb": (
        zipped({"a": "", "word/document.xml": BOMB + DOCUMENT.format("&c;")}),
        "x.docx", UnreadableInput, "entities",
    ),
    "external entity": (
        zipped({"a": "", "word/document.xml": OUTSIDE + DOCUMENT.format("&a;")}),
        "x.docx", UnreadableInput, "entities",
    ),
    "entity bomb in a package": (
        epub({"a.xhtml": "<p>x</p>"}).replace(b"x", b"x") and zipped(
            {"mimetype": "application/epub+zip", "META-INF/container.xml": BOMB + "<container/>"}
        ),
        "x.epub", UnreadableInput, "entities",
    ),
    "DOCX without a document": (
        zipped({"a": "", "word/styles.xml": "<x/>"}), "x.docx", UnreadableInput, "no document",
    ),
    "DOCX that is no XML": (
        zipped({"a": "", "word/document.xml": "<w:document"}), "x.docx", UnreadableInput, "damaged",
    ),
    "DOCX nested deep": (
        zipped({"a": "", "word/document.xml": "<a>" * 50_000 + "</a>" * 50_000}),
        "x.docx", UnreadableInput, "deep",
    ),
}  # fmt: skip


def one_sentence(error: FabulaError) -> bool:
    """Whether a message is one line that ends and holds no other sentence's end before a blank."""
    message = str(error)
    return "\n" not in message and message.endswith(".") and ". " not in message


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    """Each is refused in one sentence that names the file, and quickly."""
    data, path, kind, word = REFUSED[name]
    began = time.monotonic()
    with pytest.raises(kind, match=word) as raised:
        read_bytes(data, path)
    assert str(raised.value).startswith(f"{path}: ")
    assert one_sentence(raised.value)
    assert time.monotonic() - began < 5


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is named."""
    with pytest.raises(UnreadableInput, match=r"gone\.txt: there is no such file") as raised:
        read_files([tmp_path / "gone.txt"])
    assert one_sentence(raised.value)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be opened is named, with the reason."""
    path = tmp_path / "locked.txt"
    path.write_text("It began.")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableInput, match="no permission"):
        read_files([path])


def test_other_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any other trouble of the system is said in its own words."""
    path = tmp_path / "x.txt"
    path.write_text("It began.")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableInput, match="input/output error"):
        read_files([path])


def test_folder_without_stories(tmp_path: Path) -> None:
    """A folder that holds none says which kinds of file are read; no paths at all are no story."""
    (tmp_path / "photo.jpg").write_bytes(b"x")
    (tmp_path / ".hidden.txt").write_text("It began.")
    with pytest.raises(NoStory, match=r"\.epub"):
        read_files([tmp_path])
    with pytest.raises(NoStory):
        read_files([])
    with pytest.raises(NoStory):
        read_string("")


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file above the cap is refused before it is read."""
    monkeypatch.setattr(limits, "INPUT_BYTES", 10)
    path = tmp_path / "x.txt"
    path.write_text("It began, and went on.")
    with pytest.raises(UnreadableInput, match="larger"):
        read_files([path])
    with pytest.raises(UnreadableInput, match="larger"):
        read_bytes(path.read_bytes(), "x.txt")


def test_too_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    """A container with more files than a book has is refused."""
    monkeypatch.setattr(limits, "MEMBERS", 3)
    with pytest.raises(UnreadableInput, match="too many"):
        read_bytes(epub({"a.xhtml": "<p>x</p>"}), "x.epub")


def test_total_of_a_container(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that are small by themselves are counted together."""
    monkeypatch.setattr(limits, "TOTAL_BYTES", 3000)
    pages = {f"{n}.xhtml": f"<p>{'word ' * 200}</p>" for n in range(5)}
    with pytest.raises(UnreadableInput, match="unpacks"):
        read_bytes(epub(pages), "x.epub")


def test_sizes_that_lie() -> None:
    """A size of nought in the headers does not make a member small."""
    data = bytearray(big_zip())
    place = data.find(b"PK\x01\x02", data.find(b"OEBPS/a.xhtml"))
    while place >= 0:
        data[place + 24 : place + 28] = struct.pack("<I", 10)
        place = data.find(b"PK\x01\x02", place + 4)
    with pytest.raises(UnreadableInput):
        read_bytes(bytes(data), "x.epub")


# ---- read with a notice, or just read


def said(text: Text) -> list[str]:
    return [n.code for n in text.notices]


def test_only_paratext() -> None:
    """A file that holds only what stands around a story is read, and that is said."""
    text = read_bytes(b"Work Header\n\nChapter Text\n", "x.txt")
    assert not any(b.is_story for b in text.blocks)
    assert said(text) == ["no-story"]


def test_nested_deep() -> None:
    """80,000 nested elements are flattened, quickly, and no word is lost."""
    deep = "<div>" * 80_000 + "It <i>be</i>gan." + "</div>" * 80_000 + "<p>It ended.</p>"
    began = time.monotonic()
    text = read_bytes(f"<html><body>{deep}</body></html>".encode(), "x.html")
    assert text.text == "It began.\n\nIt ended."
    assert said(text) == ["flattened"]
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("tag", ["div", "span", "i", "blockquote", "ul", "table", "p", "li", "x-y"])
def test_nesting_of_any_kind(tag: str) -> None:
    """Whatever is nested or never closed, the words stay."""
    for closing in (f"</{tag}>", ""):
        page = f"<{tag}>word " * 3000 + closing * 3000 + "<p>the end</p>"
        text = read_bytes(f"<html><body>{page}</body></html>".encode(), "x.html")
        assert text.text.split().count("word") == 3000
        assert text.text.endswith("the end")


def test_a_monstrous_tag() -> None:
    """A tag with a hundred thousand attributes loses them and costs no time."""
    attributes = " ".join(f"a{i}=1" for i in range(100_000))
    began = time.monotonic()
    text = read_bytes(f"<html><body><p {attributes}>It began.</p></body></html>".encode(), "x.html")
    assert text.text == "It began."
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("suffix", ["txt", "html", "md"])
def test_a_paragraph_of_five_million_characters(suffix: str) -> None:
    """One enormous paragraph is read in parts, in linear time, marks and all, and it is said."""
    story = "He _said_ (so *many* words, “really. " * 140_000
    data = f"<html><body><p>{story}</p></body></html>" if suffix == "html" else story
    if suffix == "md":
        data = story.replace("_", "").replace("*", "")
    began = time.monotonic()
    text = read_bytes(data.encode(), f"x.{suffix}")
    assert len(text.blocks) == -(-len(text.text) // limits.PARAGRAPH)
    assert all(b.end - b.start <= limits.PARAGRAPH for b in text.blocks)
    assert "".join(text.text.split()) == "".join(
        "".join(text.text[b.start : b.end].split()) for b in text.blocks
    )
    assert [n.code for n in text.notices] == ["long-paragraph"]
    assert len(text.text) > 4_500_000
    assert time.monotonic() - began < 20


def test_five_thousand_chapters() -> None:
    """5,000 chapters are 5,000 chapters."""
    text = read_string("".join(f"Chapter {n}\n\nIt went on.\n\n" for n in range(1, 5001)))
    assert sum(b.opens_chapter for b in text.blocks) == 5000
    page = read_bytes(ao3_html(*["<p>It went on.</p>"] * 1000), "x.html")
    assert sum(b.opens_chapter for b in page.blocks) == 1000


def test_entities_in_a_page_do_nothing() -> None:
    """An entity that a page defines is not expanded, and no file is fetched."""
    text = read_bytes(
        f"{OUTSIDE.replace('x [', 'html [')}<html><body><p>a &a; b</p></body></html>".encode(),
        "x.html",
    )
    assert "root" not in text.text
    assert "a &a; b" in text.text


def test_a_line_that_no_story_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line longer than any story's paragraph is refused, with what to do."""
    monkeypatch.setattr(limits, "LINE", 1000)
    with pytest.raises(UnreadableInput, match="break it into paragraphs"):
        read_bytes(b"Mara walked on. " * 200, "endless.txt")
    assert read_bytes(b"Mara walked on.\n" * 200, "long.txt").blocks
