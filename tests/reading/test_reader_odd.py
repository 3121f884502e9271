"""Whatever stands in a passage, the trained model's stage reads it or says that it could not, and
the book goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from fabula import formats
from fabula.cli.commands import fabula
from fabula.errors import ModelUnusable
from fabula.model.session import Session
from fabula.store.cache import Cache
from fabula.stories import Story, tell

BEFORE = "Mara Venn shut the door. “You are late,” she said."
AFTER = "Tom Hale laughed. “The bridge was down,” he said."


def between(odd: str) -> Story:
    """A story with something odd in the middle, in a chapter of its own."""
    book = f"Chapter 1\n\n{BEFORE}\n\nChapter 2\n\n{odd}\n\nChapter 3\n\n{AFTER}\n"
    return tell(formats.read_string(book))


def check(story: Story) -> None:
    """The people around it are read, nothing failed, and every mention stands on words."""
    assert not story._reading.failures
    assert {"Mara Venn", "Tom Hale"} <= {c.label for c in story.characters}
    for mention in story.mentions:
        words = story.text.text[mention.start : mention.end]
        assert words
        assert words == words.strip()


ODD = {
    "no words": "…?! — ***—!!! (;) 。。。",
    "one sign": "—",
    "emoji": "🙂🙃 She 👩‍👩‍👧 laughed 😂😂. 🏳️‍🌈 “Yes 👍,” said Ines 🙂.",
    "Chinese": "玛拉说：“你来晚了。” Then 玛拉 laughed, and 汤姆 said, 「桥断了」.",
    "right to left": "Then \u202bשלום אמרה מרה\u202c, and مارا said, “سلام,” to Ines.",
    "combining": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘ said no.",
    "a very long word": f"She said A{'a' * 3998}h, and Ines ran.",
    "many long words": " ".join("x" * 60 for _ in range(100)) + " said Ines.",
    "all capitals": "“WHO IS THERE?” SHE CRIED. INES PELL RAN TO THE DOOR AND THE MAN LAUGHED.",
    "one endless sentence": "and he saw her and she saw him " * 300 + ".",
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_odd_words(odd: str) -> None:
    """Emoji, other scripts, monstrous words, capitals, no words at all: the book is read on."""
    check(between(odd))


def test_ten_thousand_mentions_in_one_passage() -> None:
    """A paragraph of ten thousand pronouns and names is one passage, and is read."""
    story = between("She saw him, he her, and Ines Edda. " * 2100)
    check(story)
    assert len(story.mentions) > 10_000


class Failing:
    """A net that fails on windows in which something stands."""

    def __init__(self, plain: Session, fails: Any) -> None:
        self._plain = plain
        self._fails = fails

    def run(
        self, inputs: Mapping[str, Any], outputs: Sequence[str] | None = None
    ) -> dict[str, Any]:
        if self._fails(inputs):
            raise ModelUnusable("words.onnx: the net failed: no such instruction")
        return self._plain.run(inputs, outputs)


PLAGUE = "The plague ship lay in the bay, and the plague went from house to house."


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch, afresh: None) -> None:  # noqa: ARG001
    """The model fails on every passage about the plague."""
    import dataclasses

    from fabula.model.folder import load
    from fabula.reading import reader

    model = load()
    (plague,) = model.wordpieces.pieces("plague")
    net: Any = Failing(model.words, lambda given: plague in given["pieces"])
    broken = dataclasses.replace(model, words=net)
    monkeypatch.setattr(reader, "load", lambda: broken)


@pytest.mark.usefixtures("failing")
def test_a_passage_that_fails_is_told() -> None:
    """Where the net fails on a passage, that is said with its place, and the rest goes on."""
    story = between(PLAGUE)
    (notice,) = [n for n in story.notices if n.code == "not-read"]
    assert notice.at
    assert story.text.text[notice.at.start : notice.at.end] == PLAGUE
    assert "no such instruction" in notice.message
    assert {"Mara Venn", "Tom Hale"} <= {c.label for c in story.characters}
    assert not [m for m in story.mentions if notice.at.start <= m.start < notice.at.end]
    assert [m for m in story.mentions if m.start > notice.at.end and m.kind == "PRON"]


@pytest.mark.usefixtures("failing")
def test_what_the_rules_find_stays() -> None:
    """In such a passage names and quotations are still read by the rules alone."""
    story = between(f"{PLAGUE} “Stay,” said Mara Venn.")
    assert story.notices
    here = [q for q in story.quotations if story.text.text[q.start : q.end] == "“Stay,”"]
    (mara,) = [c.id for c in story.characters if c.name == "Mara Venn"]
    assert [q.speaker for q in here] == [mara]


@pytest.mark.usefixtures("failing")
def test_a_failure_is_told_each_time(tmp_path: Path) -> None:
    """The cache keeps no passage that could not be read: the next reading tries it again."""
    book = formats.read_string(f"Chapter 1\n\n{PLAGUE}\n\nChapter 2\n\n{AFTER}\n")
    for _ in range(2):
        with Cache(tmp_path / "c.sqlite") as cache:
            assert [n.code for n in tell(book, cache=cache).notices] == ["not-read"]


@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize("command", [["read"], ["cast"], ["quotes"], ["export", "--to", "json"]])
def test_every_command_tells_it(command: list[str], tmp_path: Path) -> None:
    """The command line says which passage could not be read; that is no failure of the command."""
    path = tmp_path / "plague.txt"
    path.write_text(f"{PLAGUE}\n\nChapter 2\n\n{AFTER}\n", encoding="utf-8")
    result = CliRunner().invoke(fabula, [*command, str(path), "--no-cache"])
    assert result.exit_code == 0
    said = " ".join((result.stdout if command == ["read"] else result.stderr).split())
    assert "could not read the passage at 0" in said
