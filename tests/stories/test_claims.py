"""Short texts are read as a reader would; what is still read wrong is known, each as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims import EXAMPLES, MISTAKES, Claims


def stem(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=stem)
def test_examples_are_right(path: Path) -> None:
    """All that an example claims is what is read."""
    read = Claims(path)
    assert read.about
    assert read.claims
    wrong = [claim for claim in read.claims if not read.holds(claim)]
    assert not wrong, f"{path.name}: {read.about}: wrong are {wrong}"


@pytest.mark.parametrize("path", sorted(MISTAKES.glob("*.toml")), ids=stem)
def test_mistakes_are_still_wrong(path: Path) -> None:
    """Each known mistake is still made; one that is not is an example from now on."""
    read = Claims(path)
    assert read.about
    assert read.wrong
    right = [claim for claim in read.claims if read.holds(claim)]
    assert not right, (
        f"{path.name} is no mistake any more, or not all of it: {right}. Well done: move these"
        " claims with their text to tests/examples/."
    )
