"""Questions and their answers, as somebody types them."""

from __future__ import annotations

from functools import cache

import pytest

from fabula.stories import Story, read

FERRY = (
    "Mara Venn kept the ferry at Harrow. Her brother Tom kept the books.\n\n"
    "On Tuesday evening a stranger came down to the landing. Tom gave the stranger a lamp, and Mara"
    " rowed him across the river.\n\n"
    "“My name is Anselm,” said the stranger. “I have never been to Harrow.”\n\n"
    "“The bridge fell in March,” said Mara.\n\n"
    "Tom did not follow them. He was in the boathouse with the dog.\n\n"
    "On Thursday Mara sold the boat to Anselm because the roof leaked. She never told Tom the"
    " price."
)


@cache
def ferry() -> Story:
    return read(FERRY + "\n")


def said(question: str, story: Story | None = None) -> str | None:
    """The answer in words, None where it is not stated."""
    return (story or ferry()).ask(question).answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who gave the stranger a lamp?", "Tom"),
        ("Who rowed the stranger across the river?", "Mara"),
        ("Who sold the boat?", "Mara"),
        ("Who was given a lamp?", "the stranger"),
        ("who said that the bridge fell in march", "Mara"),
        ("Who said “The bridge fell in March”?", "Mara"),
        ("How are Mara and Tom related?", "brother and sister"),
        ("Who is Mara's brother?", "Tom"),
        ("Where was Tom?", "in the boathouse"),
        ("Why did Mara sell the boat?", "because the roof leaked"),
        ("When did Mara sell the boat?", "On Thursday"),
        ("Did Tom follow them?", "no"),
        ("Did Tom give the stranger a lamp?", "yes"),
        ("Did Mara tell Tom the price?", "no"),
        ("Did Mara sell the boat before or after the stranger came?", "after"),
        ("Which came first, the lamp or the price?", "the lamp"),
        ("What did Mara sell?", "the boat"),
    ],
)
def test_what_the_story_says_is_answered(question: str, answer: str) -> None:
    """A question is answered in the words of the story, or by the name of whoever it is."""
    assert said(question) == answer


@pytest.mark.parametrize(
    "question",
    [
        "Who burnt the boathouse?",
        "Who is Mara's mother?",
        "Where was Anselm born?",
        "Why did Tom stay behind?",
        "Did Anselm drown?",
        "Is Tom married?",
        "How much did the boat cost?",
        "What colour are Tom's eyes?",
        "How are Tom and Anselm related?",
        "Who said that the river was frozen?",
        "What is still open between Tom and the dog?",
        "",
        "?",
        "Mara",
    ],
)
def test_what_it_does_not_say_is_not_stated(question: str) -> None:
    """Where the story does not say, the answer is none: no evidence, no confidence."""
    answer = ferry().ask(question)
    assert not answer.stated
    assert (answer.answer, answer.evidence, answer.confidence) == (None, [], 0.0)


def test_an_answer_shows_its_words() -> None:
    """The evidence is where the story says it, at most 300 characters."""
    answer = ferry().ask("Who gave the stranger a lamp?")
    words = [FERRY[at.start : at.end] for at in answer.evidence]
    assert any("gave the stranger a lamp" in w for w in words)
    assert sum(map(len, words)) <= 300
    assert [e.label for e in ferry().hindsight().entities if e.id in answer.entities] == ["Tom"]


@pytest.mark.parametrize(
    "question",
    ["who SOLD the boat", "“Who sold the boat?”", "Who sold the boat ?", "Who sold - the boat?"],
)
def test_shape_does_not_matter(question: str) -> None:
    """Quotes, dashes, case and a missing mark change no answer."""
    assert said(question) == "Mara"


def test_nothing_is_answered_from_beyond_the_horizon() -> None:
    """A question asked at a place is answered from what stands before it."""
    before = FERRY.index("On Thursday")
    assert ferry().ask("Who sold the boat?", at=before).answer is None
    assert ferry().ask("Who gave the stranger a lamp?", at=before).answer == "Tom"


def test_who_is_alive_did_not_die() -> None:
    """Whoever speaks after the place where they are asked to have died did not die there."""
    story = read(
        "Ida Marsh fell at Tudela, they told her brother.\n\n“I was only in the ditch,” said Ida,"
        " and took off her wet coat by the fire.\n"
    )
    assert said("Did Ida die at Tudela?", story) == "no"


def test_who_it_was() -> None:
    """ "It was Ida who did it" tells who did it."""
    story = read("Somebody had broken the lamp. It was Ida Marsh who had broken it. Tom wept.\n")
    assert said("Who broke the lamp?", story) == "Ida Marsh"


def test_whether_somebody_knows() -> None:
    """Who is told knows; who is said not to, does not."""
    story = read(
        "Ida Marsh had sold the boat in secret. Nobody knew that but Joss Pell.\n\nTom Hale slept."
        " Tom did not know that Ida had sold the boat.\n"
    )
    assert said("Does Tom know that Ida sold the boat?", story) == "no"


LIGHT = (
    "Ida Marsh, a lamplighter, lived at the end of the quay with three cats. Tom Pell, who was a"
    " baker, had asked her twice to marry him.\n\n"
    "“I’ll come back in the spring,” Tom promised. He left on the Monday.\n\n"
    "He had not told Ida about the debt. Old Mr Crane died of a fever, and she mended the lamp with"
    " a hairpin. She waited for six weeks. Then she looked at the sea, and her grey eyes were dry."
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who was a baker?", "Tom Pell"),
        ("Is Tom a baker?", "yes"),
        ("Who is Ida Marsh?", "a lamplighter"),
        ("How many cats did Ida have?", "three"),
        ("How did Mr Crane die?", "of a fever"),
        ("How did she mend the lamp?", "with a hairpin"),
        ("How long did Ida wait?", "for six weeks"),
        ("What did Ida look at?", "the sea"),
        ("Does Ida know about the debt?", "no"),
        ("What did Tom promise?", "“I’ll come back in the spring,”"),
        ("Who promised to come back in the spring?", "Tom Pell"),
        ("What colour are Ida's eyes?", "grey"),
        ("Did Tom tell Ida about the debt?", "no"),
        ("Did Bilbo find the ring?", None),
        ("Who is Ida's mother?", None),
    ],
)
def test_all_kinds_of_questions(question: str, answer: str | None) -> None:
    """Who is what, how, how long, how many, of what colour; and nothing of strangers."""
    assert said(question, read(LIGHT + "\n")) == answer


def test_whose_brother_it_is() -> None:
    """Who has no name is told as whose they are, not by a pronoun that says nothing here."""
    story = read("Mara Venn wept by the river. Her brother shut the gate and whistled.\n")
    assert said("Who shut the gate?", story) == "Mara Venn's brother"
