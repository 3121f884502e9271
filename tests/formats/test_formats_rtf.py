"""RTF, as Word, LibreOffice, TextEdit and Scrivener write it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seen import codes, holes, italics, kinds, words
from shelf import Leaf, heading, prose
from shelf_drafts import as_rtf, rtf
from striprtf.striprtf import rtf_to_text

from fabula.errors import UnreadableInput
from fabula.formats import read_bytes
from fabula.story.text import Text

RUNS = st.lists(
    st.tuples(st.text("abcXYZ éßжλ漢“”’—🙂{}\\", min_size=1, max_size=12), st.booleans()),
    min_size=1,
    max_size=4,
)


def document(body: str, head: str = "") -> Text:
    return read_bytes(rtf(body, head), "rope.rtf")


def test_a_document_of_word() -> None:
    """Styles make headings, `\\i` emphasis, `\\line` lines; title and author are the document's."""
    text = document(
        r"\pard\plain\s1 Chapter One\par \pard\plain It {\i really \b did\b0} beg\i an\i0 .\line "
        r"Line\tab two.\par\pard\qc * * *\par\pard It \ul ended\ulnone .\par",
        r"{\info{\title Rope \'26 Salt}{\author Mara Pell}{\operator Windows User}}",
    )
    assert words(text, "heading") == ["Chapter One"]
    assert words(text, "prose") == ["It really did began.", "Line\ttwo.", "It ended."]
    assert kinds(text)[3] == "break"
    assert italics(text) == ["really did", "an"]
    assert (text.meta.title, text.meta.authors) == ("Rope & Salt", ("Mara Pell",))
    assert text.sources[0].format == "rtf"


def test_code_pages_and_unicode() -> None:
    """Bytes are read in the code page of their font, `\\u` as the UTF-16 it is, and what stands in
    for it in old readers is left out."""
    text = document(
        r"\'93Wait,\'94 \f1\'cc\'e0\'f0\'e0\f0  said\u8212\'97 \uc2\u8220??\uc1 ever\u8221\'94 "
        r"\u-10179?\u-8704?{\uc0\u233}\~\_\emdash\lquote\rquote\{\}\\.\par"
    )
    assert text.text == "“Wait,” Мара said— “ever” 😀é\u00a0\u2011—‘’{}\\."


def test_a_document_of_textedit() -> None:
    """A backslash at a line's end ends a paragraph, as the Mac's programs write it."""
    data = (
        b"{\\rtf1\\ansi\\ansicpg1252\\cocoartf2639\n{\\fonttbl\\f0\\fnil\\fcharset0 Palatino;}\n"
        b"\\f0\\fs24 \\cf0 It began.\\\n\\\n\\i Run!\\i0 \\\nIt \\uc0\\u8220 ended\\u8221 .}"
    )
    text = read_bytes(data, "rope")
    assert words(text, "prose") == ["It began.", "Run!", "It “ended”."]
    assert italics(text) == ["Run!"]


def test_marks_of_scrivener() -> None:
    """The marks that Scrivener leaves among the words, its annotations and footnotes are set aside,
    over several paragraphs too."""
    text = document(
        r"\pard <$Scr_H::1>It began<!$Scr_H::1>.\{\\Scrv_annot \\color=\{\\R=1\} \\text=Ask\par "
        r"\pard Ines.\\end_Scrv_annot\} It ended.\par"
    )
    assert holes(text) == [
        "<$Scr_H::1>", "<!$Scr_H::1>", r"{\Scrv_annot \color={\R=1} \text=Ask",
        r"Ines.\end_Scrv_annot}",
    ]  # fmt: skip


def test_footnotes_follow_the_story() -> None:
    """A footnote is no part of its paragraph: it stands after the story, set aside."""
    text = document(
        r"\pard It began.{\super\chftn}{\footnote\pard\plain\chftn  A {\i knot}.\par} On.\par"
        r"\pard It ended.\par"
    )
    assert words(text, "prose") == ["It began. On.", "It ended."]
    assert words(text, "end-note") == ["A knot."]


def test_what_is_no_story() -> None:
    """Deletions, comments, pictures, instructions of fields and heads of pages are left out, hidden
    text is set aside; what a reader may miss is said."""
    text = document(
        r"{\header Pell / ROPE\par}\pard It{\deleted  never} began{\v  quietly}."
        r"{\*\annotation Good.}{\pict\wmetafile8 0102abcd}"
        r'{\field{\*\fldinst HYPERLINK "https://x.example"}{\fldrslt  See.}}\bin4 }}}}\par'
    )
    assert text.text == "It began quietly. See."
    assert holes(text) == ["quietly"]
    assert codes(text) == ["comments", "deletions", "hidden-text", "page-heads"]


def test_lines_drawn_and_pages_turned() -> None:
    """A line under an empty paragraph is a break; a page's end is none, but a bold title at a
    page's start is a chapter's."""
    text = document(
        r"\pard It began.\par\pard\brdrb\brdrs\brdrw10\par\pard It went on.\par"
        r"\pard\page{\b\qc The Lighthouse\par}\pard\page It ended.\par"
    )
    assert kinds(text) == ["prose", "break", "prose", "heading", "prose"]


def test_a_document_of_google_docs() -> None:
    """Sides of a paragraph that no line is drawn on are no line; what is for readers that know no
    nested tables is for them."""
    plain = (
        r"\pard\plain\itap0\s0\brdrt\brdrb\brdrr\brdrbtw\brdrbar\widctlpar\rtlch\ab0\ai\ltrch\b0 "
    )
    text = document(
        plain + r"It began.{\ltrch\b0\i0\par}" + plain + r"{\rtlch\par}" + plain + r"It ended.\par"
        r"\pard\intbl\itap2 HP\nestcell{\nonesttables\par }12\nestcell{\*\nesttableprops\trowd"
        r"\clbrdrb\brdrs\brdrw15\cellx99\nestrow}{\nonesttables\par }\pard\intbl\cell\row\pard\par"
    )
    assert kinds(text) == ["prose", "prose", "table", "table"]
    assert italics(text) == []


def test_tables_and_text_boxes() -> None:
    """A table of short cells is set aside; a text box follows the paragraph that it hangs on."""
    text = document(
        r"\pard The box{\shp{\*\shpinst{\sp{\sn fillColor}{\sv 16777215}}{\shptxt Boxed.\par}}} "
        r"read:\par\trowd\pard\intbl Strength\cell 12\cell\row\pard It ended.\par"
    )
    assert words(text, "prose") == ["The box read:", "Boxed.", "It ended."]
    assert words(text, "table") == ["Strength", "12"]


def test_torn_and_hostile_documents() -> None:
    """A torn document is read as far as it goes; one nested without end is refused."""
    whole = rtf(r"\pard It {\i began.\par It ended.\par}")
    assert read_bytes(whole[: whole.index(b" ended")], "x.rtf").text == "It began.\n\nIt"
    with pytest.raises(UnreadableInput, match="deep"):
        read_bytes(b"{\\rtf1" + b"{" * 100_000, "x.rtf")


@given(runs=RUNS)
@settings(max_examples=40, deadline=None)
def test_words_as_another_reader_gives_them(runs: list[tuple[str, bool]]) -> None:
    """Our words are those that striprtf, a reader of words alone, gives."""
    leaves = [heading("Chapter One"), Leaf("prose", (("It began: ", False), *runs)), prose("End.")]
    made = as_rtf(leaves)
    theirs = rtf_to_text(made.data.decode("latin-1"))
    theirs = theirs.encode("utf-16", "surrogatepass").decode("utf-16")
    assert read_bytes(made.data, made.path).text.split() == theirs.split()
