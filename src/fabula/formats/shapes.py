"""The shapes that stories come in: how each is told, what is kept of it as story, what is set aside
(shown, never taken for story), and what is lost. `docs/formats.md`, `fabula formats`, the suffixes
that a folder is searched for and what a refused file's message asks for are all made from here.

`KINDS` are kinds of files; `makers.py` has what sites and programs make of them.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Format = Literal["text", "markdown", "html", "epub", "fb2", "docx", "rtf", "odt", "zip"]


class Shape(NamedTuple):
    """One shape. `told`: by what it is recognised; `source`: whose description of it was followed
    ("" for our own)."""

    name: str
    format: Format
    told: str
    kept: str
    aside: str
    lost: str
    source: str = ""
    suffixes: tuple[str, ...] = ()


KINDS: tuple[Shape, ...] = (
    Shape(
        "plain text",
        "text",
        "no sign of another kind",
        "every character; paragraphs, also of wrapped lines; headings, breaks, `_italics_`",
        "title and author above the story, contents, authors' notes, Project Gutenberg's head "
        "and licence",
        "nothing: the text is the file, its newlines made `\\n`",
        suffixes=(".txt", ".text"),
    ),
    Shape(
        "Markdown",
        "markdown",
        "the suffix, a heading `# ` at the start, or a whole YAML head",
        "paragraphs, lines, headings, breaks, italics; what YAML says of the work",
        "the YAML head, the title, footnotes, comments (`%%`, `<!--`)",
        "marks themselves, addresses of links, pictures",
        "CommonMark 0.31",
        (".md", ".markdown", ".nwd"),
    ),
    Shape(
        "HTML",
        "html",
        "`<!DOCTYPE html>`, `<html>`, or several tags near the start",
        "blocks, line breaks, headings, rules, italics; title, author and language of the page",
        "navigation, header and footer, tables of short cells, sites' notes, what the page's "
        "styles hide (said)",
        "scripts, styles, pictures, film and sound, forms, colours and sizes",
        "the HTML standard",
        (".html", ".htm", ".xhtml"),
    ),
    Shape(
        "EPUB",
        "epub",
        "`application/epub+zip`, `META-INF/container.xml` (in a folder too), or one package file",
        "the reading order's files as HTML is; a chapter for each that the contents name; title, "
        "authors, series, subjects, identifiers",
        "the book's description of itself; cover, title page, contents, copyright, dedication, as "
        'the book or the file\'s name says; files outside the order of reading (`linear="no"`)',
        "fonts, pictures, styles; words drawn in SVG, pages that are pictures, files that the "
        "reading order does not name (said); a book locked by DRM is refused, with the lock's name",
        "EPUB 2.0.1 and 3.3",
        (".epub",),
    ),
    Shape(
        "FB2",
        "fb2",
        "the root element `<FictionBook>`; one such file in a ZIP",
        "sections, subtitles, poems, quotations, italics; title, authors, series, genres",
        "the book's title, annotation, epigraphs, tables of short cells, bodies of notes, and "
        "the marks that lead to them",
        "pictures, styles",
        "the FictionBook 2.1 schema",
        (".fb2", ".fbz"),
    ),
    Shape(
        "DOCX",
        "docx",
        "a ZIP with `word/document.xml`",
        "paragraphs, lines, italics, headings by style (or bold lines that name a chapter), rules; "
        "suggested insertions; title and author",
        "title and contents by style, footnotes and endnotes, hidden text, tables of short cells",
        "comments, suggested deletions, page heads and feet (said); pictures, fields, sizes",
        "ECMA-376 (Office Open XML)",
        (".docx",),
    ),
    Shape(
        "RTF",
        "rtf",
        "`{\\rtf` at the start",
        "paragraphs, lines, italics, headings by style, rules; title and author",
        "title by style, footnotes, hidden text, tables of short cells",
        "comments, suggested deletions, page heads and feet (said); pictures, fields, sizes",
        "Rich Text Format Specification 1.9.1",
        (".rtf",),
    ),
    Shape(
        "ODT",
        "odt",
        "a ZIP whose `mimetype` is OpenDocument text, or such a document in one XML file",
        "paragraphs, lines, italics, headings, rules; title and author",
        "title by style, contents, footnotes and endnotes, tables of short cells",
        "comments, tracked deletions, page heads and feet (said); pictures, fields, sizes",
        "OpenDocument 1.3",
        (".odt", ".fodt"),
    ),
    Shape(
        "ZIP",
        "zip",
        "a ZIP of none of the kinds above",
        "its files of known kinds, in natural order, one work's chapters, each as its own kind",
        "as each kind does",
        "files of other kinds, a ZIP in it too (said)",
        suffixes=(".zip",),
    ),
)


SUFFIXES: dict[str, Format] = {
    suffix: kind.format for kind in KINDS if kind.format != "zip" for suffix in kind.suffixes
}
"""The suffixes that a folder is searched for."""

_NAMES = [kind.name for kind in KINDS if kind.format != "zip"]
ACCEPTED = f"{', '.join(_NAMES[:-1])} or {_NAMES[-1]}"
"""What a person may give, for the end of a sentence: "plain text, Markdown, ... or ODT"."""


def called(found: str) -> str:
    """What a format is called."""
    return next((kind.name for kind in KINDS if kind.format == found), found)
