"""Who knows what, who does not, and what is kept from whom."""

from __future__ import annotations

from fabula.stories import Story, read

THERE = (
    "Mara Venn stood at the gate with Tom Arkwright. Mara had the lamp, and Tom had the letter from"
    " Captain Hale."
)


def story(*paragraphs: str) -> Story:
    return read("\n\n".join((THERE, *paragraphs)) + "\n")


def known(told: Story) -> list[tuple[str, str, str]]:
    """Who knows what: holder, state, the words of the content."""
    world = told.hindsight()
    labels = {e.id: e.label for e in world.entities}
    return [(labels[k.holder], k.state, k.content.text) for k in world.knowledge()]


def test_verbs_of_knowing() -> None:
    """A verb of knowing with its clause tells who knows, or does not."""
    told = story("Mara knew that the bridge was down. Tom did not know who had burned it.")
    assert known(told) == [
        ("Mara", "knows", "that the bridge was down"),
        ("Tom", "does-not-know", "who had burned it"),
    ]


def test_what_is_forgotten_and_believed() -> None:
    """Lost memory is forgetting; what somebody thinks is belief."""
    told = story("Tom could not remember where he had put the key. Mara thought that he was lying.")
    assert [(state, words) for _, state, words in known(told)] == [
        ("forgot", "where he had put the key"),
        ("believes", "that he was lying"),
    ]


def test_an_insight() -> None:
    """What comes to somebody, they know from then on."""
    found = known(story("It came to Mara that they were afraid of her."))
    assert ("Mara", "knows", "that they were afraid of her") in found


def test_whoever_is_told_news_knows_it() -> None:
    """A statement of what happened to whom is known to whoever it is said to."""
    found = known(story("“The Captain died in the fire,” said Mara to Tom."))
    assert found == [("Tom", "knows", "“The Captain died in the fire,”")]


def test_small_talk_is_no_knowledge() -> None:
    """Opinions, orders, plans and courtesies are nothing that one comes to know."""
    told = story(
        "“Thank you, sir,” said Mara to Tom.",
        "“I suppose it will rain,” said Tom.",
        "“Shut the gate,” said Mara.",
    )
    assert known(told) == []


def test_what_is_not_told() -> None:
    """Who has not told somebody something hides it, and the other does not know."""
    found = known(story("Mara had not told Tom about the letter."))
    assert ("Mara", "hides", "about the letter") in found
    assert ("Tom", "does-not-know", "about the letter") in found


def test_before_one_knows() -> None:
    """Who roars to know, or does something before they know, does not know yet."""
    assert known(story("Tom roared to know who had broken the lamp.")) == []
    assert known(story("Tom ran away before he knew that it was locked.")) == []


def test_what_the_reader_knows_and_somebody_does_not() -> None:
    """What was hidden from Tom is unknown to him, and not to Mara."""
    told = story("Mara had not told Tom about the letter. She knew that it was lost.")
    assert any(k.content.text == "about the letter" for k in told.unknown_to("Tom"))
    assert told.unknown_to("Mara") == []


def test_whoever_is_yet_to_be_told_does_not_know() -> None:
    """Somebody who must be told something does not know it yet."""
    found = known(story("“Somebody will have to tell Captain Hale,” said Mara to Tom."))
    assert [(who, state) for who, state, _ in found] == [("Captain Hale", "does-not-know")]


FORMS = [  # what is told, who by it is in which state
    ("Mara had a feeling that somebody was in the house.", "Mara", "suspects"),
    ("Mara was convinced that the boy had done it.", "Mara", "believes"),
    ("Mara doubted whether he had ever been a soldier.", "Mara", "suspects"),
    ("Mara let Tom know that she had seen him at the mill.", "Tom", "knows"),
    ("Mara showed Tom where the body lay.", "Tom", "knows"),
    ("Tom had no notion that the girl could read.", "Tom", "does-not-know"),
    ("Little did Tom know that she had already gone.", "Tom", "does-not-know"),
    ("Tom couldn't tell whether she was lying.", "Tom", "does-not-know"),
    ("Mara had no memory of the accident on the bridge.", "Mara", "forgot"),
    ("“I was at home all night,” said Tom. It was not true.", "Tom", "hides"),
    ("Mara did not know what to say.", "", ""),
    ("Mara knew how to swim.", "", ""),
    ("“You know what I mean,” said Mara.", "", ""),
]


def test_forms_of_knowing() -> None:
    """Nouns, adjectives and turns of speech tell who knows what as verbs do; a skill is none."""
    told = story(*(words for words, _, _ in FORMS))
    world, text = told.hindsight(), told.text.text
    labels = {e.id: e.label for e in world.entities}
    for words, who, state in FORMS:
        start = text.index(words)
        here = range(start, start + len(words))
        found = {(labels[k.holder], k.state) for k in world.knowledge() if k.content.start in here}
        assert found == ({(who, state)} if who else set()), words
