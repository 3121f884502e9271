"""Who is meant by a name that a reader types, and all that is known of one."""

from __future__ import annotations

import pytest

import fabula
from fabula.story.naming import called

STORY = fabula.read("""Mara Venn and Tom Venn sat by the fire. Mara was asleep.

“Wake up, Mara,” said Tom Venn. The old soldier was crying. Nobody knew why.

Mara woke. “I'm here,” she said. “So am I,” said Sean O’Hara, and O’Hara laughed.
""")
WORLD = STORY.hindsight()


def names(asked: str) -> list[str]:
    """Whom a name may mean."""
    return [entity.label for entity in called(WORLD, asked)]


@pytest.mark.parametrize("asked", ["Mara", "mara", "MARA VENN", "mara  venn"])
def test_case_and_blanks_do_not_count(asked: str) -> None:
    """A name is found however it is typed."""
    assert names(asked) == ["Mara"]


def test_a_part_of_a_name_may_mean_several() -> None:
    """Those who share a name are all meant, the most mentioned first."""
    assert names("Venn") == ["Mara", "Tom Venn"]


def test_the_shape_of_an_apostrophe_does_not_count() -> None:
    """O'Hara is O’Hara."""
    assert names("O'Hara") == names("O’Hara") != []


def test_an_id_is_a_name() -> None:
    """Whoever has an id is meant by it and nobody else."""
    (mara,) = called(WORLD, "Mara")
    assert called(WORLD, mara.id) == [mara]


@pytest.mark.parametrize("asked", ["", " ", "Gandalf", "Ma", "Mara Hale"])
def test_nobody_is_called_so(asked: str) -> None:
    """A name that nobody has means nobody, and a sentence says where names are listed."""
    assert names(asked) == []
    for about in (STORY.character, STORY.knows, STORY.relations):
        with pytest.raises(fabula.FabulaError, match="fabula cast lists the names"):
            about(asked)


def test_one_of_the_cast_is_known_as_far_as_it_is_read() -> None:
    """At a place a character is as the story has told of them up to there."""
    early = STORY.character("Mara", at=60)
    late = STORY.character("Mara")
    assert early.mentions < late.mentions
    assert early.last < late.last
    assert early.first == late.first
    assert (early.quotations, len(late.quotations)) == ([], 1)


def test_nobody_knows_nothing() -> None:
    """Who is only "nobody" is not said to know or not to know."""
    assert [k for k in WORLD.knowledge() if k.content.text == "why"] == []
