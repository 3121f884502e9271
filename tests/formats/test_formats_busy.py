"""Files made to fill memory or time: refused soon, or read soon. By what happened to others."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from shelf import epub, zipped
from shelf_books import PAGES, book, item, opf, page, two_pages
from test_formats_peers import as_docx, read

from fabula.formats import limits


@pytest.fixture
def cpu() -> Callable[[], float]:
    """Seconds of the processor's time since the test began: others may be busy beside it."""
    began = time.process_time()
    return lambda: time.process_time() - began


def nested_zips(depth: int) -> bytes:
    data = zipped({"a.txt": "It began."})
    for _ in range(depth):
        data = zipped({"a.txt": data})
    return data


def packed(method: int) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as opened:
        opened.writestr("mimetype", "application/epub+zip")
        opened.writestr("a.xhtml", page("It began. " * 100), method)
    return out.getvalue()


def laughs() -> str:
    lines = ['<!ENTITY a0 "ha">']
    for n in range(1, 10):
        lines.append(f'<!ENTITY a{n} "{(f"&a{n - 1};") * 10}">')
    return f"<!DOCTYPE x [{''.join(lines)}]>"


MANY_ITEMS = [item(f"i{n}", "a.xhtml", "x/y", f'fallback="i{n + 1}"') for n in range(20_000)]
TOO_MUCH: dict[str, tuple[bytes, str]] = {
    "195 kB that unpack to 200 MB": (
        epub({"a.xhtml": "<p>" + "a " * (6 * limits.MIB) + "</p>"}), "x.epub"),
    "archives in an archive": (nested_zips(50), "x.zip"),
    "bzip2": (packed(zipfile.ZIP_BZIP2), "x.epub"),
    "lzma, whose dictionary may be of any size": (packed(zipfile.ZIP_LZMA), "x.epub"),
    "a billion laughs in DOCX": as_docx(laughs() + "<x>&a9;</x>"),
    "a billion laughs in UTF-16": as_docx((laughs() + "<x>&a9;</x>").encode("utf-16")),
    "a billion laughs in a package": (book(laughs() + two_pages(), PAGES), "x.epub"),
    "a large entity used often": as_docx(
        f'<!DOCTYPE x [<!ENTITY a "{"ha" * 50_000}">]><x>{"&a;" * 5_000}</x>'),
    "a large attribute by default": as_docx(
        f'<!DOCTYPE x {" " * 2000}[<!ATTLIST y z CDATA "{"ha" * 50_000}">]>'
        f"<x>{'<y/>' * 5_000}</x>"),
    "a package nested deep": (book("<package>" + "<a>" * 50_000, PAGES), "x.epub"),
    "nested deep under other letters": as_docx("<é>" * 50_000 + "</é>" * 50_000),
    "a tag of a million attributes": as_docx(
        "<x " + " ".join(f'a{n}=""' for n in range(200_000)) + "/>"),
    "a tag of a megabyte": as_docx(f'<x a="{"y" * 1_100_000}"/>'),
}  # fmt: skip


@pytest.mark.parametrize("name", TOO_MUCH)
def test_too_much_is_refused(name: str, cpu: Callable[[], float]) -> None:
    """What would fill memory or time is refused, and soon."""
    assert read(*TOO_MUCH[name]) is None
    assert cpu() < 5


BUSY: dict[str, tuple[bytes, str]] = {
    "attributes of a page": (
        f"<html><body><p {'a=1 ' * 300_000}>It began.</p></body></html>".encode(), "x.html"),
    "a page of one tag without end": (
        ("<html><body>It began.<p " + "x" * 1_000_000).encode(), "x.html"),
    "elements that open and never close": (
        ("<html><body>It began." + "<b><i>" * 100_000).encode(), "x.html"),
    "elements that close and never opened": (
        ("<html><body>It began." + "</b></i>" * 100_000).encode(), "x.html"),
    "elements that say they are closed": (
        ("<html><body>It began." + "<div/>" * 100_000).encode(), "x.html"),
    "an XML page nested deep": (
        epub({"a.xhtml": "<section>" * 40_000 + "It began."}), "x.epub"),
    "files that stand for one another": (
        book(opf([*MANY_ITEMS, item("a", "a.xhtml")], [*(f"i{n}" for n in range(20_000)), "a"]),
             {"OEBPS/a.xhtml": page("It began.")}), "x.epub"),
    "a page named twenty thousand times": (
        book(opf([item("a", "a.xhtml")], ["a"] * 20_000), PAGES), "x.epub"),
    "styles that hide ten thousand things": (
        (f"<html><style>{'.a,' * 10_000}.b{{display:none}}{'.c{color:red}' * 10_000}</style>"
         "<body>"
         f"{'<p class=a>x</p>' * 1_000}<p>It began.</p></body></html>").encode(), "x.html"),
    "styles without an end": (
        (f"<html><style>{'.a{ display :' * 30_000}</style><body><p>It began.").encode(), "x.html"),
}  # fmt: skip


@pytest.mark.parametrize("name", BUSY)
def test_busy_files_are_read_soon(name: str, cpu: Callable[[], float]) -> None:
    """What would keep a quadratic reader busy for hours is read."""
    text = read(*BUSY[name])
    assert text is not None
    assert "It began." in text.text
    assert cpu() < 5
