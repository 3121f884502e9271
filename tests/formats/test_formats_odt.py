"""ODT, as LibreOffice writes it, in a container and flat."""

from __future__ import annotations

import pytest
from seen import codes, holes, italics, kinds, words
from shelf import zipped
from shelf_drafts import ODF, odt

from fabula.errors import UnreadableInput
from fabula.formats import read_bytes

STYLES = (
    '<style:style style:name="Emphasis" style:family="text">'
    '<style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="Heading_20_1" style:family="paragraph" '
    'style:parent-style-name="Heading"/>'
    '<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Heading"/>'
)
OWN = (
    '<style:style style:name="T2" style:family="text" style:parent-style-name="Emphasis"/>'
    '<style:style style:name="T3" style:family="text">'
    '<style:text-properties fo:font-style="normal"/></style:style>'
    '<style:style style:name="T4" style:family="text">'
    '<style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="P1" style:family="paragraph" '
    'style:parent-style-name="Heading_20_1"/>'
    '<style:style style:name="P2" style:family="paragraph"><style:paragraph-properties '
    'fo:border-top="none" fo:border-bottom="0.06pt solid #000000"/></style:style>'
    '<style:style style:name="P3" style:family="paragraph"><style:paragraph-properties '
    'fo:break-before="page" fo:text-align="center"/></style:style>'
)


def document(body: str, meta: str = ""):
    return read_bytes(odt(body, STYLES, meta, OWN), "rope.odt")


def test_a_document() -> None:
    """Headings are told by their element or by the styles that theirs rests on, as the title is."""
    text = document(
        '<text:p text:style-name="Title">Rope</text:p><text:h text:outline-level="1">One</text:h>'
        '<text:p>It began.</text:p><text:p text:style-name="P1">Two</text:p>'
        "<text:list><text:list-item><text:p>It ended.</text:p></text:list-item></text:list>",
        "<dc:title>Rope</dc:title><meta:initial-creator>Mara Pell</meta:initial-creator>"
        "<dc:creator>An Editor</dc:creator><meta:keyword>sea</meta:keyword>",
    )
    assert words(text, "title") == ["Rope"]
    assert words(text, "heading") == ["One", "Two"]
    assert words(text, "prose") == ["It began.", "It ended."]
    assert (text.meta.title, text.meta.authors) == ("Rope", ("Mara Pell",))
    assert text.meta.tags == {"keyword": ("sea",)}
    assert text.sources[0].format == "odt"


def test_italics_through_styles() -> None:
    """Emphasis is what a style says, or the one it rests on; a style inside may take it back."""
    text = document(
        '<text:p>It <text:span text:style-name="T2">really <text:span text:style-name="T3">did'
        '</text:span> be</text:span>gan, <text:span text:style-name="T1">she</text:span> said.'
        "</text:p>"
    )
    assert italics(text) == ["really", "be", "she"]


def test_blanks_tabs_and_lines() -> None:
    """Blanks between tags are one; those that have elements of their own are kept."""
    text = document(
        '<text:p>It\n   began<text:s text:c="2"/>so<text:tab/>and<text:line-break/>on.</text:p>'
    )
    assert text.text == "It began  so\tand\non."


def test_what_is_no_story() -> None:
    """Footnotes follow the story; deletions and comments are left out, which is said; hidden words
    are set aside."""
    text = document(
        '<text:tracked-changes><text:changed-region text:id="c"><text:deletion><text:p>Gone.'
        "</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p>It began<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>A knot.</text:p></text:note-body></text:note>.<office:annotation><dc:creator>Beta"
        "</dc:creator><text:p>Good.</text:p></office:annotation>"
        '<text:span text:style-name="T4"> Quietly.</text:span></text:p><text:p>It ended.</text:p>'
    )
    assert words(text, "prose") == ["It began. Quietly.", "It ended."]
    assert holes(text) == ["Quietly."]
    assert words(text, "end-note") == ["A knot."]
    assert codes(text) == ["comments", "deletions", "hidden-text"]


def test_lines_drawn_and_pages_turned() -> None:
    """A line, or an empty paragraph with one under it, is a break; a centred title at a page's
    start is a chapter's."""
    text = document(
        '<text:p>Mara ran.</text:p><text:p text:style-name="Horizontal_20_Line"/>'
        '<text:p>She fell.</text:p><text:p text:style-name="P2"/><text:p>She slept.</text:p>'
        '<text:p text:style-name="P3">The Lighthouse</text:p><text:p>She woke.</text:p>'
    )
    assert kinds(text) == ["prose", "break", "prose", "break", "prose", "heading", "prose"]


def test_tables_boxes_and_contents() -> None:
    """A table of short cells and the contents are set aside; a text box follows its paragraph."""
    text = document(
        "<text:table-of-content><text:index-body><text:p>One<text:tab/>3</text:p></text:index-body>"
        "</text:table-of-content><text:p>The<draw:frame><draw:text-box><text:p>Boxed.</text:p>"
        "</draw:text-box></draw:frame> box read:</text:p><table:table><table:table-row>"
        "<table:table-cell><text:p>Strength</text:p></table:table-cell><table:table-cell>"
        "<text:p>12</text:p></table:table-cell></table:table-row></table:table>"
    )
    assert words(text, "contents") == ["One\t3"]
    assert words(text, "prose") == ["The box read:", "Boxed."]
    assert words(text, "table") == ["Strength", "12"]


def test_a_flat_document() -> None:
    """The same document as one XML file is read alike, whatever it is called."""
    data = (
        f'<?xml version="1.0"?><office:document {ODF}><office:meta><dc:title>Rope</dc:title>'
        "</office:meta><office:body><office:text><text:p>It began.</text:p></office:text>"
        "</office:body></office:document>"
    ).encode()
    text = read_bytes(data, "rope")
    assert (text.text, text.meta.title, text.sources[0].format) == ("It began.", "Rope", "odt")


def test_locked_and_empty_documents() -> None:
    """A document with a password, or without a text, is refused with the reason."""
    lock = "<manifest:manifest xmlns:manifest='m'><manifest:encryption-data/></manifest:manifest>"
    kind = "application/vnd.oasis.opendocument.text"
    with pytest.raises(UnreadableInput, match="password"):
        read_bytes(zipped({"mimetype": kind, "META-INF/manifest.xml": lock}), "x.odt")
    with pytest.raises(UnreadableInput, match="no document"):
        read_bytes(zipped({"mimetype": kind, "styles.xml": "<x/>"}), "x.odt")
