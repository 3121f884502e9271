"""What happens in a story, and who and what takes part in it."""

from __future__ import annotations

import pytest

from fabula.stories import read
from fabula.story.contract import EventItem

pytestmark = pytest.mark.usefixtures("rules_alone")


def told(text: str, word: str) -> EventItem:
    """The event that a word of a story tells."""
    story = read(text + "\n").hindsight()
    start = text.index(word)
    return next(e for e in story.events() if e.start == start)


def parts(text: str, word: str) -> dict[str, list[str]]:
    """Who takes part in an event, role by role: the label of each, else the words."""
    story = read(text + "\n").hindsight()
    labels = {e.id: e.label for e in story.entities}
    found: dict[str, list[str]] = {}
    for part in told(text, word).participants:
        words = text[part.start : part.end]
        found.setdefault(part.role, []).append(labels.get(part.entity or "", words))
    return found


MARA = "Mara Venn came in with Tom Arkwright. "


def test_whom_it_is_given_to_receives_it() -> None:
    """What is given is the patient, whom it is given to the recipient, in any order."""
    assert parts(MARA + "Mara gave Tom the letter.", "gave") == {
        "agent": ["Mara Venn"],
        "recipient": ["Tom Arkwright"],
        "patient": ["the letter"],
    }
    assert parts(MARA + "Mara handed the letter to Tom.", "handed")["recipient"] == [
        "Tom Arkwright"
    ]


def test_the_subject_of_a_passive_is_done_to() -> None:
    """Whoever was carried home did not carry."""
    found = parts(MARA + "Tom was carried home by Mara.", "carried")
    assert found["patient"] == ["Tom Arkwright"]
    assert found["agent"] == ["Mara Venn"]


def test_what_is_done_to_a_face_is_done_to_its_owner() -> None:
    """A face that is slapped is somebody's."""
    assert parts(MARA + "Mara slapped Tom's face.", "slapped")["patient"] == ["Tom Arkwright"]


def test_what_is_said_is_the_content_and_whoever_hears_it_receives_it() -> None:
    """The quotation beside a verb of saying is what it says."""
    text = MARA + "\n\n“Is the boat in?” Mara asked Tom.\n\n“Not yet,” said Tom."
    found = parts(text, "asked")
    assert found["agent"] == ["Mara Venn"]
    assert found["recipient"] == ["Tom"]
    assert found["content"] == ["“Is the boat in?”"]


def test_what_is_told_in_a_clause_is_the_content() -> None:
    """Reported speech is said as well."""
    found = parts(MARA + "Mara told Tom that the boat was in.", "told")
    assert found["recipient"] == ["Tom Arkwright"]
    assert found["content"] == ["that the boat was in"]


def test_it_is_the_last_thing_told_of() -> None:
    """A letter that is found and burnt is one letter."""
    text = MARA + "Mara found a letter. She burned it."
    assert parts(text, "burned")["patient"] == ["a letter"]


def test_no_month_is_a_place() -> None:
    """What happened in October happened nowhere that is told."""
    assert "place" not in parts(MARA + "Tom left her in October.", "left")
    found = parts(MARA + "Mara hid the letter in the cellar.", "hid")
    assert found["place"] == ["the cellar"]


def test_the_two_of_them_are_the_two_told_of() -> None:
    """Whoever is one of two takes part by themselves."""
    text = MARA + "The constable locked the two of them in the tower."
    assert parts(text, "locked")["patient"] == ["Mara Venn", "Tom Arkwright"]


def test_what_was_done_before_is_an_event_too() -> None:
    """The past perfect tells of an event, and a denial of one that was not."""
    assert told(MARA + "Mara had ridden the post for years.", "ridden").past_perfect
    assert told(MARA + "Tom did not open the door.", "open").realis == "negated"
    assert told(MARA + "Tom was to hold the flowers.", "hold").realis == "future"
    assert told(MARA + "Mara used to sing.", "sing").realis == "habitual"


def test_a_quotation_mark_parts_who_speaks_from_what_is_said() -> None:
    """Who is named at the end of a speech does not speak it."""
    text = MARA + "\n\n“This is Ruth,” my mother said."
    assert parts(text, "said")["agent"] == ["my mother"]


def test_a_clause_that_is_joined_on_shares_its_subject() -> None:
    """Whoever knelt also told it."""
    text = MARA + "Tom knelt, the wind blowing in the chimney, and took the rope."
    assert parts(text, "took")["agent"] == ["Tom Arkwright"]


def test_an_order_is_for_whoever_hears_it() -> None:
    """Who is told to go is who would go."""
    text = MARA + "\n\n“Take the lamp,” Mara told Tom."
    assert parts(text, "Take")["agent"] == ["Tom Arkwright"]
    assert told(text, "Take").realis == "hypothetical"


def test_a_question_asserts_nothing() -> None:
    """Whether she took it is asked, not told."""
    text = MARA + "\n\n“Did Mara take the lamp?” said Tom."
    assert told(text, "take").realis == "hypothetical"


def test_a_thought_is_heard_by_nobody() -> None:
    """What is thought, or said to oneself, has no hearer."""
    text = MARA + "\n\n“Is he asleep?” Tom asked Mara.\n\n“He may be,” she said to herself."
    assert "recipient" not in parts(text, "said")


def test_for_whom_and_to_whom_something_is_done() -> None:
    """Whom somebody goes to, and for whom they mend a thing, receives it."""
    assert parts(MARA + "Mara mended the clock for Tom.", "mended")["recipient"] == [
        "Tom Arkwright"
    ]
    assert parts(MARA + "That night Mara came to Tom.", "came to")["recipient"] == ["Tom Arkwright"]


def test_where_somebody_goes() -> None:
    """Home is a place; the hat that one comes in is none."""
    assert parts(MARA + "Mara walked home.", "walked")["place"] == ["home"]
    assert "place" not in parts(MARA + "Mara walked out in her best hat.", "walked")


def test_what_happens_in_a_clause_within_another() -> None:
    """Who had taught somebody, and what was done before, is told as happening too."""
    text = MARA + "Tom, who had taught Mara, laughed before he took the oars."
    assert parts(text, "taught")["agent"] == ["Tom Arkwright"]
    assert parts(text, "took")["patient"] == ["the oars"]


def test_what_is_going_to_happen() -> None:
    """What somebody is going to do is yet to come."""
    assert told(MARA + "Mara is going to sell the boat.", "sell").realis == "future"


def test_what_is_so_as_a_rule_has_not_happened_once() -> None:
    """The narrator tells what somebody does for a living or each year between two things that
    happen: that is habitual, and these are not; nor is how somebody stands at the time."""
    text = (
        "Mara Venn opened the door. Her neighbour Tom, who mends clocks and sells them on to the"
        " great houses each spring, stood on the step with a basket. He gave her the eggs."
    )
    realis = {word: told(text, word).realis for word in ("opened", "mends", "sells", "gave")}
    assert realis == {
        "opened": "actual", "mends": "habitual", "sells": "habitual", "gave": "actual",
    }  # fmt: skip
    assert told(text, "stood").realis == "actual"
