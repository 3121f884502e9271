"""A reader's notes on a page of their own: what was said can be said otherwise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from here import Served, Window, barriers, open_library, overflows, put

from fabula.library import notes
from fabula.story.text import Span

STORY = "Mara lit the lamp.\n\nThe signal was red.\n"


@pytest.fixture
def noted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A work with a note."""
    with open_library(tmp_path_factory.mktemp("notes")) as library, Served(library) as served:
        put(library, STORY, title="The Lamp Room")
        notes.add(library, 1, Span(20, 38), "</textarea><script>alert(1)</script>")
        yield served


def test_a_note_is_changed(noted: Served) -> None:
    """Words and colour of a note are changed by its form; what is no note or no colour is not."""
    form = {"note": "1", "said": "It is a trap.", "colour": "pink", "work": "1"}
    assert noted.post("/notes/change", form).headers["location"] == "/notes?work=1"
    (note,) = notes.listed(noted.library)
    assert (note.note, note.colour) == ("It is a trap.", "pink")
    for wrong in ({"note": "9"}, {"colour": "x"}, {"said": "x" * 20_001}, {"note": "<script>"}):
        assert noted.post("/notes/change", {**form, **wrong}).status_code == 400
    assert notes.listed(noted.library) == [note]


def test_by_hand(noted: Served, window: Window) -> None:
    """At the width of a phone the form opens, shows what was said as words, and saves it."""
    page = window.open(noted, "/notes", viewport={"width": 360, "height": 740})
    page.get_by_text("Change").click()
    box = page.get_by_label("What you say of it")
    assert box.input_value() == "</textarea><script>alert(1)</script>"
    box.fill("Red means stop.")
    assert (barriers(page), overflows(page)) == ([], 0)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Red means stop.").first.wait_for()
