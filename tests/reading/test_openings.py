"""What a story leaves open, who is bound by it, and what closes it."""

from __future__ import annotations

import pytest

from fabula.stories import read
from fabula.story.contract import ThreadItem

pytestmark = pytest.mark.usefixtures("rules_alone")

THERE = (
    "Mara Venn stood at the gate with Tom Arkwright. Mara had the lamp, and Tom had the letter from"
    " Captain Hale."
)


def threads(*paragraphs: str) -> list[ThreadItem]:
    """What a story leaves open, in order."""
    return list(read("\n\n".join((THERE, *paragraphs)) + "\n").hindsight().threads())


SAID = [
    ("I'll bring you the key tomorrow.", "promise"),
    ("I shall be back by noon.", "promise"),
    ("I will never leave you.", "vow"),
    ("I won't leave her.", "vow"),
    ("If you tell anybody, I'll burn the boat.", "threat"),
    ("Open the gate, or I'll break it.", "threat"),
    ("You will go without sugar till Easter.", "threat"),
    ("Be quiet, before I lock you in.", "threat"),
    ("Pay by Friday, or I change the locks.", "threat"),
    ("Don't tell your sister.", "secret"),
    ("You saw nothing.", "secret"),
    ("Don't you ever tell Dad.", "secret"),
    ("I never told anyone that.", "secret"),
    ("You owe me eleven crowns.", "task"),
    ("Somebody will have to tell the Captain.", "task"),
    ("I must have a report on Sunday.", "task"),
    ("Sit by him till he wakes.", "task"),
    ("You can tell her it is Friday.", "task"),
    ("We're going to cross the river.", "plan"),
    ("Everything is fixed for the Saturday.", "plan"),
]
SMALL_TALK = [
    "I'll see.",
    "I will tell you why.",
    "How do you do?",
    "What is it?",
    "He came home, didn't he?",
    "How could I know?",
    "Are you tired?",
    "Is he about?",
    "What a fine evening it is.",
    "The train leaves when it likes.",
]


def test_what_is_said() -> None:
    """Promises, vows, threats, secrets, tasks and plans are known by what is said."""
    found = threads(*(f"“{said}” said Mara to Tom." for said, _ in SAID))
    assert [(t.text.strip("“”"), t.kind) for t in found] == SAID


def test_small_talk() -> None:
    """Small talk, tags and questions that want no answer leave nothing open."""
    assert threads(*(f"“{said}” said Mara to Tom." for said in SMALL_TALK)) == []


def test_what_is_promised_next() -> None:
    """ "I promise you" promises what is said next."""
    (promise,) = threads("“I promise you. After the feast we'll sell the boat,” said Tom.")
    assert (promise.kind, "sell the boat" in promise.text) == ("promise", True)


def test_what_is_asked_without_marks() -> None:
    """What somebody asks or wants to know is a question, though nobody's words are given."""
    (asked,) = threads("Tom asked whether Ida had come home.", "Mara asked how he was.")
    assert (asked.kind, asked.text) == ("question", "whether Ida had come home")
    (wanted,) = threads("“I want to know who sold the boat,” said Mara.")
    assert (wanted.kind, wanted.text) == ("question", "who sold the boat")


def test_whoever_is_asked_answers() -> None:
    """A question is closed by the answer of somebody else, and stays open without one."""
    (closed,) = threads("“Where is the Captain?” said Mara.", "“In the boathouse,” said Tom.")
    assert closed.status == "resolved"
    (left,) = threads("“Where is the Captain?” said Mara.", "“Not now,” said Tom.")
    assert (left.kind, left.status) == ("question", "open")


def test_a_mere_yes_leaves_nothing_open() -> None:
    """A question that is settled by a yes or no at once is not carried on."""
    assert threads("“Has he come back?” said Mara.", "“No,” said Tom.") == []


def test_a_question_that_is_thought() -> None:
    """What is asked in thought is carried on, and held by whoever thinks it."""
    (asked,) = threads("Mara looked at the seal and knew it. Why had he broken it?")
    assert (asked.kind, asked.status) == ("question", "open")
    assert asked.holder is not None


def test_a_promise_told_of() -> None:
    """A promise may be told of by the narration, and one that was never ahead is none."""
    (told,) = threads("Tom had promised to burn the letter.")
    assert told.kind == "promise"
    (said,) = threads("Tom said that he would wait for her at the mill.")
    assert said.kind == "promise"
    assert threads("Tom swore that he had never seen it.") == []


def test_a_promise_kept() -> None:
    """A promise is closed when whoever made it does what it names, not when another does."""
    promise = "“I'll burn the letter,” said Tom."
    (kept,) = threads(promise, "That night Tom burned the letter in the stove.")
    assert kept.status == "resolved"
    (open_,) = threads(promise, "That night Mara burned the lamp dry.")
    assert open_.status == "open"


def test_a_threat_by_what_stands_about_it() -> None:
    """ "I'll be back for her" is a promise, and a threat from whoever sneers it."""
    (kind,) = [t.kind for t in threads("“I'll be back for her,” said Tom kindly.")]
    assert kind == "promise"
    (kind,) = [t.kind for t in threads("The captor sneered. “I'll be back for her,” he said.")]
    assert kind == "threat"


def test_who_writes_in_haste() -> None:
    """Chat lines without apostrophes and question marks open what others do."""
    told = read("mara_p: where are you\n\ntom: dont tell anyone ok\n\nmara_p: ill bring the key\n")
    assert [t.kind for t in told.hindsight().threads()] == ["question", "secret", "promise"]
