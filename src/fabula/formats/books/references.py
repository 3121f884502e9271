"""From what a book writes to the file that it means: `..`, backslashes, %20, other cases of letters
and forms of accents, a folder left out. Nothing on the web or on the disk is ever meant."""

from __future__ import annotations

import re
import unicodedata
from posixpath import normpath
from urllib.parse import unquote

from fabula.story.text import Notice

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]{1,20}:")


class References:
    """Finds the members of a container that a book's references mean."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = frozenset(names)
        self._alike: dict[str, str] = {}
        self._alone: dict[str, str | None] = {}  # by last part; None where several have it
        for name in names:
            self._alike.setdefault(_plain(name), name)
            last = _plain(name).rpartition("/")[2]
            self._alone[last] = None if last in self._alone else name
        self._mended: dict[str, None] = {}

    def find(self, folder: str, reference: str) -> str | None:
        """The member that `reference` means when it stands in a file of `folder`; None if the
        container holds none."""
        written = reference.partition("#")[0].strip().replace("\\", "/")
        if not written or is_elsewhere(written):
            return None
        for form in (unquote(written), written):
            if (name := _inside(folder, form)) in self._names:
                return name
        name = _plain(_inside(folder, unquote(written)))
        found = self._alike.get(name) or self._alone.get(name.rpartition("/")[2])
        if found:
            self._mended[written] = None
        return found

    def notices(self) -> tuple[Notice, ...]:
        """What to say of references that were written otherwise than their files are named."""
        if not self._mended:
            return ()
        count, first = len(self._mended), next(iter(self._mended))
        named = f"“{first[:80]}”" + (f" and {count - 1} more" if count > 1 else "")
        message = f"Files that the book names otherwise than they are named, and read: {named}."
        return (Notice("mended-names", message),)


def is_elsewhere(reference: str) -> bool:
    """Whether a reference leads out of the book: to the web, to a disk. It is never followed."""
    return bool(_ELSEWHERE.match(reference)) or reference.startswith("//")


def _inside(folder: str, reference: str) -> str:
    """The name that a reference comes to; it cannot climb out of the container."""
    path = reference if reference.startswith("/") else f"{folder}/{reference}"
    parts = normpath(path).split("/")
    return "/".join(p for p in parts if p not in ("", ".", ".."))


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
