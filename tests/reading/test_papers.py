"""Papers that somebody in a story reads: told by their look, and over where the story goes on."""

from __future__ import annotations

import pytest

from fabula import read

pytestmark = pytest.mark.usefixtures("rules_alone")

BEFORE = """Ines Carrow put the kettle on and sat down at the table. Tom Hale came in with the post.

"There's one for you," he said.

She took it to the light.

"""
AFTER = """

Ines folded it and put it in her apron.

"Bad news?" said Tom.
"""


@pytest.mark.parametrize(
    "paper",
    [
        "Dear Ines,\n\nI have gone to the coast. Do not look for me. The boat is paid for.\n\n"
        "Your loving brother,\n\nEdmund",
        "My dear Mrs. Carrow, it is my duty to tell you that the lease ends in March. I remain"
        " yours faithfully, A. Pettifer.",
        "Gone to the coast. Back Tuesday. Feed the dog. — E.",
        "ARRIVING TUESDAY STOP MEET ME AT STATION STOP TELL NOBODY",
        "14th March. Wind in the east. Edmund will not speak to me.\n\n15th March. He is gone.",
        "Day 41. The water is down to two barrels.\n\nDay 42. Harker is dead.",
        "From: Edmund Carrow\n\nTo: Ines Carrow\n\nSubject: the house\n\nI have signed. You can"
        " tell Mother that it was my idea.",
        "REPORT OF THE HARBOUR MASTER, 3 MARCH. The vessel was seen at six off the bar.",
        "NOTICE. By order of the Council the ferry will not run after the first of March.",
        "To whom it may concern: the bearer has been in my service for six years.",
        '"Dear Ines, I have gone to the coast, and I shall not be back before the spring comes."',
        "0410. Sighted the bar light. 0425. Lost it. 0500. Wind backing south-west, heavy sea.",
        "March 3rd. Lost the bar light at four. Harker blames the glass.",
        "Name: Ines Carrow\n\nAge: 31\n\nReason for application: my brother.",
        "I have gone to the coast, and you are not to look for me.\n\nEdmund",
        "Having a lovely time. Weather foul. Wish you were here. Love, E.",
    ],
)
def test_a_paper_is_a_document(paper: str) -> None:
    """Letter, note, telegram, diary, log, mail, report, notice, testimonial, postcard: each is a
    document inside the scene, from its first to its last words."""
    text = BEFORE + paper + AFTER
    documents = [s for s in read(text).hindsight().scenes if s.level == "document"]
    assert [(s.start, s.end) for s in documents] == [(len(BEFORE), len(BEFORE) + len(paper))]


@pytest.mark.parametrize(
    "prose",
    [
        "Monday. The rain had stopped, and nobody came up the road.",
        "TOM HALE was a tall man. He stood by the door and shouted at the dog.",
        "I, for one, was glad of it. Nobody asked the dog.",
        "It was the report of a gun. She had loved — and lost.",
        "March 3rd. The bar light had gone out by then, and the boats stayed in.",
        "Result: nothing. She tried the other drawer.",
        "She ran. He ran. Everybody ran — Tom first.",
        "To Ines it was all one. From the yard came the noise of the pump.",
    ],
)
def test_narration_is_no_paper(prose: str) -> None:
    """What only begins or ends like a paper is narration."""
    scenes = read(BEFORE + prose + AFTER).hindsight().scenes
    assert all(scene.level != "document" for scene in scenes)
