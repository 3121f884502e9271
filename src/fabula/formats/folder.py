"""Which files make a work: those named, and those of known kinds in the folders named."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from fabula.errors import NoStory, UnreadableInput
from fabula.formats import limits
from fabula.formats.projects import project, unlisted
from fabula.formats.shapes import SUFFIXES
from fabula.story.text import Notice

SHOWN = 6  # names of files that are not read, in one notice
_DIGITS = re.compile(r"(\d+)")


def shown(path: Path) -> str:
    """A path in words that can be written down: its name may hold bytes that are no characters."""
    return os.fsencode(path).decode("utf-8", "replace")


class Found(NamedTuple):
    """The files of a work, in order, and what to say of those that are not read."""

    files: tuple[Path, ...]
    notices: tuple[Notice, ...] = ()


def story_files(paths: Sequence[str | Path]) -> tuple[Path, ...]:
    """The files of one work, in order: as given, and within a folder in natural order.

    Raises NoStory for no paths and for a folder without stories.
    """
    return gathered(paths).files


def gathered(paths: Sequence[str | Path]) -> Found:
    """The files of one work, as `story_files` gives them, and what is to be said of the others."""
    files: list[Path] = []
    notices: list[Notice] = []
    for given in map(Path, paths):
        if not given.is_dir() or is_loose_book(given):
            files.append(given)
            continue
        found = _in_folder(given)
        if not found.files:
            kinds = ", ".join(sorted(SUFFIXES))
            raise NoStory(
                f"{shown(given)}: no stories in this folder; "
                f"files of these kinds are read: {kinds}."
            )
        files += found.files
        notices += found.notices
    if not files:
        raise NoStory("No files were given; name a story's file or a folder of its chapters.")
    if len(files) > limits.FILES:
        raise UnreadableInput(
            f"{len(files)} files are too many for one work ({limits.FILES} at most)."
        )
    return Found(tuple(files), tuple(notices))


def is_loose_book(folder: Path) -> bool:
    """Whether a folder is a book that lies unpacked."""
    return (folder / "META-INF" / "container.xml").is_file()


def lying_in(folder: Path) -> tuple[Path, ...]:
    """The files in a folder and the folders in it, in order; no links, nothing hidden."""
    return tuple(sorted(p for p in _walked(folder) if not p.is_symlink() and p.is_file()))


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts `chapter2` before `chapter10`."""
    parts = _DIGITS.split(name.casefold())
    return tuple((1, int(p), "") if p.isdecimal() else (0, 0, p) for p in parts if p)


def is_story(name: str) -> bool:
    """Whether a file found in a folder is read: it is of a known kind and not hidden."""
    return not is_hidden(name) and PurePosixPath(name).suffix.lower() in SUFFIXES


def is_hidden(name: str) -> bool:
    """Whether a file belongs to a system rather than to a reader: nobody misses it."""
    parts = PurePosixPath(name).parts
    return any(p.startswith(".") or p == "__MACOSX" for p in parts) or (
        parts[-1:] in (("Thumbs.db",), ("desktop.ini",))
    )


def passed_over(names: Iterable[str]) -> Iterator[Notice]:
    """What to say of files that are not hidden and not read."""
    first = sorted(names, key=natural)
    if not first:
        return
    named = ", ".join(f"“{name}”" for name in first[:SHOWN])
    more = f" and {len(first) - SHOWN} more" if len(first) > SHOWN else ""
    message = f"Passed over, as files of their kinds are not read: {named}{more}."
    yield Notice("passed-over", message)


def _in_folder(folder: Path) -> Found:
    """Files of known kinds in a folder and the folders in it, without hidden ones. A link is
    followed if it ends in the folder, at a file that is not read anyway."""
    home = folder.resolve()
    files: dict[Path, Path] = {}  # where each really is, and what it is called
    links: list[Path] = []
    others: list[str] = []
    odd: list[str] = []  # links that lead nowhere here, pipes, devices: not opened
    for path in _walked(folder):
        name = path.relative_to(folder)
        if path.is_symlink():
            links.append(path)
        elif not path.is_file():
            odd.append(shown(name))
        elif is_story(str(name)):
            files[path.resolve()] = path
        else:
            others.append(shown(name))
    for path in links:
        real, name = path.resolve(), path.relative_to(folder)
        if not (is_story(str(name)) and real.is_file() and real.is_relative_to(home)):
            odd.append(shown(name))
        elif real not in files:
            files[real] = path
    named = {path.relative_to(folder).as_posix(): path for path in files.values()}
    in_order = sorted(named, key=natural)

    def read(name: str) -> bytes:
        try:
            with Path(folder, name).open("rb") as file:
                return file.read(limits.MEMBER_BYTES)
        except OSError:
            return b""  # whoever reads the story will say so

    found = project((*in_order, *others), read)
    if found is None:
        return Found(tuple(named[n] for n in in_order), tuple(passed_over((*others, *odd))))
    left = (*(n for n in others if n not in found.own), *odd)
    notices = (*unlisted(found, in_order), *passed_over(left))
    return Found(tuple(named[n] for n in found.files if n in named), notices)


def _walked(folder: Path) -> Iterator[Path]:
    """All that lies in a folder and the folders in it, but for hidden things; links to folders, and
    folders that lie too deep, are given and not entered."""

    def refuse(error: OSError) -> None:
        reason = (error.strerror or "it cannot be read").lower()
        where = Path(os.fsdecode(error.filename or folder))
        raise UnreadableInput(f"{shown(where)}: {reason}; check who owns the folder.")

    for where, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [f for f in folders if not is_hidden(f)]
        shut = [f for f in folders if Path(where, f).is_symlink()]
        if len(Path(where).relative_to(folder).parts) >= limits.FOLDERS:
            shut, folders[:] = list(folders), []
        yield from (Path(where, name) for name in (*shut, *names) if not is_hidden(name))
