"""Putting works in from files, and again when their files have changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from fabula import __version__
from fabula.errors import FabulaError, LibraryUnusable
from fabula.formats import limits
from fabula.formats.folder import shown
from fabula.library import rows
from fabula.library.corrections import take_beside
from fabula.library.database import Database
from fabula.library.model import Added, Refused, Work
from fabula.stories import find_text

if TYPE_CHECKING:
    from fabula.library.works import Library

Step = Callable[[int, int, str], None]
"""Called with how many works are done, how many there are, and the path of the next one."""


def put_source(library: Library, source: str | Path | Sequence[str | Path], mend: bool) -> Added:
    """Store one work from its files, or from a string that is the text itself. Corrections that
    stand beside the one file or folder of a new work are taken with it."""
    text = find_text(source, mend)
    itself = isinstance(source, str) and bool(text.sources) and not text.sources[0].path
    paths = [source] if isinstance(source, str | Path) else source
    added = library.put(text, () if itself else paths, mend=mend)
    if itself or len(paths) != 1 or added.outcome != "added":
        return added
    notices = take_beside(library, added.work.id, paths[0])
    return msgspec.structs.replace(added, notices=(*added.notices, *notices))


def put_all(
    library: Library, sources: Sequence[Path], step: Step | None = None, mend: bool = False
) -> Iterator[Added | Refused]:
    """Store several works, each from a file or a folder of its own. What cannot be read is told and
    passed by; a file that is known as it is, is not read again."""
    for done, path in enumerate(sources):
        if step:
            step(done, len(sources), shown(path))
        try:
            known = None if mend else _as_known(library.db, path)
            yield known or put_source(library, path, mend)
        except LibraryUnusable:
            raise
        except FabulaError as error:
            yield Refused(shown(path), str(error))


def update(
    library: Library, works: Iterable[Work], step: Step | None = None
) -> Iterator[Added | Refused]:
    """Look at the files of works again. A work whose file is gone stays as it is, and that is told;
    one that had no file is passed by."""
    known = [work for work in works if any(work.sources)]
    for done, work in enumerate(known):
        if step:
            step(done, len(known), work.sources[0])
        try:
            same = _as_known(library.db, Path(work.sources[0])) if len(work.sources) == 1 else None
            yield same or put_source(library, work.sources, rows.is_mended(library.db, work.id))
        except LibraryUnusable:
            raise
        except FabulaError as error:
            yield Refused(work.sources[0], _stays(work, error))


def _stays(work: Work, error: FabulaError) -> str:
    gone = [path for path in work.sources if not Path(path).exists()]
    if not gone:
        return f"{error} “{work.label}” stays in the library as it was."
    return (
        f"{gone[0]}: it is not there any more; “{work.label}” stays in the library as it was, and"
        " adding the file from its new place tells the library where it is."
    )


def _as_known(db: Database, path: Path) -> Added | None:
    """A work that was made, by this version, of exactly this one file."""
    digest = _digest(path)
    row = digest and db.row(
        "select id from works join sources on work = id where sha256 = ? and text_by = ?"
        " and (select count(*) from sources where work = id) = 1",
        digest,
        __version__,
    )
    if not row:
        return None
    if rows.one_work(db, row[0]).sources != (str(path.absolute()),):
        with db.writing() as writing:
            rows.keep_given(writing, row[0], [path])
    return Added(rows.one_work(db, row[0]), "unchanged")


def _digest(path: Path) -> str | None:
    """The digest of a file's bytes; None for what is no file, or cannot be read as one."""
    try:
        if not path.is_file() or path.stat().st_size > limits.INPUT_BYTES:
            return None
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None  # said where it is read
