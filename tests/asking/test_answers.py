"""Answers by what a sentence says in other words than the question: kin, denials, who has what."""

from __future__ import annotations

import pytest

from fabula.stories import read


def said(passage: str, question: str) -> str | None:
    """The answer in words, None where it is not stated."""
    return read(passage + "\n").ask(question).answer


@pytest.mark.parametrize(
    ("passage", "question", "answer"),
    [
        (
            "Mr Pell shut the ledger. Behind him stood his nephew, Walter Crane, with the lamp.",
            "How are Walter Crane and Mr Pell related?",
            "uncle and nephew",
        ),
        (
            "Ida Marsh and Joss Pell crossed the yard. Joss whistled. Ida carried the bucket.",
            "How are Ida and Joss related?",
            None,
        ),
    ],
)
def test_kin(passage: str, question: str, answer: str | None) -> None:
    """Two people are what a noun for kin that stands beside both says of them."""
    assert said(passage, question) == answer


@pytest.mark.parametrize(
    ("passage", "question"),
    [
        ("Ida Marsh kept the mill. Ida never drank in her life.", "Did Ida drink?"),
        ("Tom Pell begged the bank. The bank said no.", "Did the bank lend Tom the money?"),
        (
            "Tom Pell slept. Ida Marsh had seen the letter. Ida told nobody.",
            "Did Ida tell Tom about the letter?",
        ),
        (
            "Ida Marsh took the box from Joss. She gave it back without looking in.",
            "Did Ida look in the box?",
        ),
        (
            "“I can't say that I liked her,” said Ida Marsh. Joss Pell had married Nell Crane.",
            "Did Ida say that she liked Nell?",
        ),
    ],
)
def test_what_is_denied_in_other_words(passage: str, question: str) -> None:
    """ "Never", "said no", "told nobody", "without looking" and "I can't say" deny a premise."""
    assert said(passage, question) == "no"


@pytest.mark.parametrize(
    ("passage", "question", "answer"),
    [
        (
            "Ida Marsh pushed up the brass mask and drank. Joss Pell laughed at her.",
            "Who wears the brass mask?",
            "Ida Marsh",
        ),
        (
            "Somebody waited. Ida Marsh sat by the water in a grey coat, and Joss Pell ran.",
            "Who was the woman in the grey coat?",
            "Ida Marsh",
        ),
        (
            "Joss Pell kept his savings in a red tin under the bed. Ida Marsh never knew.",
            "What is in the red tin?",
            "his savings",
        ),
        (
            "When he was seven Joss Pell had carried Tom Crane home from the weir.",
            "Who carried Tom Crane home from the weir?",
            "Joss Pell",
        ),
        (
            "Tom Crane dropped the jug, and Ida Marsh put out a hand and caught it.",
            "Who caught the jug?",
            "Ida Marsh",
        ),
        (
            "Ida Marsh was the best liar in the village. Joss Pell could hide nothing.",
            "Who was the best liar in the village?",
            "Ida Marsh",
        ),
        (
            "There had been a shop in Aleppo, and it was Joss Pell's. Joss had loved that shop.",
            "Where did Joss have a shop?",
            "in Aleppo",
        ),
        (
            "They had cut off Ida Marsh's hair in the night. It had been red, and long.",
            "What colour was Ida's hair?",
            "red",
        ),
        (
            "Ida Marsh came to Harrow in the spring of 1931, with a trunk.",
            "When did Ida come to Harrow?",
            "in the spring of 1931",
        ),
    ],
)
def test_who_has_it_and_where_it_is(passage: str, question: str, answer: str) -> None:
    """Slots are filled from sentences that tell the deed or the thing, whoever parsed them how."""
    assert said(passage, question) == answer


def test_a_narrator_goes_by_the_name_they_are_called() -> None:
    """A narrator has the name by which the others speak to them."""
    story = (
        "I was five, and I remember the boat. Grandad taught me to row on the lake.\n\n"
        "“If you tell Mum, I will drown your rabbit, Cal,” said Jess, and I looked at my boots.\n\n"
        "I said nothing. I went home with my wet socks in my hand."
    )
    assert said(story, "Who taught Cal to row?") == "Grandad"
