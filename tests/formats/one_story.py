"""One small story of our own, told in every shape that stories come in."""

from __future__ import annotations

from typing import NamedTuple

from shelf import Leaf, break_line, prose


class Chapter(NamedTuple):
    """A chapter: its title, its story (prose and breaks), and the author's notes around it."""

    title: str
    leaves: tuple[Leaf, ...]
    above: str = ""
    below: str = ""


class Story(NamedTuple):
    """A work, and what its makers say of it."""

    title: str
    author: str
    summary: str
    fandom: str
    characters: tuple[str, ...]
    genre: str
    rating: str
    language: str
    words: int
    url: str
    chapters: tuple[Chapter, ...]


LAMP = (
    prose(
        "Maud Pell had kept the light at Arrow Head for eleven years, and in all that time nobody "
        "had come to the door after dark."
    ),
    prose("Somebody knocked now."),
    prose("“Who is it?” Maud called."),
    prose("“Ines Carrow,” said a voice. “I have come about the oil.”"),
    prose(
        "Maud opened the door. Ines was soaked to the skin, and she was holding a tin in both "
        "hands."
    ),
    Leaf("prose", (("She has walked the whole way,", True), (" Maud thought.", False))),
    prose("“You had better come in,” said Maud."),
    break_line(),
    prose("By midnight the storm had reached the bay. Ines stood at the window."),
    prose("“There is a boat out there,” said Ines."),
    prose("“There is always a boat,” said Maud."),
)
BOAT = (
    prose("In the morning they found Tobias Finch on the stones below the light."),
    prose("“He is breathing,” said Ines."),
    Leaf(
        "prose",
        (("Maud knelt beside him. His coat was ", False), ("full", True), (" of salt.", False)),
    ),
    prose("“Take his feet,” Maud said. “I will take his arms.”"),
    prose("They carried him up the path together, and neither of them spoke until the door."),
    prose("Tobias opened his eyes. “Where is my brother?” he asked."),
)
STORY = Story(
    title="Lamp Oil",
    author="quayside",
    summary="Two women, a light, and a boat that should not be out.",
    fandom="Original Work",
    characters=("Maud Pell", "Ines Carrow"),
    genre="Drama",
    rating="General Audiences",
    language="English",
    words=1153,
    url="https://archiveofourown.org/works/77",
    chapters=(
        Chapter("The Lamp", LAMP, above="This one is for my sister, who asked for a storm."),
        Chapter("The Boat", BOAT, below="The boat has a story of its own, for another day."),
    ),
)


def without_emphasis(story: Story) -> Story:
    """A story whose words nothing emphasises."""

    def plain(leaf: Leaf) -> Leaf:
        return leaf._replace(runs=((leaf.text, False),))

    return story._replace(
        chapters=tuple(c._replace(leaves=tuple(map(plain, c.leaves))) for c in story.chapters)
    )
