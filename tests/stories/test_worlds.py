"""The stories with their worlds are well formed: every record's words stand where it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from worlds import STORIES, load

FILES = sorted([*(STORIES / "worlds").glob("*.txt"), *(STORIES / "aside").glob("*.txt")])


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_well_formed(path: Path) -> None:
    """Each has its people, scenes, events and ten questions, a third of them not stated."""
    told = load(path)
    words = len(told.prose.text.split())
    silent = sum(not q.answers for q in told.questions)
    assert 550 <= words <= 1600
    assert len(told.questions) == 10
    assert 3 <= silent <= 4
    assert list(told.of("person"))
    assert list(told.of("scene"))
    assert len(list(told.of("event"))) >= 10
