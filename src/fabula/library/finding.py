"""Which works lie in a folder: each file is one, but for what is plainly one work in many files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from fabula.formats.folder import is_loose_book, is_story, lying_in, natural
from fabula.formats.shapes import SUFFIXES
from fabula.story.text import Text

_BEST = ("epub", "html", "docx", "odt", "fb2", "rtf", "markdown", "text")
_PROJECT = (".nwx", ".scrivx")
_NAMED = re.compile(r"(?:chapter|chap|ch|part|episode|ep|scene)s?(?![a-z])", re.IGNORECASE)
_BARE = re.compile(r"\d{1,4}")
_INDEX_BYTES = 4096  # of a Markdown file, where Longform's index says what it is


class Found(NamedTuple):
    """The works of a folder, each a file or a folder, in natural order; and how many files are of
    kinds that are not read."""

    works: tuple[Path, ...]
    others: int


def works_in(folder: Path) -> Found:
    """The works that lie in a folder and in the folders in it.

    One work are: a book that lies unpacked, a writing program's project, and a folder whose files
    are all named as chapters are (`chapter 1.txt`, `02.html`). Of files that differ in their suffix
    alone, which hold one work in several formats, the richest is taken. Links are not followed.
    """
    files = lying_in(folder)
    whole = _whole(folder, files)
    rest = [p for p in files if not any(one in p.parents for one in whole)]
    single = _richest(p for p in rest if is_story(p.name))
    found = sorted((*whole, *single), key=lambda p: natural(str(p)))
    return Found(tuple(found), sum(not is_story(p.name) for p in rest))


def plainness(text: Text) -> int:
    """How little the format of a text's first file can tell of a work; 0 tells most."""
    form = text.sources[0].format if text.sources else ""
    return _BEST.index(form) if form in _BEST else 0


def _whole(folder: Path, files: Iterable[Path]) -> set[Path]:
    """The outermost folders that are one work each."""
    inside: dict[Path, list[Path]] = {}
    for path in files:
        for parent in path.parents:
            inside.setdefault(parent, []).append(path)
            if parent == folder:
                break
    ones = {place for place, held in inside.items() if _is_one(place, held)}
    return {place for place in ones if not ones.intersection(place.parents)}


def _is_one(place: Path, held: list[Path]) -> bool:
    own = [p for p in held if p.parent == place]
    stories = [p for p in held if is_story(p.name)]
    if is_loose_book(place) or any(p.suffix.lower() in _PROJECT or _is_index(p) for p in own):
        return True
    return len(stories) > 1 and all(p.parent == place and _is_chapter(p.stem) for p in stories)


def _is_chapter(stem: str) -> bool:
    """Whether a file is named as a chapter: a number, or one of the words for it and a number."""
    named = _NAMED.match(stem) and any(c.isdigit() for c in stem)
    return bool(named or _BARE.fullmatch(stem))


def _is_index(path: Path) -> bool:
    if path.suffix.lower() != ".md":
        return False
    try:
        with path.open("rb") as file:
            return b"\nlongform:" in file.read(_INDEX_BYTES)
    except OSError:
        return False  # said when it is read


def _richest(files: Iterable[Path]) -> Iterator[Path]:
    best: dict[Path, Path] = {}
    for path in files:
        name = path.with_suffix("")
        best[name] = min(best.get(name, path), path, key=_rank)
    return iter(best.values())


def _rank(path: Path) -> int:
    return _BEST.index(SUFFIXES[path.suffix.lower()])
