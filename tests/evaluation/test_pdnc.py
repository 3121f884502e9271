"""The PDNC: who speaks to whom, and whether people stay themselves."""

from __future__ import annotations

import pytest

from fabula.errors import FabulaError
from fabula.evaluation.pdnc import evaluate
from fabula.evaluation.pdnc_gold import folders, is_pronoun, load
from fabula.evaluation.pdnc_owners import namings, owners
from fabula.evaluation.pdnc_scores import score
from fabula.story.text import Span

CAST = {"Mara Venn": {"Mara Venn", "Mara"}, "Tom Hale": {"Tom Hale", "Tom"}}
MENTIONS = [
    {"words": "You", "entity": "e2", "kind": "PRON", "confidence": 0.6},
    {"words": "Tom", "entity": "e2"},
    {"words": "Mara Venn", "entity": "e1"},
    {"words": "Tom Hale", "entity": "e2"},
]
QUOTATIONS = [
    {"words": "“You are late, Tom,”", "speaker": "e1", "addressees": ["e2"], "cue": "explicit"},
    {"words": "“The bridge was down.”", "speaker": "e4"},
]


def rights(cases) -> dict[str, list[bool]]:
    return {name: [case.right for case in part] for name, part in cases.items()}


def test_a_novel_is_read(novel) -> None:
    """Quotations, speakers, addressees, names, and the mentions inside quotations without the
    blanks that were caught with them."""
    read = load(novel)
    first, second = read.quotes
    assert read.text[slice(*first.spans[0])] == "You are late, Tom,"
    assert (first.speaker, first.addressees, first.type) == ("Mara Venn", ["Tom Hale"], "explicit")
    assert [(read.text[m.at.start : m.at.end], m.character) for m in first.mentions] == [
        ("You", "Tom Hale")
    ]
    assert second.mentions == []
    assert read.characters == CAST


def test_speakers_addressees_and_pronouns_are_compared(novel, exported) -> None:
    """A right speaker, addressee or pronoun is the entity that stands for the character."""
    read = load(novel)
    scores = score(read, exported(read.text, mentions=MENTIONS, quotations=QUOTATIONS))
    assert rights(scores.speakers) == {
        "all": [True, False],
        "explicit": [True],
        "anaphoric": [],
        "implicit": [False],
    }
    assert rights(scores.addressees) == {"first": [True], "any": [True]}
    assert rights(scores.pronouns) == {"all": [True], "singular": [True]}
    assert scores.judged["pronouns in quotations"] == [(0.6, True)]


def test_a_nameless_speaker_is_right_only_in_the_lenient_table(novel, exported) -> None:
    """An entity without a name stands for nobody; leniently for whoever speaks its quotations."""
    read = load(novel)
    scores = score(read, exported(read.text, mentions=MENTIONS, quotations=QUOTATIONS))
    assert rights(scores.lenient)["all"] == [True, True]


def test_a_pronoun_counts_at_its_own_place_only(novel, exported) -> None:
    """A longer mention around a pronoun does not count as the pronoun."""
    read = load(novel)
    wide = [{"words": "You are", "entity": "e2", "kind": "PRON"}, *MENTIONS[1:]]
    scores = score(read, exported(read.text, mentions=wide))
    assert rights(scores.pronouns)["all"] == [False]


def test_characters_are_followed_through_the_novel(novel, exported) -> None:
    """Each character's namings: how many are in one entity, and how much else that has."""
    read = load(novel)
    torn = [*MENTIONS[:3], {"words": "Tom Hale", "entity": "e1"}]  # he is taken for Mara
    kept = {k.character: k for k in score(read, exported(read.text, mentions=torn)).characters}
    tom, mara = kept["Tom Hale"], kept["Mara Venn"]
    assert (tom.names.recall, tom.names.precision) == (0.5, 1)
    assert (mara.names.recall, mara.names.precision) == (1, 0.5)
    assert tom.pronouns.recall == 1


def test_the_longest_name_counts(novel) -> None:
    """A name within a longer name is no naming of its own."""
    read = load(novel)
    found = [(read.text[m.at.start : m.at.end], m.character) for m in namings(read)]
    assert found == [("Tom", "Tom Hale"), ("Mara Venn", "Mara Venn"), ("Tom Hale", "Tom Hale")]
    read.characters["Tom Venn"] = {"Tom", "Mara Venn's father"}
    assert [m.character for m in namings(read)] == ["Mara Venn", "Tom Hale"]


def test_an_entity_stands_for_whom_it_is_named_after() -> None:
    """The owner of most names is the entity's character, and a main name counts more."""
    named = [("e1", "Mara"), ("e1", "Tom"), ("e1", "mara venn"), ("e2", "the Tom"), ("e3", "Cat")]
    assert owners(named, CAST) == {"e1": "Mara Venn", "e2": "Tom Hale"}


def test_pronouns() -> None:
    """Words for several people are pronouns, but no singular ones."""
    assert is_pronoun("Yourself")
    assert is_pronoun("’em")
    assert not is_pronoun("they", plural=False)
    assert not is_pronoun("my dear")


def test_novels_are_chosen_by_folder_name(tmp_path) -> None:
    """The first fourteen and the last seven, by name; a novel's own folder is one novel."""
    for number in range(21):
        folder = tmp_path / f"N{number:02}"
        folder.mkdir()
        for name in ("novel_text.txt", "quotation_info.csv"):
            (folder / name).touch()
    assert [p.name for p in folders(tmp_path, "last7")] == [f"N{n}" for n in range(14, 21)]
    assert [p.name for p in folders(tmp_path, "first14")] == [f"N{n:02}" for n in range(14)]
    assert folders(tmp_path / "N03", "last7") == [tmp_path / "N03"]


def test_a_raw_novel_is_read_to_the_end(novel) -> None:
    """The whole evaluation runs on the raw novel: the named speaker is found."""
    tables = {table.title: table for table in evaluate(novel.parent).tables}
    assert tables["Speakers"].rows[0].figures["explicit"] == 1
    assert tables["Characters whole"].rows[0].figures["name purity"] == 1


def test_a_folder_without_novels_is_refused(tmp_path) -> None:
    """Whoever names the wrong folder is told what a right one has."""
    with pytest.raises(FabulaError, match=r"novel_text\.txt"):
        folders(tmp_path)


def test_a_damaged_table_is_named(novel) -> None:
    """A table without its columns is no novel of the corpus."""
    (novel / "quotation_info.csv").write_text("speaker\nMara\n")
    with pytest.raises(FabulaError, match="TheFerry: not a novel"):
        load(novel)


def test_the_span_of_a_mention_is_a_span(novel) -> None:
    """Places are half-open code points."""
    assert load(novel).quotes[0].mentions[0].at == Span(1, 4)
