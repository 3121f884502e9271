"""One writer at a time: a lock on a small file beside the library, which dies with its process."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from fabula.errors import FabulaError
from fabula.library.place import FILE, beside

_FAR = 1 << 20  # on Windows a locked byte cannot be read, so it is one beyond what is written


class WriterLock:
    """Held by whoever may write; a second one is refused and told who holds it."""

    def __init__(self, library: Path) -> None:
        """Take the lock of a library. Raises FabulaError where another process, or another part of
        this one, has it."""
        self._file = os.open(beside(library, ".lock"), os.O_RDWR | os.O_CREAT, FILE)
        try:
            _take(self._file)
        except OSError:
            holder = os.pread(self._file, 200, 0) if hasattr(os, "pread") else b""
            os.close(self._file)
            raise FabulaError(_held(library, holder.decode("utf-8", "replace"))) from None
        os.ftruncate(self._file, 0)
        os.write(self._file, f"{os.getpid()}\n{_program()}".encode())

    def release(self) -> None:
        """Let others write."""
        os.ftruncate(self._file, 0)
        os.close(self._file)  # which unlocks it


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
    words = [Path(sys.argv[0]).name, *sys.argv[1:2]] if sys.argv else []
    return " ".join(w for w in words if w.isprintable())[:80]


def _held(library: Path, holder: str) -> str:
    process, _, program = holder.partition("\n")
    who = f"process {process}" if process.isdecimal() else "another process"
    if process == str(os.getpid()):
        who = "this very program"
    elif program:
        who += f" ({program})"
    return f"{library}: {who} is writing to this library; wait for it or close it, then try again."
