"""What fuzzing found, kept small: each file once broke a reader, held it up, or was told badly."""

from __future__ import annotations

import pytest
from outcome import outcome
from shelf import WORD, epub, zipped

from fabula.errors import UnreadableInput
from fabula.formats import read_bytes


def test_comments_before_a_page() -> None:
    """However many comments stand before the first tag, a page is told at once."""
    assert outcome(b"<!---->" * 500 + b"It began.", "x") is not None


def test_blanks_before_a_page() -> None:
    """However many blanks a page holds, it is read at once."""
    text = outcome(b"<html><body>" + b" \n" * 50_000 + b"It began.</body></html>", "x.html")
    assert text is not None
    assert text.text == "It began."


def test_markdown_with_lines_of_dos() -> None:
    """Markdown whose lines end as DOS ends them takes no longer than other Markdown."""
    text = outcome(b"She ran.\r\n\r\n" * 8_000, "x.md")
    assert text is not None
    assert len(text.blocks) == 8_000


@pytest.mark.parametrize("name", ["undefined", "unicode_escape", "raw_unicode_escape", "punycode"])
def test_encodings_that_are_none(name: str) -> None:
    """A page may call an encoding what is none: then its letters tell, and no word is altered."""
    page = f"<html><meta charset={name}><body>Caf\u00e9 \\u0041 \\q</body></html>"
    text = outcome(page.encode("cp1252"), "x.html")
    assert text is not None
    assert text.text == "Caf\u00e9 \\u0041 \\q"


def test_a_parser_s_reason_has_one_line() -> None:
    """A damaged document is told in one line, though the parser's reason has two."""
    document = f'<w:document xmlns:w="{WORD}"><w:body>\0</w:body></w:document>'
    files: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>"}
    with pytest.raises(UnreadableInput, match=r"^[^\n]+$"):
        read_bytes(zipped(files | {"word/document.xml": document}), "x.docx")


def test_a_declared_encoding_that_cannot_be_the_file_s() -> None:
    """A page that was read far enough to find that it is EBCDIC is none."""
    page = b"<html><head><meta charset='cp037'></head><body><p>\x93It began,\x94 he said.</p>"
    assert read_bytes(page, "x.html").text == "“It began,” he said."


@pytest.mark.parametrize(
    ("rule", "element"),
    [
        (".a ~ p { display: none }", "<p>hi</p>"),
        (".a@ .b { display: none }", "<p class='a1 b'>hi</p>"),
        ("div div div div p { display: none }", "<div><p>hi</p>"),
    ],
)
def test_styles_without_an_end(rule: str, element: str) -> None:
    """A page made of styles is looked at for as long as its size is worth, and keeps its words."""
    styles = "".join(rule.replace("@", str(i)) for i in range(2_000))
    page = f"<html><style>{styles}</style><body>{element * 2_500}</body></html>"
    text = outcome(page.encode(), "x.html")
    assert text is not None
    assert text.text.count("hi") == 2_500


def test_what_hides_and_shows_again() -> None:
    """However deep what is hidden lies in what is hidden, what shows itself again is kept."""
    style = "<style>.h { visibility: hidden } .s { visibility: visible }</style>"
    inner = "<i>x</i>" * 6_000 + "<b class=s>It began.</b>"
    text = outcome(f"<html>{style}<body>{'<div class=h>' * 150}{inner}".encode(), "x.html")
    assert text is not None
    assert text.text.endswith("It began.")


def test_tables_in_tables() -> None:
    """Tables in tables are asked whether they hold data without being read again and again."""
    page = "<html><body>" + "<table><tr><td>It began." * 4_000
    text = outcome(page.encode(), "x.html")
    assert text is not None
    assert text.text.count("It began.") == 4_000


@pytest.mark.parametrize("line", ["o" * 78 + "!", ".:" + ".:*~" * 19 + "!"])
def test_rows_that_end_otherwise(line: str) -> None:
    """A row of noughts or dots that is no break after all is told at once."""
    text = outcome(f"She waited.\n\n{line}\n\nIt rained.".encode(), "x.txt")
    assert text is not None
    assert [b.kind for b in text.blocks] == ["prose"] * 3


def test_half_a_character_in_a_broken_package() -> None:
    """A reference to half a character in a package that has to be mended breaks nothing."""
    book = epub({"a.xhtml": "<p>It began.</p>"}, "<dc:title>A &#xD800;&#55296; B</dc:title>")
    text = outcome(book, "x.epub")
    assert text is not None
    assert "It began." in text.text


def test_a_title_that_mends_to_nothing() -> None:
    """A garbled line that stands for nothing leaves no empty block behind when it is mended."""
    line = "\u00c2\u00a0\n\u00echa\u00c2ter 1: no\u0084ooo A/N:"
    garbled = f"Lamp Oil\n\nby quayside\n{line}\n\nA/N: \u00c3\u0087a N: \u00bc\u0087a N:"
    mended = read_bytes(garbled.encode(), "x.txt", mend=True)
    assert all(b.start < b.end for b in mended.blocks)
