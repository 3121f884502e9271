"""How scenes begin that no mark shows: a time, a place, what somebody comes upon; and what is none
of these. Memories that one sentence leads to; who comes and who goes."""

from __future__ import annotations

import pytest

from fabula.stories import Story, read
from fabula.story.world import World

pytestmark = pytest.mark.usefixtures("rules_alone")

KITCHEN = (
    "Wenna stood in the kitchen and cut the bread. Her brother Jory sat at the table and watched"
    " her, and neither of them spoke."
)
KNIFE = "“You’re quiet,” said Jory. Wenna put down the knife and looked at him."
LATE = "“It’s late,” said Jory."


def story(*blocks: str) -> Story:
    return read("\n\n".join(blocks) + "\n")


def begun(*blocks: str) -> list[tuple[str, str]]:
    """The level and the first word of each scene after the first."""
    found = story(*blocks)
    text = found.text.text
    return [(s.level, text[s.start :].split()[0]) for s in found.hindsight().scenes[1:]]


def label(world: World, entity: str) -> str:
    return next(e.label for e in world.entities if e.id == entity)


@pytest.mark.parametrize(
    "paragraph",
    [
        "By three o’clock they were on the quay, and the boats were coming in.",
        "After supper Jory went down to the boat and bailed it.",
        "Two streets away Pascoe was locking up the shop.",
        "At the station Jory bought two tickets and a paper.",
        "The barn was dark when Jory got there, and the dog would not go in.",
        "The last bus had gone by the time Wenna came to the square.",
    ],
)
def test_a_paragraph_may_set_another_time_or_place(paragraph: str) -> None:
    """A time, a place, or how somebody finds things where they come begins a scene."""
    assert begun(KITCHEN, KNIFE, paragraph) == [("scene", paragraph.split(maxsplit=1)[0])]


@pytest.mark.parametrize(
    "paragraph",
    [
        "By one of the windows stood the clock that their father had made.",
        "At one end of the table lay the knife.",
        "Two doors away the dog barked.",
        "The bread was almost gone when Pascoe came in.",
        "Wenna had nearly finished when Jory came back with the salt.",
        "At the door she turned and looked at him.",
    ],
)
def test_words_of_time_and_place_may_set_nothing(paragraph: str) -> None:
    """What is near, heard from afar or only counted sets no other time or place."""
    assert begun(KITCHEN, KNIFE, paragraph) == []


@pytest.mark.parametrize(
    "paragraph",
    [
        "It had been raining the night they brought Tom home. Their mother stood in the yard with"
        " a lamp and would not come in. Nobody spoke.",
        "The first time she saw the house it was raining. Her aunt had her by the hand, and there"
        " was a dog on the step that did not bark.",
        "It was the smell of tar that did it. She was nine again, on the slip at Porthleven, and"
        " her father was scraping the hull with his back to her.",
        "In those days the ferry ran twice a day, and old Pascoe kept a shed on the quay.",
    ],
)
def test_one_sentence_leads_to_a_memory(paragraph: str) -> None:
    """A day, a first time, an age that comes again: the rest is told like a scene."""
    assert begun(KITCHEN, KNIFE, paragraph, LATE) == [("flashback", paragraph.split(maxsplit=1)[0])]


def test_a_glance_at_a_day_is_no_memory() -> None:
    """After one sentence of before, those who are there go on."""
    coat = "She had bought the coat the year they married. Wenna hung it on the hook."
    assert begun(KITCHEN, KNIFE, coat, LATE) == []


def test_years_are_summed_up_inside_a_scene() -> None:
    """What is told from a year on is a summary, until somebody speaks who was there."""
    years = (
        "Their father had come to the island in 1902, a boy of twelve, and for thirty years he had"
        " worked the ferry. The house was his mother’s. He was a hard man, and he sang in chapel."
    )
    found = story(KITCHEN, KNIFE, years, LATE).hindsight().scenes
    assert [(s.level, s.parent is not None) for s in found[1:]] == [("summary", True)]
    assert found[1].end < found[0].end


def test_a_child_in_a_story_of_now() -> None:
    """In a story told as now, how young the teller was opens a memory."""
    now = "I stand in the kitchen and cut the bread. Jory sits at the table and watches me."
    then = "Dad made this table before he went. I was six. He sanded it with his shirt off."
    assert begun(now, "Jory takes a slice. I say nothing.", then, "“Well,” says Jory.") == [
        ("flashback", "Dad")
    ]


def test_a_letter_may_stand_in_one_piece() -> None:
    """A date and a greeting, or an office in capitals, begin a document without marks."""
    letter = "4th October. Dear Jory, I said that I would never write to you. You have gone grey."
    report = (
        "HARBOUR OFFICE, PENZANCE. The Mary Ann was sighted on the 4th off the Lizard and has not"
        " been seen since."
    )
    assert begun(KITCHEN, KNIFE, letter, LATE) == [("document", "4th")]
    assert begun(KITCHEN, KNIFE, report, LATE) == [("document", "HARBOUR")]


def test_a_dream_needs_no_name() -> None:
    """Somebody lies down, and meets another who was not there: a dream, until they wake."""
    lies = "Jory lay down on the settle with his arm across his eyes."
    dream = (
        "He was late for school, and the street was full of sand. His grandmother was standing on"
        " the roof. She called to him to swim. He could not find his boots."
    )
    assert begun(KITCHEN, lies, dream, "“Wake up,” said Wenna.") == [("dream", "He")]


def test_who_comes_and_who_goes() -> None:
    """To come in and to walk out are told of those who do it, and of nobody else."""
    world = story(
        KITCHEN,
        "Pascoe came in without his hat. Wenna went white. She left the knife where it was.",
        "“No,” said Jory, and walked out.",
    ).hindsight()
    scene = world.scenes[0]
    assert [label(world, e) for e, _ in scene.arrivals] == ["Pascoe"]
    assert [label(world, e) for e, _ in scene.departures] == ["Jory"]


def test_who_lies_still_is_not_gone() -> None:
    """Whoever did not move is there."""
    scene = story(KITCHEN, "Jory did not move. Jory had not moved since Tuesday.").hindsight()
    assert scene.scenes[0].departures == []


def test_a_chapter_may_begin_without_a_main_verb() -> None:
    """“Nothing that I know of” says nothing of a frame, and is read."""
    world = story("Chapter 1", KITCHEN, "Chapter 2", "Nothing that I know of.", KNIFE).hindsight()
    assert [scene.level for scene in world.scenes] == ["scene", "scene"]


def test_who_comes_and_does_something_is_there() -> None:
    """A stranger who comes down the path and holds up a lamp is in the scene, though nameless."""
    stranger = "A tall woman came down the path. She carried a lamp, and she did not smile."
    world = story(KITCHEN, stranger).hindsight()
    assert "a tall woman" in {label(world, e).lower() for e in world.scenes[0].present}
