"""Where something begins that no rule sees: many signs, weighed together."""

from __future__ import annotations

import pytest

from fabula.reading.scenes import moves
from fabula.reading.scenes.proposing import MOVES, Move
from fabula.stories import read

pytestmark = pytest.mark.usefixtures("rules_alone")

KITCHEN = (
    "Wenna stood in the kitchen and cut the bread. Her brother Jory sat at the table and watched"
    " her, and neither of them spoke."
)
TALK = "“You’re quiet,” said Jory. Wenna put down the knife and looked at him."
LATE = "“It’s late,” said Jory. He got up and put his cup in the sink."
CHAPEL = (
    "In the back room of the chapel the choir had begun on the second hymn, and old Mrs Trevor was"
    " asleep with her mouth open."
)
LETTER = "Dear Wenna,\n\nThe boat is sold. Do not wait for me.\n\nYour brother,\nJory"


def begun(*blocks: str) -> list[tuple[str, str]]:
    """The scenes of a story: level and first word."""
    text = "\n\n".join(blocks) + "\n"
    scenes = read(text).hindsight().scenes
    return [(scene.level, text[scene.start : scene.end].split()[0]) for scene in scenes]


def never(_signs: object, allowed: tuple[Move, ...]) -> Move:
    """Weights that see nothing."""
    return allowed[0]


def test_a_cut_that_no_rule_sees(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paragraph that begins at another place with other people begins a scene, though no one
    sign of that is enough."""
    story = (KITCHEN, TALK, LATE, CHAPEL)
    assert begun(*story) == [("scene", "Wenna"), ("scene", "In")]
    monkeypatch.setattr(moves, "best", never)
    assert begun(*story) == [("scene", "Wenna")]


def test_what_a_mark_or_a_rule_says_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """A break begins a scene and a letter is a document, whatever signs say."""
    monkeypatch.setattr(moves, "best", never)
    story = (KITCHEN, TALK, "***", CHAPEL, TALK, LETTER)
    assert [level for level, _ in begun(*story)][:3] == ["scene", "scene", "document"]


def test_talk_goes_on() -> None:
    """Nothing begins in the middle of a conversation."""
    turns = [LATE, "“Is it?” said Wenna.", "“You know it is.”", "“Then go to bed.”"]
    assert begun(KITCHEN, TALK, *turns) == [("scene", "Wenna")]


def test_only_what_is_open_is_chosen() -> None:
    """The best move is one of those allowed, whatever speaks for others."""
    assert moves.best({"begins in": 1.0, "place": 1.0, "strangers": 1.0}, ("stay",)) == "stay"
    assert moves.best({}, ("return", "scene")) in ("return", "scene")


def test_each_sign_is_weighed_for_each_move() -> None:
    """The table of weights is whole, and knows the signs that every paragraph has."""
    weights, _ = moves._weights()
    assert {len(row) for row in weights.values()} == {len(MOVES)}
    assert {"", "speech", "long", "kind prose", "rules stay", "rules return"} <= set(weights)
