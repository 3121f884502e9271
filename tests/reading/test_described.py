"""Who is described in the same words again, and whose name is told beside their description."""

from __future__ import annotations

import pytest

from fabula import read
from fabula.reading.people.described import described, role


def together(story: str) -> list[set[str]]:
    """The words by which each person of a story is meant, of those who are meant more than once."""
    world = read(story).hindsight()
    found = [{story[m.start : m.end] for m in world.mentions_of(e.id)} for e in world.entities]
    return [words for words in found if len(words) > 1]


def test_a_description_said_again_means_the_same_one() -> None:
    """After "a merchant with a goose" the merchant is that merchant, though another has spoken."""
    story = (
        "An old woman sat across from a merchant with a goose. Levin had the window.\n\n"
        "“Against a wall,” said Levin, and the old woman agreed with him.\n\n"
        "The merchant fell on his knees.\n"
    )
    assert any({"a merchant with a goose", "The merchant"} <= words for words in together(story))
    assert any({"An old woman", "the old woman"} <= words for words in together(story))


@pytest.mark.parametrize(
    ("story", "one"),
    [
        (
            "The new girl was weighing pears on the scales. She had been there nine days. Her name"
            " was Sofia.\n\n“Where did you learn?” said Nelo.\n\n“At home,” said Sofia.\n",
            {"The new girl", "She", "Sofia"},
        ),
        (
            "The merchant’s name was Sobakin. He was stout, and talked.\n\n“So,” said Sobakin.\n",
            {"The merchant", "Sobakin"},
        ),
        (
            "The husband was Conrad Bell. He was a ruin. Hilary came in, and Conrad bowed.\n",
            {"The husband", "Conrad Bell", "Conrad"},
        ),
        (
            "The old woman, Marfa Ivanovna, agreed to all of it, and pulled her skirts away.\n\n"
            "Marfa wept.\n",
            {"The old woman", "Marfa Ivanovna", "Marfa"},
        ),
        (
            "Captain Vasco came in, with rain on him; Ping bowed.\n\nThe captain sat down.\n",
            {"Captain Vasco", "The captain"},
        ),
    ],
)
def test_a_name_told_beside_a_description_is_theirs(story: str, one: set[str]) -> None:
    """Who has had no name goes by the one that the story tells as theirs."""
    assert any(one <= words for words in together(story))


def test_what_somebody_is_called_is_no_other_person() -> None:
    """In "he was sixteen, and only the railway called him anything but Barley" he stays the boy."""
    story = (
        "“There’s a man on the platform,” said Barley.\n\nThe boy stamped his boots. His name was"
        " Barnaby Keddle and he was sixteen, and only the railway ever called him anything but"
        " Barley. “Grey coat,” said Barley.\n"
    )
    assert any({"The boy", "Barnaby Keddle", "he", "him"} <= words for words in together(story))


def test_a_list_names_nobody() -> None:
    """In "an old woman, Levin and a boy" they are three."""
    story = (
        "In the carriage were an old woman, Levin, and a boy with a drum. Levin slept.\n\n"
        "The old woman wept.\n"
    )
    assert not any({"an old woman", "Levin"} <= words for words in together(story))


def test_the_one_told_to_stays_one() -> None:
    """Whoever the narration calls "you" is one person all along."""
    story = (
        "Nobody has written this down. You are to have it because you go on the boats in March.\n\n"
        "Cast on ninety-six. Do not laugh; it was Magnus whose hand it ought to fit, and he had\n"
        "three fingers on it. While you are at the welt you may think about anything.\n\n"
        "I was at the window, and it was dark. I will tell you what I did.\n"
    )
    world = read(story).hindsight()
    you = {m.entity for m in world.mentions() if story[m.start : m.end].lower() == "you"}
    assert len(you) == 1


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("a merchant with a goose", "merchant"),
        ("The old woman’s", "old woman"),
        ("that tall boy in the door", "tall boy"),
        ("the other man", None),
        ("his brother", None),
        ("the two of them", None),
    ],
)
def test_the_words_of_a_description(words: str, phrase: str | None) -> None:
    """A description is known by its noun and what stands before it; "the other one" is another."""
    told = described(words)
    assert (told.phrase if told else None) == phrase


def test_a_title_is_what_its_bearer_is_called() -> None:
    """Judge Lu is "the judge", Dr. Brandl "the doctor"; "Mr." and "Lady" are no such words."""
    assert [role(t) for t in ("Judge", "Dr.", "Captain", "Mr.", "Lady", "")] == [
        "judge", "doctor", "captain", None, None, None,
    ]  # fmt: skip
