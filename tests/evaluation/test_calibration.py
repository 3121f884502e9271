"""Whether confidences mean what they say."""

from __future__ import annotations

import pytest

from fabula.evaluation.calibration import Bin, Case, calibration_error, reliability, said_of

SAID = [(0.95, True), (1.0, True), (0.91, False), (0.15, False), (0.12, True)]


def test_statements_are_gathered_by_confidence() -> None:
    """A bin tells how many statements have that confidence, and how many of them are right."""
    low, high = reliability(SAID)
    assert low == Bin(0.1, 0.2, 2, pytest.approx(0.135), 0.5)
    assert high == Bin(0.9, 1.0, 3, pytest.approx(0.95333, abs=1e-5), pytest.approx(2 / 3))


def test_the_error_is_the_weighted_distance() -> None:
    """The expected calibration error weighs each bin by its statements."""
    expected = (2 * (0.5 - 0.135) + 3 * (0.953333 - 2 / 3)) / 5
    assert calibration_error(SAID) == pytest.approx(expected, abs=1e-5)


def test_who_is_always_right_and_sure_has_no_error() -> None:
    """Full confidence in what is right costs nothing; nor does silence."""
    assert calibration_error([(1.0, True)] * 3) == 0
    assert calibration_error([]) == 0
    assert reliability([]) == []


def test_unanswered_questions_are_not_judged() -> None:
    """Only what was said can be overconfident."""
    assert said_of([Case(None, right=False), Case(0.7, right=True)]) == [(0.7, True)]
