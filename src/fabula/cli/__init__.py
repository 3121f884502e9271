"""The command line: each command parses, calls the library, prints. `docs/cli.md` is its manual."""

from __future__ import annotations

from fabula.cli.commands import fabula


def main() -> None:
    """Run `fabula` with the arguments of this process, and leave with its exit status."""
    fabula.main(prog_name="fabula")
