"""The net that answers: how questions are laid on sheets, and that a net is fitted and written."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training is a group of its own: pip install '.[train]'")
pytest.importorskip("onnx", reason="training is a group of its own: pip install '.[train]'")
sys.path.insert(0, str(Path(__file__).parent.parent.parent))  # training is not installed

import torch

from fabula.model.folder import packaged
from training import answering, questions
from training.made_up import made_up
from training.questions import NO, NONE, WORDS, Asked, written

NOVEL = (
    "Mara Bell kept the ferry at Harrow. She owned a brass lamp, and she hung it in the window.\n\n"
    "Tom Hale carried the oars to the boathouse. He never spoke of the debt.\n\n"
)
ASKED = """@novel ferry.txt 0 180
? What hung where it could be seen?
= a brass lamp / the lamp | "She owned a brass lamp"
? Who ran the ferry?
= Mara Bell / Mara | "kept the ferry"
? Did Tom talk about what he owed?
= no | "never spoke of the debt"
? Who painted the oars?
= not stated
"""


@pytest.fixture
def asked(tmp_path: Path) -> list[Asked]:
    """A made-up file of questions."""
    (tmp_path / "ferry.txt").write_text(NOVEL, "utf-8")
    (tmp_path / "asked.txt").write_text(ASKED, "utf-8")
    return written(tmp_path / "asked.txt", tmp_path, {})


def test_questions_are_laid_on_sheets(asked: list[Asked]) -> None:
    """A sheet has the answer where the words that show it are, and nothing that is not stated."""
    assert [one.kind for one in asked] == [WORDS, WORDS, NO, NONE]
    lamp, mara, debt, painted = (one.sheet(0) for one in asked)
    pieces = (packaged() / "vocab.txt").read_text("utf-8").split("\n")
    said = {" ".join(pieces[p] for p in lamp.pieces[a : b + 1]) for a, b in lamp.answers}
    assert said == {"a brass lamp", "brass lamp", "lamp"}
    assert "mara bell" in {
        " ".join(pieces[p] for p in mara.pieces[a : b + 1]) for a, b in mara.answers
    }
    assert debt.answers == painted.answers == []
    assert any(debt.shows)
    assert not any(painted.shows)
    assert all(len(s.pieces) == len(s.shapes) == len(s.shows) for s in (lamp, mara, debt, painted))


def test_questions_are_made_up_from_clauses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clause of a novel becomes a question whose answer is the part that it asks for."""
    (tmp_path / "novel.txt").write_text(NOVEL * 20, "utf-8")
    monkeypatch.setattr("training.made_up.DROPPED", 0.0)
    found = made_up(tmp_path / "novel.txt", random.Random(1))
    told = {
        (one.words, one.told.text[one.exact.start : one.exact.end]) for one in found if one.exact
    }
    assert ("Who carried the oars to the boathouse?", "Tom Hale") in told


def test_a_net_is_fitted_and_answers(asked: list[Asked]) -> None:
    """After a few steps it has an answer to every question: words that stand in the text, or yes or
    no where that is asked."""
    torch.manual_seed(1)
    net = answering.Answers()
    sheets = answering.once(asked, random.Random(1))
    answering.fit(net, lambda _: sheets, 0.5, (1e-4, 1e-3), 1)
    for one in asked:
        sure, sheet, answer = answering.pointed(net, one)
        assert 0 <= sure <= 1
        assert sheet == 0
        said = answer.answer or ""
        assert said in ("yes", "no") if one.kind == NO else said in one.told.text


def test_a_file_of_questions_names_words_of_its_text(tmp_path: Path) -> None:
    """Words that are not in the text are told with the file."""
    (tmp_path / "ferry.txt").write_text(NOVEL, "utf-8")
    path = tmp_path / "asked.txt"
    path.write_text(ASKED.replace("kept the ferry", "kept the inn"), "utf-8")
    with pytest.raises(SystemExit, match="kept the inn"):
        written(path, tmp_path, {})


def test_every_file_of_questions_is_whole() -> None:
    """Every question that is written down has an answer below it, and none stands twice."""
    for path in sorted(questions.FOLDER.glob("*.txt")):
        lines = path.read_text("utf-8").splitlines()
        asked_ = [line for line in lines if line.startswith("? ")]
        assert lines[0].startswith(("@story ", "@novel ")), path
        assert len(asked_) == len(list(questions.pairs(path))), path
