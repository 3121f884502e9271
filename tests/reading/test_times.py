"""Words that say when."""

from __future__ import annotations

import pytest

from fabula.reading.scenes.time_words import times_in


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("It was the ninth of December.", "date", "--12-09"),
        ("London, 3 March 1888", "date", "1888-03-03"),
        ("He was born in 1841.", "date", "1841"),
        ("She came in May.", "date", "--05"),
        ("It had been Michaelmas Eve.", "date", "michaelmas eve"),
        ("The bus left at ten past three.", "time-of-day", "03:10"),
        ("The 7:12 to Osaka", "time-of-day", "07:12"),
        ("She was up at six o'clock.", "time-of-day", "06:00"),
        ("They stopped at noon.", "time-of-day", "noon"),
        ("All that winter it dried.", "season", "winter"),
        ("On the Friday night he rang.", "day", "friday night"),
        ("They waited for three weeks.", "duration", "3 weeks"),
        ("When she was nine she broke it.", "relative", "age 9"),
    ],
)
def test_each_kind_of_time_has_a_plain_form(words: str, kind: str, value: str) -> None:
    """A date, a time of day, a season, a day, a duration and an age are read off their words."""
    (said,) = times_in(words)
    assert (said.kind, said.value) == (kind, value)


@pytest.mark.parametrize(
    ("words", "order", "days"),
    [
        ("Three days later", "after", 3),
        ("The next morning", "after", 1),
        ("The night before", "before", -1),
        ("Five winters ago", "before", -1825),
        ("An hour earlier", "before", -1 / 24),
        ("Last week", "before", -7),
        ("Yesterday", "before", -1),
        ("Years ago", "before", None),
    ],
)
def test_how_far_from_another_moment(words: str, order: str, days: float | None) -> None:
    """A distance in time has an order, and days where the words tell them."""
    (said,) = times_in(f"{words} it rained.")
    assert (said.order, said.days) == (order, days)


def test_may_is_mostly_no_month() -> None:
    """“May I come in?” and “They march” say nothing of time."""
    assert not list(times_in("May I come in? March on!"))
