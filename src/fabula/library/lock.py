"""One writer at a time: a lock on a small file beside the library, which dies with its process."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from fabula.errors import LibraryUnusable
from fabula.library.place import FILE, beside

_FAR = 1 << 20  # on Windows a locked byte cannot be read, so it is one beyond what is written


class WriterLock:
    """Held by whoever may write; a second one is refused and told who holds it."""

    def __init__(self, library: Path) -> None:
        """Take the lock of a library. Raises LibraryUnusable where another process, or
        another part of this one, has it."""
        try:
            self._file = os.open(beside(library, ".lock"), os.O_RDWR | os.O_CREAT, FILE)
        except OSError as error:
            raise LibraryUnusable(
                f"{library}: it cannot be written to ({(error.strerror or 'no reason').lower()});"
                " check who owns its folder."
            ) from None
        try:
            _take(self._file)
        except OSError:
            holder = os.read(self._file, 200).decode("utf-8", "replace")
            os.close(self._file)
            raise LibraryUnusable(_held(library, holder)) from None
        self._say(f"{os.getpid()}\n{_program()}")

    def release(self) -> None:
        """Let others write."""
        self._say("")
        os.close(self._file)  # which unlocks it

    def _say(self, who: str) -> None:
        with suppress(OSError):  # on a full disk the lock is held all the same
            os.ftruncate(self._file, 0)
            os.lseek(self._file, 0, os.SEEK_SET)
            os.write(self._file, who.encode("utf-8", "replace"))


def _take(file: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(file, _FAR, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        os.lseek(file, 0, os.SEEK_SET)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _program() -> str:
    """What runs here, in the words it was called by: "fabula serve"."""
    name, *said = [Path(sys.argv[0]).name, *sys.argv[1:2]] if sys.argv else [""]
    words = ("fabula" if name == "__main__.py" else name, *said)
    return " ".join(w for w in words if w.isprintable())[:80]


def _held(library: Path, holder: str) -> str:
    process, _, program = holder.partition("\n")
    who = f"process {process}" if process.isdecimal() else "another process"
    if process == str(os.getpid()):
        who = "this very program"
    elif program:
        who += f" ({program})"
    return f"{library}: {who} is writing to this library; wait for it or close it, then try again."
