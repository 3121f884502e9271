"""The order of happening beside the order of telling."""

from __future__ import annotations

from fabula.story.ordering import contradictions, story_order
from fabula.story.records import Order, TimeKind, When
from fabula.story.text import Span


def when(of: str, anchor: str | None = None, order: Order | None = None, **more: object) -> When:
    kind: TimeKind = "relative"
    days, value = more.get("days"), more.get("value", "")
    assert days is None or isinstance(days, float | int)
    return When(
        id="w", at=Span(0, 1), known_at=1, by="test", of=of, kind=kind, value=str(value),
        anchor=anchor, order=order, days=days,
    )  # fmt: skip


def in_order(numbers: dict[str, int]) -> str:
    return " ".join(sorted(numbers, key=lambda scene: numbers[scene]))


def test_scenes_happen_as_they_are_told() -> None:
    """Without a word about time, the next scene happens next."""
    assert in_order(story_order([("a", "scene", None), ("b", "scene", None)], [], {})) == "a b"


def test_a_memory_is_older_than_the_story() -> None:
    """A memory happened before the first scene, unless it is told to be recent."""
    told = [("a", "scene", None), ("b", "scene", None), ("m", "flashback", "b")]
    assert in_order(story_order(told, [], {})) == "m a b"  # type: ignore[arg-type]
    recent = [when("m", "b", "before", days=-1)]
    assert in_order(story_order(told, recent, {})) == "a m b"  # type: ignore[arg-type]


def test_memories_stand_by_their_dates() -> None:
    """What was longer ago happened first; a childhood before that."""
    told = [("a", "scene", None), *((m, "flashback", "a") for m in "xyz")]
    dates = [when("x", days=-200), when("y", days=-1500), when("z", value="age 9")]
    assert in_order(story_order(told, dates, {})) == "z y x a"  # type: ignore[arg-type]


def test_the_tellers_present_is_last() -> None:
    """A frame is told first and happens after all that it tells."""
    told = [("f", "frame", None), ("a", "scene", None), ("b", "scene", None)]
    assert in_order(story_order(told, [], {})) == "a b f"  # type: ignore[arg-type]


def test_a_moment_told_twice_has_one_number() -> None:
    """Two scenes that tell the same moment share their place."""
    told = [("a", "scene", None), ("b", "scene", None), ("m", "flashback", "b")]
    numbers = story_order(told, [], {"m": "a"})  # type: ignore[arg-type]
    assert numbers == {"a": 1, "m": 1, "b": 2}


def test_what_contradicts_is_reported_and_left_out() -> None:
    """A text that says both is kept to what it said first."""
    told = [("a", "scene", None), ("b", "scene", None)]
    said = [when("b", "a", "before"), when("a", "b", "before")]
    assert in_order(story_order(told, said, {})) == "b a"  # type: ignore[arg-type]
    assert contradictions(told, said, {}) == said[1:]  # type: ignore[arg-type]
