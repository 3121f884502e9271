"""The command line: each command parses, calls the library, prints. `docs/cli.md` is its manual."""

from __future__ import annotations

import gc
import os
import sys

from fabula.cli.commands import fabula


def main() -> None:
    """Run `fabula` with the arguments of this process, and leave with its exit status."""
    gc.set_threshold(100_000, 20, 50)  # a story is many objects and no circles
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever called us
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
    try:
        fabula.main(prog_name="fabula")
    finally:
        gc.freeze()  # what is left goes with the process, and is not walked through first
