"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path


def write_whole(files: Mapping[Path, Iterable[bytes]]) -> None:
    """Write each file's pieces beside it, and put all in place only when all are written.

    Raises OSError where one cannot be written; what was there before is then still there.
    """
    written: list[tuple[str, Path]] = []
    try:
        for path, pieces in files.items():
            handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
            written.append((name, path))
            with open(handle, "wb") as file:
                file.writelines(pieces)
            os.chmod(name, _mode(path))
        for name, path in written:
            os.replace(name, path)
    except BaseException:
        for name, _ in written:
            Path(name).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The permissions `path` has, or would have had if it had been opened in the usual way."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
