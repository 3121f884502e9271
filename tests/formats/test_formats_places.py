"""What is true of every format: places lead to the same characters, and no word is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shelf import FORMATS as PAGES
from shelf import Leaf, Made
from shelf_drafts import FORMATS as DOCUMENTS

from fabula.formats import read_bytes
from fabula.formats.plain.lines import INVISIBLE
from fabula.story.text import Text

FORMATS = {**PAGES, **DOCUMENTS}
WORDS = st.text("abcdefgABCxyzéßøÑжяλ漢字’“”,;&<>🙂", min_size=1, max_size=9)
PHRASES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


@st.composite
def _prose(draw: st.DrawFn) -> Leaf:
    """A paragraph that is nothing but prose in every format: it begins and ends as such."""
    runs = [("Then ", False)]
    for i, phrase in enumerate(draw(st.lists(PHRASES, min_size=1, max_size=3))):
        runs += [(phrase, bool(i % 2)), (" and ", False)]
    return Leaf("prose", (*runs, ("on.", False)))


LEAVES = st.lists(
    st.one_of(
        _prose(),
        _prose(),
        st.just(Leaf("break", (("~*~", False),))),
        st.integers(1, 30).map(lambda n: Leaf("heading", ((f"Chapter {n}: Rope", False),))),
    ),
    min_size=1,
    max_size=12,
).map(lambda leaves: [Leaf("prose", (("It began.", False),)), *leaves])


def check(text: Text, made: Made) -> None:
    """Blocks are in order, apart, within the text and hold all of it; places lead to the source."""
    end = 0
    outside = []
    for block in text.blocks:
        assert end <= block.start < block.end <= len(text.text)
        words = text.text[block.start : block.end]
        assert words == words.strip()
        outside.append(text.text[end : block.start])
        end = block.end
        for span in (*block.italics, *block.holes):
            assert block.start <= span.start < span.end <= block.end
    unread = "".join([*outside, text.text[end:]])
    assert all(c.isspace() or c in INVISIBLE for c in unread)
    last = 0
    for segment in text.segments:
        assert last <= segment.start < segment.end <= len(text.text)
        last = segment.end
        source = (
            made.decoded if segment.block is None else made.blocks[segment.member][segment.block]
        )
        assert source is not None
        length = segment.end - segment.start
        here = text.text[segment.start : segment.end]
        assert source[segment.offset : segment.offset + length] == here


@pytest.mark.parametrize("name", FORMATS)
@given(leaves=LEAVES)
@settings(max_examples=40, deadline=None)
def test_places_and_words(name: str, leaves: list[Leaf]) -> None:
    """In every format each character of the story stands in one block and has its source place."""
    made = FORMATS[name](leaves)
    text = read_bytes(made.data, made.path)
    check(text, made)
    plain = name.startswith("text")
    words = [text.text[b.start : b.end] for b in text.blocks]
    expected = [
        "".join(f"_{w}_" if i and plain else w for w, i in leaf.runs).strip() for leaf in leaves
    ]
    assert words == expected
    covered = sum(s.end - s.start for s in text.segments)
    assert covered >= sum(map(len, words))


@pytest.mark.parametrize("name", FORMATS)
@given(leaves=LEAVES)
@settings(max_examples=25, deadline=None)
def test_kinds_are_the_same_in_every_format(name: str, leaves: list[Leaf]) -> None:
    """Headings, breaks and prose are told apart alike, and a heading opens its chapter."""
    made = FORMATS[name](leaves)
    blocks = read_bytes(made.data, made.path).blocks
    assert [b.kind for b in blocks] == [leaf.kind for leaf in leaves]
    assert all(b.opens_chapter for b in blocks if b.kind == "heading")


@pytest.mark.parametrize("name", FORMATS)
def test_italics(name: str) -> None:
    """Emphasis is found in every format; in plain text its marks belong to it."""
    leaves = [Leaf("prose", (("It was ", False), ("so very", True), (" dark there.", False)))]
    made = FORMATS[name](leaves)
    text = read_bytes(made.data, made.path)
    (span,) = text.blocks[0].italics
    assert text.text[span.start : span.end].strip("_") == "so very"


@pytest.mark.parametrize("name", FORMATS)
@given(leaves=LEAVES, data=st.data())
@settings(max_examples=10, deadline=None)
def test_cut_keeps_the_places(name: str, leaves: list[Leaf], data: st.DataObject) -> None:
    """A text cut at a block's end keeps its blocks and places up to there."""
    made = FORMATS[name](leaves)
    text = read_bytes(made.data, made.path)
    end = data.draw(st.sampled_from([b.end for b in text.blocks]))
    check(text.cut(end), made)
