"""What a reader who reads on will ask next is made ready meanwhile, and shown to nobody before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from here import Served, open_library, put

from fabula.library import Library
from fabula.web import ahead, desk
from fabula.web.ahead import Ahead
from fabula.web.desk import Asked, Desk

LINES = ["Mara pulled the boat up.", "Tom stood by the fire.", "A woman came down.", "It rained."]
STORY = "\n\n".join(LINES)
ENDS = [STORY.index(line) + len(line) for line in LINES]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "PAUSE", 0)
    monkeypatch.setattr(desk, "NEAR", 3_000)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_library(tmp_path_factory.mktemp("ahead")) as held:
        put(held, STORY, read=True)
        yield held


def told_after(held: Library, place: int) -> list[int]:
    """The horizons that are made ready while somebody reads at a place."""
    found: list[int] = []
    table = Desk(held)

    def tell(asked: Asked, at: int) -> None:
        assert asked.known.horizon == at
        found.append(at)

    table.look_ahead(table.asked(held.work(1), place), tell)
    table.ahead.settle()
    return found


def beside(served: Served, horizon: int) -> str:
    """What stands beside the story at a horizon."""
    said: str = served.get(f"/work/1/beside?h={horizon}", **{"x-beside": "1"}).text
    return said


def test_the_next_paragraphs_are_made_ready(library: Library) -> None:
    """Whoever has read a paragraph comes to the next ones, in their order."""
    assert told_after(library, ENDS[0]) == ENDS[1:]
    assert told_after(library, ENDS[2] + 3) == ENDS[3:]
    assert told_after(library, len(STORY)) == []


def test_nothing_is_read_for_it(tmp_path: Path) -> None:
    """What Fabula has not read yet is not read for the sake of a reader who may come there."""
    with open_library(tmp_path) as held:
        put(held, STORY)
        assert told_after(held, ENDS[0]) == []


def test_who_goes_elsewhere_is_not_waited_for() -> None:
    """What a reader comes to next is made ready until they are somewhere else."""
    made: list[str] = []
    begun, go_on = Event(), Event()

    def slow() -> None:
        begun.set()
        go_on.wait(10)

    hand = Ahead()
    hand.soon([slow, lambda: made.append("there")])
    assert begun.wait(10)
    hand.soon([lambda: made.append("here"), lambda: 1 // 0, lambda: made.append("after trouble")])
    go_on.set()
    hand.settle()
    hand.soon([lambda: made.append("later")])
    hand.settle()
    assert made == ["here", "later"]


def test_what_was_made_ready_says_the_same(library: Library) -> None:
    """A companion that was made ready is the one that would have been made when it was asked for;
    that of an earlier place knows nothing of it."""
    with Served(library) as served:
        pages = [beside(served, end) for end in ENDS]
        served.app.state.desk.ahead.settle()
        assert [beside(served, end) for end in ENDS] == pages
    with Served(library) as served:
        assert beside(served, ENDS[0]) == pages[0]
        served.app.state.desk.ahead.settle()
        assert beside(served, ENDS[-1]) == pages[-1]
        assert beside(served, ENDS[0]) == pages[0]
