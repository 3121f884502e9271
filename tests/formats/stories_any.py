"""Hypothesis strategies: small stories of our own model, and files of any shape that tell them,
whole or broken."""

from __future__ import annotations

from damage import damaged
from hypothesis import strategies as st
from one_story import STORY, Chapter, Story
from shapes_all import PAGES, SHAPES
from shelf import Leaf, break_line, prose

WORDS = st.sampled_from(
    (
        "she", "said", "Maud", "rope", "the lamp", "“No,”", "‘yes’", "—", "…", "don’t", "A/N:", "é",
        "漢字", "🙂", "\u200b", "\u202e", "<b>", "&", "*", "_a_", "[x]", "{y}", "\\z", "#", ">",
        "mara:", "W-w-what", "Y/N", "Chapter", "II", "nooooo", "12", "「はい」", "Ça", "была",
    )
)  # fmt: skip
PHRASES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
LEAVES = st.one_of(
    PHRASES.map(prose),
    PHRASES.map(prose),
    st.tuples(PHRASES, PHRASES).map(lambda p: Leaf("prose", ((p[0] + " ", False), (p[1], True)))),
    st.sampled_from(("* * *", "~*~", "oOo", "#", "---", "[Line Break]")).map(break_line),
)
CHAPTERS = st.builds(
    Chapter,
    title=PHRASES,
    leaves=st.lists(LEAVES, min_size=1, max_size=4).map(tuple),
    above=st.one_of(st.just(""), PHRASES),
    below=st.one_of(st.just(""), PHRASES),
)
STORIES = st.one_of(
    st.just(STORY),
    st.lists(CHAPTERS, min_size=1, max_size=3).map(lambda c: STORY._replace(chapters=tuple(c))),
)


def written(story: Story, shape: str) -> tuple[bytes, str]:
    """A story's file of a shape, and its name."""
    return SHAPES[shape](story) if shape in SHAPES else PAGES[shape](story, 1)


def files(shape: str) -> st.SearchStrategy[tuple[bytes, str]]:
    """Whole files of a shape."""
    return STORIES.map(lambda story: written(story, shape))


def broken(shape: str) -> st.SearchStrategy[tuple[bytes, str]]:
    """Broken files of a shape."""
    return st.tuples(files(shape), st.randoms(use_true_random=False)).map(
        lambda drawn: (damaged(drawn[0][0], drawn[1]), drawn[0][1])
    )
