"""Pages and lines as they are laid out, whatever was read."""

from __future__ import annotations

import io

import pytest
from rich.console import Console, RenderableType

from fabula.cli.lines import quote_line, quote_text, row_text
from fabula.cli.output import plain
from fabula.cli.overview import Member, Overview, Place, Places, Spoken, where, words
from fabula.cli.page import cast_table, count, figures, overview_page, percent
from fabula.formats import read_string
from fabula.formats.report import ReportRow
from fabula.story.text import Notice
from fabula.story.world import World

NAMES = [
    "Mara Venn",
    "Bo",
    "雲雀恭弥",
    "Sir Humphrey Featherstonehaugh-Cholmondeley",
]
WIDTHS = [40, 60, 80, 120]


def member(label: str, **known) -> Member:
    fields = {
        "id": "e1",
        "label": label,
        "aliases": [],
        "pronouns": None,
        "mentions": 3,
        "quotations": 2,
        "words": 10,
        "share": 0.5,
        "first": Place(120, 12, 99),
    }
    return Member(**{**fields, **known})


def overview(**known) -> Overview:
    fields = {
        "title": "Line Clear",
        "authors": ["fabula"],
        "files": ["/home/reader/line.html"],
        "formats": ["html"],
        "language": None,
        "horizon": 9000,
        "chapters": 1,
        "scenes": 2,
        "words": 1774,
        "quotations": 8,
        "with_speaker": 4,
        "guessed": 0,
        "cast": [],
        "notices": [],
        "lost": [],
    }
    return Overview(**{**fields, **known})


def spoken(**known) -> Spoken:
    fields = {
        "id": "q1",
        "start": 100,
        "end": 120,
        "place": Place(100, 2, 45),
        "mode": "speech",
        "speaker": "e1",
        "speaker_label": "Mara",
        "cue": "explicit",
        "confidence": 0.9,
        "words": "“Come\nin.”",
    }
    return Spoken(**{**fields, **known})


def printed(page: RenderableType, width: int = 80) -> list[str]:
    """The lines that a page comes to."""
    console = Console(file=io.StringIO(), width=width, markup=False, highlight=False)
    with console.capture() as found:
        console.print(page)
    return [line.rstrip() for line in found.get().splitlines()]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_row_is_a_line_however_long_its_names(width) -> None:
    """Each of the cast has one line, no wider than the terminal, with share and place whole."""
    cast = [member(name, aliases=NAMES * 3) for name in NAMES]
    lines = printed(cast_table(cast, width), width)
    assert len(lines) == 1 + len(cast)
    assert all(line.endswith("50%  ch. 12, 99%") for line in lines[1:])


def test_other_names_are_shown_whole() -> None:
    """Where there is no room for all other names, a sign says that there are more."""
    cast = [member("Mara", aliases=["Mara Venn", "Miss Venn", "Captain Mara Venn of the Ferry"])]
    assert "Mara Venn, Miss Venn, …" in printed(cast_table(cast, 64), 64)[1]


def test_without_other_names_there_is_no_column_for_them() -> None:
    """The column of other names is there only where somebody has one."""
    assert "also called" not in printed(cast_table([member("Mara")], 80))[0]


def test_who_never_speaks_has_no_share() -> None:
    """A share is shown for those who speak; what is there at all is never nothing."""
    silent = printed(cast_table([member("Mara", quotations=0, share=0.0)], 80))[1]
    assert "%" not in silent.replace("99%", "")
    assert (percent(0), percent(0.004), percent(0.5), percent(1)) == ("0%", "<1%", "50%", "100%")


def test_a_long_cast_says_how_many_more_there_are() -> None:
    """The page shows the first dozen and says where the others are."""
    lines = printed(overview_page(overview(cast=[member(f"No{i}") for i in range(20)]), 80))
    assert lines[-1] == "  and 8 more: fabula cast"


def test_figures_count_in_words() -> None:
    """One is one, more are many, and guesses are told where there are any."""
    assert list(figures(overview())) == [
        "HTML · 1 chapter · 2 scenes · 1,774 words",
        "8 quotations, 4 with a speaker (50%)",
    ]
    assert list(figures(overview(guessed=3)))[1].endswith("(50%), 3 of them a guess")
    assert list(figures(overview(quotations=0)))[1] == "no quotations"
    assert (count(1, "word"), count(1000, "word")) == ("1 word", "1,000 words")


def test_a_work_without_a_title_is_told_by_its_files() -> None:
    """No title is made up: the files are named instead."""
    assert printed(overview_page(overview(title=None, authors=[]), 80))[0] == "Untitled (line.html)"
    many = overview(title=None, files=["1.txt", "2.txt", "3.txt"])
    assert printed(overview_page(many, 80))[0] == "Untitled (1.txt, 2.txt, …)"


def test_notices_are_plain_sentences() -> None:
    """What should be known about the file stands at the end of the page."""
    page = overview_page(
        overview(notices=[Notice("x", "The file has [bold]odd[/bold] letters.")]), 80
    )
    assert printed(page)[-1] == "  Note: The file has [bold]odd[/bold] letters."


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_quotations_stand_within_the_terminal(width, name) -> None:
    """A quotation's lines are no wider than the terminal, and all its words are there."""
    quote = spoken(speaker_label=name, words="“It was raining again, and nobody came. " * 9 + "”")
    text = quote_text(quote, width)
    room = max(width, len(name) + 20)  # a name is never cut
    assert all(line.cell_len <= room for line in text.split("\n"))
    assert text.plain.count("nobody") == 9


def test_guesses_thoughts_and_unknown_speakers_are_told_apart() -> None:
    """A guess has a question mark, a thought says so, and nobody known is a question mark alone."""
    assert "Mara  " in quote_text(spoken(), 80).plain
    assert "Mara?  " in quote_text(spoken(confidence=0.4), 80).plain
    assert "(thought) " in quote_text(spoken(mode="thought"), 80).plain
    assert quote_text(spoken(speaker=None, speaker_label=None), 80).plain.split()[3] == "?"


def test_a_line_for_programs_has_seven_fields() -> None:
    """Tabs and line breaks in a story never make a field or a line."""
    line = quote_line(spoken(words="“Come\tin,\nnow.”", speaker_label="Ma\tra"))
    assert line.split("\t") == ["100", "2", "45", "speech", "Ma ra", "0.90", "“Come in, now.”"]


def test_the_report_is_a_line_a_block() -> None:
    """A row of the report fits the terminal; what is set aside stands in brackets."""
    row = ReportRow(0, 90, False, "note", "names itself a note", "a.txt", "A/N: hello " * 9)
    assert row_text(row, 60).cell_len <= 60
    assert "(note)" in row_text(row, 60).plain


def test_plain_words_have_nothing_that_a_terminal_obeys() -> None:
    """Escapes, line breaks and marks that turn writing round become blanks."""
    assert plain("a\x1b[31mb\r\nc\u202ed\x9be") == "a [31mb c d e"


def test_words_are_counted_as_a_reader_would() -> None:
    """Hyphens and apostrophes do not part words, dashes and underscores do not make any."""
    assert words("“_Don't_—well-worn,” she said… 12 times – ’tis") == 7


def test_places_are_told_by_chapter_and_share_of_the_story() -> None:
    """Headings and what is set aside do not count as story."""
    text = read_string("Chapter 1\n\nIt rained.\n\nChapter 2\n\nIt snowed.\n")
    places = Places(World(text, [], len(text.text)))
    second = text.text.index("It snowed")
    assert places.of(text.text.index("It rained")) == Place(11, 1, 0)
    assert (places.of(second).chapter, places.of(second).percent) == (2, 50)
    assert where(places.of(second)) == "ch. 2, 50%"
    assert where(Place(0, None, 0)) == "0%"
