"""Passages: what is read at one look."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.formats import read_string
from fabula.story.passage import PIECES, passages
from fabula.story.pieces import LEFT_PIECES, count_pieces
from fabula.story.text import Block, Text

WORDS = st.lists(st.sampled_from(["Mara", "walked", "on.", "extraordinarily", "—"]), min_size=1)
PARAGRAPHS = st.lists(WORDS.map(" ".join), min_size=1, max_size=40)
KINDS = st.sampled_from(["prose", "prose", "prose", "prose", "break", "heading", "note"])


@st.composite
def texts(draw: st.DrawFn) -> Text:
    blocks, at, words = [], 0, draw(PARAGRAPHS)
    for paragraph in words:
        blocks.append(Block(at, at + len(paragraph), draw(KINDS)))
        at += len(paragraph) + 2
    return Text("\n\n".join(words), tuple(blocks))


@given(texts())
def test_passages_hold_the_story_and_nothing_else(text: Text) -> None:
    """Every story block is in exactly one passage, whole; nothing set aside is in any."""
    held = [(p.start + q.start, p.start + q.end) for p in passages(text) for q in p.paragraphs]
    assert held == [(b.start, b.end) for b in text.blocks if b.is_story]
    for passage in passages(text):
        assert passage.text == text.text[passage.start : passage.end]


@given(texts())
def test_passages_fit_the_window(text: Text) -> None:
    """A passage of several paragraphs fits the encoder's window, and so does what is left of it."""
    for passage in passages(text):
        assert len(passage.paragraphs) == 1 or count_pieces(passage.text) <= PIECES
        assert count_pieces(passage.left) <= LEFT_PIECES


@given(texts(), st.data())
def test_boundaries_follow_from_the_text_before(text: Text, data: st.DataObject) -> None:
    """Cut at any block's end, a text has the same passages but for the last."""
    end = data.draw(st.sampled_from(text.blocks)).end
    whole, cut = list(passages(text)), list(passages(text.cut(end)))
    closed = [p for p in whole if p.end <= end]
    assert [p.key for p in cut[: len(closed)]] == [p.key for p in closed]
    assert len(cut) <= len(closed) + 1


@settings(max_examples=30)
@given(texts(), st.text("xy ", min_size=1, max_size=40))
def test_a_passage_is_the_same_wherever_it_stands(text: Text, header: str) -> None:
    """Something set aside before the story moves its passages and changes none."""
    by = len(header) + 2
    moved = Text(
        f"{header}\n\n{text.text}",
        (
            Block(0, len(header), "note"),
            *(msgspec.structs.replace(b, start=b.start + by, end=b.end + by) for b in text.blocks),
        ),
    )
    assert [p.key for p in passages(moved)] == [p.key for p in passages(text)]


def test_a_chapter_closes_a_passage_and_forgets_what_was_left() -> None:
    """A new chapter begins a new passage, with nothing of the old chapter before it."""
    text = read_string("Chapter 1\n\nMara left.\n\nChapter 2\n\nTom came.")
    first, second = passages(text)
    assert (first.text, first.closed, first.opens_chapter) == ("Mara left.", True, True)
    assert (second.text, second.left, second.closed) == ("Tom came.", "", False)
