"""What comes before what."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fabula.story.partial_order import PartialOrder

SCENES = "abcdefg"
pairs = st.lists(st.tuples(st.sampled_from(SCENES), st.sampled_from(SCENES)), max_size=20)


def reaches(told: list[tuple[str, str]], start: str, goal: str) -> bool:
    """Whether `goal` comes after `start` by what was told."""
    todo, seen = [start], set()
    while todo:
        node = todo.pop()
        if node == goal:
            return True
        if node not in seen:
            seen.add(node)
            todo += [later for earlier, later in told if earlier == node]
    return False


@given(pairs)
def test_what_goes_in_a_circle_is_not_taken(said: list[tuple[str, str]]) -> None:
    """Exactly what contradicts what was taken before is refused, and the order keeps to all that
    was taken."""
    order = PartialOrder(SCENES)
    taken: list[tuple[str, str]] = []
    for one, other in said:
        can_be = one == other or not reaches(taken, other, one)
        assert order.add(one, other, "before") is can_be
        if can_be and one != other:
            taken.append((one, other))
    line = order.sorted()
    assert sorted(line) == list(SCENES)
    assert all(line.index(one) < line.index(other) for one, other in taken)


def test_what_nobody_orders_stays_as_told() -> None:
    """A scene waits for the memory that is before it; all else stays as it was told."""
    order = PartialOrder(["one", "two", "memory", "three"])
    order.add("memory", "one", "before")
    assert order.sorted() == ["two", "memory", "one", "three"]
    assert PartialOrder("abc").sorted() == ["a", "b", "c"]


def test_a_long_story_is_quickly_ordered() -> None:
    """Ten thousand scenes, each after the one before and every third a memory, cost moments."""
    scenes = [f"c{i}" for i in range(10_000)]
    order = PartialOrder(scenes)
    for i in range(1, len(scenes)):
        assert order.add(scenes[i - 1], scenes[i], "before") or i % 3 == 0
        if i % 3 == 2 and i + 1 < len(scenes):
            assert order.add(scenes[i + 1], scenes[i], "before")
    assert len(order.sorted()) == len(scenes)
