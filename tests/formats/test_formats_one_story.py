"""One story in every shape that stories come in is one story: the same words, the same records."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from one_story import STORY, Story
from shapes_all import PAGES, SHAPES

from fabula.formats import read_bytes, read_files
from fabula.story.text import Text

Told = Callable[[Path], Text]


def told(name: str, folder: Path) -> Text:
    """The story read from one of its shapes; a site of pages gives a folder of them."""
    if name in SHAPES:
        return read_bytes(*SHAPES[name](STORY))
    for number in range(1, len(STORY.chapters) + 1):
        data, path = PAGES[name](STORY, number)
        (folder / f"{number} {path}").write_bytes(data)
    return read_files([folder])


def story_of(text: Text) -> list[str]:
    """Its story blocks, emphasis without the marks that plain text has for it."""
    return [
        text.text[b.start : b.end].replace("_", "").replace("\n", " ")
        for b in text.blocks
        if b.is_story
    ]


def wanted(story: Story = STORY) -> list[str]:
    return [leaf.text for chapter in story.chapters for leaf in chapter.leaves]


@pytest.mark.parametrize("name", [*SHAPES, *PAGES])
def test_the_same_words(name: str, tmp_path: Path) -> None:
    """Every shape gives the story's paragraphs and breaks, in order, and nothing else as story."""
    assert story_of(told(name, tmp_path)) == wanted()
