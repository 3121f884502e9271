"""Pictures keep the laws of what they draw, of stories that have been read."""

from __future__ import annotations

import doctest
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.pictures import PICTURES, Look, Order, Picture
from fabula.pictures.lettering import clipped, letters
from fabula.pictures.markup import el, said, text
from fabula.stories import Story, read, tell

STORY = """Chapter 1: The Lock

“Wait,” Ida told Joss. She hated the rain.

Joss remembered the summer of the flood. His father had carried him down the stair.

Chapter 2: The Stair

“You are Tam,” said Ida. Tam was the brother of Joss.
"""


@pytest.fixture(scope="module")
def story() -> Story:
    return read(STORY)


@pytest.fixture(scope="module")
def cuts(story: Story) -> list[tuple[int, Story]]:
    """The story really cut at each paragraph's end, and read so."""
    ends = [block.end for block in story.text.blocks]
    return [(end, tell(story.text.cut(end))) for end in ends]


@pytest.mark.parametrize("kind", PICTURES, ids=lambda k: k.name)
@pytest.mark.parametrize("order", ["telling", "story"])
def test_a_picture_at_a_place_is_that_of_the_text_cut_there(
    story: Story, cuts: list[tuple[int, Story]], kind: Picture, order: Order
) -> None:
    """At every paragraph's end, picture and table are what a text that ends there gives."""
    for end, cut in cuts:
        here, there = story.at(end), cut.hindsight()
        assert kind.draw(here, Look(order)) == kind.draw(there, Look(order))
        assert kind.table(here, Look(order)) == kind.table(there, Look(order))


def test_the_story_is_worth_drawing(story: Story) -> None:
    """The story that the law is held by has people, scenes and words of theirs to draw."""
    drawn = {kind.name: kind.draw(story.hindsight(), Look()) for kind in PICTURES}
    assert "Ida" in drawn["storyline"]
    assert "Joss" in drawn["speech"]


@given(st.text())
def test_any_words_stand_in_a_picture(words: str) -> None:
    """Whatever characters a name has, the picture is XML, and says no more than the name."""
    root = ElementTree.fromstring(el("g", text(words, 0, 0), el("a", href=words), said(words)))
    assert root.tag == "g"
    assert letters(clipped(words, 12)) <= 12
    assert len(clipped(words)) <= len(words)


def test_the_example_of_the_documents_runs() -> None:
    """What docs/pictures.md shows of Python gives what it shows."""
    page = Path(__file__).parents[2] / "docs" / "pictures.md"
    found = doctest.testfile(str(page), module_relative=False)
    assert found.attempted >= 5
    assert found.failed == 0
