"""Questions in other words than the story's: each row is a form that questions take, asked of a few
little stories that are read once."""

from __future__ import annotations

from functools import cache

import pytest

from fabula.stories import Story, read

LOCK = (
    "The lock-keeper at Pennington was called Tobias Crane, and he had one eye. He had lost the"
    " other to a snapped rope the year the canal froze.\n\n"
    "Meg Hollis found him in the kitchen on the Tuesday, mending a kettle. “Ned’s been taken,” she"
    " said. “They say he stole the bell.”\n\n"
    "It was the bargee, Saul, who had sold the bell. He told Tobias so himself, a month later; he"
    " had got nine shillings for it. Tobias never told anyone but his wife, because by then Ned had"
    " been let go, and Saul had five children.\n\n"
    "Meg wore a grey bonnet to church that Easter. Ned walked beside her."
)
BAKERY = (
    "It was Ivy who tried to wake him. She was a nurse; she put two fingers to his neck.\n\n"
    "Marcus was the host. It was his birthday, and his flat, and Gil was his business partner. The"
    " two of them had opened the bakery on Finch Street in 2009.\n\n"
    "The inspector’s name was Dot Levens. She ate the cake. “Who poured his wine?”\n\n"
    "“I did,” said Lena. She’d been married to Gil for six years and divorced from him for two.\n\n"
    "At nine o’clock Ivy had seen Gil in the bedroom, shaking pills out of a brown bottle.\n\n"
    "In the regatta Marcus and Gil came fourth. The whippet did not bark."
)
MOTEL = (
    "Three years ago, Rey had left Colin sleeping in a motel in Amarillo. Now Colin was sober, and"
    " stood on her porch.\n\n"
    "“Hi,” said Colin. Mags came out of the kitchen with the shotgun.\n\n"
    "He woke at four, when the fever broke. “I came to tell you to run,” he said. He had a red"
    " beard, and a dog called Waffles.\n\n"
    "“She jumped ship at Hull,” said Mags. “I sold the upper field to the pastor.”"
)


@cache
def story(text: str) -> Story:
    return read(text + "\n")


FORMS = [
    (LOCK, "How did Tobias lose his eye?", "to a snapped rope"),
    (LOCK, "How many children does Saul have?", "five"),
    (LOCK, "What did Meg wear to church?", "a grey bonnet"),
    (BAKERY, "Who woke him?", None),
    (BAKERY, "What does Ivy do for a living?", "a nurse"),
    (BAKERY, "Whose birthday was it?", "Marcus"),
    (BAKERY, "Where was the bakery?", "on Finch Street"),
    (BAKERY, "When was the bakery opened?", "in 2009"),
    (BAKERY, "Who served the wine?", "Lena"),
    (BAKERY, "How long were Lena and Gil married?", "for six years"),
    (BAKERY, "When did Ivy see Gil in the bedroom?", "At nine o’clock"),
    (BAKERY, "What was in the bottle?", "pills"),
    (BAKERY, "What did the inspector eat?", "the cake"),
    (BAKERY, "Did Marcus win the regatta?", "no"),
    (BAKERY, "Did the whippet bark?", "no"),
    (MOTEL, "Where did Rey leave Colin?", "in a motel in Amarillo"),
    (MOTEL, "How long ago did Rey leave Colin?", "Three years ago"),
    (MOTEL, "When did Colin wake up?", "at four"),
    (MOTEL, "Why did Colin come?", "to tell you to run"),
    (MOTEL, "What weapon did Mags carry?", "the shotgun"),
    (MOTEL, "Who bought the upper field?", "the pastor"),
    (MOTEL, "What is Colin's dog called?", "Waffles"),
    (MOTEL, "Was Colin drunk?", "no"),
]


@pytest.mark.parametrize(("text", "question", "answer"), FORMS)
def test_other_words(text: str, question: str, answer: str | None) -> None:
    """What a story tells is found by another word for it, from its other side, whoever "he" is."""
    assert story(text).ask(question).answer == answer


UNTOLD = [
    (LOCK, "Who really took the bell?"),
    (LOCK, "Did Ned steal the bell?"),  # they only say so
    (LOCK, "Who hanged Ned?"),
    (LOCK, "Where did Saul bury the bell?"),
    (LOCK, "Why did Meg weep?"),
    (BAKERY, "Who killed Gil?"),
    (BAKERY, "Who is Ivy married to?"),
    (BAKERY, "Where did Lena buy the wine?"),
    (BAKERY, "Whose blood was it?"),
    (MOTEL, "Who shot Colin?"),
    (MOTEL, "When did Mags leave?"),
    (MOTEL, "How many bullets did Mags have?"),
    (MOTEL, "Did the pastor win?"),
    (MOTEL, "Is Mags drunk?"),
]


@pytest.mark.parametrize(("text", "question"), UNTOLD)
def test_what_only_sounds_alike(text: str, question: str) -> None:
    """A sentence with the same people, or the same things, is no answer to another question."""
    assert story(text).ask(question).answer is None
