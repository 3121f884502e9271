"""The memories between passages: kept as steps, and none is another for it."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from fabula.reading.steps import Memories, step, stepped
from fabula.story.memory import Cast, Known, Links, Memory, Things

ids = st.sampled_from(["e1", "e2", "e3", "e4"])
encoded = msgspec.msgpack.encode


@st.composite
def memories(draw: Any) -> Memory:
    """A memory with some people, things and mentions of its own."""
    rows = draw(st.lists(st.sampled_from([b"aaa", b"bbb", b"ccc", b"ddd"]), unique=True))
    people = draw(st.dictionaries(ids, st.integers(0, 3)))
    return Memory(
        counts=draw(st.dictionaries(st.sampled_from("emqv"), st.integers(0, 9))),
        paragraphs=draw(st.integers(0, 9)),
        cast=Cast(known={who: Known(who, count=n) for who, n in people.items()}),
        links=Links(rows=b"".join(rows), entities=tuple(f"e{n}" for n in range(len(rows)))),
        things=Things(last=draw(st.dictionaries(ids, ids))),
    )


@given(st.lists(memories(), max_size=5))
def test_any_memory_is_found_again(told: list[Memory]) -> None:
    """The memory before any passage is the one that reading came to, to the order of what is in
    it."""
    kept = Memories()
    last = Memory()
    for memory in told:
        kept.add(last, memory)
        last = memory
    for number, memory in enumerate([Memory(), *told]):
        assert encoded(kept.before(number)) == encoded(memory)


@given(memories(), memories())
def test_a_step_leads_from_one_to_the_other(one: Memory, other: Memory) -> None:
    """Whatever has changed, the step says it."""
    assert stepped(encoded(one), [step(one, other)]) == encoded(other)


def test_what_has_not_changed_costs_nothing() -> None:
    """A passage that says nothing new leaves a step of a few bytes."""
    memory = Memory(links=Links(rows=b"a" * 30_000, entities=("e1",) * 100))
    assert len(step(memory, msgspec.structs.replace(memory, paragraphs=1))) < 16
