"""Our own stories are read as they are marked: floors that a change must not fall below."""

from __future__ import annotations

import pytest

from fabula import formats
from fabula.stories import tell
from marked import Marked, load_stories
from scoring import Turn, read_turns, right

STORIES = load_stories()
ITEMS = [story for name, story in STORIES if name.startswith("two_speakers/")]
WHOLE = [(name, story) for name, story in STORIES if not name.startswith("two_speakers/")]


def share(turns: list[Turn]) -> float:
    return sum(map(right, turns)) / len(turns)


def test_two_speakers_in_one_paragraph() -> None:
    """In paragraphs with two speakers most quotations are given to the right one."""
    turns = [turn for story in ITEMS for turn in read_turns(story)]
    assert len(ITEMS) >= 44
    assert share(turns) >= 0.82


def test_speakers_in_whole_stories() -> None:
    """In whole stories, most of them untagged, more than half are given to the right one."""
    turns = [turn for _, story in WHOLE for turn in read_turns(story)]
    assert share(turns) >= 0.65


def test_an_explicit_cue_decides() -> None:
    """Where a name stands with a verb of speech, the speaker is that name's bearer."""
    turns = [t for _, story in WHOLE for t in read_turns(story) if t.by == "speakers:name"]
    assert len(turns) >= 80
    assert share(turns) >= 0.9


def test_quotations_are_found() -> None:
    """Nearly all marked quotations are found exactly, their marks included."""
    turns = [t for _, story in STORIES for t in read_turns(story) if t.mode != "writing"]
    assert sum(t.found for t in turns) / len(turns) >= 0.94


def starts(story: Marked) -> set[int]:
    """Where the marked scenes begin: at the first words after each break."""
    text = story.text
    return {len(text) - len(text[b.end :].lstrip()) for b in story.breaks}


@pytest.mark.parametrize("story", [s for _, s in WHOLE], ids=[name for name, _ in WHOLE])
def test_scenes_begin_where_they_are_marked(story: Marked) -> None:
    """No mark is taken for a break that is none, and every break with a mark of its own is found;
    what no mark shows (a memory, a letter, another day) is no break of these stories' marks."""
    world = tell(formats.read_string(story.text)).hindsight()
    found = {scene.start for scene in world.scenes if scene.break_cue == "marker"}
    assert found <= starts(story)
    lines = sorted(b.end for b in story.breaks if b.end > b.start)
    own = {len(story.text) - len(story.text[end:].lstrip()) for end in lines}
    assert own <= found


def test_most_gaps_that_are_breaks_are_seen() -> None:
    """Gaps across which place, cast or time change are breaks, and few others are."""
    marked = hit = others = 0
    for _, story in WHOLE:
        world = tell(formats.read_string(story.text)).hindsight()
        found = {scene.start for scene in world.scenes}
        own = {scene.start for scene in world.scenes if scene.break_cue == "gap"}
        others += len(own - starts(story))
        gaps = {
            s
            for b, s in zip(story.breaks, sorted(starts(story)), strict=True)
            if not b.end > b.start
        }
        marked, hit = marked + len(gaps), hit + len(gaps & found)
    assert marked >= 5
    assert hit / marked >= 0.5
    assert others <= 4
