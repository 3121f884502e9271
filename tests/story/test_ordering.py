"""The order of happening beside the order of telling."""

from __future__ import annotations

from fabula.story.ordering import contradictions, story_order
from fabula.story.records import Order, TimeKind, When
from fabula.story.text import Span


def when(of: str, anchor: str | None = None, order: Order | None = None, **more: object) -> When:
    days, value = more.get("days"), more.get("value", "")
    kind: TimeKind = "date" if "-" in str(value) else "relative"
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


def test_letters_are_in_the_order_of_their_dates() -> None:
    """A page that is found last may have been written first; across a new year nothing is told."""
    told = [(letter, "document", None) for letter in "abc"]
    dates = [when("a", value="1929-03-14"), when("b", value="--03-16"), when("c", value="--03-11")]
    assert in_order(story_order(told, dates, {})) == "c a b"  # type: ignore[arg-type]
    winter = [when("a", value="--12-30"), when("b", value="--01-02")]
    assert in_order(story_order(told, winter, {})) == "a b c"  # type: ignore[arg-type]


def test_last_night_is_after_what_is_long_ago() -> None:
    """A memory of last night comes after one of no date."""
    told = [("a", "scene", None), ("x", "flashback", "a"), ("y", "flashback", "a")]
    assert in_order(story_order(told, [when("x", "a", "before", days=-1)], {})) == "y x a"  # type: ignore[arg-type]
