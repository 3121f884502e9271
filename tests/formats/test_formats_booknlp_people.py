"""What BookNLP's files say of people: where they are mentioned and how, what they do and have."""

from __future__ import annotations

import pytest
from written import Written, parsed, people, plain, tables

from fabula.story.contract import TokenItem

# Sentences, the words by which somebody is mentioned in them, and what these say of them.
SYNTAX = {
    "who does it, and does more": (
        "Mara/PROPN/2/nsubj ducked/VERB/0/root and/CCONJ/4/cc ran/VERB/2/conj",
        "Mara",
        {"agent": ["ducked", "ran"]},
    ),
    "what another does is not theirs": (
        "Mara/PROPN/2/nsubj ducked/VERB/0/root and/CCONJ/5/cc Tom/PROPN/5/nsubj ran/VERB/2/conj",
        "Mara",
        {"agent": ["ducked"]},
    ),
    "two do it": (
        "Tom/PROPN/4/nsubj and/CCONJ/3/cc Mara/PROPN/1/conj ran/VERB/0/root",
        "Mara",
        {"agent": ["ran"]},
    ),
    "to whom it is done": (
        "Tom/PROPN/2/nsubj saw/VERB/0/root Mara/PROPN/2/obj",
        "Mara",
        {"patient": ["saw"]},
    ),
    "in the passive": (
        "Mara/PROPN/3/nsubj:pass was/AUX/3/aux:pass seen/VERB/0/root by/ADP/5/case "
        "Tom/PROPN/3/obl:agent",
        "Mara",
        {"patient": ["seen"]},
    ),
    "by whom": (
        "Tom/PROPN/3/nsubj:pass was/AUX/3/aux:pass seen/VERB/0/root by/ADP/5/case "
        "Mara/PROPN/3/obl:agent",
        "Mara",
        {"agent": ["seen"]},
    ),
    "what they are": (
        "Mara/PROPN/3/nsubj was/AUX/3/cop strong/ADJ/0/root and/CCONJ/5/cc happy/ADJ/3/conj",
        "Mara",
        {"mod": ["strong", "happy"]},
    ),
    "a name says not what they are": (
        "She/PRON/3/nsubj was/AUX/3/cop Mara/PROPN/0/root",
        "She",
        {},
    ),
    "what they have": (
        "her/PRON/2/nmod:poss house/NOUN/0/root and/CCONJ/4/cc car/NOUN/2/conj",
        "her",
        {"poss": ["house", "car"]},
    ),
    "how they are described": (
        "the/DET/4/det tall/ADJ/4/amod old/ADJ/4/amod nurse/NOUN/5/nsubj left/VERB/0/root",
        "the tall old nurse",
        {"mod": ["tall", "old"], "agent": ["left"]},
    ),
}


@pytest.mark.parametrize("case", SYNTAX)
def test_the_syntax_tells_what_people_do(case: str) -> None:
    """Agent, patient, mod and poss are read off the words around the head of a mention."""
    sentence, words, expected = SYNTAX[case]
    text, tokens = parsed(f"{sentence} There/ADV/0/root")
    world = Written(text, [(words, "1", "NOM"), ("There", "1", "PRON")])  # once is not enough
    (person,) = people(world, tokens)
    found = {name: person[name] for name in ("agent", "patient", "mod", "poss") if person[name]}
    assert {name: [item["w"] for item in items] for name, items in found.items()} == expected
    assert all(text.split()[i["i"]] == i["w"] for items in found.values() for i in items)


def test_tokens_have_their_syntax_and_events() -> None:
    """A root is its own head; what really happens is an EVENT, what does not is none."""
    text, tokens = parsed("Mara/PROPN/2/nsubj ran/VERB/0/root to/PART/4/mark hide/VERB/2/xcomp")
    world = Written(text, events=[("ran", "actual"), ("hide", "future")])
    rows = tables(world, tokens)[".tokens"]
    assert [r["syntactic_head_ID"] for r in rows] == ["1", "1", "3", "1"]
    assert [r["event"] for r in rows] == ["O", "EVENT", "O", "O"]
    assert [rows[0][c] for c in ("lemma", "POS_tag", "fine_POS_tag", "dependency_relation")] == [
        *("mara", "PROPN", "PR", "nsubj")
    ]


def test_entities_nest_and_are_numbered_by_appearance() -> None:
    """Mentions stand in order of their first and last token; categories that BookNLP does not know
    are left out, and take no number."""
    text = "The sword of Mara's sister shone in Leith ."
    mentions = [
        ("The sword", "1", "NOM"),
        ("Mara's sister", "2", "NOM"),
        ("Mara", "3", "PROP"),
        ("Leith", "4", "PROP"),
    ]
    world = Written(text, mentions, types=[("1", "THING"), ("4", "GPE")])
    rows = tables(world, plain(world))[".entities"]
    assert [(r["COREF"], r["text"], r["cat"], r["prop"]) for r in rows] == [
        ("1", "Mara's", "PER", "PROP"),
        ("0", "Mara's sister", "PER", "NOM"),
        ("2", "Leith", "GPE", "PROP"),
    ]


def test_a_mention_without_tokens_is_left_out() -> None:
    """A mention where no token stands (in what is set aside) has no row."""
    world = Written("Mara ran .", [("Mara", "1", "PROP")])
    assert tables(world, plain(world)[1:])[".entities"] == []


def test_a_word_that_is_parted_is_one_cell() -> None:
    """A token with a tab or a line break in it would part the table: both become blanks."""
    world = Written("New\tYork\u2028City", [("New\tYork\u2028City", "1", "PROP")])
    found = tables(world, [TokenItem(start=0, end=13, sentence=0, lemma="New\nYork")])
    (row,) = found[".tokens"]
    assert (row["word"], row["lemma"]) == ("New York City", "New York")
    assert found[".entities"][0]["text"] == "New York City"


# --- the book -------------------------------------------------------------------------------------


def person(mentions, pronouns=()) -> list[dict]:
    """The book's people in a story where somebody is mentioned by these words."""
    text = " ".join(words for words, _, _ in mentions)
    world = Written(text, mentions, pronouns=pronouns)
    return people(world, plain(world))


def test_the_book_tells_how_people_are_mentioned() -> None:
    """Everybody mentioned twice or more, most often first, with names, descriptions and pronouns;
    those mentioned once are left out."""
    mentions = [
        *[("Tom", "1", "PROP")] * 2,
        ("Mara", "2", "PROP"),
        *[("the nurse", "2", "NOM")] * 2,
        ("she", "2", "PRON"),
        ("Joan", "3", "PROP"),
    ]
    first, second = person(mentions)
    assert list(first) == [*("agent", "patient", "mod", "poss", "id", "g", "count", "mentions")]
    assert (first["id"], first["count"], second["id"], second["count"]) == (1, 4, 0, 2)
    assert first["agent"] == first["poss"] == []  # no syntax is known
    assert first["mentions"] == {
        "proper": [{"c": 1, "n": "Mara"}],
        "common": [{"c": 2, "n": "the nurse"}],
        "pronoun": [{"c": 1, "n": "she"}],
    }


def test_gender_is_how_the_text_speaks_of_somebody() -> None:
    """Pronouns decide, those that stand for a person give the shares; without them it is null."""
    mentions = [("Mara", "1", "PROP"), ("She", "1", "PRON"), ("her", "1", "PRON")]
    assert person(mentions)[0]["g"] is None
    (mara,) = person([*mentions, ("they", "1", "PRON")], pronouns=[("1", "she/her")])
    assert mara["g"] == {
        "inference": {
            "he/him/his": 0.0,
            "she/her": 0.75,
            "they/them/their": 0.25,
            "xe/xem/xyr/xir": 0.0,
            "ze/zem/zir/hir": 0.0,
        },
        "argmax": "she/her",
        "max": 0.75,
        "total": 4,
    }


def test_pronouns_of_their_own_are_a_gender_too() -> None:
    """Pronouns that BookNLP has no class for stand as they are."""
    (robin,) = person([("Robin", "1", "PROP"), ("ey", "1", "PRON")], pronouns=[("1", "ey/em")])
    assert (robin["g"]["argmax"], robin["g"]["max"]) == ("ey/em", 1.0)
