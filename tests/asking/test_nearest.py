"""Where no answer is told in so many words, the sentences that are nearest to the question."""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from fabula.stories import Story, read

STORY = (
    "Mara Venn carried the lamp down to the landing. She was cold, and nobody came.\n\n"
    "“Tom is late,” said Mara. “He’s always late.”\n\n"
    "In the morning the ferry was gone from its post. Tom Hale had lost three coins on it.\n"
)


@cache
def story() -> Story:
    return read(STORY)


def near(question: str, at: int | None = None) -> list[str]:
    """The sentences nearest to a question."""
    return [STORY[a:b] for a, b in story().nearest(question, at)]


def test_the_nearest_sentence_tells_most_of_the_question() -> None:
    """Words in another form count, and rare ones more; nobody need be named there."""
    assert near("What became of the ferry at its post?")[0] == (
        "In the morning the ferry was gone from its post."
    )
    assert near("Where did Mara carry the lamp?")[0].startswith("Mara Venn carried")


def test_nothing_is_near_a_question_about_something_else() -> None:
    """A sentence that has next to nothing of a question is not shown with it."""
    assert near("Did the dragon burn the granary?") == []


def test_nothing_later_is_near() -> None:
    """At a place only what stands before it is shown."""
    assert near("Was the ferry gone from its post?", STORY.index("In the")) == []


@given(st.text(alphabet="lamp ferry Tom Mara?\n\"'", max_size=60), st.integers(0, len(STORY)))
def test_whatever_is_asked_sentences_are_shown(question: str, at: int) -> None:
    """A few sentences at most, each whole, of the story up to the place."""
    found = story().nearest(question, at)
    assert len(found) <= 3
    assert all(b <= max(len(STORY), at) and STORY[a:b].strip() for a, b in found)
