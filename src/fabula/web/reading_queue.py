"""What is being read in the background: one work after another, by one thread."""

from __future__ import annotations

import logging
from collections import deque
from threading import Condition, Thread
from typing import TYPE_CHECKING, NamedTuple

from fabula.errors import FabulaError

if TYPE_CHECKING:
    from fabula.library import Library

log = logging.getLogger("uvicorn.error")


class Stopped(Exception):
    """The server ends, or the work is not wanted any more; what was read is kept."""


class Progress(NamedTuple):
    """The work being read, how far (code points), how many wait; `trouble` where it failed."""

    work: int
    reached: int


class ReadingQueue:
    """Has the library read what is new, so that pages find it read.

    A page never waits for it: what is not read yet is read up to the page when it is asked about.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._waiting: deque[int] = deque()
        self._now: Progress | None = None
        self._trouble: dict[int, str] = {}
        self._dropped: set[int] = set()
        self._changed = Condition()
        self._thread: Thread | None = None
        self._ending = False

    def start(self) -> None:
        """Begin with what an earlier run left unread, the last opened first."""
        unread = [w for w in self._library.works() if not w.is_read]
        self._thread = Thread(target=self._run, name="reading", daemon=True)
        for work in sorted(unread, key=lambda w: -(w.opened or w.added)):
            self.ask(work.id)
        self._thread.start()

    def ask(self, work: int, *, first: bool = False) -> None:
        """Have a work read that is not; `first` before all that wait."""
        with self._changed:
            if self._thread is None or (self._now and self._now.work == work):
                return
            self._queue(work, first)

    def again(self, work: int, *, first: bool = False) -> None:
        """Have a work read whose text has changed: the old one is read no further."""
        with self._changed:
            if self._thread is None:
                return
            if self._now and self._now.work == work:
                self._dropped.add(work)
            self._queue(work, first)

    def _queue(self, work: int, first: bool) -> None:
        if work in self._waiting:
            if not first:
                return
            self._waiting.remove(work)
        (self._waiting.appendleft if first else self._waiting.append)(work)
        self._changed.notify_all()

    def drop(self, work: int) -> None:
        """Read a work no further: it is to be forgotten. Comes back when it is laid down."""
        with self._changed:
            self._dropped.add(work)
            if work in self._waiting:
                self._waiting.remove(work)
            self._changed.wait_for(lambda: not self._now or self._now.work != work, timeout=30)

    def stop(self) -> None:
        """Lay down what is being read; it is taken up at the same place next time."""
        with self._changed:
            self._ending = True
            self._changed.notify_all()
        if self._thread:
            self._thread.join(timeout=30)

    @property
    def now(self) -> Progress | None:
        return self._now

    def waits(self, work: int) -> bool:
        return work in self._waiting

    def trouble(self, work: int) -> str | None:
        """Why a work could not be read to its end."""
        return self._trouble.get(work)

    def idle(self, timeout: float) -> bool:
        """Wait until all is read; whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._waiting and not self._now, timeout)

    def _run(self) -> None:
        while (work := self._next()) is not None:
            try:
                self._library.read_on(work, progress=self._reached)
                self._trouble.pop(work, None)
            except Stopped:
                pass
            except FabulaError as error:
                self._trouble[work] = str(error)
            except Exception:  # one work must not keep the others from being read
                log.exception("A work could not be read.")
                self._trouble[work] = "It could not be read; the terminal tells more."
            with self._changed:
                self._now = None
                self._changed.notify_all()

    def _next(self) -> int | None:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._ending)
            if self._ending:
                return None
            work = self._waiting.popleft()
            self._dropped.discard(work)
            self._now = Progress(work, 0)
            return work

    def _reached(self, place: int) -> None:
        if self._ending or (self._now and self._now.work in self._dropped):
            raise Stopped
        if self._now:
            self._now = self._now._replace(reached=place)
