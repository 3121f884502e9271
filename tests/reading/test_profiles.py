"""What is told of two mentions by comparing their profiles."""

from __future__ import annotations

import numpy as np
import pytest

from fabula.reading.people.profiles import COLUMNS, FEATURES, pair_features, profile
from fabula.reading.people.rows import ROW, profiles_of

TOLD = (  # words, sentence, first word, turn (0: narration), type, kind, whom the rules name
    ("Lady Dedlock", 0, 0, 0, 0, 0, 3),
    ("the old lady 's carriage", 0, 4, 0, 4, 1, 0),
    ("the old lady", 0, 4, 0, 0, 1, 0),
    ("I", 1, 20, 1, 0, 2, 0),
    ("you", 1, 22, 1, 0, 2, 0),
    ("my dear Lady Dedlock", 2, 30, 2, 0, 0, 3),
    ("the carriage", 70, 900, 0, 4, 1, 0),
    ("Lord Dedlock", 70, 905, 4, 0, 0, 9),
    ("they", 71, 920, 5, 0, 2, 0),
    ("a very tall grey silent stone house", 200, 2000, 0, 1, 1, 0),
    ("the red house", 201, 2020, 0, 1, 1, 0),
)


def rows() -> list[tuple[int, ...]]:
    return [
        profile(
            words.split(), order=i, sentence=sentence, first=first, turn=turn, type_=type_,
            kind=kind, cast=cast,
        )
        for i, (words, sentence, first, turn, type_, kind, cast) in enumerate(TOLD)
    ]  # fmt: skip


def pair(later: int, earlier: int) -> dict[str, int]:
    own, other = (np.array(rows()[i], np.int64) for i in (later, earlier))
    return {name: int(value) for name, value in pair_features(np, own, other).items()}


def test_features_are_below_their_numbers() -> None:
    """Each feature of any two mentions is one of the values that the net has weights for."""
    told = np.array(rows(), np.int64)
    for name, values in pair_features(np, told[:, None], told[None]).items():
        assert values.min() >= 0, name
        assert values.max() < FEATURES[name], name


def test_features_do_not_depend_on_how_profiles_are_kept() -> None:
    """As they are kept, in 32 bits and column by column, mentions show what they show in a plain
    table, all at once or two by two."""
    told = rows()
    kept = np.zeros(len(told), ROW)
    kept["profile"] = told
    small = profiles_of(kept)
    together = pair_features(np, small[:, None], small[None])
    assert small.shape == (len(told), COLUMNS)
    for i in range(len(told)):
        for j in range(len(told)):
            assert {name: int(values[i, j]) for name, values in together.items()} == pair(i, j)


@pytest.mark.parametrize(
    ("later", "earlier", "alike", "shared"),
    [(5, 0, 2, True), (10, 9, 1, True), (6, 1, 2, True), (9, 0, 0, False), (2, 2, 3, True)],
)
def test_words_alike(later: int, earlier: int, alike: int, shared: bool) -> None:
    """Mentions are alike by all their words (3), by content words (2), by the head (1), or not."""
    string = pair(later, earlier)["string"]
    assert (string // 18, bool(string % 2)) == (alike, shared)


@pytest.mark.parametrize(
    ("later", "earlier", "turn"),
    [(2, 1, 0), (6, 5, 1), (3, 0, 2), (4, 3, 3), (5, 4, 4), (7, 5, 5), (8, 5, 6), (8, 3, 7)],
)
def test_turns(later: int, earlier: int, turn: int) -> None:
    """How two quotations stand: in narration, the same, the next, the one after, odd and even."""
    assert pair(later, earlier)["turn"] == turn
