"""The weights for who speaks: what a story's marks teach, and a fit to that."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training is a group of its own: pip install '.[train]'")
sys.path.insert(0, str(Path(__file__).parent.parent.parent))  # training is not installed

import msgspec
import torch

from fabula.reading.speech.turns import likely_speakers
from fabula.reading.speech.weighing import UNKNOWN
from fabula.story.memory import Heard
from training import field, speaking

STORY = """A made-up story: two who talk
@person Wenna "Wenna"
@person Pascoe "Pascoe"

@scene scene present=Wenna,Pascoe
[Wenna] cut the bread. [Pascoe] watched [her=Wenna] do it.

{Wenna|"You might help,"} said [Wenna].

{Pascoe|"I might,"} said [Pascoe].
"""


def test_marks_tell_who_speaks(tmp_path: Path) -> None:
    """Each turn has the signs of those who may speak it, and the one whom the marks tell; the same
    turns stand in a story whose paragraphs are run together."""
    path = tmp_path / "bread.txt"
    path.write_text(STORY, "utf-8")
    (talk,) = speaking.story_of(path).talks
    assert [len(told.right) for told in talk] == [1, 1]
    assert talk[0].right != talk[1].right
    for told in talk:
        (right,) = told.right
        assert told.signs[right]["name says after"] == pytest.approx(1.0)
    (together,) = speaking.story_of(path, together=True).talks
    assert [told.right for told in together] == [told.right for told in talk]


def test_every_place_stays_where_it_is() -> None:
    """A text whose paragraphs are run together is as long as it was, and has fewer of them."""
    text = "\n\n".join(f"Paragraph {n}." for n in range(40))
    run = speaking.glued(text, "any seed")
    assert len(run) == len(text)
    assert 5 < run.count("\n\n") < 35
    assert run.replace("\n\n", "  ") == text.replace("\n\n", "  ")


def told(paragraph: int, signs: dict[str, dict[str, float]], right: str = "") -> field.Told:
    """A turn of those who have some signs."""
    heard = Heard(
        paragraph, {}, {}, "implicit", "apart", (), (), opens=True, ends=True, asks=False, led=False
    )
    return field.Told(heard, signs, frozenset({right} - {""}), bool(right))


def test_the_field_is_the_one_that_decides() -> None:
    """The likelihoods that weights are learnt by are those by which turns are decided."""
    signs = [
        {"e1": {"a": 1.0}, "e2": {"a": 0.3}, UNKNOWN: {}},
        {"e2": {"a": 0.5}, "e1": {"b": 1.0}, UNKNOWN: {"b": 0.2}},
        {UNKNOWN: {}, "e3": {"a": 2.0}, "e1": {"a": 1.5}},
    ]
    talk = [told(n, mine) for n, mine in enumerate(signs)]
    from fabula.reading.speech import weighing

    by = {**weighing.weights(), "a": 1.3, "b": -0.7}
    places = {name: i for i, name in enumerate(by)}
    found = list(field.shares([talk], torch.tensor(list(by.values())), places, 8))
    scored = [
        msgspec.structs.replace(
            turn.heard,
            scores={w: sum(by[n] * v for n, v in mine.items()) for w, mine in turn.signs.items()},
        )
        for turn in talk
    ]
    decided = likely_speakers(scored, (UNKNOWN, UNKNOWN, -99))
    for (_, shares), likely in zip(found[1:], decided[1:], strict=True):
        for who, share in likely.items():
            assert shares[who] == pytest.approx(share, abs=0.02)


def test_a_fit_tells_who_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights fitted to turns that one sign tells apart tell them apart."""
    monkeypatch.setattr(speaking, "EPOCHS", 8)
    talks = [
        [told(n, {"e1": {"x": 1.0}, "e2": {"y": 1.0}, UNKNOWN: {}}, "e1") for n in range(4)]
        for _ in range(10)
    ]
    weights = speaking.fitted([speaking.Story("made up", talks)])
    assert weights["x"] > weights["y"]
