"""What stands before a story: contents end where the story begins, bylines make no chapter."""

from __future__ import annotations

import pytest
from shelf import epub

from fabula.formats import read_bytes
from fabula.formats.blocks.bylines import byline
from fabula.formats.plain.reader import parse
from fabula.story.text import Text

STORY = """{0}

"I shall not go," said Josiah. "I have told Mrs. Fenwick so already."

"You will," replied Honoria.

Mr. Penhallow shut the door.

{1}

The letter was delivered on the Thursday.

"Lydia is found," he said.
"""
CONTENTS = {
    "the same": (
        "CONTENTS\n\nCHAPTER I. The Maiden Aunt\nCHAPTER II. A Letter\n\n\n",
        "CHAPTER I. The Maiden Aunt", "CHAPTER II. A Letter",
    ),
    "Roman, then words": (
        "CONTENTS\n\n  I. The Maiden Aunt\n  II. A Letter\n\n\n",
        "CHAPTER I.\n\nTHE MAIDEN AUNT", "CHAPTER II.\n\nA LETTER",
    ),
    "digits, then words": (
        "Contents\n\n1. The Maiden Aunt\n2. A Letter\n\n\n", "Chapter One", "Chapter Two",
    ),
    "words, then digits": (
        "Contents\n\nChapter One\nChapter Two\n\n\n", "Chapter 1", "Chapter 2",
    ),
    "titles, then numbers": (
        "CONTENTS\n\nThe Maiden Aunt\nA Letter\n\n\n",
        "Chapter 1\n\nThe Maiden Aunt", "Chapter 2\n\nA Letter",
    ),
    "dots and pages": (
        "TABLE OF CONTENTS\n\nChapter I. The Maiden Aunt ..... 3\nChapter II. A Letter ... 17\n\n",
        "Chapter I", "Chapter II",
    ),
    "columns": (
        "CONTENTS\n\nCHAPTER    PAGE\n\n   I  THE MAIDEN AUNT     1\n\n  II  A LETTER     17\n\n\n",
        "CHAPTER I\n\nTHE MAIDEN AUNT", "CHAPTER II\n\nA LETTER",
    ),
    "words, then a number and a title": (
        "Contents\n\nChapter 1: The Maiden Aunt\nChapter 2: A Letter\n\n",
        "1. The Maiden Aunt", "2. A Letter",
    ),
}  # fmt: skip


def words(text: Text, kind: str = "prose") -> list[str]:
    return [text.text[b.start : b.end] for b in text.blocks if b.kind == kind]


@pytest.mark.parametrize("name", CONTENTS)
def test_contents_never_swallow_the_story(name: str) -> None:
    """However the contents write a chapter's number, its heading begins the story."""
    contents, first, second = CONTENTS[name]
    text = parse("The Lamp\n\nby Edith Carrow\n\n" + contents + STORY.format(first, second))
    assert len(words(text)) == 5
    assert sum(b.opens_chapter for b in text.blocks) == 2
    assert len(words(text, "contents")) >= 2


def test_contents_of_titles_end_at_the_first_sentence() -> None:
    """Where chapters have no numbers, no sentence is lost to the contents."""
    text = parse(
        "CONTENTS\n\nThe Maiden Aunt\nA Letter\n\n\n" + STORY.format("The Maiden Aunt", "")
    )
    assert "Mr. Penhallow shut the door." in words(text)
    assert "The Maiden Aunt" not in words(text, "contents")[1:][-1:]


def test_chapters_counted_afresh_in_each_part() -> None:
    """A chapter's number may come again in the contents under a new part."""
    listed = "PART ONE\n\nChapter 1\n\nChapter 2\n\nPART TWO\n\nChapter 1\n\nChapter 2\n\n"
    text = parse("CONTENTS\n\n" + listed + "\n" + listed.replace("1\n", "1\n\nShe ran.\n"))
    assert len(words(text, "contents")) == 7
    assert words(text) == ["She ran."] * 2


BYLINES = [
    "by corvid_9", "By: lampblack", "by xX_Raven_Xx", "by Mara Jones", "Written by starfall",
    "by starfall for prompt 12", "(by nightjar)", "~nightjar", "A story by nightjar",
    "*by Ines Calder*",
]  # fmt: skip


@pytest.mark.parametrize("line", BYLINES)
def test_bylines(line: str) -> None:
    """The line under a title is no story in plain text, whoever wrote it."""
    text = parse(f"The Long Way Down\n{line}\n\nChapter One\n\nMara shut the door.")
    assert words(text) == ["Mara shut the door."]
    assert words(text, "byline") == [line]
    assert sum(b.opens_chapter for b in text.blocks) == 1


@pytest.mark.parametrize(
    "line",
    [
        "by the sea",
        "by now she knew",
        "By his own account he was late.",
        "Bypass",
        "by noon it rained",
    ],
)
def test_no_bylines(line: str) -> None:
    """Words that begin with “by” as any sentence may."""
    assert byline(line) is None


def test_only_a_name_becomes_an_author() -> None:
    """A byline that says more than a name is set aside and names nobody."""
    assert parse("The Way Down\nby corvid_9\n\nShe ran.").meta.authors == ("corvid_9",)
    assert parse("The Way Down\nby starfall for prompt 12\n\nShe ran.").meta.authors == ()


@pytest.mark.parametrize("first", ["Boom", "Silence.", "Day 1", "1", "She ran"])
def test_a_first_line_that_may_be_story_is_story(first: str) -> None:
    """One word, or a word and a number, may be the story's own: no word of it is lost."""
    text = parse(f"{first}\n\nMara shut the door.")
    assert words(text)[-1] == "Mara shut the door."
    assert words(text, "title") == []


def test_a_byline_after_one_word() -> None:
    """Under a title of one word, which is left to the story, a byline is still one."""
    assert words(parse("Rope\nby Mara Jones\n\nShe ran."), "byline") == ["by Mara Jones"]


PAGE = "<html><head><title>The Salt Road</title></head><body>{}</body></html>"
SAME = {
    "x.md": "# The Salt Road\n\n*by Ines Calder*\n\n## One\n\nMara ran.\n\n## Two\n\nShe fell.\n",
    "x.html": PAGE.format(
        "<h1>The Salt Road</h1><p>by Ines Calder</p><h2>One</h2><p>Mara ran.</p>"
        "<h2>Two</h2><p>She fell.</p>"
    ),
    "y.html": PAGE.format(
        "<p>The Salt Road</p><p>by Ines Calder</p><h2>One</h2><p>Mara ran.</p>"
        "<h2>Two</h2><p>She fell.</p>"
    ),
}


@pytest.mark.parametrize("path", SAME)
def test_bylines_in_other_formats(path: str) -> None:
    """The line under a title is no story and no chapter in any format."""
    text = read_bytes(SAME[path].encode(), path)
    assert words(text) == ["Mara ran.", "She fell."]
    assert words(text, "byline") == ["by Ines Calder"]
    assert sum(b.opens_chapter for b in text.blocks) == 2


def test_a_byline_on_a_books_title_page() -> None:
    """A title page of a book, marked as one by nothing but its words, makes no chapter."""
    book = epub({
        "a.xhtml": "<p>The Salt Road</p><p>by Ines Calder</p>",
        "b.xhtml": "<h2>Chapter 1</h2><p>Mara ran.</p>",
    })  # fmt: skip
    text = read_bytes(book, "x.epub")
    assert words(text) == ["Mara ran."]
    assert words(text, "byline") == ["by Ines Calder"]


def test_a_heading_that_names_a_note() -> None:
    """What stands under it is a note, until the next heading or a break; it opens no chapter."""
    text = read_bytes(
        b"# One\n\nMara ran.\n\n### A/N\n\nHello.\n\nReview!\n\n# Two\n\nShe fell.\n", "x.md"
    )
    assert words(text) == ["Mara ran.", "She fell."]
    assert words(text, "note") == ["A/N", "Hello.", "Review!"]
    assert sum(b.opens_chapter for b in text.blocks) == 2
    broken = read_bytes(b"# Notes\n\nHello.\n\n---\n\nShe fell.\n", "x.md")
    assert words(broken) == ["She fell."]
