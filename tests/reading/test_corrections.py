"""What a reader says of a story, and what follows from it."""

from __future__ import annotations

import pytest

import fabula
from fabula import Anchor, Correction
from fabula.stories import Story
from fabula.story.anchors import anchor
from fabula.story.contract import EntityItem, SceneItem
from fabula.story.text import Span

STORY = """Sakura Haruno met Naruto Uzumaki at the gate. He was late again.

“Stay here,” someone said. He ran on through the rain, and he did not stop. His hands were cold.

Years ago the village was small. The wells were dry, and the old men sat in the sun.

They had laughed then. Sakura remembered the river.

“I am tired,” said Naruto. He sat down by the wall. “So am I.”

“Then sleep.”

“I will.” She closed the door. It creaked.
"""


def at(words: str, inside: str = "") -> Anchor:
    """The place of some words: the first of them, or of others after them."""
    start = STORY.index(words)
    start = STORY.index(inside, start) if inside else start
    return anchor(STORY, Span(start, start + len(inside or words)))


@pytest.fixture(scope="module")
def plain() -> Story:
    """The story as it is read without a reader's word."""
    return fabula.read(STORY)


def told(plain: Story, *said: Correction) -> Story:
    """The story with what was said of it, all of which applies."""
    story = plain.corrected(said)
    assert [s.state for s in story.standing()] == ["applied"] * len(said)
    return story


def who(story: Story, place: Anchor) -> str:
    """What is called whoever the words at a place stand for."""
    world = story.hindsight()
    mention = next(m for m in world.mentions() if m.start == place.near)
    found = world.entity(mention.entity)
    assert found
    return found.label


def speaker(story: Story, place: Anchor) -> str | None:
    """Who is shown to say the quotation at a place."""
    world = story.hindsight()
    said = next(q for q in world.quotations() if q.start <= place.near < q.end)
    found = world.entity(said.speaker) if said.speaker else None
    return found.label if found else None


def person(story: Story, label: str) -> EntityItem:
    return next(e for e in story.hindsight().entities if e.label == label)


RAN, DID, TIRED = at("He ran", "He"), at("and he", "he"), at("I am tired")


@pytest.mark.parametrize(
    "correction",
    [
        Correction("is", RAN, name="Sakura"),
        Correction("is", RAN, at("Sakura Haruno")),
        Correction("is", RAN, Anchor("gone", "words ", " that are gone"), name="Sakura Haruno"),
    ],
    ids=["by name", "by a mention", "by name where the mention is gone"],
)
def test_this_he_is_somebody(plain: Story, correction: Correction) -> None:
    """Told whom “he” stands for, the pronouns after it follow, and those before it stay."""
    story = told(plain, correction)
    assert [who(plain, RAN), who(plain, DID)] == ["Naruto Uzumaki"] * 2
    assert [who(story, RAN), who(story, DID)] == ["Sakura Haruno"] * 2
    assert who(story, at("He was late", "He")) == "Naruto Uzumaki"
    mention = next(m for m in story.mentions if m.start == RAN.near)
    assert mention.by == "reader"


def test_this_he_is_somebody_met_later(plain: Story) -> None:
    """Whom “he” stands for may be told by words that come later: they turn out to be one."""
    story = told(plain, Correction("is", RAN, at("the old men")))
    assert who(story, RAN) == who(story, DID) == "the old men"


def test_this_name_is_somebody_else(plain: Story) -> None:
    """A name may be another's from here on."""
    story = told(plain, Correction("is", at("said Naruto", "Naruto"), at("the old men")))
    assert who(story, at("said Naruto", "Naruto")) == who(story, at("the old men"))
    assert who(story, at("Naruto Uzumaki")) == "Naruto Uzumaki"


def test_who_said_this(plain: Story) -> None:
    """Told who speaks and to whom, the words are theirs, the “I” in them, and the turns after."""
    assert speaker(plain, at("So am I")) == "Naruto Uzumaki"
    story = told(plain, Correction("speaker", at("So am I"), name="Sakura", to=at("said Naruto")))
    assert speaker(story, at("So am I")) == "Sakura Haruno"
    assert who(story, at("So am I", "I")) == "Sakura Haruno"
    assert speaker(story, at("Then sleep")) == "Naruto Uzumaki"
    quoted = next(q for q in story.quotations if "So am I" in STORY[q.start : q.end])
    assert quoted.by == "reader"


def test_to_whom_it_was_said(plain: Story) -> None:
    """To whom something is said may be told too."""
    said = Correction("speaker", at("Then sleep"), name="Sakura", to=at("someone"))
    story = told(plain, said)
    quoted = next(q for q in story.quotations if "Then sleep" in STORY[q.start : q.end])
    assert quoted.addressees == [person(story, "someone").id]


THOUGHT = """Sakura Haruno met Naruto Uzumaki. Naruto looked up. What a fool he had been!

“She said ‘never’ to me,” said Naruto. Sakura laughed.
"""


@pytest.mark.parametrize("words", ["What a fool he had been!", "‘never’"])
@pytest.mark.parametrize("that", [None, Anchor("Sakura", suffix=" laughed")])
def test_who_thought_this(words: str, that: Anchor | None) -> None:
    """A thought without marks, and what is quoted in a quotation, may be somebody's too."""
    said = Correction("speaker", Anchor(words), that, name=None if that else "Sakura")
    story = fabula.read(THOUGHT, corrections=[said])
    quoted = next(q for q in story.quotations if words == THOUGHT[q.start : q.end])
    assert (quoted.speaker, quoted.by) == (person(story, "Sakura Haruno").id, "reader")


def test_nobody_known_said_this(plain: Story) -> None:
    """Told that nobody known speaks, nobody is shown."""
    story = told(plain, Correction("speaker", at("Then sleep")))
    assert speaker(plain, at("Then sleep")) == "Sakura Haruno"
    assert speaker(story, at("Then sleep")) is None


def test_somebody_met_later_said_this(plain: Story) -> None:
    """Who speaks may be somebody met only later: the “I” of what they say is theirs too."""
    story = told(plain, Correction("speaker", at("Stay here"), at("the old men")))
    assert speaker(story, at("Stay here")) == "the old men"


def scene(story: Story, words: str) -> SceneItem:
    """The innermost scene that begins with some words."""
    start = STORY.index(words)
    return [s for s in story.hindsight().scenes if s.start == start][-1]


def test_this_is_a_memory(plain: Story) -> None:
    """A stretch that a reader calls a memory is one, lies in the scene, and is over after it."""
    story = told(plain, Correction("memory", at("Stay here"), at("His hands")))
    found = scene(story, "“Stay here")
    assert (found.level, found.by) == ("flashback", "reader")
    assert STORY[found.start : found.end].endswith("hands were cold.")
    assert found.parent == scene(story, "Sakura Haruno met").id
    assert found.story_order == 1


def test_paragraphs_may_be_a_dream(plain: Story) -> None:
    """The level may be another, and a scene's first words may be in the stretch."""
    story = told(plain, Correction("memory", at("Sakura"), at("He was late"), level="dream"))
    assert scene(story, "Sakura Haruno met").level == "dream"
    assert scene(story, "“Stay here").level == "scene"


def test_this_memory_is_a_dream(plain: Story) -> None:
    """A scene that is there may be told on another level."""
    assert scene(plain, "Years ago").level == "flashback"
    assert scene(told(plain, Correction("memory", at("dry"), level="dream")), "Years").level == (
        "dream"
    )


def test_this_is_no_memory() -> None:
    """Told that a memory is none, its words belong to the scene, and so do its people."""
    text = (
        "Mara stood at the gate with Ines. She was late, and it rained.\n\n"
        "Years ago Tom Hale had carried her over the river. He had laughed, and he had put her down"
        " on the bank. She had thanked Tom, and he had run home.\n\n"
        "“I am tired,” said Mara. She sat down by the wall with Ines.\n"
    )
    plain = fabula.read(text)
    none = Correction("memory", Anchor("Years ago"), level="scene")
    (only,) = fabula.read(text, corrections=[none]).hindsight().scenes
    assert (only.level, only.start) == ("scene", 0)
    (memory,) = (s for s in plain.hindsight().scenes if s.level == "flashback")
    assert memory.present
    assert {*memory.present} <= {*only.present}


def test_somebody_is_called_so_too() -> None:
    """Another name is listed, and means them wherever it comes."""
    text = STORY + "\n“Run,” said Kurama. Kurama laughed.\n"
    assert {"Kurama", "Naruto Uzumaki"} <= names_of_one(text)


def test_whoever_was_called_so_is_they() -> None:
    """A name that somebody had already makes the two one."""
    assert {"Kurama", "Naruto Uzumaki"} <= names_of_one("“Run,” said Kurama.\n\n" + STORY)


def names_of_one(text: str) -> set[str]:
    """The names of whoever is called Kurama, told that Naruto is."""
    alias = Correction("alias", Anchor("Naruto Uzumaki"), name="Kurama")
    people = fabula.read(text, corrections=[alias]).characters
    (found,) = [{p.label, *p.aliases} for p in people if "Kurama" in (p.label, *p.aliases)]
    return found


def test_a_name_that_comes_nowhere(plain: Story) -> None:
    """A name that only the reader uses is listed with the story's own."""
    story = told(plain, Correction("alias", at("Naruto Uzumaki"), name="the Fox"))
    assert person(story, "Naruto Uzumaki").aliases == ["Naruto", "the Fox"]


def test_this_is_not_a_person(plain: Story) -> None:
    """What is no person is a thing, or what the reader says; it is mentioned as that."""
    story = told(plain, Correction("not-a-person", at("Naruto Uzumaki"), type="VEH"))
    ship = person(story, "Naruto Uzumaki")
    assert ship.type == "VEH"
    assert ship.id not in {c.id for c in story.characters}
    assert {m.type for m in story.mentions if m.entity == ship.id} == {"VEH"}


def test_who_is_left_out_is_gone(plain: Story) -> None:
    """Whoever is no character is shown by none of their names, and “he” is somebody else."""
    story = told(plain, Correction("omit", at("Naruto Uzumaki")))
    assert not {"Naruto", "Naruto Uzumaki"} & {e.label for e in story.hindsight().entities}
    assert who(story, RAN) == "Sakura Haruno"


def test_two_with_names_are_one(plain: Story) -> None:
    """Of two who are one all names are kept, whichever came first."""
    story = told(plain, Correction("merge", at("said Naruto", "Naruto"), at("Sakura Haruno")))
    names = person(story, "Sakura Haruno").aliases
    assert {"Sakura", "Naruto", "Naruto Uzumaki"} <= {*names, "Naruto"}


def test_made_on_a_late_page(plain: Story) -> None:
    """What is said at the end changes nothing before: neither its words nor what follows them."""
    late = [
        Correction("is", RAN, name="Sakura", made_at=at("It creaked.")),
        Correction("memory", at("Stay here"), at("His hands"), made_at=at("It creaked.")),
        Correction("speaker", at("So am I"), name="Sakura", made_at=at("It creaked.")),
    ]
    story = told(plain, *late)
    early = STORY.index("It creaked.") - 5
    assert story.to_json(early) == plain.to_json(early)
    assert {s.state for s in story.standing(early)} == {"waiting"}
    assert who(story, DID) == "Sakura Haruno"


def test_taken_back(plain: Story) -> None:
    """Taken back, a correction leaves no trace."""
    said = Correction("is", RAN, name="Sakura")
    assert told(plain, said).corrected(()).to_json() == plain.to_json()


def test_a_name_that_is_nowhere(plain: Story) -> None:
    """Somebody of whom the story does not tell cannot be meant: that changes nothing."""
    story = plain.corrected([Correction("is", RAN, name="Sasuke")])
    (how,) = story.standing()
    assert (how.state, how.message) == (
        "lost",
        "its words are there, but they name nobody it could be about",
    )
    assert [who(story, RAN), who(story, DID)] == ["Naruto Uzumaki"] * 2
