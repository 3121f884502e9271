"""Scenes as they are played: memories, letters, unmarked cuts, who is there, where, whose eyes."""

from __future__ import annotations

import pytest

from fabula.stories import Story, read
from fabula.story.contract import SceneItem

pytestmark = pytest.mark.usefixtures("rules_alone")

KITCHEN = (
    "Wenna stood in the kitchen and cut the bread. Her brother Jory sat at the table and watched"
    " her, and neither of them spoke."
)
KNIFE = "“You’re quiet,” said Jory. Wenna put down the knife and looked at him."


def story(*blocks: str, gap: str = "\n\n\n") -> Story:
    """Paragraphs; an empty one is a gap."""
    return read("\n\n".join(blocks).replace("\n\n\n\n", gap) + "\n")


def scenes(*blocks: str) -> list[SceneItem]:
    return story(*blocks).hindsight().scenes


def begins(*blocks: str) -> list[tuple[str, str, bool]]:
    """The level of each scene, its first words, and whether it lies in another."""
    found = story(*blocks)
    text = found.text.text
    return [
        (s.level, " ".join(text[s.start :].split()[:2]), s.parent is not None)
        for s in found.hindsight().scenes
    ]


def present(*blocks: str) -> set[str]:
    """Who is in the first scene."""
    world = story(*blocks).hindsight()
    label = {e.id: e.label for e in world.entities}
    return {label[e] for e in world.scenes[0].present}


def test_what_had_happened_interrupts_the_scene() -> None:
    """A run of the past perfect is a memory inside the scene; plain past goes on with that."""
    memory = (
        "The ferry had gone down in April. Their father had stood on the quay all night with a"
        " lamp, and in the morning he had walked home and had hung up his coat and had never"
        " spoken of it again."
    )
    assert begins(KITCHEN, KNIFE, memory, KNIFE) == [
        ("scene", "Wenna stood", False),
        ("flashback", "The ferry", True),
    ]
    outer, inner = scenes(KITCHEN, KNIFE, memory, KNIFE)
    assert inner.parent == outer.id
    assert inner.end < outer.end
    assert (inner.story_order or 0) < (outer.story_order or 0)


def test_a_glance_back_is_no_memory() -> None:
    """One sentence about before stays in the scene."""
    glance = "She had not slept. The lamp on the table smoked, and she turned it down."
    assert len(begins(KITCHEN, glance, KNIFE)) == 1


def test_a_story_told_in_the_present_remembers_in_the_past() -> None:
    """Where the scene is told as now, any past is a memory."""
    now = "Wenna stands in the kitchen and cuts the bread. Jory sits at the table and watches her."
    then = (
        "Their father came home in April with a parcel under his arm. He put it on that table and"
        " laughed, and went up to bed, and in the morning he was gone."
    )
    again = "Jory takes a slice. He eats it slowly and says nothing."
    assert begins(now, again, then, again) == [
        ("scene", "Wenna stands", False),
        ("flashback", "Their father", True),
    ]


def test_words_lead_to_another_time_and_back() -> None:
    """An age or “years ago” opens a memory in the plain past; a line says that it is now again."""
    young = (
        "When Wenna was six her father forgot her at the quay. She waited on the wall until the"
        " harbour master sat down next to her and gave her half his bread."
    )
    kept = "Jory took a slice. “Well?” he said."
    assert begins(KITCHEN, KNIFE, young, kept) == [
        ("scene", "Wenna stood", False), ("flashback", "When Wenna", True),
    ]  # fmt: skip
    sold = "Jory sold the boat in March. He walked along the quay with the money in his boot."
    lines = (KITCHEN, KNIFE, "Three years earlier", sold, "Now", KNIFE)
    assert begins(*lines) == [
        ("scene", "Wenna stood", False),
        ("flashback", "Three years", False),
        ("scene", "Now “You’re", False),
    ]
    assert [s.story_order for s in scenes(*lines)] == [2, 1, 3]


def test_weeks_are_summed_up_until_one_evening() -> None:
    """“For three weeks” sums up; “one evening” plays again."""
    weeks = "For three weeks Wenna heard nothing. Every morning she went down to the quay."
    evening = "One evening the bell rang. Wenna opened the door."
    found = scenes(KITCHEN, KNIFE, weeks, evening)
    assert [s.level for s in found] == ["scene", "summary", "scene"]


def test_general_truths_make_no_story_in_the_present() -> None:
    """A story may begin with what is always so, and is told in the past all the same."""
    truth = "The house on the quay is the ugliest in the town. Visitors laugh at its roof."
    assert begins(truth, KITCHEN, KNIFE) == [("scene", "The house", False)]


def test_a_gap_begins_a_scene_unless_the_story_goes_on() -> None:
    """After a gap somebody is elsewhere, or just answers."""
    away = "He was up on the hill by noon, with the dog, and the wind had dropped."
    assert len(begins(KITCHEN, KNIFE, "", away)) == 2
    assert len(begins(KITCHEN, KNIFE, "", "She did not answer. Her face was still.")) == 1
    assert len(begins(KITCHEN, KNIFE, "", "“No,” said Wenna.")) == 1


def test_others_at_another_place_are_another_scene() -> None:
    """Somebody who was not there does something somewhere else: a cut that no mark shows."""
    mill = "In the mill Pascoe locked the door and counted the sacks twice over."
    found = scenes(KITCHEN, KNIFE, mill)
    assert [s.break_cue for s in found] == ["chapter", "place"]


def test_a_letter_that_is_read_is_a_document() -> None:
    """A letter lies in the scene in which it is read, and was written before it."""
    blocks = (
        KITCHEN,
        "A letter lay by the plate. Wenna opened it and read it aloud.",
        "Dear Wenna,",
        "I have taken the boat to Brest and shall not be back before the winter. Tell Jory that the"
        " dog is his. Keep the lamp lit for me all the same, and do not sell the nets.",
        "Your father, Tobias Penrose",
        KNIFE,
    )
    found = scenes(*blocks)
    assert [s.level for s in found] == ["scene", "document"]
    assert (found[1].story_order or 0) < (found[0].story_order or 0)


def test_a_story_in_letters_is_documents() -> None:
    """A letter with its place, date and greeting is a scene of its own, set there and then."""
    world = story(
        "Brest, 3 March 1888",
        "My dear Mara,",
        "I have arrived safely and the boat is sold. Tom met me at the quay, and we dined well.",
        "Your loving sister,\nInes",
    ).hindsight()
    (scene,) = world.scenes
    assert (scene.level, scene.place_text) == ("document", "Brest")
    assert [t.value for t in world.times() if t.of == scene.id] == ["1888-03-03"]


def test_dreams_and_pictures_lie_in_the_scene() -> None:
    """A dream ends with waking, a memory in italics with them, a picture with what breaks it."""
    dream = "In the dream she walked along the quay with her father, and the sea was quite dry."
    woke = "She woke with the blanket on the floor. Jory stood at the door."
    assert begins(KITCHEN, KNIFE, dream, woke) == [
        ("scene", "Wenna stood", False), ("dream", "In the", True),
    ]  # fmt: skip
    italic = (
        "_She was nine, and the lamp was lit. Her father put the violin into her hands. She drew"
        " the bow and it screamed._"
    )
    assert [s.level for s in scenes(KITCHEN, KNIFE, italic, KNIFE)] == ["scene", "flashback"]
    picture = (
        "Jory said nothing. If she closed her eyes she saw Pascoe, his face white, kneeling in the"
        " yard. The lamp in the snow. The dog with its ears flat."
    )
    called = "A knock shook her out of her thoughts."
    assert [s.level for s in scenes(KITCHEN, KNIFE, picture, called)] == ["scene", "flashback"]


def test_who_is_only_talked_of_is_not_there() -> None:
    """Who speaks, acts or is spoken to is in the scene; who is told of in talk is not."""
    there = present(KITCHEN, "“Pascoe hit the miller with a spade,” said Jory.", KNIFE)
    assert there == {"Wenna", "Jory"}


def test_nobody_is_not_there() -> None:
    """“Nobody” and “everyone” are no people of a scene."""
    assert present(KITCHEN, "Nobody moved. Everyone in the village heard the bell.") == {
        "Wenna", "Jory",
    }  # fmt: skip


def test_a_scene_is_set_where_somebody_is() -> None:
    """The place of a scene is the room, the vehicle, the land that somebody is in."""
    world = story(KITCHEN, KNIFE).hindsight()
    assert world.scenes[0].place_text == "the kitchen"
    assert scenes("The barn had one good door. Wenna leaned on it.")[0].place_text == "The barn"


def test_whose_senses_are_told_has_the_eyes() -> None:
    """A scene is seen through whoever's thoughts and senses are told."""
    world = story(KITCHEN, "Wenna heard the latch. She wondered who it could be.").hindsight()
    label = {e.id: e.label for e in world.entities}
    assert label[world.scenes[0].pov or ""] == "Wenna"


def test_a_line_says_whose_eyes_it_is() -> None:
    """A line with a point of view tells whose eyes the scene is seen through."""
    world = story(KITCHEN, "Jory's POV", "Wenna wondered about the knife. " + KNIFE).hindsight()
    label = {e.id: e.label for e in world.entities}
    assert label[world.scenes[-1].pov or ""] == "Jory"


def test_times_date_the_scene_they_begin() -> None:
    """“Three days later” counts from the scene before."""
    world = story(
        KITCHEN, KNIFE, "", "Three days later Jory sold the boat at the quay."
    ).hindsight()
    before, after = world.scenes
    (when,) = (t for t in world.times() if t.of == after.id)
    assert (when.anchor, when.order, when.days) == (before.id, "after", 3)


def test_ago_counts_from_the_tellers_now() -> None:
    """“Last Friday” dates a scene, and says nothing of the scene before it."""
    world = story(KITCHEN, KNIFE, "", "Last Friday Jory sold the boat at the quay.").hindsight()
    (when,) = (t for t in world.times() if t.of == world.scenes[1].id)
    assert (when.value, when.order, when.anchor) == ("last friday", None, None)


def test_letters_diaries_and_telegrams_need_no_marks() -> None:
    """A greeting, a dated entry and a telegram's STOP show a document where nothing else does."""
    telegram = "2 APRIL. PENROSE, QUAY. BOAT LOST STOP CREW SAFE STOP LETTER FOLLOWS STOP TOBIAS"
    entry = "Mon. 11 March. Thaw. Gauge at four and rising. Told Jory for the third time."
    played = [s.level for s in scenes(KITCHEN, "***", telegram, "***", entry, "***", KITCHEN)]
    assert played == ["scene", "document", "document", "scene"]
