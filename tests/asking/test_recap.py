"""Recaps: the story's own sentences that carry what has changed."""

from __future__ import annotations

from functools import cache

import pytest

from fabula.asking.recap import recap
from fabula.errors import FabulaError
from fabula.stories import Story, read

STORY = (
    "Mara Venn kept the ferry at Harrow with her brother Tom.\n\n"
    "It rained for a week, and the river rose.\n\n"
    "On Friday she told Tom that the boat was sold. He broke the oar over his knee.\n\n"
    "“I’ll never forgive you,” said Tom.\n\n"
    "* * *\n\n"
    "In spring Anselm Pike married Mara in the chapel. He gave her the boat."
)
FRIDAY = STORY.index("On Friday")
SPRING = STORY.index("* * *")


@cache
def story() -> Story:
    return read(STORY + "\n")


def told(**asked: object) -> str:
    """A recap as one text."""
    return " ".join(item.text for item in story().recap(**asked))  # type: ignore[arg-type]


def test_what_happens_is_told_in_order_and_what_does_not_is_left_out() -> None:
    """A recap has the sentences that change the world, in their order."""
    words = told(words=60)
    assert words.index("kept the ferry") < words.index("told Tom") < words.index("married Mara")
    assert "It rained" not in told(words=40)


def test_pronouns_are_made_clear() -> None:
    """A name in brackets says who "she" is, where the sentence has not said it."""
    assert "On Friday she [Mara Venn] told Tom that the boat was sold." in told()


def test_it_keeps_to_its_stretch() -> None:
    """Nothing before the earlier horizon, nothing after the later one."""
    words = told(since=FRIDAY, until=SPRING)
    assert "told Tom" in words
    assert "kept the ferry" not in words
    assert "Anselm" not in words


def test_it_keeps_to_its_length() -> None:
    """A recap has at most the words that were asked for."""
    assert 0 < len(told(words=20).split()) <= 20
    assert told(words=0) == ""


def test_about_one_person() -> None:
    """A recap about somebody has the sentences that they are in."""
    words = told(about="Anselm")
    assert "Anselm Pike married Mara" in words
    assert "broke the oar" not in words
    with pytest.raises(FabulaError):
        story().recap(about="Rumpelstiltskin")


def test_each_sentence_has_its_place_and_records() -> None:
    """A sentence leads to its place, and says which records it was taken for."""
    ids = {r.id for r in story().records}
    for item in story().recap():
        assert STORY[item.start : item.end].split(maxsplit=1)[0] == item.text.split(maxsplit=1)[0]
        assert item.records
        assert set(item.records) <= ids


def test_two_worlds_of_one_story() -> None:
    """The recap between two worlds is what the later one has and the earlier has not."""
    between = recap(story().at(FRIDAY), story().at(SPRING))
    assert between == story().recap(since=FRIDAY, until=SPRING)
