"""What a page shows of a text, piece by piece."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.formats import read_string
from fabula.story.text import Block, Span, Text
from fabula.web.languages import code
from fabula.web.pieces import Highlight, Paragraph, paragraph
from fabula.web.view import Folds, likely, view
from fabula.web.words import around


def links(words: str, *mentions: tuple[int, int]) -> list[str]:
    block = Block(0, len(words), "prose")
    made = paragraph(words, block, [Span(*m) for m in sorted(mentions)])
    return [p.words for p in made.pieces if p.link is not None]


def test_the_inmost_mention_has_the_words() -> None:
    """In "Emma's mother" a tap on Emma asks for Emma, one on mother for her mother."""
    assert links("Emma’s mother slept.", (0, 13), (0, 4)) == ["Emma", "’s mother"]


def test_blanks_are_no_part_of_a_link() -> None:
    """Words that stand for somebody are linked without the blank beside them."""
    assert links("her brother slept", (0, 3), (0, 11)) == ["her", "brother"]


def test_signs_of_emphasis_are_not_shown() -> None:
    """_So_ in a plain text is shown slanted, without its underscores."""
    text = read_string("Chapter 1\n\nShe was _very_ tired, and *that* was all.\n")
    shown = view(text, 1, 2)[0]
    assert isinstance(shown, Paragraph)
    assert "".join(p.words for p in shown.pieces) == "She was very tired, and that was all."
    assert [p.words for p in shown.pieces if p.italic] == ["very", "that"]


def test_what_is_no_story_is_folded() -> None:
    """Summary and note wait, side by side, until they are asked for; the story is shown."""
    kinds = [("summary", "All die."), ("note", "Hi."), ("heading", "One"), ("prose", "He rowed.")]
    place, blocks = 0, []
    for kind, words in kinds:
        blocks.append(Block(place, place + len(words), kind))  # type: ignore[arg-type]
        place += len(words) + 1
    folds, heading, prose = view(Text("\n".join(w for _, w in kinds), tuple(blocks)), 0, 4)
    assert isinstance(folds, Folds)
    assert [f.label for f in folds.folds] == ["Summary", "Author’s note"]
    assert isinstance(heading, Paragraph)
    assert isinstance(prose, Paragraph)
    assert (heading.kind, prose.pieces[0].words) == ("heading", "He rowed.")


def test_a_note_inside_a_paragraph_is_a_piece_of_its_own() -> None:
    """An author's aside in the middle of a paragraph is told from the story around it."""
    text = read_string("Chapter 1\n\nHe [A/N: sorry] slept.\n")
    shown = view(text, 1, 2)[0]
    assert isinstance(shown, Paragraph)
    assert [p.words for p in shown.pieces if p.hole] == ["[A/N: sorry]"]


def test_a_highlight_goes_over_links() -> None:
    """Marked words stay marked where somebody is named among them."""
    words = "So Tom slept."
    marked = Highlight(7, Span(0, 6), "yellow")
    made = paragraph(words, Block(0, len(words), "prose"), [Span(3, 6)], [marked])
    assert [(p.words, p.note, p.link) for p in made.pieces] == [
        ("So ", 7, None),
        ("Tom", 7, 3),
        (" slept.", None, None),
    ]


def test_who_may_be_meant_is_told_by_form_before_reading() -> None:
    """In a text not read yet pronouns and names inside a sentence can be asked about."""
    text = "The wind rose. When she saw Tom, he ran to O’Brien."
    assert [text[a:b] for a, b in likely(text, 0, len(text))] == ["she", "Tom", "he", "O’Brien"]


spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda s: Span(min(s), max(s)))


@settings(max_examples=80, deadline=None)
@given(st.lists(spans), st.lists(spans), st.text(min_size=40, max_size=40))
def test_every_character_is_shown_once(mentions: list[Span], marks: list[Span], words: str) -> None:
    """However mentions and highlights lie in each other, a paragraph shows its words once each."""
    highlights = [Highlight(i, at, "yellow") for i, at in enumerate(marks)]
    made = paragraph(words, Block(0, 40, "prose"), sorted(mentions), highlights)
    assert "".join(p.words for p in made.pieces) == words
    assert all(words[p.start : p.start + len(p.words)] == p.words for p in made.pieces)


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "{{ 7*7 }}", "\u202eevil"])
def test_markup_in_a_story_is_words(words: str) -> None:
    """What looks like markup in a story is kept as the words it is."""
    made = paragraph(words, Block(0, len(words), "prose"))
    assert [p.words for p in made.pieces] == [words]


@pytest.mark.parametrize(
    ("said", "code_"),
    [
        ("English", "en"),
        ("en", "en"),
        ("Português brasileiro", "pt"),
        ("中文-普通话 國語", "zh"),
        ("pt-BR", "pt-BR"),
        ('<script lang="', None),
        ("Quenya", None),
        ("", None),
        (None, None),
    ],
)
def test_a_language_is_called_by_its_code(said: str | None, code_: str | None) -> None:
    """What a source calls the language of a work is a code for the browser, or nothing."""
    assert code(said) == code_


def test_a_quotation_ends_between_words() -> None:
    """Of a sentence that is too long to be quoted, whole words are shown."""
    text = read_string("rain and " * 90 + "Mara" + " saw the sea" * 90 + ".")
    at = text.text.index("Mara")
    told = around(text, Span(at, at + 4))
    assert re.fullmatch(r"…(rain and |and )(rain and )+", told.before)
    assert told.words == "Mara"
    assert re.fullmatch(r"( saw the sea)+( saw| saw the)?…", told.after)
