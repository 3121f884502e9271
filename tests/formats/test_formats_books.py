"""HTML pages, EPUB books, Markdown and DOCX drafts of other makers."""

from __future__ import annotations

import io
import zipfile

from shelf import WORD, docx, epub, zipped

from fabula.formats import read_bytes, read_string
from fabula.story.text import Text


def words(text: Text, *kinds: str) -> list[str]:
    return [text.text[b.start : b.end] for b in text.blocks if b.kind in kinds]


def page(body: str, head: str = "<title>Rope</title>") -> Text:
    return read_bytes(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "x.html")


# ---- HTML


def test_a_page() -> None:
    """The first heading above the others is the title; what is around a page is set aside."""
    text = page("<nav>Home</nav><h1>Rope</h1><h2>One</h2><p>It\n began.</p><footer>(c)</footer>")
    assert words(text, "title") == ["Rope"]
    assert words(text, "heading") == ["One"]
    assert words(text, "prose") == ["It began."]
    assert words(text, "contents") == ["Home"]
    assert words(text, "furniture") == ["(c)"]
    assert text.meta.title == "Rope"


def test_a_page_of_chapters() -> None:
    """Headings that are chapters' are no title, whatever their level."""
    text = page("<h1>Chapter 1</h1><p>It began.</p><h1>Chapter 2</h1><p>It ended.</p>", "")
    assert words(text, "heading") == ["Chapter 1", "Chapter 2"]
    assert text.meta.title is None


def test_headings_in_paragraphs() -> None:
    """A chapter's heading is found by its words where the page does not mark it."""
    text = page("<p><b>Chapter 1: Rope</b></p><p>It began.</p>", "")
    assert words(text, "heading") == ["Chapter 1: Rope"]


def test_what_is_no_text_is_left_out() -> None:
    """Scripts, styles and comments are no words of the page."""
    text = page(
        "<p>It began.</p><script>var x = '<p>no</p>'</script><!-- no --><p>It ended.</p>",
        "<style>p { color: red }</style>",
    )
    assert text.text == "It began.\n\nIt ended."


def test_loose_text_and_inline_marks() -> None:
    """Text outside any block is a block; inline marks break no word."""
    text = page("It <b>be</b>gan<span>,</span> they say.<div>Then<p>more</p>came.</div>")
    assert words(text, "prose") == ["It began, they say.", "Then", "more", "came."]


def test_italics_across_line_breaks() -> None:
    """Emphasis that runs over a line break is emphasis in both paragraphs."""
    text = page("<p>He <i>said<br>so</i>.</p>")
    marked = [text.text[s.start : s.end] for b in text.blocks for s in b.italics]
    assert marked == ["said", "so"]


def test_tables() -> None:
    """A table of short cells is a table; one that lays out a story is story."""
    data = page("<p>A.</p><table><tr><td>Strength</td><td>12</td></tr></table>")
    assert words(data, "table") == ["Strength", "12"]
    laid_out = page(f"<table><tr><td>Menu</td><td><p>{'It began. ' * 20}</p></td></tr></table>")
    assert words(laid_out, "table") == []


def test_html_string() -> None:
    """A string that begins as a page is read as one; one that talks of tags is text."""
    assert words(read_string("<html><body><p>It began.</p></body></html>"), "prose") == [
        "It began."
    ]
    assert "<p>" in read_string("He typed <p> and left.").text


# ---- EPUB


def test_a_book() -> None:
    """Cover, contents, licence and dedication are set aside; chapters are read in spine order."""
    data = epub(
        {
            "cover.xhtml": "<p>Rope</p>",
            "nav.xhtml": "<nav><ol><li><a href='c1.xhtml'>One</a></li></ol></nav>",
            "p.xhtml": "@ epub:type='dedication'@<p>For A.</p>",
            "c1.xhtml": "<h1>One</h1><p>It began.</p>",
            "c2.xhtml": "<h1>Two</h1><p>It ended.</p>",
        },
        "<dc:title>Rope</dc:title><dc:creator>A. Nobody</dc:creator><dc:language>en</dc:language>"
        "<dc:identifier>urn:x</dc:identifier><dc:source>https://example.org/1</dc:source>"
        '<meta name="calibre:series" content="Knots"/><meta name="calibre:series_index" '
        'content="2.0"/>',
        {"nav.xhtml": "nav"},
    )
    text = read_bytes(data, "x.epub")
    assert words(text, "title") == ["Rope"]
    assert words(text, "contents") == ["One"]
    assert words(text, "front-matter") == ["For A."]
    assert words(text, "heading") == ["One", "Two"]
    assert words(text, "prose") == ["It began.", "It ended."]
    assert text.meta.title == "Rope"
    assert text.meta.series == (("Knots", "2"),)
    assert text.meta.url == "https://example.org/1"
    assert text.sources[0].format == "epub"


def test_chapters_by_the_contents() -> None:
    """A file that the contents name opens a chapter without a heading; one they do not goes on."""
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><content '
        'src="a.xhtml#x"/>'
        '</navPoint><navPoint><content src="c.xhtml"/></navPoint></navMap></ncx>'
    )
    bodies = {f"{name}.xhtml": f"<p>File {name}.</p>" for name in "abc"}
    text = read_bytes(epub(bodies, ncx=ncx), "x.epub")
    assert [b.opens_chapter for b in text.blocks] == [True, False, True]


def test_a_book_of_a_downloader() -> None:
    """Title, contents and log pages are known by their names, notes by their class."""
    data = epub(
        {
            "title_page.xhtml": "<h3>Rope by Nobody</h3><b>Words:</b> 900",
            "toc_page.xhtml": "<h3>Table of Contents</h3><a href='file0001.xhtml'>One</a>",
            "file0001.xhtml": "<h3 class='fff_chapter_title'>One</h3>"
            "<div class='fff_chapter_notes fff_head_notes'><b>Author's Note:</b><p>Hi.</p></div>"
            "<p>It began.</p>",
            "log_page.xhtml": "<p>updated</p>",
        }
    )
    text = read_bytes(data, "x.epub")
    assert words(text, "prose") == ["It began."]
    assert words(text, "heading") == ["One"]
    assert words(text, "note") == ["Author's Note:", "Hi."]


def test_a_book_without_a_package() -> None:
    """Pages without a package are read in the order of their names, and that is said."""
    pages = {f"c{n}.html": f"<html><body><p>Page {n}.</p></body></html>" for n in (10, 2, 1)}
    text = read_bytes(zipped({"mimetype": "application/epub+zip", **pages}), "x.epub")
    assert words(text, "prose") == ["Page 1.", "Page 2.", "Page 10."]
    assert [n.code for n in text.notices] == ["no-package"]


def test_a_missing_file_is_said() -> None:
    """A part that the book names and does not hold is a notice."""
    data = epub({"a.xhtml": "<p>It began.</p>", "b.xhtml": "<p>Gone.</p>"})
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        kept = {n: book.read(n) for n in book.namelist() if not n.endswith("b.xhtml")}
    text = read_bytes(zipped(kept), "x.epub")
    assert [n.code for n in text.notices] == ["missing-file"]


def test_font_obfuscation_is_no_lock() -> None:
    """A book whose fonts alone are scrambled is read."""
    lock = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
        'xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod '
        'Algorithm="http://www.idpf.org/2008/embedding"/></enc:EncryptedData></encryption>'
    )
    data = epub({"a.xhtml": "<p>It began.</p>"}, extra={"META-INF/encryption.xml": lock})
    assert words(read_bytes(data, "x.epub"), "prose") == ["It began."]


# ---- Markdown

DRAFT = """---
title: Rope
author: "A. Nobody"
tags: [knots, sea]
characters:
  - Maud
---

# Rope

## One

Maud *tied* the **rope**
and \\*left\\*; see [the quay](http://x.example "the quay") there.

***

> A letter,
> in two lines.

%note to self

@pov: Maud

- Tea
- Rope

#

Line one\x20\x20
line two & <i>three</i>.

## Two

It ended.
"""


def test_markdown() -> None:
    """A draft's words without its marks; its head goes to meta."""
    text = read_bytes(DRAFT.encode(), "draft.md")
    assert words(text, "title") == ["Rope"]
    assert words(text, "heading") == ["One", "Two"]
    assert words(text, "break") == ["***", "#"]
    assert words(text, "prose") == [
        "Maud tied the rope\nand *left*; see the quay there.", "A letter,\nin two lines.",
        "Tea", "Rope", "Line one", "line two & three.", "It ended.",
    ]  # fmt: skip
    assert len(words(text, "front-matter")) == 1
    assert words(text, "note", "tags") == ["%note to self", "@pov: Maud"]
    assert text.meta.title == "Rope"
    assert text.meta.authors == ("A. Nobody",)
    assert text.meta.tags == {"additional tag": ("knots", "sea"), "character": ("Maud",)}
    for segment in text.segments:
        length = segment.end - segment.start
        here = text.text[segment.start : segment.end]
        assert DRAFT[segment.offset : segment.offset + length] == here


def test_markdown_is_known_by_its_content() -> None:
    """A head, or a first line that is a heading, makes a file Markdown whatever its name."""
    assert read_bytes(b"# One\n\nIt *began*.\n", "x.txt").text == "One\n\nIt began."
    assert read_bytes(b"#\n\nIt *began*.\n", "x.txt").text == "#\n\nIt *began*.\n"


# ---- DOCX


def test_docx() -> None:
    """Styles make headings and titles; deletions, comments and instructions are no story."""
    paragraphs = (
        '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Rope</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>One</w:t></w:r></w:p>'
        '<w:p><w:r><w:t xml:space="preserve">It </w:t></w:r><w:ins><w:r><w:t>be</w:t></w:r></w:ins>'
        "<w:del><w:r><w:delText>NO</w:delText></w:r></w:del><w:r><w:rPr><w:i/></w:rPr><w:t>gan</w:t>"
        '</w:r><w:r><w:rPr><w:i w:val="0"/></w:rPr><w:t>.</w:t><w:br/><w:t>Line</w:t><w:tab/>'
        "<w:t>two.</w:t></w:r><w:r><w:commentReference/></w:r></w:p>"
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>#</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>Chapter Two</w:t></w:r></w:p><w:p><w:r><w:t>It ended.</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>In a cell.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    text = read_bytes(docx(paragraphs, []).data, "x.docx")
    assert words(text, "title") == ["Rope"]
    assert words(text, "heading") == ["One", "Chapter Two"]
    assert words(text, "break") == ["#"]
    assert words(text, "prose") == ["It began.", "Line\ttwo.", "It ended.", "In a cell."]
    (span,) = (s for b in text.blocks for s in b.italics)
    assert text.text[span.start : span.end] == "gan"


def test_docx_gaps() -> None:
    """An empty paragraph rarer than paragraph breaks is a gap."""
    one = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    body = (
        "".join(one.format(f"Line {i} of it.") for i in range(4)) + "<w:p/>" + one.format("Later.")
    )
    text = read_bytes(docx(body, []).data, "x.docx")
    assert [b.gap for b in text.blocks] == [False] * 4 + [True]


def test_docx_meta() -> None:
    """Title and author come from the document's own properties."""
    document = (
        f'<w:document xmlns:w="{WORD}"><w:body>'
        "<w:p><w:r><w:t>It began.</w:t></w:r></w:p></w:body></w:document>"
    )
    core = (
        '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Rope'
        "</dc:title><dc:creator>A. Nobody</dc:creator></cp:coreProperties>"
    )
    data = zipped({"a": "", "word/document.xml": document, "docProps/core.xml": core})
    meta = read_bytes(data, "x.docx").meta
    assert (meta.title, meta.authors) == ("Rope", ("A. Nobody",))


def test_a_page_with_definitions_of_its_own() -> None:
    """The head of an XHTML page, definitions and all, is no story."""
    page = '<!DOCTYPE html [<!ENTITY x "y">\n]>\n<html><body><p>It began.</p></body></html>'
    assert read_bytes(page.encode(), "x.xhtml").text == "It began."


def test_the_head_of_a_page_of_fanfiction_net() -> None:
    """What stands above the story there is no story."""
    page = (
        '<html><body><div id="profile_top"><b>The Salt Road</b> By: <a>nightjar</a> Rated: T</div>'
        '<div id="storytext"><p>Mara ran.</p></div></body></html>'
    )
    text = read_bytes(page.encode(), "x.html")
    assert [b.kind for b in text.blocks] == ["title", "tags", "prose"]


def test_a_program_is_no_author() -> None:
    """A document made by nobody in particular has no author; italics have no blanks at edges."""
    run = '<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve"> Oh no, </w:t></w:r>'
    document = (
        f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>She ran.</w:t></w:r>{run}'
        "<w:r><w:t>and fell.</w:t></w:r></w:p></w:body></w:document>"
    )
    core = (
        '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Windows User</dc:creator></c>'
    )
    data = zipped({"a": "", "word/document.xml": document, "docProps/core.xml": core})
    text = read_bytes(data, "x.docx")
    assert text.meta.authors == ()
    assert [text.text[s.start : s.end] for s in text.blocks[0].italics] == ["Oh no,"]


def test_a_picture_between_scenes() -> None:
    """A picture alone in a centred paragraph is a break."""
    page = '<p>Mara ran.</p><p style="text-align:center"><img src="x.png"/></p><p>She fell.</p>'
    text = read_bytes(f"<html><body>{page}</body></html>".encode(), "x.html")
    assert [b.kind for b in text.blocks] == ["prose", "break", "prose"]
