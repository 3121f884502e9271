"""The library: many works in one file, read, kept, resumed and forgotten."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING

from fabula.library import rows
from fabula.library.database import Database
from fabula.library.model import Added, Refused, Work
from fabula.library.place import default_path
from fabula.library.stories import Stories
from fabula.story.text import Text

if TYPE_CHECKING:
    from fabula.stories import Story

Progress = Callable[[int], None]
Step = Callable[[int, int, str], None]
Source = str | Path | Sequence[str | Path]


class Library:
    """Works in one SQLite file, with what has been read of them and the reader's place in each.

    Use it as a context manager. One program at a time may have it open for writing, any number for
    reading; several threads may use one `Library`. Every error is a FabulaError.
    """

    def __init__(self, db: Database) -> None:
        self.db = db
        self._stories = Stories(db)
        self._putting = RLock()  # one at a time looks for its work and stores it

    @classmethod
    def open(cls, path: str | Path | None = None, write: bool = True) -> Library:
        """The library at `path` (by default `place.default_path()`), made if it is not there.

        Raises FabulaError where it cannot be opened, is a newer version's, or has a writer already.
        """
        return cls(Database(Path(path) if path is not None else default_path(), write))

    @property
    def path(self) -> Path:
        """Its file."""
        return self.db.path

    # Works -------------------------------------------------------------------------------------

    def works(self) -> list[Work]:
        """All works, in the order in which they were added. No text is loaded."""
        return rows.all_works(self.db)

    def work(self, work: int) -> Work:
        """One work. Raises FabulaError where there is none of that number."""
        return rows.one_work(self.db, work)

    def text(self, work: int) -> Text:
        """The text of a work."""
        return self._stories.text(work)

    def story(self, work: int, at: int | None = None) -> Story:
        """A work as read, with the reader's corrections.

        With `at`, a story that has been read at least to the end of the paragraph there, and
        perhaps no further: quick where Fabula has come so far (`Work.read_to`), and what it tells
        as of `at` is what the whole one does. Without, the whole work; what is missing is read.
        """
        return self._stories.story(work, at)

    def changed(self, work: int, since: int = 0, story: Story | None = None) -> None:
        """The work is to be read otherwise from a place on: the reader has said something of it.
        What is open of it is dropped, or `story` in its place, and what is being read of it is no
        longer taken for its."""
        with self.db.writing() as db:
            db.execute(
                "update works set revision = revision + 1, read_to = min(read_to, ?) where id = ?",
                (since, work),
            )
        self._stories.drop(work, story)

    # Adding and reading ------------------------------------------------------------------------

    def add(self, source: Source, *, progress: Progress | None = None, mend: bool = False) -> Added:
        """Put a work in and read it. `source` is one work, as `fabula.read` takes it; `progress` is
        called with the place reached. Killed at any moment, what was read so far is kept.

        Raises UnreadableInput where there is nothing that can be read.
        """
        from fabula.library.adding import put_source

        added = put_source(self, source, mend)
        self.read_on(added.work.id, progress)
        return Added(self.work(added.work.id), added.outcome, added.notices)

    def add_folder(
        self, folder: str | Path, step: Step | None = None, *, mend: bool = False
    ) -> Iterator[Added | Refused]:
        """Put in every work of a folder (`finding.works_in`), as `put_files` does."""
        from fabula.library.finding import works_in

        return self.put_files(works_in(Path(folder)).works, step, mend=mend)

    def put_files(
        self, paths: Sequence[Path], step: Step | None = None, *, mend: bool = False
    ) -> Iterator[Added | Refused]:
        """Put in works, each from a file or a folder of its own and when it is asked for, without
        reading them: `read_on` does. `step` is called with how many works are done, how many there
        are, and the next one's path. What cannot be read is Refused; the others follow."""
        from fabula.library.adding import put_all

        return put_all(self, paths, step, mend)

    def update(
        self, works: Sequence[int] | None = None, step: Step | None = None
    ) -> Iterator[Added | Refused]:
        """Look again at the files that works (by default all) were added from, and put in what is
        new. Refused where a file is gone or has become unreadable: its work stays as it was."""
        from fabula.library.adding import update

        found = self.works() if works is None else [self.work(work) for work in works]
        return update(self, found, step)

    def put(self, text: Text, given: Sequence[str | Path] = (), *, mend: bool = False) -> Added:
        """Store a text at once without reading it, as a new work or as another text of one that is
        there. `given` are the files or folders that were named for it; `mend` says that its
        mojibake was mended, and is to be when they are read again."""
        from fabula.library.keeping import put

        with self._putting:
            added = put(self.db, text, given, mend)
        if added.outcome == "updated":
            self._stories.drop(added.work.id)
        return added

    def read_on(self, work: int, progress: Progress | None = None) -> None:
        """Read what is not read yet of a work; what is finished is kept on the way."""
        self._stories.read_on(work, progress)

    # The reader's place ------------------------------------------------------------------------

    def position(self, work: int) -> int:
        """Where the reader is in a work."""
        return self.work(work).position

    def set_position(self, work: int, at: int) -> None:
        """The reader is at a place now. Beyond the text it is the text's end."""
        at = min(max(0, at), self.work(work).length)
        with self.db.writing() as db:
            db.execute(
                "update works set position = ?1, furthest = max(furthest, ?1), opened = ?2,"
                " new_from = case when new_from <= ?1 then null else new_from end where id = ?3",
                (at, time.time(), work),
            )

    # The whole of it ---------------------------------------------------------------------------

    def forget(self, work: int) -> None:
        """Remove a work with all that was read and said of it: no byte of it stays in the file."""
        from fabula.library.forgetting import forget

        self._stories.drop(work)
        forget(self.db, work)

    def backup(self, path: str | Path) -> None:
        """Copy the whole library, as of now, to a new file."""
        self.db.backup(Path(path))

    def export(self, folder: str | Path, step: Step | None = None) -> list[Path]:
        """Write all that the library holds into a folder, as files that any program can read; gives
        their paths. `step` is called as by `put_files`."""
        from fabula.library.exporting import export

        return export(self, Path(folder), step)

    def close(self) -> None:
        """Close the file; others may write then."""
        self._stories.clear()
        self.db.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
