"""The many forms in which English tells what people are like and in what state they are."""

from __future__ import annotations

import pytest

from fabula.stories import read

pytestmark = pytest.mark.usefixtures("rules_alone")

THERE = "Mara Venn was waiting at the gate with Tom Arkwright. He knew Luke Barr well.\n\n"

ENDS = [
    ("Tom's wife had been dead two years.", "dead", "dead"),
    ("Luke Barr had hanged himself in the barn.", "dead", "hanged himself"),
    ("Mara's mother did not survive the winter.", "dead", "not survive"),
    ("A man called Perkins bled to death.", "dead", "bled to death"),
    ("Mara had lost her father at six.", "dead", "her father"),
    ("Tom was a widower.", "widowed", "a widower"),
]
HURTS = [
    ("Tom had broken his leg in the fall.", "injured", "broken his leg"),
    ("There was blood on Mara's face.", "injured", "blood"),
    ("The knife went into Tom's side.", "injured", "the knife"),
    ("Tom came up with a black eye.", "injured", "black eye"),
    ("Mara nursed her bad wrist.", "injured", "her bad wrist"),
    ("Tom was limping.", "injured", "limping"),
    ("Mara had cut herself on the tin.", "injured", "cut herself"),
    ("Tom had a bad cold.", "ill", "a bad cold"),
    ("Mara threw up into the sink.", "ill", "threw up into"),
]
STATES = [
    ("Mara was in tears.", "crying", "in tears"),
    ("Tom's eyes were wet.", "crying", "eyes were wet"),
    ("Tom was out cold.", "unconscious", "out cold"),
    ("Mara had cried herself to sleep.", "asleep", "cried herself to sleep"),
    ("They had roped Mara to the mast.", "bound", "roped"),
    ("Tom had been in prison.", "imprisoned", "in prison"),
    ("Tom hadn't eaten since Tuesday.", "hungry", "n't eaten since"),
    ("Mara was five months gone.", "pregnant", "five months gone"),
    ("Mara was expecting.", "pregnant", "was expecting"),
    ("Tom had been drinking.", "drunk", "had been drinking"),
]
WORK = [
    ("Tom became a priest.", "occupation", "a priest"),
    ("They had made Mara a lieutenant.", "rank", "a lieutenant"),
    ("Mara drove a tram.", "occupation", "drove a tram"),
    ("Tom sold insurance.", "occupation", "sold insurance"),
    ("Mara taught French.", "occupation", "taught french"),
    ("Mara used to be a dancer.", "occupation", "a dancer"),
    ("Tom's brother Emil, a banker in Graz, laughed.", "occupation", "a banker"),
    ("Tom had trained as a lawyer.", "occupation", "a lawyer"),
    ("As a nurse, Mara had seen worse.", "occupation", "a nurse"),
    ("Mara came from Skye.", "origin", "skye"),
    ("Tom was a London boy.", "origin", "london"),
    ("Tom could play the fiddle.", "skill", "play the fiddle"),
]
LOOKS = [
    ("Tom's beard had gone white.", "hair", "white"),
    ("Mara wore her hair short now.", "hair", "short"),
    ("Mara's eyes were the blue of the sea.", "eyes", "the blue"),
    ("Tom had grown a beard.", "hair", "a beard"),
    ("Mara was a redhead.", "hair", "a redhead"),
    ("Tom had gone grey.", "hair", "gone grey"),
    ("Tom was a pale man.", "skin", "pale"),
    ("Mara waited by the gate, a tall girl with thin plaits.", "build", "tall"),
    ("Tom stood six feet two.", "build", "six feet two"),
]
HAVING = [
    ("Under his arm Tom had a goose.", "holding", "a goose"),
    ("Mara came up the path, a basket on her arm.", "holding", "a basket"),
    ("Tom stood in the door, gun in hand.", "holding", "gun"),
    ("The lamp was in Mara's hand.", "holding", "the lamp"),
    ("Mara drew a knife.", "holding", "a knife"),
    ("Tom held the baby.", "holding", "the baby"),
    ("Mara took Tom's arm.", "holding", "arm"),
    ("Tom carried Mara over the threshold.", "carrying", "mara"),
    ("Mara wore blue.", "wearing", "blue"),
    ("Mara, wrapped in a blanket, was shivering.", "wearing", "a blanket"),
    ("Mara sat down with her skirt tucked up.", "wearing", "her skirt"),
    ("Tom was a man with enormous glasses.", "wearing", "enormous glasses"),
    ("Tom tied a scarf round his neck.", "wearing", "a scarf"),
]
AGES = [
    ("At nineteen Tom had run off to sea.", "age", "nineteen"),
    ("Mara must have been seventy by then.", "age", "seventy"),
    ("Tom (48) was found on the stairs.", "age", "48"),
    ("“How old are you?” asked Tom.\n\n“Fourteen, sir,” said Mara.", "age", "fourteen"),
    ("Mara was in her eightieth year.", "age", "eightieth year"),
    ("A boy of about nine opened the door.", "age", "nine"),
]
TRAPS = [
    "“Is Luke Barr dead?” said Mara.",
    "Tom nearly died of it. If Mara died, Tom would have the farm.",
    "The battery was dead, and so was the telephone.",
    "Tom bit his lip. Mara scratched her chin.",
    "Mara felt bound to go. Tom was arrested by a noise.",
    "Tom was sick of soup, blind to the rest and hungry for news.",
    "Mara was expecting him. Tom tied her scarf.",
    "Tom wanted to be a sailor. Mara was no cook.",
    "Tom was a good judge of hats.",
    "He had a farmer's hands.",
    "Mara came back from England.",
    "Tom would be ten minutes. They were four at table.",
    "Mara lived at seventy Bond Street.",
    "Tom went on for six miles. Mara was a mother of five.",
    "Mara came down with a chain. Tom held the door.",
    "The soldiers stood in a ring. Tom put it back in the shoe.",
    "Mara picked up the phone. Tom dropped a hint.",
    "Tom had a secret in his heart. Mara wore a worried look.",
    "The old man coughed.",
    "He was late.",
]


def told(sentences: list[str]) -> list[tuple[str, str]]:
    """What a story of these sentences tells of its people, by name and words."""
    found = read(THERE + " ".join(sentences) + "\n").hindsight()
    return [(a.name, a.value) for a in found.attributes()]


@pytest.mark.parametrize("forms", [ENDS, HURTS, STATES, WORK, LOOKS, HAVING, AGES])
def test_states_in_many_forms(forms: list[tuple[str, str, str]]) -> None:
    """The same thing is told in many ways, and read in each."""
    found = told([sentence for sentence, _, _ in forms])
    assert {(name, value) for _, name, value in forms} - set(found) == set()


def test_what_only_looks_like_a_state() -> None:
    """What is denied, asked, wished, or only a manner of speaking is no state of anybody."""
    assert told(TRAPS) == []


ENDED = [
    "Mara took the lamp. She put down the lamp on the wall.",
    "Tom wore a hat. He took off the hat.",
    "Mara took Tom's hand. At the corner she let go of it.",
    "Tom was in tears. He had stopped crying by noon.",
    "Mara fainted. She came to in the yard.",
    "Tom held the lantern. He gave the lantern to Mara.",
    "Mara had the fever. In May she got better.",
]


def test_states_end() -> None:
    """What is put down, taken off, let go of or got over is so no longer."""
    found = read(THERE + "\n\n".join(ENDED) + "\n").hindsight().attributes()
    assert [(a.value, a.until is not None) for a in found] == [
        ("the lamp", True), ("a hat", True), ("hand", True), ("in tears", True),
        ("fainted", True), ("the lantern", True), ("the fever", True),
    ]  # fmt: skip


def test_who_is_meant() -> None:
    """A state belongs to whose body it is, who comes with a thing, and whom a comma sets apart."""
    found = read(
        THERE + "Tom, her husband, who was forty-two, tied Mara's scarf. Mara's wrist was broken."
        " Tom saw Mara, a basket on her arm.\n"
    ).hindsight()
    names = {e.id: (e.name or "").split(" ")[0] for e in found.entities}
    assert {(names[a.entity], a.name) for a in found.attributes()} >= {
        ("Tom", "age"), ("Mara", "injured"), ("Mara", "holding"),
    }  # fmt: skip
