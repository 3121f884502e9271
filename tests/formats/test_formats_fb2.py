"""FB2 books, as FictionBook's schema has them and as people's shelves do."""

from __future__ import annotations

import pytest
from seen import codes, holes, italics, kinds, words
from shelf import zipped
from shelf_drafts import fb2

from fabula.errors import UnreadableInput
from fabula.formats import read_bytes
from fabula.story.text import Text


def book(bodies: str, info: str = "") -> Text:
    return read_bytes(fb2(bodies, info), "rope.fb2")


def test_a_book() -> None:
    """Sections open chapters by their titles; title, epigraph and notes are set aside."""
    text = book(
        "<body><title><p>Mara Pell</p><p>Rope</p></title>"
        "<epigraph><p>To the sea.</p><text-author>Anon</text-author></epigraph>"
        "<section><title><p>Part One</p></title><section><title><p>Salt</p></title>"
        "<p>It began.</p></section><section><title><p>Tar</p></title><p>It ended.</p></section>"
        "</section></body><body name='notes'><section id='n1'><title><p>1</p></title>"
        "<p>A note.</p></section></body>"
    )
    assert words(text, "title") == ["Mara Pell", "Rope"]
    assert words(text, "front-matter") == ["To the sea.", "Anon"]
    assert words(text, "heading") == ["Part One", "Salt", "Tar"]
    assert words(text, "prose") == ["It began.", "It ended."]
    assert words(text, "end-note") == ["1", "A note."]
    assert all(b.opens_chapter for b in text.blocks if b.kind == "heading")
    assert text.sources[0].format == "fb2"


def test_what_a_book_says_of_itself() -> None:
    """Authors, title, series, genres, keywords and language are the book's own words; its
    annotation is a summary."""
    text = book(
        "<body><section><p>It began.</p></section></body>",
        "<genre>sf_social</genre><author><first-name>Mara</first-name><middle-name>Q.</middle-name>"
        "<last-name>Pell</last-name></author><author><nickname>quayside</nickname></author>"
        "<book-title>Rope\n &amp; Salt</book-title><annotation><p>Two women.</p></annotation>"
        "<keywords>sea, knots</keywords><lang>en</lang><sequence name='Knots' number='2'/>",
    )
    assert (text.meta.title, text.meta.authors) == ("Rope & Salt", ("Mara Q. Pell", "quayside"))
    assert text.meta.series == (("Knots", "2"),)
    assert text.meta.tags == {"genre": ("sf_social",), "keyword": ("sea", "knots")}
    assert text.meta.language == "en"
    assert words(text, "summary") == ["Two women."]


def test_emphasis_and_the_marks_of_notes() -> None:
    """Emphasis is kept, blanks are single, and the mark of a note is set aside in its paragraph."""
    text = book(
        "<body><section><p>It <emphasis>really\n  <strong>began</strong></emphasis>"
        "<a type='note' l:href='#n1'>[1]</a>, she said.</p></section></body>"
    )
    assert words(text, "prose") == ["It really began[1], she said."]
    assert italics(text) == ["really began"]
    assert holes(text) == ["[1]"]


def test_poems_and_breaks() -> None:
    """Lines of a stanza follow each other; a subtitle of stars is a break, an empty line a gap."""
    text = book(
        "<body><section><p>She sang to them.</p><poem><stanza><v>One rope,</v><v>two ropes.</v>"
        "</stanza><stanza><v>Three.</v></stanza></poem><subtitle>* * *</subtitle><p>They slept.</p>"
        "<empty-line/><p>They woke.</p></section></body>"
    )
    assert words(text, "prose")[1:4] == ["One rope,", "two ropes.", "Three."]
    assert "One rope,\ntwo ropes.\n\nThree." in text.text
    assert kinds(text)[4] == "break"
    assert [b.gap for b in text.blocks][-1]


def test_tables_and_inline_styles() -> None:
    """A table of short cells is set aside; words in an inline style are the story's."""
    text = book(
        "<body><section><p>The <style name='x'>box</style> read:</p>"
        "<table><tr><td>Strength</td><td>12</td></tr></table></section></body>"
    )
    assert words(text, "prose") == ["The box read:"]
    assert words(text, "table") == ["Strength", "12"]


def test_a_section_without_title_is_a_gap() -> None:
    """A section that follows another and has no title parts scenes, not chapters."""
    text = book(
        "<body><section><p>Mara ran.</p><p>She fell.</p></section>"
        "<section><p>Ines woke.</p></section></body>"
    )
    assert [b.gap for b in text.blocks] == [False, False, True]


def test_old_code_pages() -> None:
    """A book in the code page of its country is read by what its head declares."""
    data = fb2("<body><section><p>Мара «бежала».</p></section></body>", encoding="windows-1251")
    text = read_bytes(data, "rope.fb2")
    assert words(text, "prose") == ["Мара «бежала»."]
    assert "encoding-guessed" not in codes(text)


def test_slips_of_the_pen() -> None:
    """A bare ampersand, HTML's names for characters and control characters stop no reading."""
    text = book("<body><section><p>Mara & Ines&nbsp;&mdash; R&D;\x07.</p></section></body>")
    assert words(text, "prose") == ["Mara & Ines\u00a0— R&D;\ufffd."]


def test_pictures_are_no_words() -> None:
    """Pictures are passed over, whole or cut short, however large they are."""
    picture = "<binary id='a.png' content-type='image/png'>" + "QUJD" * 200_000 + "</binary>"
    data = fb2("<body><section><image l:href='#a.png'/><p>It began.</p></section></body>",
               binaries=picture)  # fmt: skip
    assert read_bytes(data, "rope.fb2").text == "It began."


@pytest.mark.parametrize("name", ["rope.fb2.zip", "rope.fbz", "rope"])
def test_a_zipped_book(name: str) -> None:
    """A ZIP that holds one book is that book, whatever it is called."""
    data = zipped({"rope.fb2": fb2("<body><section><p>It began.</p></section></body>")})
    text = read_bytes(data, name)
    assert text.text == "It began."
    assert text.sources[0].format == "fb2"
    assert text.segments[0].member == "rope.fb2"


def test_torn_and_hostile_books() -> None:
    """A book that is torn, or defines entities of its own, is refused with the reason."""
    whole = fb2("<body><section><p>It began.</p></section></body>")
    with pytest.raises(UnreadableInput, match="damaged"):
        read_bytes(whole[:-40], "rope.fb2")
    bomb = b"<!DOCTYPE x [<!ENTITY a 'b'>]><FictionBook><body><p>&a;</p></body></FictionBook>"
    with pytest.raises(UnreadableInput, match="entities"):
        read_bytes(bomb, "rope.fb2")
