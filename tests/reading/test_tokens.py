"""Tokens: words on the conventions of UD English, with exact places."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.reading.language.tokens import words


@pytest.mark.parametrize(
    "marked",
    [
        "I |do|n't |know",
        "it |is|n’t |Emma|'s |or |the |girls|'",
        "DO|N'T |you|'re |we|'ll |she|'d |they|’ve",
        "can|not |gon|na |wan|na |got|ta |gim|me |lem|me",
        "well|-|known |half|-|past |seven",
        "Mr. |O'Brien |met |Dr. |J. |R. |Smith |at |5:30 |p.m.",
        "the |U.S. |Army",
        "'t|is |true|, |ma'am|. |Tell |'em",
        '"|Wait|!|" |she |said|.',
        "No|... |What|?! |Never|—|ever|.",
        "S-Sakura|? |N-no|!",
        "1,000 |people |in |the |1990s|, |the |21st |century",
        "$|5 |(|about|)",
        "y'|all |d'|ye",
        "Zoe\u0308|'s |Rene\u0301e |soft\u00adly |do|n't",
        "हिन्दी |में |می\u200cخواهم|.",
        "👩\u200d👩\u200d👧\u200d👦|👍🏽 |❤\ufe0f|! |🏴\u200d☠\ufe0f |🇬🇧|🇫🇷 |1\ufe0f\u20e3 |a",
    ],
)
def test_conventions(marked: str) -> None:
    """A bar stands between two tokens wherever UD English parts them."""
    expected = [t.strip() for t in marked.split("|")]
    text = marked.replace("|", "")
    assert [text[a:b] for a, b in words(text)] == expected


_TEXT = st.text(
    st.sampled_from(list("abnNtT019'’.-—!?\"“”()_*$%@/:\n \u00a0é\u0301世\u200d\ufe0f👩🏽🇬"))
    | st.characters(),
    max_size=60,
)


@given(_TEXT)
def test_every_sign_is_in_one_token(text: str) -> None:
    """Every character that is no blank is in exactly one token, and no token holds a blank."""
    found = words(text)
    assert "".join(text[a:b] for a, b in found) == "".join(text.split())
    assert all(a < b for a, b in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_long_runs_take_no_longer_than_they_are() -> None:
    """A megabyte without a blank is read in one pass."""
    for run in ("a.", "n't", "'", "-", "@", "e\u0301", "👩\u200d", "a\u200d'"):
        text = run * 40_000
        assert "".join(text[a:b] for a, b in words(text)) == text
