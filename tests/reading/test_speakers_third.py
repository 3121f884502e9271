"""Who speaks is not whom they speak of."""

from __future__ import annotations

from fabula import read

STORY = """Mara Venn and her sister Ilse sat in the kitchen. Ilse had lost the key again.

"She always loses it," said Mara.

"She does not," said Ilse.
"""


def test_nobody_says_she_of_herself() -> None:
    """The "she" of a quotation is not its speaker, where somebody else may well be meant."""
    story = read(STORY)
    for said in story.quotations:
        she = [m for m in story.mentions if m.start == said.start + 1]
        assert said.speaker is not None
        assert all(m.entity != said.speaker for m in she)
