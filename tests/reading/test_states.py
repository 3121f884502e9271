"""What people are like and the states they are in, as sentences tell it."""

from __future__ import annotations

import pytest

from fabula.stories import read
from fabula.story.contract import AttributeItem

pytestmark = pytest.mark.usefixtures("rules_alone")

THERE = (
    "Mara Venn stood at the gate with Tom Arkwright. She had the lamp. He had the letter, and"
    " Captain Hale was with them."
)


def attributes(*paragraphs: str) -> list[AttributeItem]:
    """What a story tells of its people, in order, without what the first paragraph tells."""
    found = read("\n\n".join((THERE, *paragraphs)) + "\n").hindsight()
    return [a for a in found.attributes() if a.start > len(THERE)]


def told(*paragraphs: str) -> list[tuple[str, str]]:
    return [(a.name, a.value) for a in attributes(*paragraphs)]


LASTING = [
    ("Tom was a weaver.", "occupation", "a weaver"),
    ("Mara, who was a vet, laughed.", "occupation", "a vet"),
    ("Tom kept an inn.", "occupation", "kept an inn"),
    ("Sister Agnes came in.", "occupation", "sister"),
    ("Colonel Reeve came in.", "rank", "colonel"),
    ("Mara was from Preston.", "origin", "preston"),
    ("Tom was a Spaniard.", "origin", "a spaniard"),
    ("Mara could swim.", "skill", "swim"),
    ("Mara was seventy.", "age", "seventy"),
    ("Tom, aged fourteen, said nothing.", "age", "fourteen"),
    ("Tom was in his early forties.", "age", "early forties"),
    ("Mara's eyes were green.", "eyes", "green"),
    ("Mara had long red hair.", "hair", "long red hair"),
    ("Tom was one-eyed.", "eyes", "one-eyed"),
    ("Tom was as broad as a door.", "build", "broad"),
    ("Mara was six foot in her boots.", "build", "six foot"),
    ("Mara had a scar on her chin.", "scar", "a scar"),
    ("Tom was a man of seven-and-twenty.", "age", "seven-and-twenty"),
    ("Mara turned eighty in the spring.", "age", "eighty"),
    ("Tom had one eye.", "eye", "one eye"),
    ("Tom had a bad leg.", "leg", "a bad leg"),
    ("Tom had a wooden leg.", "leg", "a wooden leg"),
    ("They met at Ida's funeral.", "dead", "funeral"),
    ("Tom turned round. A scar from the ear to the chin.", "scar", "a scar"),
    ("Mara was a small, quick woman.", "build", "small"),
    ("Tom was a man of forty with a limp.", "age", "forty"),
]
PASSING = [
    ("Tom was in a brown overcoat.", "wearing", "a brown overcoat"),
    ("Mara sat down with her gloves on.", "wearing", "her gloves"),
    ("Mara, wearing a green dress, came down.", "wearing", "a green dress"),
    ("Mara came in with a basin.", "carrying", "a basin"),
    ("Tom had the reins in one hand.", "holding", "the reins"),
    ("Tom took hold of the rope.", "holding", "the rope"),
    ("Mara's left hand had been torn to the bone.", "injured", "hand had been torn"),
    ("A knife had opened Tom's cheek.", "injured", "opened tom's cheek"),
    ("There was a cut on her forehead.", "injured", "a cut on her forehead"),
    ("Mara had the fever.", "ill", "the fever"),
    ("Mara's leg was in plaster.", "injured", "plaster"),
    ("Tears ran down Tom's face.", "crying", "tears"),
    ("Tom lay unconscious on the floor.", "unconscious", "unconscious"),
    ("Tom's wrists were tied.", "bound", "tied"),
    ("Mara wept.", "crying", "wept"),
]
WITH_THEM = [
    ("Mara came up with two eggs in her sleeve.", "carrying", "two eggs"),
    ("Tom stood there with the poker still in his hand.", "holding", "the poker"),
    ("Tom came in with his coat off and a loaf under one arm.", "holding", "a loaf"),
    ("Mara sat down beside him, in somebody's shawl.", "wearing", "shawl"),
    ("Tom had a lantern.", "carrying", "a lantern"),
    ("Tom looked up. White gloves.", "wearing", "white gloves"),
    ("Mara came in her best hat.", "wearing", "her best hat"),
    ("Tom had a plaster on his chin.", "injured", "a plaster on his chin"),
    ("Tom had begun to snore.", "asleep", "begun to snore"),
]
NOT_TOLD = [
    "Tom was not a doctor.",
    "Mara wiped the glass with a cloth.",
    "Tom found a stone in his boot.",
    "Mara looked up. No hat.",
    "Tom had a free hand in it.",
    "Tom had a good head for figures.",
    "The vicar had gone home.",
    "Was Mara ill?",
    "Tom might be ill.",
    "Mara thought that Tom was dead.",
    "“No!” cried Mara.",
    "Every man was a soldier.",
    "Tom held his breath.",
    "Mara was old enough to know.",
    "Tom was an old friend.",
    "She was going to be sick.",
    "They were sick of it.",
]


@pytest.mark.parametrize("lasting", [True, False])
def test_what_people_are_like(lasting: bool) -> None:
    """Looks, age, work and origin last; clothes, burdens, wounds and tears pass."""
    sentences = LASTING if lasting else PASSING
    found = attributes(*(sentence for sentence, _, _ in sentences))
    wanted = {(name, value, lasting) for _, name, value in sentences}
    assert wanted <= {(a.name, a.value, a.lasting) for a in found}


def test_what_they_have_with_them() -> None:
    """What somebody comes with is told, and what a sentence without a verb says of them."""
    assert told(*(sentence for sentence, _, _ in WITH_THEM)) == [t[1:] for t in WITH_THEM]


def test_what_is_not_so() -> None:
    """What is denied, asked, feared, supposed or said of anybody is told of nobody."""
    assert told(*NOT_TOLD) == []


def test_states_end() -> None:
    """A state ends when somebody wakes, is untied, takes off the hat, or drops the knife."""
    found = attributes(
        "Mara was asleep by the fire.", "Mara woke.", "Tom was tied to the chair.",
        "Mara freed Tom.", "Mara wore a grey bonnet.", "Mara took off the bonnet.",
        "Tom held the knife.", "Tom dropped the knife.",
    )  # fmt: skip
    assert [(a.name, a.until is not None) for a in found] == [
        ("asleep", True), ("bound", True), ("wearing", True), ("holding", True),
    ]  # fmt: skip


def test_told_once() -> None:
    """The same is told of somebody once."""
    assert told("Mara was a doctor.", "Mara was a doctor.") == [("occupation", "a doctor")]


def test_a_woman_is_no_king() -> None:
    """A noun that tells a man is not said of her."""
    found = attributes("Mara laughed. She was the king in the play, she said.")
    assert [a.value for a in found] == []
