"""The many forms of what a story leaves open, each a paragraph of one story."""

from __future__ import annotations

from functools import cache

import pytest

from fabula.stories import read
from fabula.story.records import ThreadKind

pytestmark = pytest.mark.usefixtures("rules_alone")

THERE = (
    "Mara Venn stood at the gate with Tom Arkwright. Mara had the lamp, and Tom had the letter from"
    " Captain Hale. She knew him well, and she watched him for a while, and he looked away."
)

FORMS: dict[str, list[str]] = {
    "promise": [
        "“You have my word,” Tom said.",
        "“I'll pay you back,” said Tom to Mara.",
        "“Count on me,” said Tom.",
        "“You'll have it by Monday,” Tom said to Mara.",
        "“I'll talk to him. Tomorrow. First thing,” Tom said.",
        "“If anything happens to you, I'll raise her as my own,” said Mara.",
        "“Next summer I'll take you up in the balloon,” said Tom to Mara.",
        "Tom gave her his word that the boat would be there.",
        "He told her he would write as soon as he landed.",
        "He assured her that the money would come by the end of the month.",
    ],
    "vow": [
        "“I'll never forgive you, Tom,” Mara said.",
        "“I'll die before I sign it,” said Mara.",
        "“I'll get him if it's the last thing I do,” said Tom.",
        "She swore to herself that she would never set foot there again.",
        "He swore he would never drink again.",
    ],
    "threat": [
        "“Touch her again and I'll break your hand,” said Tom.",
        "“You have until noon,” the man said to Tom.",
        "“Accidents happen, Mr Arkwright. Think of your little girl.”",
        "“You'll be sorry for this,” Mara said to Tom.",
        "“I'll have your badge for this,” said the man.",
        "“Give me the letter or the girl dies.”",
        "“Do you want me to tell your father what you did?” said Mara.",
        "“I can make things very difficult for you, Mr Hale,” said the man.",
        "She had said she would go to the police if he came near the place again.",
    ],
    "plan": [
        "“We leave at dawn,” said Tom.",
        "“The wedding's in June,” said Mara.",
        "“He's going to run for mayor,” Mara said.",
        "“As soon as the thaw comes, we're crossing the pass,” said Tom.",
        "“I'm taking the children to my mother's,” said Mara.",
        "Tomorrow she would go down to the harbour and ask for the captain.",
        "On Monday she was to start at the mill.",
        "He had decided to sell the mill.",
        "They were going to rob the bank at Harrow.",
        "It was settled that the boy should go to his uncle at Michaelmas.",
    ],
    "task": [
        "“Find out who sent it,” said Mara to Tom.",
        "“Get me that list by morning,” said Mara to Tom.",
        "“Make sure she never sees it,” said Mara to Tom.",
        "“Look after him for me,” said Mara to Tom.",
        "“You'll have to tell him yourself,” said Mara to Tom.",
        "“We need to get word to the captain,” said Mara.",
        "Her mother had asked her to fetch the doctor from Harrow.",
        "They had sent him to kill the old man.",
    ],
    "secret": [
        "“This doesn't leave this room,” said Mara.",
        "“Keep your mouth shut about the boat,” said Mara to Tom.",
        "“If anyone asks, I was home all night,” said Tom.",
        "“He mustn't know I've been here,” said Mara.",
        "“What your father doesn't know won't hurt him,” said Mara.",
        "In all those years he had never spoken of it to a soul.",
        "She said nothing about the knife.",
    ],
    "question": [
        "“What happened to your brother?” said Mara.",
        "“Do you believe me?” said Mara.",
        "“Can you forgive me?” said Mara.",
        "“And the child?” said Mara.",
        "“You knew my father?” said Mara.",
        "“Is she alive?” said Mara.",
        "Mara looked at the empty bed. Where was he?",
        "Nobody knew where she had gone.",
    ],
    "": [
        "“I'll put the kettle on,” said Mara.",
        "“I'll think about it,” said Mara.",
        "“I'll say this for him: he was brave,” said Mara.",
        "“I'll be damned,” said Tom.",
        "“You'll love Paris,” said Tom.",
        "“He's going to be furious,” said Tom.",
        "“Shall we go in?” said Tom.",
        "“Did you sleep well?” said Mara.",
        "“Is it still raining?” said Mara.",
        "“Tell me another,” said Tom.",
        "“Don't tell me you've forgotten,” said Mara.",
        "“You must come and see us,” said Mara.",
        "“I'm going to bed,” said Mara.",
        "“If it rains we'll get wet,” said Mara.",
        "“Hurry up, or we'll miss the start,” said Mara.",
        "“The shop opens on Tuesdays,” said Tom.",
        "“I swear that dog gets fatter,” said Tom.",
        "On Sundays she would walk down to the harbour and watch the boats.",
        "She was going to say something, but he had gone.",
        "He told her to sit down, and asked her to pass the salt.",
        "She had not told him a joke in years.",
        "Nobody knew what to say.",
    ],
}
ROWS = [(kind, told) for kind, forms in FORMS.items() for told in forms]


@cache
def _opened() -> dict[str, list[ThreadKind]]:
    """What each paragraph opens, all of them read as one story."""
    told = "\n\n".join((THERE, *(words for _, words in ROWS))) + "\n"
    found: dict[str, list[ThreadKind]] = {words: [] for _, words in ROWS}
    for thread in read(told).hindsight().threads():
        paragraph = told[told.rfind("\n", 0, thread.opened[0]) + 1 :].split("\n", 1)[0]
        found[paragraph].append(thread.kind)
    return found


@pytest.mark.parametrize(("kind", "told"), ROWS)
def test_form(kind: str, told: str) -> None:
    """A sentence opens what its grammar and its words bind somebody to, and small talk nothing."""
    assert _opened()[told] == ([kind] if kind else [])
