"""Names among the noise of the field: unseen signs, places for the reader's name, keysmash."""

from __future__ import annotations

import pytest

from fabula.reading.language.tokens import words
from fabula.reading.names.name_noise import is_noise, unstretched
from fabula.reading.names.names import names
from fabula.reading.speech.quotations import quotations
from fabula.story.annotations import Annotations, Name
from fabula.story.passage import Paragraph, Passage


def found(prose: str) -> list[Name]:
    passage = Passage(0, prose, (Paragraph(0, len(prose), "prose"),))
    return [n for n in names(passage, quotations(passage, Annotations())).names if n.sure >= 0.5]


def forms(prose: str) -> list[str]:
    return [" ".join(filter(None, (n.title, *n.words))) for n in found(prose)]


@pytest.mark.parametrize(
    "written",
    [
        "N\u200baruto",
        "Na\u00adruto",
        "Nar\u200duto",
        "N\u0336a\u0336r\u0336u\u0336t\u0336o\u0336",
        "N\u0351\u036b\u0343\u036aa\u0363\u0365\u0301ruto",
        "Ｎaruto",
        "𝓝𝓪𝓻𝓾𝓽𝓸",
        "Naruto",
        "Narutooooo",
        "N-Naruto",
        "Naruto-o-o",
    ],
)
def test_a_name_is_the_same_however_it_is_written(written: str) -> None:
    """Unseen signs, heaps of accents, borrowed letters, stretching and stammering change no name,
    and its place is that of all that is written."""
    prose = f"They waved at {written}'s house, and at \u200f{written}\u200f."
    first, second = found(prose)
    assert first.words == second.words == ("Naruto",)
    assert prose[first.at.start : first.at.end] == written
    assert prose[second.at.start : second.at.end] == written


def test_accents_of_a_language_stay() -> None:
    """A letter with a mark of its own is another letter."""
    assert forms("They met E\u0301lodie and Łukasz.") == ["Élodie", "Łukasz"]


@pytest.mark.parametrize(
    "word", ["Asdkjfhs", "AKSJDHAKSJD", "Hsjdkfh", "Sksksksk", "Hahahaha", "Mwahaha", "Lololol"]
)
def test_keysmash_and_laughter_name_nobody(word: str) -> None:
    """What was hit or laughed is no name, wherever it stands."""
    assert is_noise(word)
    assert forms(f"“{word}!” said Mara. “That is {word}.”") == ["Mara"]


@pytest.mark.parametrize(
    "name",
    ["Schwartz", "Knightsbridge", "Goldschmidt", "Hirsch", "Lynd", "Ngaio", "Wright", "Bronte"],
)
def test_names_with_many_consonants_are_names(name: str) -> None:
    """No name that people bear counts as hit."""
    assert not is_noise(name)


@pytest.mark.parametrize(
    ("stretched", "word"),
    [
        ("Maraaaa", "Mara"),
        ("Helllloooo", "Hello"),
        ("Coool", "Cool"),
        ("Nooo", "No"),
        ("Mara-a-a", "Mara"),
        ("Mara", "Mara"),
    ],
)
def test_stretched_words_are_let_go(stretched: str, word: str) -> None:
    """Of a stretched letter one or two are left, whichever make a word."""
    assert unstretched(stretched) == word


def test_cries_name_nobody() -> None:
    """Stretched and stammered words are what they were."""
    assert forms("“Nooooo! W-w-what? Helllloooo! Pleeease, Maraaaa!”") == ["Mara"]


@pytest.mark.parametrize("written", ["Y/N", "y/n", "(Y/N)", "(y/n)", "[y/n]", "[Name]", "[name]"])
def test_the_readers_name_is_one_token_and_one_name(written: str) -> None:
    """A place for the reader's name is a name, however it is written."""
    prose = f"Mara smiled at {written} and took {written}'s coat."
    assert forms(prose) == ["Mara", "Y/N", "Y/N"]
    assert [prose[w.start : w.end] for w in words(prose)].count(written) == 2


def test_the_readers_family_name_is_joined() -> None:
    """`(Y/N) (L/N)` is one name."""
    assert forms("They met (y/n) (l/n).") == ["Y/N L/N"]


@pytest.mark.parametrize(
    "prose", ["“Continue? (y/n)” it asked.", "[Accept? Y/N]", "Accept [Y/N]", "Proceed? y/n"]
)
def test_asking_for_yes_or_no_names_nobody(prose: str) -> None:
    """After a question it is no place for a name."""
    assert forms(prose) == []


def test_endless_stammering_ends() -> None:
    """No stutter is too long to be read."""
    assert forms("“" + "A-" * 5000 + "Anna!” said Mara.")[-1] == "Mara"
