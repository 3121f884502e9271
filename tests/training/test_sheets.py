"""A story as the net that answers sees it."""

from __future__ import annotations

import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))  # training is not installed

from fabula.asking.book import Book
from fabula.model.folder import load, packaged
from fabula.stories import read
from training.sheets import ASKED, MEANT, ROOM, SPEAKS, Line, lines, stretches

LAMP = (
    "Mara Bell kept the ferry at Harrow. She owned a lamp, and she lent it.\n\n"
    "“I want it back,” said Mara. “You know why.”\n\nTom Hale shook his head.\n\n"
)


@cache
def told() -> list[Line]:
    return lines(Book(read(LAMP).hindsight()), load().wordpieces)


def shown(line: Line) -> str:
    """A line as it is read, what is written in in braces."""
    pieces = (packaged() / "vocab.txt").read_text("utf-8").split("\n")
    said = [
        f"{{{pieces[p]}}}" if shape >= MEANT else pieces[p]
        for p, shape in zip(line.pieces, line.shapes, strict=True)
    ]
    return " ".join(said).replace(" ##", "")


def test_who_is_meant_stands_behind_the_word() -> None:
    """Behind a pronoun stands who or what is meant, once a sentence, and none behind a name."""
    kept, owned, *_ = told()
    assert "{" not in shown(kept)
    assert shown(owned).startswith("she {mara} {bell} owned a lamp , and she lent it {a} {lamp} .")


def test_who_speaks_stands_before_what_is_said() -> None:
    """Before each sentence of what somebody says stands who says it."""
    spoken = [line for line in told() if SPEAKS in line.shapes]
    assert [line.shapes[0] for line in spoken] == [SPEAKS] * len(spoken)
    assert shown(spoken[0]).startswith("{mara} {bell} “ i {mara} {bell} want it back")


def test_each_piece_has_its_place() -> None:
    """Each piece that the story has stands at its word, each written in at what it is behind."""
    for line in told():
        assert len(line.pieces) == len(line.shapes) == len(line.at) == len(line.meant)
        assert ASKED not in line.shapes
        for at, shape, who in zip(line.at, line.shapes, line.meant, strict=True):
            assert line.span.start <= at.start <= at.end <= line.span.end
            assert (who is not None) == (shape >= MEANT)


def test_sheets_hold_the_whole_story_in_order() -> None:
    """No sentence is on no sheet, each sheet begins after the one before and ends after it."""
    sizes = [len(line.pieces) for line in told()] * 12
    laid = stretches(sizes)
    assert len(laid) > 3
    assert laid[0][0] == 0
    assert laid[-1][1] == len(sizes)
    for (first, end), (again, later) in pairwise(laid):
        assert first < again <= end < later


def test_an_endless_sentence_has_a_sheet_of_its_own() -> None:
    """What is longer than a sheet is on one all the same."""
    assert stretches([10, ROOM * 3, 10]) == [(0, 1), (1, 2), (2, 3)]
    assert stretches([]) == []
