"""What the library says of its works: values, made from its rows and never changed."""

from __future__ import annotations

from pathlib import PurePath
from typing import Literal

import msgspec

from fabula.story.text import Notice

Outcome = Literal["added", "updated", "unchanged"]


class Work(msgspec.Struct, frozen=True):
    """A work of the library. All places are code points of its text; times are Unix seconds.

    `key` is the archive's own id ("ao3:1234") or, for a work that has none, "text:" and a digest of
    its first text. `words` are those of the story alone. `read_to` says how far Fabula has read it
    (it is read whole where that is `length`). `position` is where the reader is, `furthest` the
    furthest place the reader has been, `new_from` where new text begins that came with an update
    and that the reader has not reached yet, None if there is none. `opened` is when the reader was
    last in it. `sources` are the files or folders it was added from, "" for one that had no path;
    `file` is what the first file of its text is called, one sent by a browser too.
    """

    id: int
    key: str
    title: str | None
    authors: tuple[str, ...]
    series: tuple[tuple[str, str | None], ...]
    language: str | None
    url: str | None
    words: int
    chapters: int
    length: int
    read_to: int
    position: int
    furthest: int
    opened: float | None
    added: float
    updated: float
    new_from: int | None
    sources: tuple[str, ...]
    file: str | None = None

    @property
    def label(self) -> str:
        """What to call it: its title, else the name of its file, else "untitled"."""
        names = [PurePath(path or "").stem for path in (*self.sources[:1], self.file)]
        return self.title or next(filter(None, names), "untitled")

    @property
    def is_read(self) -> bool:
        """Whether Fabula has read it to its end."""
        return self.read_to >= self.length


class Added(msgspec.Struct, frozen=True):
    """A work that was put into the library: it is new, another text of one that was there, or just
    what was there. `notices` is what its reader should know about the file."""

    work: Work
    outcome: Outcome
    notices: tuple[Notice, ...] = ()


class Refused(msgspec.Struct, frozen=True):
    """A file that was not put into the library, and why."""

    path: str
    message: str
