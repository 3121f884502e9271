"""The commands that show a story's world: each line has its words, every command answers calmly
whatever it is given, and nothing is invented."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from fabula.cli.commands import fabula
from fabula.cli.questions import COMMANDS as QUESTIONS
from fabula.cli.worlds import COMMANDS as WORLDS
from fabula.formats.exports.fabula_json import schema

FERRY = """Mara Venn had green eyes. Tom Hale was her brother.

In the evening Tom carried Mara to the ferry. “I will bring the lamp tomorrow,” he promised her.

Three days later Mara was asleep on the landing. She did not know that the bridge was down.
"""
LATER = FERRY.index("Three days")

NO_NAMES = """The house stood at the end of the lane. It had stood there for a long time.

Rain fell on the roof. The gate banged in the wind, and the leaves went by.
"""
NO_TELLER = """I had never liked the sea. When I was nine my father left, and I did not know why.

“You should go,” my mother said. I went up to my room and lay down. I was tired.
"""
INSERT = """You open the door. Your hands are cold. Levi looks up from his desk.

“(Y/N), you're late,” he says.

Y/N swallowed. “I'm sorry, Captain. I'll bring the report tomorrow.”
"""
PLAY = """ACT ONE

NURSE: Quiet, please. The doctor is coming.

PATIENT: I don't want him.

NURSE: (softly) You must not say so.

PATIENT: I will say what I like.
"""
CHAT = """mara_p: are you there?
tom_h: yes. did you find the key
mara_p: no
tom_h: i'll look tomorrow
mara_p: promise?
tom_h: promise
"""
RECIPES = """Plum cake

Take six plums, two eggs and a cup of flour. Beat the eggs well. Bake for an hour.

Rose jam

Pick the petals of twelve roses. Boil with sugar until thick. Grace the table with it.
"""
TWO_ANNS = """Ann Marsh tied up the boat. Ann Carrow watched her from the wall.

“Where is the lamp?” asked Ann Carrow.

“I have lost it,” said Ann Marsh. She was crying.
"""
NAMES_THAT_ARE_WORDS = """Will will not come,” said Rose. Hunter rose from his chair.

Grace laughed. “Will is a hunter, and Hunter has no will.”

“Then may Grace have mercy,” said Will, with little grace. He gave Rose a rose.
"""
LONG_SCENE = FERRY.replace("Three days later ", "") * 30  # one scene, and nothing ends it
CROWD = "\n\n".join(
    f"{first} {last}by nodded. “I am late,” said {first} {last}by."
    for first in ("Ada", "Bess", "Clara", "Edith", "Greta", "Ines", "Jane", "Kate")
    for last in ("Ash", "Black", "Corn", "Hart", "Kirk", "Lang", "Oak", "Thorn")
)
ODD = {
    "no names": NO_NAMES,
    "a narrator never named": NO_TELLER,
    "Y/N": INSERT,
    "a play": PLAY,
    "a chat": CHAT,
    "recipes": RECIPES,
    "two of one name": TWO_ANNS,
    "names that are words": NAMES_THAT_ARE_WORDS,
    "one long scene": LONG_SCENE,
    "a crowd": CROWD,
}
LISTINGS = ["world", "scenes", "timeline", "relations", "knows", "threads", "recap"]


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """A story with a tie, a promise, a state, and something that somebody does not know."""
    path = tmp_path / "ferry.txt"
    path.write_text(FERRY, encoding="utf-8")
    return path


@pytest.fixture(params=ODD, ids=str)
def odd(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Something that is hardly a story, or a hard one."""
    path = tmp_path / "odd.txt"
    path.write_text(ODD[request.param], encoding="utf-8")
    return path


# What they show ------------------------------------------------------------------------------


def test_the_world_is_on_one_page_with_its_words(run, ferry) -> None:
    """Who, ties, places, deeds, knowledge and what is open, each with a place and words of the
    story."""
    rows = [line.split("\t") for line in run("world", ferry).stdout.splitlines()]
    assert {row[0] for row in rows} == {"cast", "ties", "places", "happened", "knowledge", "open"}
    for _, offset, chapter, percent, _, says, words in rows:
        assert says
        assert words in " ".join(FERRY.split())
        assert (int(offset) <= len(FERRY), chapter, int(percent) <= 100) == (True, "1", True)


def test_the_world_is_told_in_plain_sentences(run, ferry) -> None:
    """A tie, a deed, what is not known and a promise read as a person would say them."""
    page = run("world", ferry).stdout
    for said in (
        "is the sibling of",
        "Tom Hale carries Mara",
        "Mara does not know",
        "promise of Tom",
    ):
        assert said in page


def test_the_world_as_json(run, ferry) -> None:
    """As JSON the page has a list for each of its parts."""
    page = json.loads(run("world", ferry, "--json").stdout)
    assert page["horizon"] == len(FERRY)
    assert page["ties"][0]["place"]["offset"] == FERRY.index("Tom Hale was")


@pytest.mark.parametrize("command", [*LISTINGS, "character", "search", "ask", "why"])
def test_nothing_of_what_comes_later(run, ferry, command) -> None:
    """As of a place no command knows what the story tells after it."""
    last = {"character": "Mara", "search": "Mara", "ask": "Where was Mara asleep?", "why": "e1"}
    asked = [last[command]] if command in last else []
    for form in ([], ["--json"]):
        result = run(command, ferry, *asked, "--as-of", LATER, *form)
        assert result.exit_code == 0
        assert not any(w in result.stdout for w in ("asleep", "landing", "bridge", "does-not-know"))


def test_one_of_the_cast(run, ferry) -> None:
    """A character's page tells looks, present state, ties, knowledge and promises of one, whatever
    the case of the name."""
    page = run("character", ferry, "mara venn").stdout
    for said in ("green eyes", "asleep", "sibling", "does not know", "promise of Tom Hale to Mara"):
        assert said in page
    one = json.loads(run("character", ferry, "Mara", "--json").stdout)
    assert [state["name"] for state in one["states"]] == ["asleep"]
    early = json.loads(run("character", ferry, "Mara", "--as-of", LATER, "--json").stdout)
    assert early["states"] == []


@pytest.mark.parametrize("command", ["character", "knows"])
def test_a_name_that_nobody_has(run, ferry, command) -> None:
    """A sentence says where the names are listed."""
    result = run(command, ferry, "Gandalf")
    assert result.exit_code == 2
    assert "Nobody here is called 'Gandalf': fabula cast lists the names." in result.stderr


def test_the_order_of_happening(run, ferry) -> None:
    """The timeline lists scenes by when they happen, each with its number in the telling."""
    scenes = json.loads(run("timeline", ferry, "--json").stdout)
    assert [s["story_order"] for s in scenes] == sorted(s["story_order"] for s in scenes)


def test_ties_and_threads_of_one(run, ferry) -> None:
    """Listings can be of one person, and threads of those that are open."""
    assert "sibling" in run("relations", ferry, "--about", "Tom").stdout
    assert "promise" in run("threads", ferry, "--about", "Tom", "--open").stdout
    assert "does not know" not in run("knows", ferry, "Tom").stdout


def test_a_question_is_answered_with_its_words(run, ferry) -> None:
    """The answer stands first, then the words that show it; what is not told is not stated."""
    answer, *evidence = run("ask", ferry, "Who carried Mara to the ferry?").stdout.splitlines()
    assert answer.startswith("Tom Hale\t")
    assert evidence[0].endswith("In the evening Tom carried Mara to the ferry.")
    assert run("ask", ferry, "Is Mara married?").stdout.startswith("not stated\t")
    found = json.loads(run("ask", ferry, "Is Mara married?", "--json").stdout)
    assert (found["answer"], found["stated"], found["evidence"]) == (None, False, [])


def test_a_search_finds_those_who_are_only_she(run, ferry) -> None:
    """A name finds sentences with its pronouns; several words in one argument are a phrase."""
    assert "She did not know" in run("search", ferry, "Mara", "bridge").stdout
    assert run("search", ferry, "carried Mara").stdout.count("\n") == 1
    assert run("search", ferry, "Mara carried").stdout == ""
    assert "I will bring" in run("search", ferry, "--speaker", "Tom").stdout


def test_a_recap_is_in_the_storys_words(run, ferry) -> None:
    """A recap of a stretch has its sentences in order, with names beside pronouns."""
    said = run("recap", ferry, "--since", LATER - 1).stdout
    assert "Tom carried" not in said
    assert said.splitlines()[-1].endswith("She [Mara] did not know that the bridge was down.")


def test_why_leads_from_anything_shown_to_its_rule(run, ferry) -> None:
    """Each id of the page leads to a record with words, rule and confidence."""
    rows = [line.split("\t") for line in run("world", ferry).stdout.splitlines()]
    for row in rows:
        reason = json.loads(run("why", ferry, row[4], "--json").stdout)
        assert reason["id"] == row[4]
        assert reason["by"]
        assert 0 <= reason["confidence"] <= 1
        at = reason["at"]
        assert at["words"] == " ".join(FERRY[at["start"] : at["end"]].split())


def test_why_of_nothing(run, ferry) -> None:
    """An id that nothing has is answered with where ids are."""
    assert "ids in a pipe" in run("why", ferry, "zz9").stderr


@pytest.mark.parametrize("command", ["character", "ask", "why"])
def test_what_is_missing_is_named(run, ferry, command) -> None:
    """A command that needs one more word than its files says so."""
    assert "after the files" in run(command, ferry).stderr


# Whatever it is given -----------------------------------------------------------------------


@pytest.mark.parametrize("command", LISTINGS)
def test_every_listing_answers_calmly(run, odd, command) -> None:
    """Every listing ends well on anything, for programs and as JSON, and each of its words is the
    text's."""
    text = odd.read_text(encoding="utf-8")
    for form in ([], ["--json"]):
        result = run(command, odd, *form)
        assert result.exit_code == 0, result.exception
        assert json.loads(result.stdout or "[]") is not None if form else True
    if command != "recap":
        words = [line.split("\t")[-1].strip("…") for line in run(command, odd).stdout.splitlines()]
        assert [w for w in words if w not in " ".join(text.split())] == []


def test_questions_that_nothing_answers(run, odd) -> None:
    """Of anything, what it does not tell is not stated, and nothing is searched for in vain
    noisily."""
    for question in ("Who is the murderer?", "When did Napoleon die?", "?", ""):
        assert run("ask", odd, question).stdout == "not stated\t0.00\n"
    assert run("search", odd, "zeppelin").stdout == ""


def test_the_export_keeps_to_its_schema(run, odd) -> None:
    """Whatever the input, the JSON is what its schema says."""
    export = json.loads(run("export", odd, "--to", "json").stdout)
    jsonschema.validate(export, schema())


def test_recipes_tell_of_nobody(run, tmp_path) -> None:
    """A list of recipes has no people, ties, knowledge or promises: Rose and Grace are words."""
    path = tmp_path / "recipes.txt"
    path.write_text(RECIPES, encoding="utf-8")
    page = json.loads(run("world", path, "--json").stdout)
    assert [page[part] for part in ("cast", "ties", "knowledge", "open")] == [[], [], [], []]


def test_two_of_one_name_stay_two(run, tmp_path) -> None:
    """Of two Anns the note says who is shown and who else it may be."""
    path = tmp_path / "anns.txt"
    path.write_text(TWO_ANNS, encoding="utf-8")
    result = run("character", path, "Ann")
    assert "it may be Ann" in result.stderr
    shown = {run("character", path, n, "--json").stdout for n in ("Ann Marsh", "Ann Carrow")}
    assert len(shown) == 2


def test_each_command_is_listed_once() -> None:
    """All commands of the world are there under their names."""
    for command in (*WORLDS, *QUESTIONS):
        assert fabula.commands[str(command.name)] is command
