"""What is asked of one person, one place or one page is what all of it would say."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parent.parent / "laws"))

from books import books

from fabula import formats
from fabula.stories import tell
from fabula.story import tallies, telling
from fabula.story.portrait import portrait
from fabula.story.world import MATTERS, World

FEW = settings(max_examples=10, deadline=None)


def places(world: World) -> range:
    """Some places of the text, about every tenth word."""
    return range(0, world.horizon, 50)


def check_people(world: World) -> None:
    """Each is alone what they are among all; those who matter are those whom a walk finds."""
    assert [world.entity(e.id) for e in world.entities] == world.entities
    mentions, quotations = list(world.mentions()), list(world.quotations())
    times = {e.id: sum(m.entity == e.id for m in mentions) for e in world.entities}
    speak = {q.speaker for q in quotations if q.mode == "speech"}
    cast = [
        e
        for e in world.entities
        if e.type == "PER"
        and not e.members
        and (e.name or ((times[e.id] >= MATTERS or e.id in speak) and e.label != "some people"))
    ]
    assert world.characters == sorted(cast, key=lambda e: -times[e.id])
    for entity in world.entities:
        who, one = entity.id, portrait(world, entity)
        assert one.mentions == times[who]
        assert one.quotations == [q for q in quotations if q.speaker == who]
        assert one.scenes == [s for s in world.scenes if who in s.present]
        assert one.relations == [r for r in world.relations() if who in (r.source, r.target)]
        assert one.knowledge == [k for k in world.knowledge() if k.holder == who]
        assert one.threads == [t for t in world.threads() if who in (t.holder, t.to)]
        last = portrait(world, entity, most=2).quotations
        assert all(q in one.quotations for q in last)
        assert len(last) == min(2, len(one.quotations))


def check_places(world: World) -> None:
    """At each place: the innermost mention, the scene, and what begins on the page."""
    mentions, quotations = list(world.mentions()), list(world.quotations())
    for place in places(world):
        over = [m for m in mentions if m.start <= place < m.end]
        inner = min(over, key=lambda m: (m.end - m.start, -m.start), default=None)
        assert world.mention_at(place) == inner
        assert world.at_offset(place) == (world.entity(inner.entity) if inner else None)
        page = (place, place + 120)
        assert {m.id for m in world.mentions_within(*page)} == {
            m.id for m in mentions if page[0] <= m.start < page[1]
        }
        assert world.quotations_within(*page) == [
            q for q in quotations if page[0] <= q.start < page[1]
        ]
        begun = [s for s in world.scenes if s.start <= place]
        told = ([s for s in begun if place < s.end] or begun)[-1:]
        scene = world.scene_at(place)
        assert ([scene] if scene else []) == [replace(s, story_order=None) for s in told]


@FEW
@given(books(most=8), st.data())
def test_a_part_is_a_part_of_the_whole(book: str, data: st.DataObject) -> None:
    """At any horizon of any book, what is asked near by is what a walk through everything gives."""
    story = tell(formats.read_string(book))
    world = story.at(data.draw(st.integers(0, len(story.text.text) + 1)))
    check_people(world)
    check_places(world)


@FEW
@given(books(most=8), st.data())
def test_scenes_far_back_do_not_matter(book: str, data: st.DataObject) -> None:
    """However little is looked at before a place, its scene is what all scenes say."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(telling, "NEAR", data.draw(st.integers(1, 400)))
        story = tell(formats.read_string(book))
        check_places(story.at(data.draw(st.integers(0, len(story.text.text) + 1))))


@FEW
@given(books(most=8), st.data())
def test_the_reader_may_turn_back(book: str, data: st.DataObject) -> None:
    """In whatever order horizons are asked for, each is what it is when it is asked for first."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tallies, "FEW", 2)
        story = tell(formats.read_string(book))
        horizons = data.draw(st.lists(st.integers(0, len(book)), min_size=2, max_size=4))
        for horizon in horizons:
            fresh = tell(story.text.cut(story.text.paragraph_end(horizon)))
            assert story.at(horizon).entities == fresh.hindsight().entities
