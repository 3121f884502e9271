"""The stories that are open: the last few, each read through the library's own shelf."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock, RLock
from typing import TYPE_CHECKING

from fabula.library import rows
from fabula.library.database import Database
from fabula.library.shelf import Shelf
from fabula.story.text import Text

if TYPE_CHECKING:
    from fabula.reading.fold import Reading
    from fabula.stories import Story

OPEN = 3  # works whose text and story are held; a long one has some hundred megabytes


class _Open:
    """One open work: its text, and the story as far as it has been asked for."""

    def __init__(self, revision: int, text: Text) -> None:
        self.revision, self.text = revision, text
        self.story: Story | None = None
        self.turn = Lock()  # only one thread makes the story


class Stories:
    """The open works, the one used last at the end. Several threads may use it at once."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._held: OrderedDict[int, _Open] = OrderedDict()
        self._turn = RLock()
        self._readers: dict[int, Lock] = {}  # one reads on in a work at a time

    def text(self, work: int) -> Text:
        """A work's text."""
        return self._open(work).text

    def story(self, work: int, at: int | None) -> Story:
        """The story of a work, read at least as far as `at`, or whole."""
        from fabula.stories import Story

        opened = self._open(work)
        with opened.turn:
            end = self._end(work, opened.text, at)
            if opened.story is None or len(opened.story.text.text) < end:
                whole = end == len(opened.text.text)
                shelf = Shelf(self._db, work, opened.revision)
                text = opened.text if whole else opened.text.cut(end)
                opened.story = Story(self._read(shelf, text))
            return opened.story

    def read_on(self, work: int, progress: Callable[[int], None] | None) -> None:
        """Read a work to its end, keep what that gives and nothing that was read of it before."""
        from fabula.reading.fold import reader_version
        from fabula.stories import Story

        with self._turn:
            reader = self._readers.setdefault(work, Lock())
        with reader:
            opened = self._open(work)
            shelf = Shelf(self._db, work, opened.revision)
            reading = self._read(shelf, opened.text, progress)
            if shelf.grew:
                shelf.prune(reader_version() + passage.key for passage in reading.passages)
            with opened.turn:
                opened.story = Story(reading)

    def drop(self, work: int, story: Story | None = None) -> None:
        """What is open of a work is no longer true; `story` is, if one is given."""
        with self._turn:
            opened = self._held.pop(work, None)
            if story is not None and opened is not None:
                self._open(work, opened.text).story = story

    def clear(self) -> None:
        """Nothing is open any more."""
        with self._turn:
            self._held.clear()

    def _open(self, work: int, text: Text | None = None) -> _Open:
        with self._turn:
            if work not in self._held:
                row = self._db.row("select revision from works where id = ?", work)
                text = text or rows.text_of(self._db, work)
                self._held[work] = _Open(row[0] if row else 0, text)
            self._held.move_to_end(work)
            while len(self._held) > OPEN:
                self._held.popitem(last=False)
            return self._held[work]

    def _end(self, work: int, text: Text, at: int | None) -> int:
        """How far to read, so that it is read at least to `at` and as far as costs nothing."""
        whole = len(text.text)
        if at is None or at >= whole:
            return whole
        read_to = rows.one_work(self._db, work).read_to
        if read_to >= whole:
            return whole
        return max(text.paragraph_end(at), text.paragraph_end(read_to))

    def _read(
        self, shelf: Shelf, text: Text, progress: Callable[[int], None] | None = None
    ) -> Reading:
        """Read a text through its work's shelf, which is told how far that has come."""
        from fabula.library import following
        from fabula.reading.fold import Reading  # not before something is read: it takes a while

        def reached(place: int) -> None:
            shelf.reached(place)
            if progress:
                progress(place)

        said = following.corrections(self._db, shelf.work)
        reading = Reading(text, said, cache=shelf, progress=reached)
        shelf.reached(len(text.text))
        return reading
