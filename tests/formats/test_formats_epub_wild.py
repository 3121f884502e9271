"""Books as they are found: opened with a report of what is amiss, or refused with the reason."""

from __future__ import annotations

import re

import pytest
from guard import untouched
from shelf import epub, xhtml, zipped
from shelf_books import DC, PAGES, XHTML, book, item, opf, page, pointer, two_pages

from fabula.errors import NoStory, UnreadableInput
from fabula.formats import read_bytes
from fabula.story.text import Text

BOTH = ["It began.", "It ended."]


def read(data: bytes) -> Text:
    with untouched():
        return read_bytes(data, "x.epub")


def prose(text: Text) -> list[str]:
    return [text.text[b.start : b.end] for b in text.blocks if b.kind == "prose"]


def said(text: Text) -> dict[str, str]:
    return {n.code: n.message for n in text.notices}


# ---- references

SPELLED = {
    "..": ("../OEBPS/a.xhtml", "./b.xhtml", False),
    "climbing out": ("../../../OEBPS/a.xhtml", "b.xhtml", False),
    "backslashes": ("text\\..\\a.xhtml", ".\\b.xhtml", False),
    "from the root": ("/OEBPS/a.xhtml", "/OEBPS/b.xhtml", False),
    "percent signs": ("%61.xhtml", "b%2Exhtml", False),
    "a place in it": ("a.xhtml#start", "b.xhtml#end", False),
    "blanks around": (" a.xhtml ", "b.xhtml\n", False),
    "other cases": ("A.XHTML", "B.xhtml", True),
    "another folder": ("text/a.xhtml", "b.xhtml", True),
}


@pytest.mark.parametrize("name", SPELLED)
def test_references(name: str) -> None:
    """A page is found however its reference is spelled; one that is named otherwise is said."""
    first, second, mended = SPELLED[name]
    text = read(book(two_pages(first, second), PAGES))
    assert prose(text) == BOTH
    assert ("mended-names" in said(text)) == mended


def test_names_with_strange_characters() -> None:
    """Names with blanks, percent signs, accents in two forms are found."""
    files = {"OEBPS/a b%20c.xhtml": page("It began."), "OEBPS/caf\u00e9.xhtml": page("It ended.")}
    text = read(book(two_pages("a b%20c.xhtml", "cafe%CC%81.xhtml"), files))
    assert prose(text) == BOTH


def test_pages_on_the_web_are_not_fetched() -> None:
    """A page that lies on the web or on the disk is not read, and that is said."""
    items = [item("a", "a.xhtml"), item("w", "https://example.org/b.xhtml"),
             item("f", "file:///etc/passwd")]  # fmt: skip
    text = read(book(opf(items, ["a", "w", "f"]), PAGES))
    assert prose(text) == ["It began."]
    assert "https://example.org/b.xhtml" in said(text)["remote-file"]
    assert "file:///etc/passwd" in said(text)["remote-file"]
    assert "b.xhtml" in said(text)["not-in-order"]


# ---- lists that are wrong


def test_missing_items() -> None:
    """A page that is not there, and an id that is not listed, are said; the rest is read."""
    items = [item("a", "a.xhtml"), item("gone", "gone.xhtml"), item("b", "b.xhtml")]
    text = read(book(opf(items, ["a", "gone", "nothing", "b"]), PAGES))
    assert prose(text) == BOTH
    assert re.findall("“(.*?)”", said(text)["missing-file"]) == ["gone.xhtml", "nothing"]


def test_the_same_file_twice() -> None:
    """A page that the order of reading names twice is read once, and that is said."""
    items = [item("a", "a.xhtml"), item("b", "b.xhtml"), item("again", "a.xhtml#x")]
    text = read(book(opf(items, ["a", "b", "again", "b"]), PAGES))
    assert prose(text) == BOTH
    assert "OEBPS/a.xhtml" in said(text)["repeated-file"]


def test_duplicate_ids() -> None:
    """Two pages of one id, named twice, are read one after the other."""
    items = [item("x", "a.xhtml"), item("x", "b.xhtml")]
    assert prose(read(book(opf(items, ["x", "x"]), PAGES))) == BOTH
    once = read(book(opf(items, ["x"]), PAGES))
    assert prose(once) == ["It began."]
    assert "OEBPS/b.xhtml" in said(once)["not-in-order"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("b.xhtml", "text/css"), ("b.xhtml", ""), ("b", XHTML), ("b", "application/octet-stream"),
     ("b.dat", "text/plain"), ("b.php", "text/x-oeb1-document")],
)  # fmt: skip
def test_wrong_media_types(name: str, kind: str) -> None:
    """A page is known by its kind, its name or its content, whichever is right."""
    files = {"OEBPS/a.xhtml": page("It began."), f"OEBPS/{name}": page("It ended.")}
    package = opf([item("a", "a.xhtml"), item("b", name, kind)], ["a", "b"])
    assert prose(read(book(package, files))) == BOTH


def test_a_page_that_is_none() -> None:
    """What stands in the order of reading and is no text is said, and the rest is read."""
    files = {**PAGES, "OEBPS/x.bin": b"\0\1\2\3" * 50, "OEBPS/c.xhtml": b"\x89PNG\0\0\0" * 50}
    items = [item("a", "a.xhtml"), item("x", "x.bin", "font/otf"), item("c", "c.xhtml"),
             item("b", "b.xhtml")]  # fmt: skip
    text = read(book(opf(items, ["a", "x", "c", "b"]), files))
    assert prose(text) == BOTH
    messages = [n.message for n in text.notices if n.code == "unread-file"]
    assert "x.bin" in messages[0]
    assert "c.xhtml" in messages[1]


def test_fallbacks() -> None:
    """Where a page is of a kind that no reader knows, the page that stands for it is read."""
    items = [item("a", "a.pdf", "application/pdf", 'fallback="b"'), item("b", "b.xhtml"),
             item("l", "l.pdf", "application/pdf", 'fallback="l"')]  # fmt: skip
    files = {**PAGES, "OEBPS/a.pdf": b"%PDF-1", "OEBPS/l.pdf": b"%PDF-1"}
    text = read(book(opf(items, ["a", "l"]), files))
    assert prose(text) == ["It ended."]
    assert "l.pdf" in said(text)["unread-file"]


def test_files_outside_the_order_of_reading() -> None:
    """A file marked as outside the order of reading is set aside where it stands."""
    spine = ["a", '<itemref idref="n" linear="no"/>', "b"]
    items = [item("a", "a.xhtml"), item("n", "n.xhtml"), item("b", "b.xhtml")]
    files = {**PAGES, "OEBPS/n.xhtml": page("A word on ropes.")}
    text = read(book(opf(items, spine), files))
    assert prose(text) == BOTH
    assert [b.kind for b in text.blocks] == ["prose", "end-note", "prose"]
    ncx = '<ncx><content src="n.xhtml"/><content src="a.xhtml"/></ncx>'
    listed = opf([*items, item("x", "x.ncx", "application/x-dtbncx+xml")], spine)
    text = read(book(listed, {**files, "OEBPS/x.ncx": ncx}))
    assert "A word on ropes." in prose(text)  # its contents name it
    alone = read(book(opf(items[1:2], spine[1:2]), files))
    assert prose(alone) == ["A word on ropes."]


# ---- packages


def test_several_packages() -> None:
    """The first package that names pages is read, and the others are said."""
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": pointer("gone.opf", "fixed/empty.opf", "OEBPS/content.opf"),
        "fixed/empty.opf": opf([], []),
        "OEBPS/content.opf": two_pages(),
        **PAGES,
    }
    text = read(zipped(files))
    assert prose(text) == BOTH
    assert "2 package files" in said(text)["several-packages"]


@pytest.mark.parametrize(
    "broken",
    [
        two_pages().replace(f" {DC}", ""),
        two_pages().replace("<dc:title>Rope</dc:title>", "<dc:title>Rope</dc:titel>"),
        two_pages().replace("Rope<", "Rope & Co<"),
        two_pages().replace("</spine></package>", ""),
        two_pages().replace("<package", "\n\n <package").replace("<?xml", "\n<?xml"),
        two_pages().replace("Rope</dc:title>", "Rope &nbsp;</dc:title>"),
        two_pages().replace("<item ", "<opf:item ").replace("<itemref", "<opf:itemref"),
    ],
)
def test_broken_packages(broken: str) -> None:
    """A package that is no XML is read as far as it can be understood, and that is said."""
    text = read(book(broken, PAGES))
    assert prose(text) == BOTH
    assert text.meta.title is not None
    assert text.meta.title.startswith("Rope")
    assert "mended-package" in said(text) or "\n<?xml" in broken


def test_a_package_that_is_nothing() -> None:
    """A package of which nothing can be understood leaves the pages in the order of their names."""
    text = read(book("no package at all", PAGES))
    assert prose(text) == BOTH
    assert "no-package" in said(text)


def test_a_broken_pointer() -> None:
    """A container that does not say where its package is has one all the same."""
    for said_so in ("<container>", "", "x", b"\0\1\2" * 50, pointer("nowhere.opf")):
        files = {"mimetype": "application/epub+zip", "META-INF/container.xml": said_so,
                 "OEBPS/content.opf": two_pages(), **PAGES}  # fmt: skip
        assert prose(read(zipped(files))) == BOTH


def test_no_contents() -> None:
    """In a book without contents each file begins a chapter; a file split off goes on with one."""
    files = {f"c_split_00{n}.xhtml": f"<p>Part {n} of it.</p>" for n in range(2)}
    text = read(epub({"a.xhtml": "<p>It began.</p>", "b.xhtml": "<p>It went on.</p>", **files}))
    assert [b.opens_chapter for b in text.blocks] == [True, True, True, False]


def test_a_broken_ncx() -> None:
    """Broken contents are read as far as they go, and that is said."""
    ncx = '<ncx><navMap><navPoint><content src="a.xhtml"/></navPoint><navPoint><content sr'
    text = read(epub({"a.xhtml": "<p>It began.</p>", "b.xhtml": "<p>It ended.</p>"}, ncx=ncx))
    assert prose(text) == BOTH
    assert "broken-contents" in said(text)
    assert [b.opens_chapter for b in text.blocks] == [True, False]


# ---- encodings


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "utf-8-sig", "iso-8859-1"])
def test_mixed_encodings(encoding: str) -> None:
    """Each page is read in its own encoding."""
    declared = encoding.removesuffix("-sig").removesuffix("-le")
    markup = page("It ended “à la café”." if encoding != "iso-8859-1" else "Fin à la café.")
    files = {**PAGES, "OEBPS/b.xhtml": markup.replace("utf-8", declared).encode(encoding)}
    assert prose(read(book(two_pages(), files)))[1].endswith(("“à la café”.", "à la café."))


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig"])
def test_a_package_in_another_encoding(encoding: str) -> None:
    """The package too."""
    declared = encoding.removesuffix("-sig")
    package = two_pages().replace("Rope", "Café").replace('"1.0"?', f'"1.0" encoding="{declared}"?')
    text = read(book(package.encode(encoding), PAGES))
    assert prose(text) == BOTH
    assert text.meta.title == "Café"


# ---- pictures, layouts


def test_pictures_as_pages() -> None:
    """Pages that are pictures are said; a book of nothing else is refused with the reason."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><text>It drew.</text></svg>'
    files = {**PAGES, "OEBPS/p.svg": svg, "OEBPS/q.jpg": b"\xff\xd8\xff",
             "OEBPS/r.xhtml": xhtml('<div><img src="q.jpg" alt=""/></div>')}  # fmt: skip
    items = [item("a", "a.xhtml"), item("p", "p.svg", "image/svg+xml"),
             item("q", "q.jpg", "image/jpeg"), item("r", "r.xhtml")]  # fmt: skip
    text = read(book(opf(items, ["a", "p", "q", "r"]), files))
    assert prose(text) == ["It began."]
    messages = [n.message for n in text.notices if n.code == "picture-pages"]
    assert all(name in "".join(messages) for name in ("p.svg", "q.jpg", "r.xhtml"))
    for spine in (["p", "q"], ["r"]):
        with pytest.raises(NoStory, match="pictures"):
            read(book(opf(items, spine), files))


def test_words_in_drawings() -> None:
    """Words that are drawn beside a page's own are said."""
    drawn = "<p>It began.</p><svg><text>Crash!</text></svg><p>It ended.</p>"
    text = read(book(two_pages(), {**PAGES, "OEBPS/a.xhtml": xhtml(drawn)}))
    assert prose(text) == ["It began.", "It ended.", "It ended."]
    assert "a.xhtml" in said(text)["drawn-words"]


def test_fixed_layout() -> None:
    """A book of fixed pages is read, and a warning given."""
    metadata = '<dc:title>Rope</dc:title><meta property="rendition:layout">pre-paginated</meta>'
    items = [item("a", "a.xhtml"), item("b", "b.xhtml")]
    text = read(book(opf(items, ["a", "b"], metadata), PAGES))
    assert prose(text) == BOTH
    assert "fixed-layout" in said(text)


# ---- what the book says of itself


def test_description() -> None:
    """What a package says the book is about is a summary set aside, whether in words or markup."""
    for written in ("Two women and a boat.", "&lt;p&gt;Two women&lt;br&gt;and a boat.&lt;/p&gt;"):
        items = [item("a", "a.xhtml")]
        package = opf(items, ["a"], f"<dc:description>{written}</dc:description>")
        text = read(book(package, PAGES))
        aside = [text.text[b.start : b.end] for b in text.blocks if b.kind == "summary"]
        assert " ".join(aside) == "Two women and a boat."
        assert prose(text) == ["It began."]
        place = text.source_place(0)
        assert place is not None
        assert (place[0].member, place[0].block, place[1]) == ("OEBPS/content.opf", 0, 0)


# ---- containers


def test_the_mimetype_may_stand_anywhere() -> None:
    """A book is a book wherever its mimetype stands, and without one."""
    files = {"META-INF/container.xml": pointer("OEBPS/content.opf"),
             "OEBPS/content.opf": two_pages(), **PAGES}  # fmt: skip
    for more in ({}, {"mimetype": "application/epub+zip"}, {"mimetype": "application/zip"}):
        assert prose(read(zipped({**files, **more}))) == BOTH


def test_junk_around_a_book() -> None:
    """What stands before or after the container does not matter."""
    data = book(two_pages(), PAGES)
    for around in (b"HTTP/1.1 200 OK\r\n\r\n" + data, data + b"\r\n\0\0 advertisement"):
        assert prose(read(around)) == BOTH


def test_a_book_zipped_with_its_folder() -> None:
    """A book whose folder was packed with it, by a program that writes backslashes, is read."""
    files = {
        "Rope\\META-INF\\container.xml": pointer("OEBPS\\content.opf"),
        "Rope\\OEBPS\\content.opf": two_pages(),
        "Rope\\OEBPS\\a.xhtml": PAGES["OEBPS/a.xhtml"],
        "Rope\\OEBPS\\b.xhtml": PAGES["OEBPS/b.xhtml"],
    }
    text = read_bytes(zipped(files), "rope.zip")
    assert text.sources[0].format == "epub"
    assert prose(text) == BOTH


def test_a_broken_directory_is_refused() -> None:
    """A container whose directory is broken is refused in one sentence."""
    data = book(two_pages(), PAGES)
    place = data.find(b"PK\x01\x02")
    for broken in (data[:place] + b"XX" + data[place + 2 :], data[:place]):
        with pytest.raises(UnreadableInput, match="damaged"):
            read(broken)
