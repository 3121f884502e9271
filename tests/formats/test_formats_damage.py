"""Every shape, whole and broken: read in order and whole, or refused in one sentence; in time; and
nothing is written, opened or asked for."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from outcome import outcome
from shapes_all import PAGES, SHAPES
from stories_any import broken, files

NAMES = (*SHAPES, *PAGES)
QUICK = settings(deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("shape", NAMES)
@given(data=st.data())
@settings(QUICK, max_examples=3)
def test_whole_files(shape: str, data: st.DataObject) -> None:
    """A whole file of any shape is read, whatever its story says."""
    assert outcome(*data.draw(files(shape))) is not None


@pytest.mark.parametrize("shape", NAMES)
@given(data=st.data())
@settings(QUICK, max_examples=8)
def test_broken_files(shape: str, data: st.DataObject) -> None:
    """A broken file of any shape is read or refused."""
    outcome(*data.draw(broken(shape)))
