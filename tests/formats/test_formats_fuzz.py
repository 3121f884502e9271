"""Whatever a file holds, it is read in order or refused in words: no crash, no lost word."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from shelf import ao3_epub, ao3_html, as_docx, as_epub, break_line, heading, prose
from test_formats_places import check

from fabula.errors import FabulaError
from fabula.formats import read_bytes, read_string
from fabula.formats.report import report
from fabula.story.text import Text

TAGS = ("p", "div", "i", "em", "b", "br", "hr", "h1", "h2", "ul", "li", "table", "tr", "td", "span",
        "blockquote", "pre", "dl", "dt", "dd", "a", "nav", "body", "html", "title", "ruby",
        "rt")  # fmt: skip
PIECES = st.one_of(
    st.sampled_from(TAGS).map(lambda t: f"<{t}>"),
    st.sampled_from(TAGS).map(lambda t: f"</{t}>"),
    st.sampled_from(
        ("<p class='userstuff'>", "<div id='chapters'>", "<div id='preface'>",
        "<div id='workskin'>",
         "<div class='meta group'>", "<!--", "-->", "<style>", "</style>", "<p", "&nbsp;", "&#x",
         "<", ">",
         "Posted originally on the Archive of Our Own", "Notes", "Chapter 1", "* * *", "<p hidden>",
         "<span style='font-style:italic'>", "<![CDATA[", "<?x?>", "</", "\0", "A/N: hi")
    ),
    st.text("word é\n\t\u00a0\u200b'\"", min_size=1, max_size=8),
)  # fmt: skip


def outcome(data: bytes, path: str) -> None:
    """Asserts that a file is read in order, or refused in one line that names it."""
    try:
        text = read_bytes(data, path)
    except FabulaError as error:
        refusal = str(error)
    else:
        sane(text)
        refusal = f"{path}: "
    assert refusal.startswith(path)
    assert "\n" not in refusal


def sane(text: Text) -> None:
    """Blocks and segments are in order and whole, and the report has a row for each."""
    made = type("Made", (), {"decoded": None, "blocks": {}})
    bare = Text(text.text, text.blocks)
    check(bare, made)  # type: ignore[arg-type]
    assert all(0 <= s.start < s.end <= len(text.text) and s.offset >= 0 for s in text.segments)
    assert len(report(text)) >= len(text.blocks)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=400, deadline=None)
def test_tag_soup(soup: str) -> None:
    """Any soup of tags is read in order, or has no words."""
    outcome(b"<html><body>" + soup.encode(), "x.html")


@given(st.lists(st.sampled_from(("first", "second", "third", "<p>", "</p>", "<div>", "</div>",
                                 "<i>", "</i>", "<br>", "<table>", "<td>",
                                 " ")), max_size=30))  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_no_word_is_lost_or_moved(pieces: list[str]) -> None:
    """The words of a page are the words of its text, as often and in the same order."""
    soup = "".join(pieces)
    words = re.sub(r"<[^>]*>|\s", "", soup)
    if words and "table" not in soup:  # a parser moves words out of broken tables
        text = read_bytes(b"<html><body><p>0 " + soup.encode(), "x.html")
        assert re.sub(r"\s", "", text.text) == "0" + words


LEAVES = [heading("Chapter 1: Rope"), prose("It began."), break_line("~*~"), prose("It ended.")]
CONTAINERS = {
    "x.docx": as_docx(LEAVES).data,
    "x.epub": as_epub(LEAVES).data,
    "ao3.epub": ao3_epub("<p>It began.</p>"),
    "ao3.html": ao3_html("<p>It began.</p>"),
}


@pytest.mark.parametrize("name", CONTAINERS)
@given(changes=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=6))
@settings(max_examples=120, deadline=None)
def test_damaged_files(name: str, changes: list[tuple[int, int]]) -> None:
    """A file with some of its bytes changed is read or refused."""
    data = bytearray(CONTAINERS[name])
    for place, byte in changes:
        data[place % len(data)] = byte
    outcome(bytes(data), name)


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_string(string: str) -> None:
    """Any string at all is read, its length kept but for newlines, or has no words."""
    try:
        text = read_string(string)
    except FabulaError:
        return
    sane(text)
    if text.sources[0].format == "text":
        assert len(text.text) == len(string.replace("\r\n", "\n"))


@given(
    st.binary(max_size=200), st.sampled_from(["x.txt", "x.html", "x.md", "x.epub", "x.docx", "-"])
)
@settings(max_examples=300, deadline=None)
def test_any_bytes(data: bytes, path: str) -> None:
    """Any bytes under any name are read or refused."""
    outcome(data, path)


@given(st.lists(st.sampled_from(
    ("# ", "## ", "*", "_", "**", "word ", "two  \n", "\n", "\n\n", "> ", "- ", "    ", "`",
    "```\n",
     "[a](b)", "![i](j)", "<i>", "</i>", "<br>", "<!-- c -->", "\\*", "&amp;", "&#42;", "***\n",
     "---\n",
     "\r\n", "1. ", "@pov: x", "é", "\u00a0", "![", "](",
     "<p>\n")), max_size=30).map("".join))  # fmt: skip
@example("*```\n\u00a0<!-- c --># ")
@settings(max_examples=400, deadline=None)
def test_any_markdown(source: str) -> None:
    """Any Markdown is read, and every place leads to the same characters in the file."""
    try:
        text = read_bytes(source.encode(), "x.md")
    except FabulaError:
        return
    sane(text)
    for segment in text.segments:
        length = segment.end - segment.start
        here = text.text[segment.start : segment.end]
        assert source[segment.offset : segment.offset + length] == here
