"""Names that are words: they stand for somebody once the story has shown who is called so."""

from __future__ import annotations

from fabula import read


def named(prose: str, label: str) -> int:
    """How often somebody is mentioned by a name."""
    story = read(prose)
    people = {e.id for e in story.characters if e.label == label}
    return sum(m.entity in people and m.kind == "PROP" for m in story.mentions)


KNOWN = """"Where is the van?" said Candles. He was our safe man, and Candles never hurried.

"""


def test_a_known_name_is_heard_in_the_midst_of_a_sentence() -> None:
    """Whoever has been called Candles is meant where Candles stands with a capital that it owes to
    nothing else."""
    assert (
        named(
            f"{KNOWN}It took Candles eleven minutes. I went up, with Candles behind me.\n",
            "Candles",
        )
        == 4
    )


def test_what_nobody_is_called_stays_a_word() -> None:
    """A word with a capital of which nobody is called so mentions nobody."""
    story = read(f"{KNOWN}He spoke Dutch, and on Monday the English came.\n")
    assert not {"Dutch", "Monday", "English"} & {e.label for e in story.characters}


def test_a_clear_speaker_has_a_name_whatever_it_means() -> None:
    """Whoever says something under a name in the midst of a sentence is called so: Twice."""
    prose = """His name was Thomas, although it was always Twice, and Twice said, "Me, me."

Then Twice said, "I will drive," and we let Twice drive.
"""
    assert named(prose, "Twice") >= 2
