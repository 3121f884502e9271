"""Who somebody was is told late: two people at the time, one in hindsight."""

from __future__ import annotations

from importlib.resources import files

import pytest

from fabula import formats
from fabula.stories import Story, tell
from fabula.story.records import SameEntity


@pytest.fixture(scope="module")
def demo() -> Story:
    """The story that ships: a man in a grey coat comes early and is named late."""
    page = files("fabula.demo").joinpath("line_clear.html").read_bytes()
    return tell(formats.read_bytes(page, "line_clear.html"))


def place(story: Story, words: str) -> int:
    return story.text.text.index(words)


def test_one_person_in_hindsight(demo: Story) -> None:
    """The man in the grey coat and Edmund Lasker, named 5,000 characters later, are one."""
    coat, name = place(demo, "the man in the grey coat"), place(demo, "Edmund Lasker. I was")
    assert name - coat > 2_000
    entity = {m.start: m.entity for m in demo.mentions}
    assert entity[coat] == entity[name]
    (him,) = [c for c in demo.characters if c.id == entity[coat]]
    assert him.name == "Lasker"


def test_two_people_at_the_time(demo: Story) -> None:
    """Where the name is first said they are still two; their ids of that time are kept, and a
    record of its own joins them, with its own time."""
    coat, name = place(demo, "the man in the grey coat"), place(demo, "Edmund Lasker. I was")
    early = {m.start: m for m in demo.at(name + 200).mentions()}
    late = {m.start: m for m in demo.mentions}
    assert early[coat].entity != early[name].entity
    assert late[coat].entity_then == early[coat].entity_then
    assert late[name].entity_then == early[name].entity_then
    pair = [early[coat].entity, early[name].entity]
    (join,) = [r for r in demo.records if isinstance(r, SameEntity) and [r.one, r.other] == pair]
    assert join.basis == "inferred"
    assert join.known_at > name + 200
    (him,) = [e for e in demo.at(name + 200).entities if e.id == pair[0]]
    assert (him.name, him.label) == (None, "the man in the grey coat")


def test_nothing_is_known_of_it_before(demo: Story) -> None:
    """Before, no name, alias or label of the world tells who he is."""
    shown = {name for e in demo.at(place(demo, "“Ned")).entities for name in (e.label, *e.aliases)}
    assert not any("Lasker" in name for name in shown)
