"""The weights for who is in a scene: whom a story's marks say is there, and a fit to that."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training is a group of its own: pip install '.[train]'")
sys.path.insert(0, str(Path(__file__).parent.parent.parent))  # training is not installed

from training import presence

STORY = """A made-up story: one who is there, one who is only told of
@person Wenna "Wenna"
@person Pascoe "Pascoe"

@scene scene present=Wenna
[Wenna] cut the bread in the kitchen. The loaf had come from [Pascoe]'s oven.

[Wenna] put down the knife. It was late, and the lamp smoked.
"""


def test_marks_tell_who_is_there(tmp_path: Path) -> None:
    """Whoever the scene has is there whenever something is seen of them, whoever is named not."""
    path = tmp_path / "bread.txt"
    path.write_text(STORY, "utf-8")
    rows, told = presence.rows_of(path)
    assert {row.person: row.there for row in rows} == {"Wenna": True, "Pascoe": False}
    assert told == 1
    (wenna,) = (row for row in rows if row.person == "Wenna")
    assert [signs["paragraphs"] for signs in wenna.signs if "paragraphs" in signs]
    assert all("acts" in signs for signs in wenna.signs)


def test_a_fit_tells_who_is_there() -> None:
    """Weights fitted to people whom one sign tells apart tell them apart."""
    rows = [
        presence.Row(
            "a" if n < 20 else "b", "c1", str(n), [{"": 1.0, "acts": float(n % 2)}], n % 2 > 0
        )
        for n in range(40)
    ]
    weights = presence.fitted(rows)
    limit, f1 = presence.best_limit(rows, 20, 2)
    assert f1 == 1.0
    assert presence.most(weights, rows[1]) > limit > presence.most(weights, rows[0])
