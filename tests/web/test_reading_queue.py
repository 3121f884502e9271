"""What is read in the background: in which order, and how it is laid down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event
from typing import NamedTuple

import pytest
from here import until

from fabula.errors import FabulaError
from fabula.web.reading_queue import ReadingQueue


class Unread(NamedTuple):
    """A work of which nothing has been read."""

    id: int
    opened: float | None = None
    added: float = 0.0
    is_read: bool = False


class Slow:
    """A library that reads page by page, each when it is let."""

    def __init__(self, *works: Unread) -> None:
        self._works = works
        self.begun: list[int] = []
        self.ended: list[int] = []
        self.step = Event()

    def works(self) -> tuple[Unread, ...]:
        return self._works

    def read_on(self, work: int, progress: Callable[[int], None]) -> None:
        self.begun.append(work)
        if work == 13:
            raise FabulaError("The text of work 13 is damaged; put a backup in its place.")
        if work == 99:
            raise ZeroDivisionError
        for page in range(1000):
            progress(page)
            if self.step.wait(0.005):
                break
        self.ended.append(work)


@pytest.fixture
def reading() -> Iterator[Callable[..., tuple[Slow, ReadingQueue]]]:
    queues = []

    def start(*works: Unread, started: bool = True) -> tuple[Slow, ReadingQueue]:
        library = Slow(*works)
        queue = ReadingQueue(library)  # type: ignore[arg-type]
        queues.append(queue)
        if started:
            queue.start()
        return library, queue

    yield start
    for queue in queues:
        queue.stop()


def test_what_was_left_is_read_first_what_was_opened_last(reading) -> None:
    """When a server starts, it reads what is unread, the work first whose reader was in it last."""
    works = Unread(1, added=5), Unread(2, opened=9), Unread(3, opened=7), Unread(4, 99, 99, True)
    library, queue = reading(*works)
    library.step.set()
    assert queue.idle(10)
    assert library.ended == [2, 3, 1]


def test_the_work_that_is_opened_is_read_next(reading) -> None:
    """A reader who opens a work does not wait for the others; what is being read goes on."""
    library, queue = reading()
    for work in (1, 2, 3):
        queue.ask(work)
    queue.ask(3, first=True)
    queue.ask(1)
    library.step.set()
    assert queue.idle(10)
    assert sorted(library.begun) == [1, 2, 3]
    assert library.ended.index(3) < library.ended.index(2)


def test_a_changed_text_is_read_anew(reading) -> None:
    """What is being read of the old text is laid down, and the new one read."""
    library, queue = reading()
    queue.ask(1)
    until(lambda: bool(library.begun))
    queue.again(1)
    until(lambda: len(library.begun) == 2)
    library.step.set()
    assert queue.idle(10)
    assert (library.begun, library.ended) == ([1, 1], [1])


def test_what_is_forgotten_is_read_no_further(reading) -> None:
    """Once it is dropped nothing of it is being read, and the others are."""
    library, queue = reading()
    queue.ask(1)
    queue.ask(2)
    until(lambda: bool(library.begun))
    queue.drop(1)
    assert queue.now is None or queue.now.work != 1
    library.step.set()
    assert queue.idle(10)
    assert library.ended == [2]


def test_trouble_is_told_and_the_others_are_read(reading) -> None:
    """A damaged work is named with what to do, our own mistake as such; the rest goes on."""
    library, queue = reading()
    library.step.set()
    for work in (13, 99, 2):
        queue.ask(work)
    assert queue.idle(10)
    assert "backup" in (queue.trouble(13) or "")
    assert "could not be read" in (queue.trouble(99) or "")
    assert (queue.trouble(2), library.ended) == (None, [2])


def test_it_ends_with_the_server(reading) -> None:
    """Stopping lays down what is being read at once, and nothing more is begun."""
    library, queue = reading()
    queue.ask(1)
    queue.ask(2)
    until(lambda: bool(library.begun))
    queue.stop()
    assert (library.begun, library.ended) == ([1], [])


def test_a_library_for_reading_only_reads_nothing(reading) -> None:
    """A queue that was not started takes nothing on, and says that nothing waits."""
    library, queue = reading(Unread(1), started=False)
    queue.ask(1)
    queue.again(1)
    assert not queue.waits(1)
    assert queue.idle(0)
    assert library.begun == []
