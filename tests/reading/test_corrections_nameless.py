"""A reader's word counts for people without a name as it does for those with one."""

from __future__ import annotations

import fabula
from fabula import Anchor, Correction
from fabula.stories import Story

STORY = """Maren Holt climbed the stair with the lamp. She did not look back.

“Wait for me,” called Osric from below.

The pink-haired girl did not wait. She pushed the door open and looked in.

“Nobody is here,” said the girl.
"""


def read(*said: Correction) -> Story:
    return fabula.read(STORY, corrections=said)


def who(story: Story, words: str) -> str:
    """The entity of a mention that is exactly these words."""
    start = STORY.index(words)
    return next(m.entity for m in story.mentions if (m.start, m.end) == (start, start + len(words)))


def test_a_description_is_split_off() -> None:
    """Told that the pink-haired girl is not Maren, she is somebody, and so is “she” after her."""
    girl, maren = Anchor("The pink-haired girl"), Anchor("Maren Holt")
    story = read(Correction("split", girl, maren))
    assert not story.lost_corrections
    assert who(story, girl.exact) != who(story, maren.exact)


def test_a_description_is_joined() -> None:
    """Told that the girl is Osric, all three mentions of them are one."""
    story = read(Correction("merge", Anchor("The pink-haired girl"), Anchor("Osric")))
    assert not story.lost_corrections
    assert who(story, "The pink-haired girl") == who(story, "Osric")


def test_somebody_without_a_name_gets_one() -> None:
    """A reader may name whom the story does not name."""
    off = Correction("split", Anchor("The pink-haired girl"), Anchor("Maren Holt"))
    story = read(off, Correction("rename", Anchor("The pink-haired girl"), name="Peony"))
    assert "Peony" in {c.name for c in story.characters}


def test_a_description_may_be_the_speaker() -> None:
    """A quotation may be given to somebody without a name."""
    off = Correction("split", Anchor("The pink-haired girl"), Anchor("Maren Holt"))
    said = Correction("speaker", Anchor("Wait for me"), Anchor("The pink-haired girl"))
    story = read(off, said)
    assert story.quotations[0].speaker == who(story, "The pink-haired girl")


def test_who_is_no_character_is_gone() -> None:
    """What a reader leaves out is neither listed nor mentioned."""
    story = read(Correction("omit", Anchor("Osric")))
    assert "Osric" not in {e.label for e in story.hindsight().entities}
