"""By what name the one is known who says "I"."""

import pytest

from fabula import read

OPENING = (
    "I came down to the harbour late, and I was wet to the knees. I had my mother's lamp with me."
    "\n\n{said}\n\nI went in. I hung up my coat, and I sat down by the stove, and I said nothing.\n"
)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("My name is Lena Brandt, and I keep the light on Sule Rock.", "Lena Brandt"),
        ("They call me Danny down there. I never minded.", "Danny"),
        ("I am called Danny, for want of a better.", "Danny"),
        ("“I’m Lena,” I said to the woman at the door. “I keep the light.”", "Lena"),
        ("That left me: Lena Brandt, thirty, two chins, one oar.", "Lena Brandt"),
        ("“I’m Lena,” said the woman at the door, and I shook her hand.", None),
        ("I am tired of Lena. I was never any use to her.", None),
        (
            "“Late, Danny,” said the old man.\n\n“I know it,” I said.\n\n"
            "“Dry yourself, Danny,” he said.\n\n“I will,” I said.",
            "Danny",
        ),
    ],
)
def test_a_teller_is_named_by_themselves_or_by_whoever_talks_with_them(
    said: str, name: str | None
) -> None:
    """Whoever says "I" goes by the name that they give as theirs, or are called by in talk."""
    world = read(OPENING.format(said=said)).hindsight()
    first = next(m.entity for m in world.mentions() if m.start == 0)
    assert world.entity(first).name == name
