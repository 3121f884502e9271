"""Memories told in the plain past: what leads to them, and who leads back."""

from __future__ import annotations

import pytest

from fabula import read

pytestmark = pytest.mark.usefixtures("rules_alone")

BEFORE = """Ines Carrow put the kettle on and sat down at the table. Tom Hale came in with the post.

"There's one for you," he said.

She turned it over. The stamp was foreign.

"""
AFTER = """

"Well?" said Tom. He was still standing by the stove.
"""


@pytest.mark.parametrize(
    "memory",
    [
        "Three years ago he came down the stairs with one bag and his boots in his hand."
        ' "Don\'t wake Mother," he said. She watched him go down the lane.',
        "The day he left, she had hidden his boots in the copper. He found them, of course. He sat"
        ' on the step to lace them. "You can have my bed," he said.',
        'She first met him at the weir. He was up to his waist in it, and he said, "Hold this," and'
        " gave her an eel.",
    ],
)
def test_who_is_named_again_leads_back(memory: str) -> None:
    """A memory of some "he" is over where somebody who stands by speaks and is named, whoever that
    "he" seemed to be."""
    text = BEFORE + memory + AFTER
    remembered = [s for s in read(text).hindsight().scenes if s.level == "flashback"]
    start = len(BEFORE)
    assert [(s.start, s.end) for s in remembered] == [(start, start + len(memory))]
