"""The weights for scenes: what a story's marks say its paragraphs do, and a fit to that."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training is a group of its own: pip install '.[train]'")
sys.path.insert(0, str(Path(__file__).parent.parent.parent))  # training is not installed

from training import scenes
from worlds import load

STORY = """A made-up story: a cut and a memory
@person Wenna "Wenna"

@scene scene present=Wenna
[Wenna] cut the bread in the kitchen. It was late, and the lamp smoked.

@scene flashback present=Wenna
There had been bread on the boat. [Wenna] had been six, and her father had cut it.
@end

{Wenna|“Late,”} said [Wenna], and put down the knife.

@scene scene present=Wenna
In the morning [Wenna] walked down to the harbour with her shoes in her hand.
"""


def test_marks_tell_what_paragraphs_do(tmp_path: Path) -> None:
    """A memory begins, the scene goes on after it, another scene begins; the first is no move."""
    path = tmp_path / "bread.txt"
    path.write_text(STORY, "utf-8")
    assert list(scenes.gold(load(path)).values()) == ["return", "flashback", "scene"]


def test_a_fit_tells_what_it_was_shown() -> None:
    """Weights fitted to paragraphs that one sign tells apart tell them apart."""
    may = ("stay", "scene")
    rows = [
        scenes.Row("a", {"": 1.0, "place": float(n % 2)}, may[n % 2], may)  # type: ignore[arg-type]
        for n in range(40)
    ]
    weights = scenes.fitted(rows)
    stay, scene = scenes.MOVES.index("stay"), scenes.MOVES.index("scene")
    assert weights["place"][scene] > 0 > weights["place"][stay]
    assert weights[""][stay] > weights[""][scene]


def test_the_models_signs_are_weighed_beside_the_others() -> None:
    """Beside weights that are given, only what the model makes of a paragraph is fitted; alone,
    everything but that."""
    may = ("stay", "scene")
    rows = [
        scenes.Row("a", {"": 1.0, "seen to turn": float(n % 2)}, may[n % 2], may)  # type: ignore[arg-type]
        for n in range(40)
    ]
    assert "seen to turn" not in scenes.fitted(rows)
    given = {"": [0.5] * len(scenes.MOVES)}
    weights = scenes.fitted(rows, given)
    assert weights[""] == given[""]
    stay, scene = scenes.MOVES.index("stay"), scenes.MOVES.index("scene")
    assert weights["seen to turn"][scene] > 0 > weights["seen to turn"][stay]
