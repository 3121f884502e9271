"""Files that a browser sends, laid out on disk until they are read.

What a browser calls a file is only a name: no part of it leads anywhere.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from starlette.datastructures import UploadFile

DEEPEST = 8  # folders in one another that are kept
LONGEST = 120  # characters of a name
_UNSAFE = re.compile(r"[^\w .,()\[\]'&+#@!–—’-]")


class Laid(NamedTuple):
    """Files below `root`, a folder of their own, in the folders that the browser named for them."""

    root: Path
    paths: list[Path]

    def whole(self) -> Path:
        """What to read where all of them are one work: a single file, or the folder of them."""
        if len(self.paths) == 1:
            return self.paths[0]
        inside = list(self.root.iterdir())
        return inside[0] if len(inside) == 1 else self.root

    def told(self, words: str) -> str:
        """Words about these files, without the folder where they lie for a moment."""
        inside = words.replace(f"{self.root}/", "").replace(f"{self.root}\\", "")
        return inside.replace(str(self.root), "The files")


@contextmanager
def laid_out(files: Sequence[UploadFile]) -> Iterator[Laid]:
    """The files on disk until the block ends; two of one name are both there."""
    with TemporaryDirectory(prefix="fabula-") as folder:
        root = Path(folder).resolve() / "sent"
        yield Laid(root, [_laid(file, root) for file in files])


def name_of(file: UploadFile) -> str:
    """What to call a file: the last part of its name."""
    return _parts(file.filename or "")[-1]


def _laid(file: UploadFile, folder: Path) -> Path:
    *folders, name = _parts(file.filename or "")
    path = _free(folder.joinpath(*folders), name)
    with path.open("xb") as copy:
        shutil.copyfileobj(file.file, copy)
    return path


def _free(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path, number = folder / name, 2
    while path.exists():
        path, number = folder / f"{Path(name).stem} ({number}){Path(name).suffix}", number + 1
    return path


def _parts(name: str) -> list[str]:
    parts = [_safe(part) for part in re.split(r"[/\\]", name) if part not in ("", ".", "..")]
    return parts[-DEEPEST:] or ["story"]


def _safe(part: str) -> str:
    """A name that every system takes and that leads nowhere; its ending stays."""
    plain = _UNSAFE.sub("_", part).rstrip(" .") or "story"
    if len(plain.encode()) <= LONGEST:
        return plain
    ending = Path(plain).suffix if len(Path(plain).suffix) < 20 else ""
    return plain.encode()[: LONGEST - len(ending.encode())].decode("utf-8", "ignore") + ending
