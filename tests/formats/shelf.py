"""Files made in memory, from a little model of a story: what every format's reader is tested on.

The words are our own; the shapes follow the makers' templates.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Leaf(NamedTuple):
    """A block of a story: its kind ("prose", "heading", "break") and its runs, (words, italic)."""

    kind: str
    runs: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        return "".join(words for words, _ in self.runs)


class Made(NamedTuple):
    """A file: its bytes, its name, and the text of every block of its members, as a reader shows
    them, under their names (None: the file itself). `decoded`: its characters, where it is text."""

    data: bytes
    path: str
    blocks: dict[str | None, list[str]]
    decoded: str | None = None


def prose(text: str) -> Leaf:
    return Leaf("prose", ((text, False),))


def heading(text: str) -> Leaf:
    return Leaf("heading", ((text, False),))


def break_line(text: str = "* * *") -> Leaf:
    return Leaf("break", ((text, False),))


def zipped(files: dict[str, str | bytes]) -> bytes:
    """A ZIP container of `files`, the first one stored as it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        for i, (name, content) in enumerate(files.items()):
            method = zipfile.ZIP_DEFLATED if i else zipfile.ZIP_STORED
            container.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


# ---- one renderer a format


def as_text(leaves: Sequence[Leaf], newline: str = "\n") -> Made:
    decoded = (newline * 2).join(
        "".join(f"_{w}_" if italic else w for w, italic in leaf.runs) for leaf in leaves
    )
    return Made(decoded.encode(), "story.txt", {}, decoded)


def as_crlf(leaves: Sequence[Leaf]) -> Made:
    return as_text(leaves, "\r\n")


def escaped(words: str) -> str:
    """Words with a backslash before what Markdown would take for marks."""
    return re.sub(r"([&<>*_#\[\]])", r"\\\1", words)


def as_markdown(leaves: Sequence[Leaf]) -> Made:
    lines = [
        ("# " if leaf.kind == "heading" else "")
        + "".join(f"*{escaped(w)}*" if italic else escaped(w) for w, italic in leaf.runs)
        if leaf.kind != "break"
        else leaf.text
        for leaf in leaves
    ]
    decoded = "\n\n".join(lines) + "\n"
    return Made(decoded.encode(), "story.md", {}, decoded)


def html_body(leaves: Sequence[Leaf], level: str = "h2") -> str:
    """Paragraphs and headings; every block on a line of its own."""
    tags = {"heading": level, "break": "p", "prose": "p"}
    return "\n".join(
        f"<{tags[leaf.kind]}>"
        + "".join(f"<em>{html.escape(w)}</em>" if i else html.escape(w) for w, i in leaf.runs)
        + f"</{tags[leaf.kind]}>"
        for leaf in leaves
    )


def texts(leaves: Sequence[Leaf]) -> list[str]:
    return [leaf.text for leaf in leaves]


def as_html(leaves: Sequence[Leaf]) -> Made:
    page = (
        '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>'
        f"{html_body(leaves)}</body></html>"
    )
    return Made(page.encode(), "story.html", {None: texts(leaves)})


def as_docx(leaves: Sequence[Leaf]) -> Made:
    def run(words: str, italic: bool) -> str:
        style = "<w:rPr><w:i/></w:rPr>" if italic else ""
        return f'<w:r>{style}<w:t xml:space="preserve">{html.escape(words)}</w:t></w:r>'

    paragraphs = [
        "<w:p>"
        + ('<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' if leaf.kind == "heading" else "")
        + "".join(run(*r) for r in leaf.runs)
        + "</w:p>"
        for leaf in leaves
    ]
    return docx("".join(paragraphs), texts(leaves))


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(paragraphs: str, blocks: list[str]) -> Made:
    """A document of ready-made `<w:p>` elements."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORD}"><w:body>'
        f"{paragraphs}<w:sectPr/></w:body></w:document>"
    )
    styles = (
        f'<w:styles xmlns:w="{WORD}"><w:style w:styleId="Heading1"><w:name w:val="heading 1"/>'
        '</w:style><w:style w:styleId="Title"><w:name w:val="Title"/></w:style></w:styles>'
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": document,
        "word/styles.xml": styles,
    }
    return Made(zipped(files), "story.docx", {"word/document.xml": blocks})


def as_epub(leaves: Sequence[Leaf]) -> Made:
    """A book with a file for each chapter."""
    chapters: list[list[Leaf]] = []
    for leaf in leaves:
        if leaf.kind == "heading" or not chapters:
            chapters.append([])
        chapters[-1].append(leaf)
    files = {f"text/part{i}.xhtml": html_body(c) for i, c in enumerate(chapters, 1)}
    blocks: dict[str | None, list[str]] = {
        f"OEBPS/{name}": texts(c) for name, c in zip(files, chapters, strict=True)
    }
    return Made(epub(files), "story.epub", blocks)


def epub(
    bodies: dict[str, str],
    metadata: str = "<dc:title>A Book</dc:title>",
    properties: dict[str, str] | None = None,
    extra: dict[str, str | bytes] | None = None,
    ncx: str = "",
    head: str = "",
) -> bytes:
    """An EPUB whose spine is `bodies` (name: what stands in <body>); `head`: in each <head>."""
    said = properties or {}
    manifest = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"'
        + (f' properties="{said[name]}"' if name in said else "")
        + "/>"
        for n, name in enumerate(bodies)
    )
    if ncx:
        manifest += '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    spine = "".join(f'<itemref idref="i{n}"/>' for n, _ in enumerate(bodies))
    toc = ' toc="ncx"' if ncx else ""
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f"<manifest>{manifest}</manifest><spine{toc}>{spine}</spine></package>"
    )
    pointer = (
        '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
    )
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": pointer,
        "OEBPS/content.opf": package,
    }
    if ncx:
        files["OEBPS/toc.ncx"] = ncx
    for name, body in bodies.items():
        files[f"OEBPS/{name}"] = xhtml(body, head)
    return zipped(files | (extra or {}))


def xhtml(body: str, head: str = "") -> str:
    attributes = ""
    if body.startswith("@"):  # "@ class='x' @rest": attributes of <body>
        _, attributes, body = body.split("@", 2)
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title>t</title>{head}</head><body{attributes}>{body}</body></html>"
    )


FORMATS: dict[str, Callable[[Sequence[Leaf]], Made]] = {
    "text": as_text,
    "text, CRLF": as_crlf,
    "markdown": as_markdown,
    "html": as_html,
    "docx": as_docx,
    "epub": as_epub,
}


# ---- the archive's own shapes


def ao3_preface(body: str = "") -> str:
    """The preface of a download of today."""
    return (
        '<div id="preface"><h2 class="toc-heading">Preface</h2><p '
        'class="message"><b>Salt and Rope</b>'
        '<br />Posted originally on the <a href="https://archiveofourown.org/">Archive '
        "of Our Own</a> at "
        '<a href="https://archiveofourown.org/works/77">https://archiveofourown.org/works/77</a>.</p>'
        '<div class="meta"><dl class="tags"><dt>Rating:</dt><dd><a href="/t">General '
        "Audiences</a></dd>"
        "<dt>Archive Warnings:</dt><dd><a>No Archive Warnings Apply</a></dd>"
        "<dt>Fandoms:</dt><dd><a>Original Work</a>, <a>Harbour Tales</a></dd>"
        "<dt>Relationship:</dt><dd><a>Maud Pell/Ines Carrow</a></dd>"
        "<dt>Additional Tags:</dt><dd><a>Slow Burn</a></dd><dt>Language:</dt><dd>English</dd>"
        '<dt>Series:</dt><dd>Part 2 of <a href="/series/1">Harbour</a>, Part 1 of '
        '<a href="/series/2">Knots</a></dd><dt>Stats:</dt><dd>Published: 2021-01-10 Completed: '
        "2021-02-05 Words: 21,069 Chapters: 2/?</dd></dl><h1>Salt and Rope</h1>"
        '<div class="byline">by <a rel="author" href="/users/q/pseuds/q">quayside</a></div>'
        '<p>Summary</p><blockquote class="userstuff"><p>Two women and a boat.</p></blockquote>'
        '<p>Notes</p><blockquote class="userstuff"><p>For my sister.</p></blockquote>'
        '<div class="endnote-link">See the end of the work for <a href="#endnotes">more '
        "notes</a></div>"
        f"</div>{body}</div>"
    )


def ao3_chapter(number: int, title: str, story: str) -> str:
    """A chapter of a download, with a note above and one below it."""
    return (
        f'<div class="meta group"><h2 class="heading">{title}</h2><p>Chapter Notes</p>'
        '<blockquote class="userstuff"><p>A note above.</p></blockquote></div>'
        f'<!--chapter content--><div class="userstuff">{story}</div><!--/chapter content-->'
        f'<div class="meta" id="endnotes{number}"><p>Chapter End Notes</p>'
        '<blockquote class="userstuff"><p>A note below.</p></blockquote></div>'
    )


AO3_AFTERWORD = (
    '<div id="afterword"><h2 class="toc-heading">Afterword</h2><div class="meta"><div '
    'id="endnotes">'
    '<p>End Notes</p><blockquote class="userstuff"><p>Goodbye, all.</p></blockquote></div></div>'
    '<p class="message">Please <a href="x">drop by the Archive and comment</a> to let '
    "the creator know "
    "if you enjoyed their work!</p></div>"
)
_AO3_HEAD = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/x.dtd">'
    '<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><meta charset="utf-8" />'
    "<title>Salt and Rope - quayside - Original Work</title><style>p { margin: 0 "
    "}</style></head><body>"
)


def ao3_html(*stories: str) -> bytes:
    """A chaptered download of today."""
    chapters = "".join(
        ao3_chapter(i, f"Chapter {i}: Knots", story) for i, story in enumerate(stories, 1)
    )
    return (
        f'{_AO3_HEAD}{ao3_preface()}<div id="chapters" class="userstuff">{chapters}</div>'
        f"{AO3_AFTERWORD}</body></html>"
    ).encode()


def ao3_one_shot(story: str) -> bytes:
    """A download of a work without chapters."""
    return (
        f'{_AO3_HEAD}{ao3_preface()}<div id="chapters" class="userstuff">'
        '<h2 class="toc-heading">Salt and Rope</h2>'
        f'<div class="userstuff">{story}</div></div>{AO3_AFTERWORD}</body></html>'
    ).encode()


def ao3_before_2019(*stories: str) -> bytes:
    """A chaptered download as the archive made them before 2019: no preface, no afterword."""
    chapters = "".join(
        ao3_chapter(i, "A Rope" if i == 1 else f"Chapter {i}", s) for i, s in enumerate(stories, 1)
    )
    return (
        f'{_AO3_HEAD}<p class="message">Posted originally on the <a href="http://archiveofourown.org/">'
        'Archive of Our Own</a> at <a href="http://archiveofourown.org/works/77">'
        'http://archiveofourown.org/works/77</a>.</p><div class="meta"><dl '
        'class="tags"><dt>Rating:</dt>'
        "<dd><a>Not Rated</a></dd><dt>Fandom:</dt><dd><a>Original Work</a></dd><dt>Stats:</dt><dd>"
        "Published: 2012-01-10 Chapters: 2/2 Words: 900</dd></dl><h1>Salt and Rope</h1>"
        '<div class="byline">by <a rel="author" href="/u">quayside</a></div><p>Summary</p>'
        '<blockquote class="userstuff"><p>Two women and a boat.</p></blockquote></div>'
        f'<div id="chapters" class="userstuff">{chapters}</div>'
        '<div id="endnotes"><p>End Notes</p><blockquote class="userstuff"><p>Goodbye, all.</p>'
        '</blockquote></div><p class="message">Please <a>drop by the archive and '
        "comment</a> to let the "
        "author know if you enjoyed their work!</p></body></html>"
    ).encode()


def ao3_epub(*stories: str, split_last: bool = False) -> bytes:
    """The archive's EPUB as Calibre makes it: renamed classes, ids repeated in every part."""
    bodies = {
        "Salt_split_000.xhtml": ao3_preface().split("<h1>")[0] + "</div></div>",
        "Salt_split_001.xhtml": '<div id="preface" class="calibre"><div class="calibre3"><h1>'
        + ao3_preface().split("<h1>")[1],
    }
    number = 1
    for i, story in enumerate(stories, 1):
        number += 1
        chapter = ao3_chapter(i, f"Chapter {i}: Knots", story)
        chapter = chapter.replace('class="meta group"', 'class="calibre6"')
        chapter = chapter.replace('class="userstuff"', 'class="userstuff2"')
        bodies[f"Salt_split_{number:03}.xhtml"] = (
            f'<div id="chapters" class="calibre7">{chapter}</div>'
        )
    if split_last:
        number += 1
        bodies[f"Salt_split_{number:03}.xhtml"] = (
            '<div id="chapters" class="calibre7"><div class="userstuff2"><p>The rest of '
            "it.</p></div></div>"
        )
    bodies[f"Salt_split_{number + 1:03}.xhtml"] = AO3_AFTERWORD
    metadata = (
        "<dc:title>Salt and Rope</dc:title><dc:creator>quayside</dc:creator>"
        "<dc:language>en</dc:language>"
        "<dc:publisher>Archive of Our Own</dc:publisher><dc:subject>Fanworks</dc:subject>"
    )
    return epub(bodies, metadata)
