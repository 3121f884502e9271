"""Where the library is, and that it is its owner's alone."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from fabula.errors import LibraryUnusable

FOLDER, FILE = 0o700, 0o600  # what a library tells of its reader's taste is nobody else's to see


def default_path() -> Path:
    """Where the library is: FABULA_LIBRARY if set, else in the user's data folder.

    Raises LibraryUnusable for a user without a home.
    """
    if told := os.environ.get("FABULA_LIBRARY"):
        return Path(told)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or _home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = _home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or _home() / ".local" / "share")
    return base / "fabula" / "library.sqlite"


def make_private(path: Path) -> None:
    """Make a private file at `path`, empty if there is none, and its folder where that is not
    there. An existing folder keeps its mode: it may be shared on purpose.

    Raises LibraryUnusable where that is not allowed.
    """
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, mode=FOLDER)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, FILE))
    except OSError as error:
        reason = (error.strerror or "it cannot be made").lower()
        raise LibraryUnusable(
            f"{path}: the library cannot be made there ({reason}); name another place in"
            " FABULA_LIBRARY."
        ) from None
    if os.name != "nt" and path.stat().st_mode & 0o077:  # a backup put back by hand
        with suppress(OSError):
            path.chmod(FILE)


def beside(path: Path, suffix: str) -> Path:
    """The file beside the library whose name has something more at its end."""
    return path.with_name(path.name + suffix)


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:
        raise LibraryUnusable(
            "You have no home folder for the library; FABULA_LIBRARY can name its file."
        ) from None
