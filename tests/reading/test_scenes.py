"""Scenes: where they break, by what the work itself shows."""

from __future__ import annotations

import pytest

from fabula.stories import Story, read
from fabula.story.records import Marker

pytestmark = pytest.mark.usefixtures("rules_alone")

SEA = "The sea was grey that day, and the gulls had gone inland before the storm."
TOM = "Tom Arkwright counted the ropes again, and put the ledger back on its shelf."


def story(*blocks: str) -> Story:
    return read("\n\n".join(blocks) + "\n")


def begins(found: Story) -> list[str]:
    """The first words of each scene."""
    text = found.text.text
    return [text[s.start : s.end].split("\n")[0][:13] for s in found.hindsight().scenes]


def shapes(found: Story) -> list[str]:
    return [r.shape for r in found.records if isinstance(r, Marker)]


def test_a_scene_begins_with_the_line_that_sets_it() -> None:
    """A point of view, a place or a time opens a scene; several such lines open one."""
    found = story(SEA, "Mara's POV", TOM, "Two days later", "London, 1888", SEA)
    assert begins(found) == [SEA[:13], "Mara's POV", "Two days late"]


def test_a_setting_after_a_break_opens_one_scene() -> None:
    """The line after a break begins the scene that the break opens."""
    assert begins(story(SEA, "***", "Mara's POV", TOM)) == [SEA[:13], "Mara's POV"]


def test_a_chapter_may_begin_with_a_setting() -> None:
    """The first line of a chapter belongs to its first scene."""
    assert begins(story("Chapter 1", "London, 1888", SEA)) == ["London, 1888"]


def test_a_point_of_view_is_nobody() -> None:
    """The words of such a line are no person and no speaker, but who is named there is."""
    found = story(
        "Mara's POV", SEA, "Third person POV", TOM, "“Go on,” Mara said.", "Normal POV", SEA
    )
    labels = {e.label for e in found.hindsight().entities}
    assert {"Mara", "Tom Arkwright"} <= labels
    assert not any("POV" in label or "erson" in label or "Normal" in label for label in labels)
    (said,) = found.quotations
    assert said.start == found.text.text.index("“Go on,”")


def test_lines_that_recur_are_breaks() -> None:
    """A writer's own mark is learnt from its coming again, whatever it is, hidden signs or not."""
    for mark in ("the lamp", "🌊", "tick tock", "⟡ ⟡", "co\u200bral"):
        found = story(SEA, mark, TOM, mark.replace("\u200b", ""), SEA, mark, TOM)
        assert len(begins(found)) == 4, mark
        assert shapes(found) == [mark, mark.replace("\u200b", ""), mark]


def test_different_counts_stay_different() -> None:
    """The shape of a mark is kept on its record."""
    assert shapes(story(SEA, "***", TOM, "*******", SEA)) == ["***", "*******"]


def test_verses_and_chats_are_no_breaks() -> None:
    """Short lines one after the other are a song, or a chat (a document), though they recur."""
    song = ["row the boat", "down the stream", "row the boat", "down the stream"]
    assert begins(story(SEA, *song, TOM)) == [SEA[:13]]
    chat = ["mara: lol", "tom: lol", "mara: lol", "tom: sea", "mara: lol", TOM]
    assert begins(story(SEA, *chat)) == [SEA[:13], "mara: lol"]
