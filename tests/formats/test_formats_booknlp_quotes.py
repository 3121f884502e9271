"""BookNLP's table of quotations: to whose mention each is given."""

from __future__ import annotations

import pytest
from written import Written, plain, tables

from fabula.story.ledger import Ledger
from fabula.story.records import Mention

TALK = (
    "Mara came in. “Mara is here.” said the nurse . Mara sat.\n\n"
    "“And I said ‘no’ to Tom.” she cried.\n\n_Too late,_ Tom thought."
)
SAID = [("Mara", "1", "PROP"), ("Mara", "1", "PROP"), ("the nurse", "2", "NOM"), ("I", "1", "PRON")]


@pytest.mark.parametrize(
    ("speaker", "row"),
    [
        ("1", ("0", "0", "Mara", "0")),
        ("2", ("7", "8", "the nurse", "1")),
        (None, ("None", "None", "None", "None")),
    ],
)
def test_a_quotation_is_given_to_the_nearest_mention(speaker, row) -> None:
    """The mention is the speaker's nearest one in the narration, never one inside the quotation
    where there is another; where nobody is known to speak, it is None."""
    world = Written(TALK, SAID, [("“Mara is here.”", speaker, "speech")])
    (found,) = tables(world, plain(world))[".quotes"]
    columns = ("mention_start", "mention_end", "mention_phrase", "char_id")
    assert tuple(found[c] for c in columns) == row
    assert found["quote"] == "“Mara is here.”"


def test_the_narration_beside_a_quotation_comes_first() -> None:
    """A mention in the same paragraph goes before a nearer one in another."""
    text = "A word from Tom .\n\n“No.” It rained all day, and all night, and then Tom left."
    world = Written(text, [("Tom", "1", "PROP")] * 2, [("“No.”", "1", "speech")])
    (found,) = tables(world, plain(world))[".quotes"]
    assert found["mention_start"] == "15"


def test_who_is_named_only_in_quotations_is_found_there() -> None:
    """Where narration never mentions the speaker, another quotation does, at last this one."""
    mentions = [("I", "3", "PRON"), ("Tom", "3", "PROP")]
    said = [("“Mara is here.”", "3", "speech"), ("“And I said ‘no’ to Tom.”", "3", "speech")]
    world = Written(TALK, mentions, said)
    rows = tables(world, plain(world))[".quotes"]
    assert [r["mention_phrase"] for r in rows] == ["I", "I"]


def test_a_speaker_who_is_never_mentioned_keeps_their_number() -> None:
    """Of a speaker that no mention stands for, the number alone is known."""
    world = Written(TALK, [("Mara", "1", "PROP")], [("“Mara is here.”", "1", "speech")])
    world.ledger = Ledger.of_records(r for r in world.records if not isinstance(r, Mention))
    (found,) = tables(world, plain(world))[".quotes"]
    assert (found["mention_start"], found["char_id"]) == ("None", "0")


def test_quotations_do_not_nest_and_thoughts_have_marks() -> None:
    """What is quoted in a quotation has no row of its own, nor a thought that no marks show."""
    said = [
        ("“And I said ‘no’ to Tom.”", "1", "speech"),
        ("‘no’", None, "speech"),
        ("_Too late,_", None, "thought"),
    ]
    world = Written(TALK, SAID, said)
    rows = tables(world, plain(world))[".quotes"]
    assert [r["quote"] for r in rows] == ["“And I said ‘no’ to Tom.”"]
