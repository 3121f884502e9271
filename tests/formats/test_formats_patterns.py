"""No regular expression of ours loses itself in a row of signs, however it ends."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from types import FrameType

import pytest

import fabula.formats
import fabula.reading
import fabula.story
from fabula.story.patterns import Later

ROW = 90  # code points: a line that may be a break has at most 80
LONG = 5.0  # seconds: what splits rows in all ways would take years
SIGNS = ("o", "x", "0", ".", ":", "*", "~", " ", "-", "_", "—", "a", "A", "1", '"', "'", "\n", ",")
UNITS = (*SIGNS, "a ", "A ", "A. ", "x ", "- ", ". ", ":*", "_a_ ", "no ", "line ", "Mr. ", "\n\n")


def patterns() -> Iterator[tuple[str, re.Pattern[str] | Later]]:
    """Every pattern of text that a module of ours keeps, by its name."""
    for package in (fabula.formats, fabula.reading, fabula.story):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(found.name)
            for name, value in vars(module).items():
                if isinstance(value, re.Pattern | Later) and isinstance(value.pattern, str):
                    yield f"{found.name}.{name}", value


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer on this system")
def test_rows_of_signs() -> None:
    """A row of one sign or word, ended by something else, is told at once by every pattern."""
    before = signal.signal(signal.SIGALRM, _too_long)
    try:
        for name, pattern in patterns():
            signal.setitimer(signal.ITIMER_REAL, LONG)
            for unit in UNITS:
                row = (unit * ROW)[:ROW] + "\x01"
                try:
                    pattern.fullmatch(row)
                    pattern.search(row)
                except TimeoutError:
                    pytest.fail(f"{name} on {unit!r} over and over")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
