"""Search by words, phrases, people, speakers and scenes."""

from __future__ import annotations

from functools import cache

from fabula.asking.search import Hit
from fabula.stories import Story, read

STORY = (
    "Mara Venn carried the lamp down to the landing. She was cold, and he had not come.\n\n"
    "“Tom is late,” said Mara. “He’s always late.”\n\n"
    "Tom Hale came up the path with a basket. “I carried this from Harrow,” he said.\n\n"
    "* * *\n\n"
    "In the morning the lamp was gone. Tom looked for it all day."
)


@cache
def story() -> Story:
    return read(STORY + "\n")


def found(query: str) -> list[str]:
    """The sentences that a query finds."""
    return [hit.text for hit in story().search(query)]


def test_words_are_found_in_any_form() -> None:
    """ "carry" finds "carried", wherever it stands."""
    assert found("carry") == [
        "Mara Venn carried the lamp down to the landing.",
        "“I carried this from Harrow,” he said.",
    ]


def test_all_words_have_to_be_there() -> None:
    """Two words find the sentences that have both."""
    assert found("lamp landing") == ["Mara Venn carried the lamp down to the landing."]
    assert found("lamp basket") == []


def test_a_phrase_is_found_as_it_stands() -> None:
    """Words in marks are found in that order, whatever the quotes are."""
    assert found("“the lamp was”") == ["In the morning the lamp was gone."]
    assert found('"lamp the"') == []


def test_a_person_is_found_where_they_are_only_a_pronoun() -> None:
    """A name finds the sentences in which its bearer is "she"."""
    assert "She was cold, and he had not come." in found("Mara")
    assert found("Mara cold") == ["She was cold, and he had not come."]


def test_by_speaker() -> None:
    """`by:` finds what somebody says."""
    assert found("by:Mara") == ["“Tom is late,” said Mara.", "“He’s always late.”"]
    assert found('late by:"Tom Hale"') == []


def test_by_scene_and_presence() -> None:
    """`scene:` keeps to one scene, `with:` to those in which somebody is."""
    second = story().hindsight().scenes[-1].id
    assert found(f"lamp scene:{second}") == ["In the morning the lamp was gone."]
    assert "In the morning the lamp was gone." not in found("with:Mara lamp")


def test_a_hit_shows_where_it_matches() -> None:
    """The words that were looked for are shown in each sentence."""
    (hit,) = story().search("basket")
    assert isinstance(hit, Hit)
    assert [STORY[at.start : at.end] for at in hit.matches] == ["basket"]


def test_nothing_is_found_for_nothing() -> None:
    """An empty query, or a speaker whom nobody knows, finds nothing."""
    assert found("") == found("by:Nobody lamp") == []


def test_nothing_is_found_beyond_the_horizon() -> None:
    """A search as of a place finds what stands before it."""
    assert story().search("gone", at=STORY.index("* * *")) == []
