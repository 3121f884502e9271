"""Which works there are in what was named, and putting them in one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fabula.errors import FabulaError
from fabula.formats.folder import is_story, lying_in, shown
from fabula.library.model import Added, Refused
from fabula.stories import find_text
from fabula.story.text import Text

if TYPE_CHECKING:
    from fabula.library.works import Library


def find(source: str | Path | Sequence[str | Path], mend: bool) -> tuple[Text, tuple[Path, ...]]:
    """The text that a source names, and the paths it named (none for the text itself)."""
    text = find_text(source, mend)
    if isinstance(source, str) and text.sources and not text.sources[0].path:
        return text, ()
    paths = [source] if isinstance(source, str | Path) else source
    return text, tuple(map(Path, paths))


def add_folder(
    library: Library, folder: Path, progress: Callable[[int, int, str], None] | None = None
) -> Iterator[Added | Refused]:
    """Put in and read every work of a folder. What cannot be read is told and passed by."""
    found = works_in(folder)
    for done, path in enumerate(found):
        if progress:
            progress(done, len(found), shown(path))
        try:
            yield library.add(path)
        except FabulaError as error:
            yield Refused(shown(path), str(error))


def works_in(folder: Path) -> list[Path]:
    """The files and folders in a folder that are works."""
    return [p for p in lying_in(folder) if is_story(p.name)]
