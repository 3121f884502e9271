"""Folders that are looked at while the library is served: what comes there is put in and read."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from fabula.errors import FabulaError
from fabula.library import Added
from fabula.library.watching import Watch

if TYPE_CHECKING:
    from fabula.library import Library
    from fabula.web.reading_queue import ReadingQueue

EVERY = 5.0  # seconds between two looks
log = logging.getLogger("uvicorn.error")


class FolderWatch:
    """Looks at some folders, in a thread of its own, from `start` to `stop`."""

    def __init__(self, library: Library, queue: ReadingQueue, folders: Sequence[Path]) -> None:
        """Raises UnreadableInput where a folder cannot be looked into."""
        self._library, self._queue = library, queue
        self._watch = Watch(folders, known=False)
        self._ending = Event()
        self._thread = Thread(target=self._run, name="watching", daemon=True)
        self._said = ""

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Look no more; what is just being put in is put in."""
        self._ending.set()
        if self._thread.ident is not None:
            self._thread.join(timeout=30)

    def look(self) -> None:
        """Put in what is new or has changed since the last look. What cannot be is told in the
        terminal, once."""
        try:
            self._put(self._watch.look())
        except FabulaError as error:  # a folder that is gone may come back, a full disk have room
            if str(error) != self._said:
                log.warning(str(error))
            self._said = str(error)

    def _put(self, works: Sequence[Path]) -> None:
        for path, result in zip(works, self._library.put_files(works), strict=True):
            self._watch.known(path)
            if not isinstance(result, Added):
                log.warning(result.message)
            elif not result.work.is_read:
                self._queue.again(result.work.id)
            if self._ending.is_set():
                return

    def _run(self) -> None:
        self.look()
        while not self._ending.wait(EVERY):
            self.look()
