"""Word pieces: what is counted at once is what is found one by one."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from fabula.story.pieces import LEFT_PIECES, Pieces, count_pieces

PIECE = re.compile(r"\w{1,8}|[^\w\s]")
WORDS = st.sampled_from(
    ["Mara", "said", "extraordinarily", "“", "don’t", "—", "café", "naïveté", "ő", "x_1", "😀"]
)
ODD = st.sampled_from(["漢字かな", "٣", "\u200b", "\x81", "\ud800", "a\u0301", "ﬁ", "²"])
LONG = st.integers(1, 200).map(lambda n: "ha" * n)
BLANKS = st.sampled_from([" ", "", "  ", "\n", "\u2028", "\xa0", "\x1c", " " * 90])
TEXTS = st.lists(st.one_of(WORDS, ODD, LONG, BLANKS), max_size=60).map("".join)


@st.composite
def stretches(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text)))
    return text, start, draw(st.integers(start, len(text)))


@given(stretches())
def test_pieces_are_counted_as_they_are_found(told: tuple[str, int, int]) -> None:
    """Any stretch of any text has as many pieces by its marks as by itself."""
    text, start, end = told
    assert Pieces(text).count(start, end) == count_pieces(text[start:end])
    assert count_pieces(text[start:end]) == len(PIECE.findall(text[start:end]))


@given(stretches(), st.integers(1, LEFT_PIECES))
def test_the_last_pieces_are_the_last(told: tuple[str, int, int], most: int) -> None:
    """The end of a stretch begins with a piece, where it is not all of it, and has as many."""
    text, start, end = told
    tail, count = Pieces(text).last(start, end, most)
    assert text[start:end].endswith(tail)
    assert count == count_pieces(tail) <= most
    if count < most and end - start <= 16 * LEFT_PIECES:
        assert tail == text[start:end]
    elif count == most:
        assert PIECE.match(tail)


def test_a_word_without_end_is_counted_in_a_moment() -> None:
    """A megabyte of letters without a blank is as many pieces as it has eights."""
    assert Pieces("a" * 1_000_003).count(0, 1_000_003) == 125_001
