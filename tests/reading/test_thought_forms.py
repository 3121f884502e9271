"""The many forms of unmarked thoughts, each in a paragraph of one story told of Mara."""

from __future__ import annotations

from functools import cache

import pytest

from fabula.stories import read

THERE = (
    "Mara Venn stood at the gate with Tom Arkwright. Mara had the lamp, and Tom had the letter from"
    " Captain Hale. She knew him well, and she watched him for a while, and he looked away."
)
ROWS = [  # what is told, and which of it is thought
    ("She turned the letter over. Was it from him?", "Was it from him?"),
    ("The lock was new. Who had changed it? And who had the key?",
     "Who had changed it? And who had the key?"),
    ("She watched him go. Let him go. Let him rot.", "Let him go. Let him rot."),
    ("She held the lamp higher. There's somebody there.", "There's somebody there."),
    ("She saw the boat. It's too small. We'll never make it.",
     "It's too small. We'll never make it."),
    ("Don't look down. She looked down.", "Don't look down."),
    ("She knew that hand. Oh God. It was his.", "Oh God."),
    ("She took up the pail. Not here. Not now. She walked faster.", "Not here. Not now."),
    ("This is madness, Mara thought.", "This is madness"),
    ("Liar, thought Mara.", "Liar"),
    ("If only she had waited! She ran down to the gate.", "If only she had waited!"),
    ("How stupid she had been! She shut the book.", "How stupid she had been!"),
    ("She threw it on the fire. So much for that.", "So much for that."),
    ("She crossed the yard. The hens ran before her.", ""),
    ("It is a well-known fact that the sea is cold in May.", ""),
    ("The village lies in a hollow, and there is one road to it.", ""),
    ("“Where are you going?” said Tom.", ""),
    ("Tom asked where she was going.", ""),
    ("Reader, she married him.", ""),
    ("Bang! The door flew open.", ""),
    ("Step. Step. He was coming down the stairs.", ""),
    ("You could see the sea from the top of the hill.", ""),
    ("—Is the boat in? said Tom. I came as soon as I could.", ""),
    ("He was the best shot in the county, they said.", ""),
]  # fmt: skip


@cache
def _thought() -> dict[str, str]:
    """What is thought in each paragraph, all of them read as one story."""
    told = "\n\n".join((THERE, *(words for words, _ in ROWS))) + "\n"
    found = dict.fromkeys((words for words, _ in ROWS), "")
    for quotation in read(told).hindsight().quotations():
        if quotation.mode == "thought":
            start = told.rfind("\n", 0, quotation.start) + 1
            paragraph = told[start:].split("\n", 1)[0]
            found[paragraph] += told[quotation.start : quotation.end]
    return found


@pytest.mark.parametrize(("told", "thought"), ROWS)
def test_form(told: str, thought: str) -> None:
    """A sentence that no narrator would tell so is a thought, and what narrators tell is none."""
    assert _thought()[told] == thought
