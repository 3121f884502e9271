"""A book that lies unpacked in a folder, as some programs keep it (`Story.epub/`): packed again in
memory, so that it is read like any other."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from fabula.errors import UnreadableInput
from fabula.formats import limits
from fabula.formats.folder import lying_in, shown

_NO_WORDS = frozenset((".jpg", ".jpeg", ".png", ".gif", ".webp", ".mp3", ".mp4", ".otf", ".ttf"))


def packed(folder: Path) -> bytes:
    """The book in a folder; its pictures and sounds are named in it and left empty.

    Raises UnreadableInput for one that is too large, OSError for a file that cannot be read.
    """
    out = io.BytesIO()
    left = limits.INPUT_BYTES
    with zipfile.ZipFile(out, "w") as book:
        for path in lying_in(folder):
            data = b""
            if path.suffix.lower() not in _NO_WORDS:
                with path.open("rb") as file:
                    data = file.read(left + 1)
            left -= len(data)
            if left < 0:
                size = limits.INPUT_BYTES // limits.MIB
                raise UnreadableInput(f"{shown(folder)}: larger than {size} MiB; it is not read.")
            book.writestr(zipfile.ZipInfo(path.relative_to(folder).as_posix()), data)
    return out.getvalue()
