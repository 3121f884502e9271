"""What all tests share: a cache of their own, and the way to the shared data."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from fabula.reading import fold
from fabula.reading.annotate import annotate
from fabula.story.annotations import Annotations, Glimpses
from fabula.story.passage import Passage

ROOT = Path(__file__).parent.parent
REQUIRED = os.environ.get("FABULA_REQUIRE_SHARED") == "1"

_skipped: list[str] = []


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the cache or the library of whoever runs it."""
    base = tmp_path_factory.getbasetemp()
    monkeypatch.setenv("FABULA_CACHE", str(base / "cache"))
    monkeypatch.setenv("FABULA_LIBRARY", str(base / "library.sqlite"))


_shown: dict[bytes, Annotations] = {}


def annotate_once(passage: Passage) -> Annotations:
    """What a passage shows, looked at once in all tests: it depends on the passage alone, as
    `tests/laws/test_laws_alone.py` holds."""
    if passage.key not in _shown:
        _shown[passage.key] = annotate(passage)
    return _shown[passage.key]


@pytest.fixture(autouse=True)
def look_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that read the same passages share the time that the model takes."""
    monkeypatch.setattr(fold, "annotate", annotate_once)


@pytest.fixture
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """This test is of what rules say of the story's world, whatever the model makes of it."""

    def annotated(passage: Passage) -> Annotations:
        return msgspec.structs.replace(annotate_once(passage), glimpses=Glimpses())

    monkeypatch.setattr(fold, "annotate", annotated)


@pytest.fixture
def afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """This test reads every passage itself."""
    monkeypatch.setattr(fold, "annotate", annotate)


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """The way to shared data: `shared("seed/chapter.txt")`, or a skip that says what is missing."""

    def find(path: str) -> Path:
        found = shared_folder() / path
        if not found.exists():
            pytest.skip(f"FABULA_SHARED has no {path}")
        return found

    return find


def shared_folder() -> Path:
    """Where data lies that is not in the repository: FABULA_SHARED, else beside the checkout."""
    return Path(os.environ.get("FABULA_SHARED") or ROOT.parent / "shared")


# Where the shared data must be there, a test that was skipped for want of it is a failure.


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _remember(report)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    _remember(report)


def _remember(report: pytest.TestReport | pytest.CollectReport) -> None:
    why = str(report.longrepr)
    asks_for_data = "shared" in why.lower() or "empty parameter set" in why
    if report.skipped and (asks_for_data or "/laws/" in report.nodeid):
        _skipped.append(report.nodeid)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if REQUIRED and _skipped and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if REQUIRED and _skipped:
        terminalreporter.section("skipped, though FABULA_REQUIRE_SHARED=1", red=True)
        for name in dict.fromkeys(_skipped):
            terminalreporter.line(name)
