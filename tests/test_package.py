"""The package as a whole."""

from __future__ import annotations

import ast
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

import fabula

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "fabula"
MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_every_module_says_what_it_is(path: Path) -> None:
    """Every module begins with a docstring."""
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_the_version_is_written_once() -> None:
    """The version stands in the package; pyproject.toml takes it from there."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" in project["project"]["dynamic"]
    assert project["tool"]["hatch"]["version"]["path"] == "src/fabula/__init__.py"


def test_the_installed_version_is_the_packages() -> None:
    """What pip installed has the version that the package tells."""
    try:
        assert version("fabula") == fabula.__version__
    except PackageNotFoundError:
        pytest.skip("run from the source folder, not installed")


def test_every_public_name_is_there() -> None:
    """Each name in `__all__` can be had, and `dir` shows it."""
    for name in fabula.__all__:
        assert getattr(fabula, name) is not None
    assert set(fabula.__all__) <= set(dir(fabula))


def test_a_name_that_is_not_there_is_said_to_be_none() -> None:
    """Asking for a name that is not public is an AttributeError, as in any module."""
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = fabula.nothing
