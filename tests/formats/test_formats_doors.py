"""Where the readers of formats touch the world: few places, so that each can be looked at."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from fabula import formats

ROOM = Path(formats.__file__).parent
DOORS: dict[str, tuple[str, ...]] = {
    # containers are opened in one place, and counted there; a loose book is packed in memory
    "zipfile": ("container.py", "books/loose.py"),
    "fromstring": ("web/trees.py",),  # trees are built in one place, by parsers that reach nothing
    "XMLParser": ("web/trees.py",),
    "HTMLParser": ("web/trees.py",),
    # members; a project's list; the story itself; elements
    "open": ("container.py", "folder.py", "read.py", "web/markup.py", "books/loose.py"),
}
NOWHERE = ("tempfile", "shutil", "subprocess", "socket", "urllib.request", "http", "pickle", "eval",
           "exec", "extract", "extractall", "parse_xinclude", "xinclude", "iterparse", "XSLT",
           "system", "write_text", "write_bytes", "unlink", "mkdir")  # fmt: skip


def used(path: Path) -> set[str]:
    """The names that a module imports, and those of what it calls."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(str(node.module))
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.Call):
            called = node.func
            names.add(called.attr if isinstance(called, ast.Attribute) else ast.unparse(called))
    return names


READERS = [p for p in sorted(ROOM.rglob("*.py")) if "exports" not in p.parts]


@pytest.mark.parametrize("path", READERS, ids=lambda p: str(p.relative_to(ROOM)))
def test_doors(path: Path) -> None:
    """No reader writes, fetches, runs or extracts; parsers and containers have one place."""
    name, names = path.relative_to(ROOM).as_posix(), used(path)
    assert names.isdisjoint(NOWHERE)
    for door, modules in DOORS.items():
        assert door not in names or name in modules, f"{name} uses {door}"
