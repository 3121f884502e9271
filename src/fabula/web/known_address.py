"""Where a library is being served: told in a private file beside it while it is, so that asking for
the page again opens the one that is there."""

from __future__ import annotations

import os
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from fabula.library.place import FILE, beside

SUFFIX = ".address"
PATIENCE = 2.0  # seconds


@contextmanager
def told(library: Path, address: str) -> Iterator[None]:
    """Tell the address of a library's server until the block ends. Where that cannot be written it
    is not told, and nothing else is amiss."""
    path = beside(library, SUFFIX)
    with suppress(OSError):
        path.unlink(missing_ok=True)
        with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE), "w") as file:
            file.write(address)
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def found(library: Path) -> str | None:
    """The address at which a library is being served just now, if it is."""
    try:
        address = beside(library, SUFFIX).read_text(encoding="utf-8").strip()
        if not address.startswith("http://127.0.0.1:"):
            return None
        here = urllib.request.Request(address.partition("/?")[0] + "/static/icon.svg")
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(here, timeout=PATIENCE):
            return address
    except (OSError, ValueError):
        return None
