"""Plain text: paragraphs, headings, breaks, gaps, italics, and what stands around a story."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fabula.formats import read_string
from fabula.formats.blocks.breaks import is_break
from fabula.formats.blocks.headings import Heading, heading, numbered, value
from fabula.formats.plain.reader import parse
from fabula.story.text import Text


def kinds(text: Text) -> list[tuple[str, str]]:
    """Each block's kind and words."""
    return [(b.kind, text.text[b.start : b.end]) for b in text.blocks]


def words(text: Text, kind: str = "prose") -> list[str]:
    return [w for k, w in kinds(text) if k == kind]


def test_text_is_the_file_with_newlines_unified() -> None:
    """Mixed newlines become one kind; nothing else is changed, and places still hold."""
    text = parse("One.\r\nTwo.\rThree.\n\r\n  Four. \n")
    assert text.text == "One.\nTwo.\nThree.\n\n  Four. \n"
    assert words(text) == ["One.", "Two.", "Three.", "Four."]
    place = text.source_place(text.text.index("Four"))
    assert place is not None
    assert place[1] == "One.\r\nTwo.\rThree.\n\r\n  Four. \n".index("Four")


def test_a_newline_starts_a_paragraph() -> None:
    """In a text that is not wrapped every line is a paragraph."""
    lines = [
        "She ran. " * 20,
        "“Stop!”",
        "He did not stop, he only laughed at her and went on",
        "No.",
    ]
    assert words(parse("\n".join(lines))) == [line.strip() for line in lines]


WRAPPED = """\
It was a dull grey morning when the ferry came in at last, and nobody
stood on the quay but Maud, who had waited there since five with her
hands in her sleeves.
She had not slept. The lamp in the harbour master's window had burnt
all night long, and she had watched it.

“You are late,” she said, when Ines had come down the plank with her
bag, and took it from her.

Come over the water,
come over the foam,
the boats are all waiting

Then they went home.
"""


def test_wrapped_lines_are_joined() -> None:
    """Lines wrapped at a common width are one paragraph; one that stops short ends it; verse stays
    in lines."""
    found = words(parse(WRAPPED))
    assert [w.split()[0] for w in found[:3]] == ["It", "She", "“You"]
    assert found[3:] == ["Come over the water,", "come over the foam,", "the boats are all waiting",
                         "Then they went home."]  # fmt: skip


def test_a_blank_line_always_ends_a_paragraph() -> None:
    """Also where the words would go on."""
    assert len(words(parse("and so they went on, without a word to anyone that\n\nthey met"))) == 2


def test_novels_have_paragraphs(shared: Callable[[str], Path]) -> None:
    """Hardly any paragraph of a wrapped novel begins in lower case right under another one."""
    for path in sorted(shared("data/pdnc").glob("*/novel_text.txt"))[:8]:
        text = parse(path.read_text(encoding="utf-8", errors="replace"))
        cut = sum(
            text.text[b.start].islower() and text.text[a.end : b.start].count("\n") == 1
            for a, b in zip(text.blocks, text.blocks[1:], strict=False)
        )
        assert cut * 500 < len(text.blocks), path.parent.name


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("CHAPTER I", Heading("chapter", "i", "")),
        ("CHAPTER I.", Heading("chapter", "i", "")),
        ("Chapter 12: The Rope", Heading("chapter", "12", "The Rope")),
        ("Chapter 12 - The Rope", Heading("chapter", "12", "The Rope")),
        ("~ Chapter Twenty-One ~", Heading("chapter", "twenty-one", "")),
        ("**Chapter 3**", Heading("chapter", "3", "")),
        ("PART ONE", Heading("part", "one", "")),
        ("Phase the First: The Maiden", Heading("phase", "first", "The Maiden")),
        ("Prologue", Heading("prologue", "", "")),
        ("Epilogue: Home", Heading("epilogue", "", "Home")),
        ("Chapter one was the worst of it.", None),
        ("Part two of the plan failed.", None),
        ("Chapter and verse", None),
        ("Book civil servants early", None),
        ("Interludes bored her.", None),
    ],
)
def test_heading_lines(line: str, found: Heading | None) -> None:
    """A heading is known by its own words; a sentence that begins like one is none."""
    assert heading(line) == found


def test_numbers() -> None:
    """Digits, Roman numerals and words have values; a title may follow."""
    assert [value(n) for n in ("i", "iv", "xiv", "xl", "12", "nine")] == [1, 4, 14, 40, 12, 9]
    assert [value(n) for n in ("twenty-one", "fortieth", "third")] == [21, None, 3]
    assert numbered("IV.") == Heading("", "iv", "")
    assert numbered("I. The Maiden") == Heading("", "i", "The Maiden")
    assert numbered("I went home") is None
    assert numbered("12 angry men sat there.") is None


def test_bare_numbers_must_go_up() -> None:
    """A number alone is a heading where it is the next one; any other number is prose."""
    long = "It went on and on. " * 20
    text = parse("".join(f"{n}\n\n{long}\n\n" for n in ("I", "II", "VII", "III")))
    assert words(text, "heading") == ["I", "II", "III"]


@pytest.mark.parametrize("room", ["\n", "\n\n"])
def test_a_countdown_is_no_heading(room: str) -> None:
    """Numbers in a scene, with hardly a word between them, are its words."""
    lines = ["“Count,” she said.", "1", "2", "3", "“Go,” said Tom.", "1. Milk", "2. Eggs"]
    text = parse("Chapter 1\n\n" + "It went on. " * 40 + "\n\n" + room.join(lines) + "\n\nShe ran.")
    assert words(text, "heading") == ["Chapter 1"]
    assert len(words(text)) == 9


def test_short_sections_with_room_before_their_numbers() -> None:
    """A gap before a number makes a short section one all the same."""
    short = "She ran down to the quay, and there was nobody. So she went home again."
    text = parse("".join(f"{n}\n\n{short}\n\n{short}\n\n\n" for n in (1, 2, 3)))
    assert words(text, "heading") == ["1", "2", "3"]


def test_title_under_a_heading() -> None:
    """A title line under a heading belongs to it and opens no second chapter."""
    text = parse("CHAPTER I\nThe Red House\n\nIt was dark.\n\nCHAPTER II\n\nIt was light.")
    assert words(text, "heading") == ["CHAPTER I", "The Red House", "CHAPTER II"]
    assert [b.opens_chapter for b in text.blocks] == [True, False, False, True, False]


def test_a_part_and_its_first_chapter_open_once() -> None:
    """Headings of falling rank open one chapter."""
    text = parse("PART ONE\n\nChapter 1\n\nIt was dark.\n\nChapter 2\n\nIt was light.")
    assert [b.opens_chapter for b in text.blocks] == [True, False, False, True, False]


def test_headings_between_single_newlines() -> None:
    """Where every line is a paragraph, a heading needs no blank line about it."""
    text = parse("Chapter 1\nShe ran.\nHe fell, and she went back for him.\nChapter 2\nIt rained.")
    assert words(text, "heading") == ["Chapter 1", "Chapter 2"]


def test_no_headings() -> None:
    """A text without headings has paragraphs and no chapters."""
    text = parse("It was dark.\n\nIt was light.")
    assert [b.opens_chapter for b in text.blocks] == [False, False]


@pytest.mark.parametrize(
    "line",
    ["* * *", "***", "*", "---", "—", "- - -", "#", "###", "~", "~*~", "~*~*~", "oOo", "OoOoO",
     "xXx",
     "0o0", "-x-", "~o~", "x x x", "⁂", "§", "◆ ◆ ◆", "[Line Break]", "PAGE BREAK", "-line break-",
     "linebreak", "_____", "=====", ".:.", "•", "oOo oOo oOo", "-xXx-", "*-*-*"],
)  # fmt: skip
def test_break_lines(line: str) -> None:
    """The forms that are unmistakable."""
    if line == "—":
        assert not is_break(line)  # a dash alone may be speech
    else:
        assert is_break(line)


@pytest.mark.parametrize(
    "line",
    ["", "...", "…", "-", "?", "!", "Oo", "xxx", "ooo", "xo", "He broke the line.", "No", "O", "x",
     "“…”", "1", "a * b", "*sigh*", "The page break"],
)  # fmt: skip
def test_no_break_lines(line: str) -> None:
    """What may be a story's own words is left to be learnt."""
    assert not is_break(line)


def test_gaps() -> None:
    """More blank lines than usual so far are a gap; the usual number is none."""
    assert _gaps("Aa.", 1, "Bb.", 1, "Cc.", 2, "Dd.", 1, "Ee.") == ["Dd."]
    assert _gaps("Aa.", 2, "Bb.", 2, "Cc.", 2, "Dd.", 2, "Ee.", 3, "Ff.") == [
        "Bb.", "Cc.", "Dd.", "Ff.",
    ]  # fmt: skip
    assert _gaps("Aa.", 0, "Bb.", 0, "Cc.", 0, "Dd.", 1, "Ee.", 0, "Ff.") == ["Ee."]


def _gaps(*parts: str | int) -> list[str]:
    """The paragraphs before which a gap is seen; a number stands for so many blank lines."""
    text = parse("".join(p if isinstance(p, str) else "\n" * (p + 1) for p in parts))
    return [text.text[b.start : b.end] for b in text.blocks if b.gap]


def test_italics_and_holes() -> None:
    """Emphasis and notes in brackets are spans; the text stays as it is."""
    text = parse(
        "He was _very_ tired, */not/ so* she (A/N: really!) thought, 5*3*2 or a_b_c. /Oh no./"
    )
    block = text.blocks[0]
    assert [text.text[s.start : s.end] for s in block.italics] == [
        "_very_",
        "*/not/ so*",
        "/Oh no./",
    ]
    assert [text.text[s.start : s.end] for s in block.holes] == ["(A/N: really!)"]


PAGE = """\
Main Content
Work Header
Rating:
General Audiences
Archive Warning:
No Archive Warnings Apply
Fandom:
Original Work, Harbour Tales
Relationship:
Maud Pell/Ines Carrow
Language:
English
Stats:
Published:2021-01-10Completed:2021-02-05Words:21,069Chapters:2/2Kudos:12
Salt and Rope
quayside
Summary:
Two women and a boat.
Notes:
For my sister.
(See the end of the work for more notes.)

Chapter 1: Knots
Notes:
A note above.
Chapter Text

Maud tied the rope.

“Notes:” she read aloud, and went on.

(See the end of the chapter for  notes.)

Notes:
A note below.

Chapter 2: Sea
Chapter Text

Ines untied it.

Actions
↑ Top
Kudos
quayreader left kudos on this work!
Comments
What a story.
"""


def test_a_saved_page() -> None:
    """Of a page of the archive saved as text only the story is read; its labels go to meta."""
    text = parse(PAGE)
    assert words(text) == ["Maud tied the rope.", "“Notes:” she read aloud, and went on.",
                           "Ines untied it."]  # fmt: skip
    assert words(text, "heading") == ["Chapter 1: Knots", "Chapter 2: Sea"]
    assert words(text, "summary") == ["Summary:", "Two women and a boat."]
    assert words(text, "end-note") == ["Notes:", "A note below."]
    assert text.meta.title == "Salt and Rope"
    assert text.meta.authors == ("quayside",)
    assert text.meta.tags["fandom"] == ("Original Work", "Harbour Tales")
    assert text.meta.stats["words"] == "21069"
    assert text.meta.language == "English"


@pytest.mark.parametrize("missing", range(len(PAGE.split("\n"))))
def test_any_line_of_a_page_may_be_missing(missing: int) -> None:
    """Without any one of its lines, the story of a page is still read."""
    lines = PAGE.split("\n")
    gone = lines.pop(missing)
    found = words(parse("\n".join(lines)))
    story = ["Maud tied the rope.", "“Notes:” she read aloud, and went on.", "Ines untied it."]
    if gone in ("Chapter Text", "Summary:", "Notes:"):
        # The label was all that told: its note may be read as story, or its story as a note.
        assert set(story) & set(found)
    else:
        assert [w for w in story if w != gone] == [w for w in found if w in story]


def test_a_download_as_text() -> None:
    """Labels without colons, as a download has them, name the one block under each."""
    page = (
        "Posted originally on the Archive of Our Own at http://archiveofourown.org/works/77.\n\n"
        "Rating: Mature\n\nStats: Published: 2021-01-10 Words: 900\n\nSalt and Rope\nby "
        "quayside\n\n"
        "Summary\n\nTwo women and a boat.\n\nChapter 1: Knots\n\nChapter Notes\n\nA note above.\n\n"
        "Maud tied the rope.\n\nChapter End Notes\n\nA note below.\n\nAfterword\n\nEnd "
        "Notes\n\nBye."
    )
    text = parse(page)
    assert words(text) == ["Maud tied the rope."]
    assert words(text, "summary")[-1] == "Two women and a boat."
    assert (text.meta.title, text.meta.authors) == ("Salt and Rope", ("quayside",))


def test_a_head_in_lines() -> None:
    """Labelled lines before a story are set aside, and nothing after them is."""
    text = parse(
        "Title: Salt and Rope\nAuthor: quayside\nRating: T\nPairing: Maud/Ines\n"
        "Disclaimer: I own nothing.\nSummary: Two women and a boat.\n\n"
        "Maud tied the rope.\n\nIt was dark\n\nRating: none, she thought, and laughed."
    )
    assert words(text) == ["Maud tied the rope.", "It was dark",
                           "Rating: none, she thought, and laughed."]  # fmt: skip
    assert (text.meta.title, text.meta.authors) == ("Salt and Rope", ("quayside",))


def test_speech_ends_a_note_whose_end_is_missing() -> None:
    """Where the line above the text is gone, the first speech under a note is story again."""
    text = parse("Work Header\n\nNotes:\n\nHi all.\n\n“Stop!” she called.\n\nHe stopped.")
    assert words(text) == ["“Stop!” she called.", "He stopped."]


def test_chapter_text_alone() -> None:
    """Furniture lines alone, as at the head of a copied chapter, are set aside."""
    text = parse("Work Header\n\n\nChapter Text\n\nIt was dark.\n\nShe ran.")
    assert kinds(text)[:2] == [("furniture", "Work Header"), ("furniture", "Chapter Text")]
    assert text.blocks[2].opens_chapter


def test_an_ordinary_story_is_no_page() -> None:
    """Words that are labels on a page are story elsewhere."""
    story = "She opened the book.\n\nNotes:\n\nRating:\n\nComments\n\nShe shut it again."
    assert len(words(parse(story))) >= 4


BOOK = """\
The Project Gutenberg eBook of Rope, by A. Nobody

Title: Rope

Author: A. Nobody

Language: English

*** START OF THE PROJECT GUTENBERG EBOOK ROPE ***

Produced by Some Volunteers

ROPE

by

A. Nobody

CONTENTS

CHAPTER I. The Quay
CHAPTER II. The Sea

CHAPTER I. The Quay

[Illustration]

Maud tied the rope.

CHAPTER II. The Sea

Ines untied it.

*** END OF THE PROJECT GUTENBERG EBOOK ROPE ***

Anyone may copy it.
"""


def test_project_gutenberg() -> None:
    """Head, credits, title page, contents and licence are set aside."""
    text = parse(BOOK)
    assert words(text) == ["Maud tied the rope.", "Ines untied it."]
    assert words(text, "heading") == ["CHAPTER I. The Quay", "CHAPTER II. The Sea"]
    assert words(text, "contents")[0] == "CONTENTS"
    assert words(text, "licence")[-1] == "Anyone may copy it."
    assert (text.meta.title, text.meta.authors) == ("Rope", ("A. Nobody",))


def test_a_head_without_a_start_line() -> None:
    """Where Project Gutenberg's start line is gone, the first heading ends its head."""
    text = parse("The Project Gutenberg EBook of Rope\n\nCHAPTER I\n\nMaud tied it.")
    assert words(text) == ["Maud tied it."]


def test_nothing_is_invented() -> None:
    """A text that names no title, author or chapter has none."""
    text = read_string("It was dark.\n\nIt was light.")
    assert text.meta.title is None
    assert text.meta.authors == ()
    assert not any(b.kind == "heading" for b in text.blocks)


def test_no_foot_before_the_story() -> None:
    """Words of a page's foot before any story take none of it away, however often they come."""
    text = parse("* * *\n\nKudos\n\nKudos\n\nMara waited for the rain.\n")
    assert kinds(text)[-1] == ("prose", "Mara waited for the rain.")
