"""The laws hold with whatever readers say: corrections of every kind, on generated books."""

from __future__ import annotations

import pytest
from books import books
from held import check_places, check_prefix, ends, export
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from said import corrections

from fabula import formats
from fabula.store.cache import Cache
from fabula.stories import Story, tell
from fabula.story.comparing import changed
from fabula.story.corrections import Correction

FEW = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def corrected(draw: st.DrawFn, most: int = 3) -> tuple[Story, tuple[Correction, ...]]:
    """A book as it is read, and what a reader says of it."""
    story = tell(formats.read_string(draw(books(most=14))))
    assume(any(b.is_story for b in story.text.blocks))
    said = draw(st.lists(corrections(story), min_size=1, max_size=most))
    return story, tuple(said)


@FEW
@given(corrected(), st.data())
def test_places_and_prefix(told: tuple[Story, tuple[Correction, ...]], data: st.DataObject) -> None:
    """Everything stands on the words it names, and nothing is known early, whatever was said."""
    plain, said = told
    story = tell(plain.text, corrections=said)
    check_places(story)
    check_prefix(story, data.draw(st.sampled_from(ends(plain.text))), said)


@FEW
@given(corrected(), st.data())
def test_what_is_taken_back_was_never_said(
    told: tuple[Story, tuple[Correction, ...]], data: st.DataObject
) -> None:
    """Without one of its corrections a story is as if that had not been said, or any."""
    plain, said = told
    story = tell(plain.text, corrections=said)
    rest = said[1:]
    end = data.draw(st.sampled_from(ends(plain.text)))
    assert export(story.corrected(rest), end) == export(tell(plain.text, corrections=rest), end)
    assert list(story.corrected(()).records) == list(plain.records)


@FEW
@given(corrected())
def test_determinism_and_append(
    tmp_path_factory: pytest.TempPathFactory, told: tuple[Story, tuple[Correction, ...]]
) -> None:
    """A work read on from what is kept gives the same bytes, with what was said of it."""
    plain, said = told
    whole = tell(plain.text, corrections=said).to_json()
    places = ends(plain.text)
    with Cache(tmp_path_factory.mktemp("cache") / "c.sqlite") as kept:
        tell(plain.text.cut(places[len(places) // 2]), corrections=said, cache=kept)
        for _ in range(2):
            assert tell(plain.text, corrections=said, cache=kept).to_json() == whole


@FEW
@given(corrected(), books(most=3), books(most=3))
def test_words_are_found_again(
    told: tuple[Story, tuple[Correction, ...]], prologue: str, epilogue: str
) -> None:
    """Insertions before and after lose no correction that had found its words."""
    plain, said = told
    found = [s.state for s in tell(plain.text, corrections=said).standing()]
    longer = formats.read_string(f"{prologue}\n\n{plain.text.text}\n\n{epilogue}")
    now = tell(longer, corrections=said).standing()
    assert len(now) == len(found)
    gone = [s for s, before in zip(now, found, strict=True) if before == "applied"]
    assert all(s.message != "its words are not in the text" for s in gone)


@FEW
@given(corrected(most=1))
def test_a_change_names_places_of_the_story(told: tuple[Story, tuple[Correction, ...]]) -> None:
    """What is shown otherwise stands somewhere, and nothing is where nothing was said."""
    plain, said = told
    change = plain.change(said)
    size = len(plain.text.text)
    assert all(0 <= a <= b <= size for d in change.differences for a, b in d.places)
    assert change.sentences
    assert changed(plain.hindsight(), plain.hindsight()).differences == ()
