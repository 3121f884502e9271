"""The world's pages as they are laid out, whatever is told."""

from __future__ import annotations

import io

import pytest
from rich.console import Console, RenderableType
from rich.text import Text

from fabula.cli.answer_page import answer_text, found_text
from fabula.cli.found import Found
from fabula.cli.overview import Place
from fabula.cli.reasons import Words
from fabula.cli.statements import Statement
from fabula.cli.told import Section
from fabula.cli.wording import sentence, shortened, third
from fabula.cli.world_page import section_lines, statement_line, statement_text, world_page
from fabula.story.text import Span

WIDTHS = [40, 60, 80, 120]
LONG = "In the evening Tom carried Mara to the ferry, and nobody on the landing said a word. " * 3


def said(**known) -> Statement:
    fields = {"id": "r1", "place": Place(100, 2, 45), "says": "Tom is kin of Mara", "words": LONG}
    return Statement(**{**fields, **known})


def printed(page: RenderableType, width: int = 80) -> list[str]:
    """The lines that a page comes to."""
    console = Console(file=io.StringIO(), width=width, markup=False, highlight=False)
    with console.capture() as found:
        console.print(page)
    return [line.rstrip() for line in found.get().splitlines()]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal(width) -> None:
    """However long what is told and its words, lines are laid out, not broken by the terminal."""
    for statement in (said(), said(says=LONG), said(words=""), said(sure=False, words="so")):
        laid_out = statement_text(statement, width)
        assert printed(laid_out, width) == [line.rstrip() for line in laid_out.plain.split("\n")]
        assert all(len(line) <= width for line in printed(laid_out, width))


def test_short_words_stand_beside_what_they_tell() -> None:
    """One line is enough where all fits; a question mark says that it is inferred."""
    assert printed(statement_text(said(words="his sister", sure=False), 80)) == [
        "  ch. 2, 45%  Tom is kin of Mara?  “his sister”"
    ]


def test_a_narrow_terminal_has_the_place_last() -> None:
    """With few columns the place follows what is told."""
    assert printed(statement_text(said(words="his sister"), 40), 40) == [
        "  Tom is kin of Mara  ch. 2, 45%",
        "  “his sister”",
    ]


def test_a_page_is_brief() -> None:
    """On a page words take two lines at most, and what is left out is counted."""
    page: list[Section] = [("ties", [said()], 3, "relations"), ("open", [], 0, "threads")]
    lines = printed(world_page(Text("Ferry"), page, 80))
    assert lines[:3] == ["Ferry", "", "How they stand to each other"]
    assert len(lines) == 7
    assert lines[-2].endswith("…”")
    assert lines[-1] == "  and 3 more: fabula relations"


def test_a_world_of_nothing() -> None:
    """Where nothing is told, that is said."""
    page = printed(world_page(Text("Untitled"), [("cast", [], 0, "cast")], 80))
    assert page[-1] == "Nothing is told that could be kept."


def test_lines_for_programs_have_tabs_between() -> None:
    """A statement is one line whatever its words hold, and a page's line names its part first."""
    odd = said(says="Tom\tis", words="a\nb")
    assert statement_line(odd) == "100\t2\t45\tr1\tTom is\ta b"
    assert list(section_lines([("ties", [odd], 0, "")])) == [f"ties\t{statement_line(odd)}"]


def test_an_answer_stands_above_its_words() -> None:
    """The words that show an answer stand below it; without one, it is not stated, and the words
    nearest to the question stand there."""
    words = Words(start=0, end=4, place=Place(0, 1, 0), words="Tom carried Mara.")
    assert printed(answer_text("Tom", [words], 80)) == ["Tom", "   ch. 1, 0%  “Tom carried Mara.”"]
    assert printed(answer_text(None, [], 80)) == ["Not stated."]
    assert printed(answer_text(None, [words], 80)) == [
        "Not stated. Nearest to the question:", "   ch. 1, 0%  “Tom carried Mara.”",
    ]  # fmt: skip


def test_what_was_looked_for_stands_out() -> None:
    """In a sentence that was found its matches are bold, whoever says it."""
    found = Found(
        place=Place(0, 1, 0),
        words="I carried her.",
        matches=[Span(2, 9)],
        speaker="Tom",
        scene="c1",
        score=1.0,
    )
    text = found_text(found, 80)
    bold = [text.plain[s.start : s.end] for s in text.spans if s.style == "bold"]
    assert bold == ["carried"]
    assert text.plain == "   ch. 1, 0%  Tom: I carried her."


@pytest.mark.parametrize(
    ("lemma", "told"), [("hold", "holds"), ("cry", "cries"), ("say", "says"), ("pass", "passes"),
                        ("watch", "watches"), ("have", "has"), ("go", "goes")]
)  # fmt: skip
def test_verbs_are_told_in_the_present(lemma, told) -> None:
    """What happened is told as she does it."""
    assert third(lemma) == told


def test_a_sentence_keeps_to_its_paragraph() -> None:
    """The sentence around a word ends where it does, with its marks, and never leaves its
    paragraph."""
    text = "He left. “She ran!” The end\nNext day"
    word = text.index("ran")
    first, last = sentence(text, word, word + 3, 0, text.index("\n"))
    assert text[first:last] == "“She ran!”"
    first, last = sentence(text, text.index("end"), text.index("end") + 3, 0, text.index("\n"))
    assert text[first:last] == "The end"
    assert shortened("a\n b  c", 4) == "a b…"
