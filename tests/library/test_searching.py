"""Words are found across the library, as far as each work has been read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula import formats
from fabula.errors import FabulaError
from fabula.library import Library
from fabula.library.searching import search

LAMPS = """Chapter 1: Oil

Mara filled the lamps. She did not wait for the café to open. "The signal is red," said Tom.

The night train was late, and nobody in the lamp room spoke of the signalman.

Chapter 2: The Drowned Bell

The bell rang under the water, and Mara knew the signalman was dead.
"""
TIDES = """The tide came in at four. Sergeant Hale lit a lamp on the quay.

"A lamp for whom?" asked Mara Venn, and the signal burned low.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Two works: the first read to the end of its first chapter, the second to its end."""
    with Library.open(tmp_path_factory.mktemp("library") / "library.sqlite") as library:
        for story, title in ((LAMPS, "The Lamp Room"), (TIDES, None)):
            text = formats.read_string(story)
            meta = msgspec.structs.replace(text.meta, title=title)
            library.put(msgspec.structs.replace(text, meta=meta))
        library.set_position(1, LAMPS.index("Chapter 2"))
        library.set_position(2, len(TIDES))
        yield library


def words(library: Library, query: str, **how: Any) -> list[str]:
    return [" ".join(f.text.split()) for f in search(library, query, **how)]


def test_a_sentence_is_found_in_every_work(library: Library) -> None:
    """What is looked for is found wherever it stands: the sentence that has it, and its place."""
    found = search(library, "signal")
    assert {f.work for f in found} == {1, 2}
    for f in found:
        assert library.text(f.work).text[f.start : f.end] == f.text
        assert [library.text(f.work).text[m.start : m.end] for m in f.matches] == ["signal"]


def test_nothing_is_found_beyond_the_reader(library: Library) -> None:
    """A search tells nothing from beyond the furthest place its reader has been, unless asked."""
    assert words(library, "bell") == []
    assert words(library, "signalman") == [
        "The night train was late, and nobody in the lamp room spoke of the signalman."
    ]
    assert len(words(library, "signalman", beyond=True)) == 2


def test_a_chapter_not_reached_is_not_named(library: Library) -> None:
    """A find beyond the reader has the number of its chapter, not the name that may spoil it."""
    (found,) = search(library, "bell", beyond=True)
    assert (found.chapter, found.heading) == (2, None)
    (found,) = search(library, "filled")
    assert (found.chapter, found.heading) == (1, "Chapter 1: Oil")


@pytest.mark.parametrize(
    ("query", "times"),
    [
        ("“lamp room”", 1),
        ('"room lamp"', 0),
        ("lamp*", 4),
        ("LAMP", 4),
        ("cafe", 1),
        ("wait", 1),
        ("waiting nobody", 0),
        ('"lamps"', 4),
        ('"the lamps"', 1),
        ("lamp signal", 2),
        ("author:nobody lamp", 0),
        ("work:lamp signal", 1),
        ('work:"the lamp room" signal', 1),
        ("didn't", 0),
        ("quay", 1),
    ],
)
def test_queries(library: Library, query: str, times: int) -> None:
    """All words are needed, in any form; marks make a phrase as it is, a star goes on; capitals
    and accents are alike."""
    assert len(search(library, query)) == times


HOSTILE = [
    "",
    '"',
    "AND",
    "NEAR(lamp signal, 2)",
    "lamp OR",
    "lamp AND NOT (",
    "text:lamp",
    "lamp\0signal",
    "*",
    "^lamp",
    "-lamp",
    "'; drop table works; --",
    "{text} : lamp",
    "x" * 10_000,
    "lamp " * 3_000,
    '"' * 999 + "lamp",
    "\ud800 lamp",
    "🌸 ﷽ \u202elamp",
    "work: author:",
    'work:" lamp',
]


@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_query_is_words(library: Library, query: str) -> None:
    """Whatever is typed is looked for as words; nothing of it is obeyed or raised."""
    assert isinstance(search(library, query, beyond=True), list)
    assert len(words(library, "quay")) == 1


@given(st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_no_query_raises(library: Library, query: str) -> None:
    """No text that can be typed is an error, and what is found is never beyond the reader."""
    assert all(f.end <= library.work(f.work).furthest for f in search(library, query))


def test_the_index_follows_the_text(tmp_path: Path) -> None:
    """After an update what is found stands where its words are, what is gone is not found, and a
    paragraph that stays keeps its row; a forgotten work leaves none of its words."""
    new = "A new beginning.\n\n" + LAMPS.replace("The night train was late", "Nothing came")
    with Library.open(tmp_path / "library.sqlite") as library:
        for story in (TIDES, LAMPS):
            library.put(formats.read_string(story))
        rows = indexed(library, 2)
        assert library.put(formats.read_string(new)).outcome == "updated"
        assert len(rows.keys() & indexed(library, 2).keys()) == len(rows) - 1
        assert {new[start:end] for start, end in indexed(library, 2).values()} == {
            line for line in new.splitlines() if line and "Chapter" not in line
        }
        assert [f.text for f in search(library, "beginning", beyond=True)] == ["A new beginning."]
        assert search(library, "late", beyond=True) == []
        library.forget(2)
        assert set(terms(library)) == set(re.findall(r"\w+", TIDES.lower()))


def indexed(library: Library, work: int) -> dict[int, tuple[int, int]]:
    """The rows of a work's paragraphs and where they stand."""
    sql = 'select id, start, "end" from paragraphs where work = ?'
    return {row: (start, end) for row, start, end in library.db.rows(sql, work)}


def terms(library: Library) -> list[str]:
    return [term for (term,) in library.db.rows("select term from terms")]


def test_in_one_work_people_are_found_by_any_word(tmp_path: Path) -> None:
    """In a work that is read a name finds the sentences where its bearer is only "he" or "she", as
    far as its reader has come."""
    story = "Mara lit the lamp. She was cold.\n\nTom left. Mara wept.\n"
    with Library.open(tmp_path / "library.sqlite") as library:
        library.add(story)
        library.set_position(1, story.index("Tom"))
        assert words(library, "Mara", work=1) == ["Mara lit the lamp.", "She was cold."]
        assert words(library, "Mara") == ["Mara lit the lamp."]
        assert words(library, "Mara wep*", work=1, beyond=True) == ["Mara wept."]
        with pytest.raises(FabulaError, match="no work 9"):
            search(library, "Mara", work=9)
