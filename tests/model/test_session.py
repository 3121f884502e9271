"""A net gives the same bytes for a window whatever is read before, after or beside it."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from fabula.errors import ModelUnusable
from fabula.model.session import Array, Session
from tiny_model import NET, PIECES


@pytest.fixture(scope="module")
def session() -> Session:
    return Session(NET.read_bytes(), "tiny")


def window(seed: int) -> dict[str, Array]:
    """A made-up window of 2 to 320 pieces, two to a word."""
    rng = np.random.default_rng(seed)
    pieces = int(rng.integers(2, 321))
    words = (pieces + 1) // 2
    spread = np.zeros((words, pieces), np.float32)
    spread[np.arange(pieces) // 2, np.arange(pieces)] = 0.5
    return {
        "pieces": rng.integers(0, len(PIECES), pieces),
        "shapes": rng.integers(0, 24, pieces),
        "spread": spread,
    }


def read(session: Session, seed: int) -> bytes:
    found = session.run(window(seed))
    return b"".join(found[name].tobytes() for name in session.outputs)


def test_a_net_says_what_it_takes_and_gives(session: Session) -> None:
    """Inputs and outputs go by name; what is not asked for is not given."""
    assert session.inputs == ("pieces", "shapes", "spread")
    assert session.outputs == ("h", "odds")
    assert list(session.run(window(1))) == ["h", "odds"]
    only = session.run(window(1), ["odds"])
    assert list(only) == ["odds"]
    assert np.array_equal(only["odds"], session.run(window(1))["odds"])


def test_a_window_is_read_the_same_alone_and_in_any_company(session: Session) -> None:
    """Equal bytes from a fresh net, in any order, after any neighbour, from two threads at once."""
    alone = {seed: read(Session(NET.read_bytes(), "tiny"), seed) for seed in range(12)}
    shuffled = [*range(12)] * 4
    random.Random(5).shuffle(shuffled)
    assert all(read(session, seed) == alone[seed] for seed in shuffled)
    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(lambda seed: read(session, seed), shuffled))
    assert together == [alone[seed] for seed in shuffled]


def test_a_window_of_no_words_is_read(session: Session) -> None:
    """A window may have no words at all: start, end, and nothing between."""
    nothing = {
        "pieces": np.array([1, 2]),
        "shapes": np.zeros(2, np.int64),
        "spread": np.zeros((0, 2), np.float32),
    }
    assert session.run(nothing)["h"].shape == (0, 8)


def test_a_net_that_fails_says_which(session: Session, capfd: pytest.CaptureFixture[str]) -> None:
    """Arrays that do not fit are a ModelUnusable that names the net; nothing else is printed."""
    wrong = window(1) | {"pieces": np.array([len(PIECES) + 7])}
    with pytest.raises(ModelUnusable, match="tiny: the net failed"):
        session.run(wrong)
    with pytest.raises(ModelUnusable, match="tiny: the net failed"):
        session.run({"pieces": np.array([1, 2])})
    assert capfd.readouterr() == ("", "")
