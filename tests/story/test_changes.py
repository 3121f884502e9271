"""What is shown otherwise after a correction is said in plain sentences."""

from __future__ import annotations

from typing import Any

import pytest

import fabula
from fabula import Anchor, Correction
from fabula.reading import fold
from fabula.stories import Story
from fabula.story.anchors import anchor
from fabula.story.memory import Memory
from fabula.story.passage import Passage
from fabula.story.text import Span

STORY = """Mara Venn met Tom Hale by the river. He was late. He did not say why.

“Good evening,” said Tom. “You are wet.”

“It rained.”

Years before, the mill had burned. The men had stood and watched it, and nobody had spoken.
"""


@pytest.fixture(scope="module")
def plain() -> Story:
    return fabula.read(STORY)


HE = Anchor("He", suffix=" was late")
CASES = {
    "is": (
        Correction("is", HE, name="Mara"),
        ["“He” and 1 more mention are now Mara Venn."],
    ),
    "rename": (
        Correction("rename", Anchor("Tom Hale"), name="Old Tom"),
        ["Tom Hale is now called Old Tom."],
    ),
    "alias": (
        Correction("alias", Anchor("Tom Hale"), name="the Heron"),
        ["Tom Hale is also called the Heron."],
    ),
    "not-a-person": (
        Correction("not-a-person", Anchor("Tom Hale")),
        ["Tom Hale is now a thing."],
    ),
    "speaker": (
        Correction("speaker", Anchor("You are wet"), name="Mara"),
        [
            "“You” is now Tom Hale.",
            "“You are wet.” is now said by Mara Venn.",
            "“It rained.” is now said by Tom Hale.",
        ],
    ),
    "memory": (
        Correction("memory", Anchor("Years before"), level="dream"),
        ["What is told from “Years before, the mill had burned. The…” on is now a dream."],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_shown_otherwise(plain: Story, name: str) -> None:
    """Each kind of correction is told by what it changes, with the places."""
    said, sentences = CASES[name]
    change = plain.change([said])
    assert [s for s in change.sentences if " said to " not in s] == sentences
    assert all(d.places for d in change.differences)


def test_merged_before_the_place_where_it_is_said(plain: Story) -> None:
    """Mentions long before the correction are told too, where they are somebody else's now."""
    merge = Correction("merge", Anchor("Tom", prefix="said "), Anchor("The men"))
    (told,) = [d for d in plain.change([merge]).differences if "now Tom Hale" in d.sentence]
    assert next(STORY[a:b] for a, b in told.places) == "The men"


def test_nothing_changes(plain: Story) -> None:
    """What is so already changes nothing, and what applies to nobody says why."""
    assert plain.change([Correction("is", HE, name="Tom Hale")]).sentences == [
        "Nothing is shown otherwise."
    ]
    (sentence,) = plain.change([Correction("omit", Anchor("Peregrine"))]).sentences
    assert sentence == "It does not apply: its words are not in the text."


def test_only_as_of_where_it_is_asked(plain: Story) -> None:
    """As of a place, nothing is told of what comes later."""
    at = STORY.index("\n\n“It rained")
    change = plain.change([Correction("is", HE, name="Mara")], at)
    assert all(b <= at for d in change.differences for _, b in d.places)
    later = plain.change([Correction("speaker", Anchor("It rained.", near=200))], at)
    assert later.sentences == ["Nothing is shown otherwise."]


def test_only_what_comes_after_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """That somebody is one with somebody met long before costs what comes after it is known, not
    what lies between; and gives what reading all of it gives."""
    filler = "\n\n".join(
        f"The mill went round for the {n}. time, and it rained." for n in range(300)
    )
    text = f"{STORY}\n\n{filler}\n\nThe stranger stood in the door. She was wet.\n"
    long = fabula.read(text)
    read: list[int] = []
    resolve = fold.resolve

    def counted(memory: Memory, passage: Passage, *more: Any) -> Any:
        read.append(passage.start)
        return resolve(memory, passage, *more)

    monkeypatch.setattr(fold, "resolve", counted)
    stranger = anchor(text, Span(text.index("The stranger"), text.index(" stood in")))
    said = (Correction("merge", stranger, Anchor("Mara Venn")),)
    change = long.change(said)
    assert change.sentences[0].startswith("“The stranger”")
    assert len(read) <= 2
    assert long.corrected(said).at(len(text)).identities.joins
    anew = fabula.read(text, corrections=said)
    assert long.corrected(said).to_json(len(text)) == anew.to_json(len(text))
