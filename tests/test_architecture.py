"""Imports point one way, and nothing is imported that is not declared."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "fabula"
MODULES = sorted(PACKAGE.rglob("*.py"))

# What each part may import of ours; "" is the package itself: its version.
ALLOWED = {
    "errors": set(),
    "model": {"errors", "model"},
    "story": {"story"},
    "reading": {"errors", "story", "reading", "model"},
    "store": {"errors", "story", "store"},
    "formats": {"", "errors", "story", "formats"},
    "demo": set(),
    "asking": {"errors", "story", "reading", "asking"},
    "stories": {"asking", "errors", "story", "reading", "store", "formats"},
    "library": {"", "asking", "errors", "story", "reading", "store", "formats", "stories"}
    | {"library"},
    "pictures": {"errors", "story", "pictures"},
    "web": {"", "asking", "errors", "story", "store", "formats", "stories", "library", "pictures"}
    | {"web"},
    "evaluation": {"errors", "story", "reading", "formats", "stories", "evaluation"},
    "cli": {"", "asking", "errors", "story", "store", "formats", "stories", "evaluation", "demo"}
    | {"library", "pictures", "web", "cli"},
    "__init__": {"asking", "errors", "formats", "story", "store", "stories", "library"},
    "__main__": {"cli"},
}
# Where a distribution is imported by another name.
NAMES = {"markdown-it-py": "markdown_it", "python-multipart": "python_multipart"}


def imports(path: Path) -> Iterator[str]:
    """The modules that `path` imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            whole = node.module == "fabula"
            yield from (f"fabula.{a.name}" if whole else str(node.module) for a in node.names)


def part(module: str) -> str:
    """The part of ours that a module is in: `fabula.story.text` is in `story`."""
    name = module.split(".")[1]
    return "" if name == "__version__" else name


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in project["dependencies"]]
    return {NAMES.get(name, name) for name in names}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    """Story imports nothing of ours; nothing imports what is built on it."""
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    ours = {part(m) for m in imports(path) if m.startswith("fabula.")}
    assert ours <= ALLOWED[own]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_only_declared_dependencies_are_imported(path: Path) -> None:
    """A module imports the standard library, ours, and what pyproject.toml declares: no torch."""
    found = {module.split(".")[0] for module in imports(path)}
    assert found <= set(sys.stdlib_module_names) | declared() | {"fabula"}
