"""The prefix law of plain text: nothing about a block is decided by what comes after it."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.formats.plain.reader import parse
from fabula.story.text import Text

LINES = (
    "She went down to the harbour.",
    "She went down to the harbour before the light was up, and found that the boat was",
    "gone from its mooring, and with it the rope that her father had made for her, and the",
    "oars that had hung in the shed since the year of the flood",
    "A line that is far longer than anybody would wrap at, " + "and on and on " * 8 + "it went.",
    "“Who is there?”",
    "no capital and no end",
    "Nel mezzo del cammin,",
    "    an indented line",
    "Work Header", "Chapter Text", "Work Text:", "Notes:", "Summary:", "Actions", "Kudos",
    "Comments",
    "↑ Top", "Rating:", "General Audiences", "Stats:", "Published:2020-01-01Words:900Chapters:1/1",
    "(See the end of the chapter for  notes.)", "A/N: hello there", "Author's Note:", "Enjoy!",
    "Please review, you guys.", "I don't own this.", "Some words (A/N: an aside) and more.",
    "The Project Gutenberg eBook of Rope", "Title: Rope", "Author: Nobody",
    "*** START OF THE PROJECT GUTENBERG EBOOK ROPE ***", "Produced by Nobody",
    "*** END OF THE PROJECT GUTENBERG EBOOK ROPE ***", "CONTENTS", "CHAPTER I",
    "CHAPTER I. The Rope",
    "Chapter 2: The Sea", "I", "II", "1", "2", "3.", "I. The Maiden", "PART ONE", "Prologue",
    "Part two",
    "THE ROPE", "The Sea at Night", "by Nobody At All", "* * *", "oOo", "---", "#", "THE END",
    "TBC",
    "He said _so_ and *so*.", "\u00a0", "\u200b", "", "", "", "", "",
)  # fmt: skip


def holds(text: str, ends: list[int] | None = None) -> None:
    """Asserts the law for `text` (its newlines unified) at the block ends given, else at all."""
    whole = parse(parse(text).text)
    for end in ends if ends is not None else [b.end for b in whole.blocks]:
        assert _seen(parse(whole.text[:end])) == _seen(whole.cut(end))


def _seen(text: Text) -> tuple[object, ...]:
    return text.text, text.blocks, text.segments


@given(st.lists(st.sampled_from(LINES), max_size=40).map("\n".join))
@settings(max_examples=400, deadline=None)
def test_prefix_law_on_a_mess(text: str) -> None:
    """Cut at any block's end, a text with furniture of every kind reads as it did whole."""
    holds(text)


@given(st.text("aB.\n\r\t “\u00a0*_-#1I", max_size=60))
@settings(max_examples=400, deadline=None)
def test_prefix_law_on_noise(text: str) -> None:
    """The law holds for characters in any order."""
    holds(text)


def test_prefix_law_on_the_shared_chapter(shared: Callable[[str], Path]) -> None:
    """The law holds at every paragraph of a real chapter."""
    holds(shared("seed/chapter.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "name",
    ["data/novels/1400_great_expectations.txt", "data/pdnc/TheManWhoWasThursday/novel_text.txt"],
)
def test_prefix_law_on_novels(shared: Callable[[str], Path], name: str) -> None:
    """The law holds at places all over a wrapped novel."""
    text = shared(name).read_text(encoding="utf-8", errors="replace")
    ends = [b.end for b in parse(text).blocks]
    holds(text, ends[:3] + random.Random(7).sample(ends, 12))
