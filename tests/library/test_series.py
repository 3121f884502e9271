"""Works that tell one story: who of one part is who of another, and what is known of them where."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from fabula import formats
from fabula.errors import FabulaError
from fabula.library import Library, parts, sayings, series
from fabula.library.joining import Who
from fabula.story.text import Text

FIRST = """Mara Venn came into the lamp room. "Is the line clear?" she asked.

"It is clear, Captain Venn," said Tom. He was her brother, and he had waited all night.

Sergeant Hale stood at the door. "Mara," Hale said, "the train is late."

"Then we wait," said Mara. Tom nodded.
"""
SECOND = """Three years later Mara Venn stood outside. "Do you remember the lamp?" asked Tom.

"Every night," said Mara. Tom Venn was her brother, and he had aged.

Sergeant Hale came with them. "Mara," said Hale, "the train is here."

"He is dead," said Mara. "Ned Hale is dead."
"""
THIRD = """Tom sat in the garden with Mary. "It is Tuesday," said Tom.

"So it is," said Mary. She laughed at Tom.
"""
OTHER = """Tom sold ice cream. "Two scoops," said Mary, and Tom gave her three.

Mary ate them in the park. Tom watched her.
"""


def text(story: str, *, name: str | None = None, part: str | None = None) -> Text:
    made = formats.read_string(story)
    told = ((name, part),) if name else ()
    meta = msgspec.structs.replace(made.meta, authors=("Ann Lee",), series=told)
    return msgspec.structs.replace(made, meta=meta)


def put(library: Library, story: str, name: str | None = None, part: str | None = None) -> int:
    work = library.put(text(story, name=name, part=part)).work.id
    library.read_on(work)
    return work


@pytest.fixture(scope="module")
def lamps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Four works: two of one series whose second was added first, and two strangers to it."""
    with Library.open(tmp_path_factory.mktemp("series") / "library.sqlite") as library:
        put(library, SECOND, "The Lamps", "2")
        put(library, FIRST, "The Lamps", "1")
        put(library, THIRD)
        put(library, OTHER)
        yield library


def called(library: Library, work: int, name: str) -> str:
    return library.story(work).character(name).id


def pairs(library: Library, work: int, at: int | None = None) -> set[tuple[str, str]]:
    """The names of those who are one."""
    return {
        tuple(library.story(who.work).character(who.entity).label for who in (tie.one, tie.other))
        for tie in series.ties(library, work, at)
    }


def test_a_source_tells_a_series(lamps: Library) -> None:
    """Works of one author that their source calls parts of one series are one, in its order."""
    (found,) = parts.all_series(lamps)
    assert (found.name, found.works, found.by) == ("The Lamps", (2, 1), "source")
    assert parts.series_of(lamps, 1) == found
    assert parts.series_of(lamps, 3) is None


def test_people_are_joined_with_the_words_of_both(lamps: Library) -> None:
    """Who has the same full name in two parts, or one name and more in common, is one; the words of
    both parts show it."""
    assert pairs(lamps, 1) == {
        ("Mara", "Mara"),
        ("Tom", "Tom"),
        ("Sergeant Hale", "Sergeant Hale"),
    }
    for tie in series.ties(lamps, 1):
        assert tie.by == "rule"
        assert tie.because
        for reason in tie.because:
            for who, places in ((tie.one, reason.here), (tie.other, reason.there)):
                words = lamps.text(who.work).text
                assert places
                assert all(words[at.start : at.end].strip() for at in places)
    mara = next(t for t in series.ties(lamps, 1) if "Mara" in t.because[0].says)
    assert mara.because[0].says == "Both are called Mara Venn."


def test_what_is_known_of_somebody_over_the_parts(lamps: Library) -> None:
    """Of somebody in the second part is known what the first tells to its end, and the second as
    far as it is read."""
    at = SECOND.index("\n\nSergeant")
    first, second = series.person(lamps, 1, called(lamps, 1, "Mara Venn"), at)
    assert (first.work.id, second.work.id) == (2, 1)
    assert first.character.horizon == len(FIRST)
    assert second.character.horizon == at
    assert second.ties[0].because[0].here


def test_a_first_part_knows_nothing_of_the_second(lamps: Library) -> None:
    """Where the first part is read, only it tells of its people."""
    (told,) = series.person(lamps, 2, called(lamps, 2, "Mara Venn"), len(FIRST))
    assert told.work.id == 2
    assert told.ties == ()
    assert series.ties(lamps, 2) == []


@pytest.mark.parametrize("at", [SECOND.index("\n\n", i) for i in (0, 100, 190)] + [len(SECOND)])
def test_no_place_tells_what_comes_later(lamps: Library, at: int, tmp_path: Path) -> None:
    """What is known at a place of the second part is what a library knows that holds the first part
    and the second cut there."""
    with Library.open(tmp_path / "cut.sqlite") as library:
        put(library, SECOND[:at], "The Lamps", "2")
        put(library, FIRST, "The Lamps", "1")
        assert series.ties(library, 1) == series.ties(lamps, 1, at)
        for entity in lamps.story(1).at(at).characters:
            here, there = (
                [(t.character, t.ties) for t in series.person(shelf, 1, entity.id, at)]
                for shelf in (lamps, library)
            )
            assert here == there


def test_common_first_names_join_nobody(lamps: Library) -> None:
    """Two stories that share only common first names tell of different people, even in one
    series."""
    parts.join(lamps, [3, 4], "Summer")
    assert series.ties(lamps, 4) == []
    (told,) = series.person(lamps, 4, called(lamps, 4, "Tom"), len(OTHER))
    assert told.work.id == 4


def test_a_reader_says_who_is_who(lamps: Library) -> None:
    """A reader's yes joins two, a no parts them, the last word counts, and neither shows at a place
    before it was said."""
    parts.join(lamps, [3, 4], "Summer")
    one, other = (Who(work, called(lamps, work, "Tom")) for work in (3, 4))
    half = OTHER.index("\n\n")
    yes = sayings.say(lamps, one, other, same=True)
    assert [(t.one, t.other, t.by) for t in series.ties(lamps, 4)] == [(one, other, "reader")]
    assert series.ties(lamps, 4, half) == []
    no = sayings.say(lamps, one, other, same=False)
    assert series.ties(lamps, 4) == []
    assert sayings.listed(lamps) == [yes, no]
    sayings.unsay(lamps, no.id)
    assert len(series.ties(lamps, 4)) == 1
    sayings.unsay(lamps, yes.id)
    assert series.ties(lamps, 4) == []
    with pytest.raises(FabulaError, match="taken back"):
        sayings.unsay(lamps, yes.id)


def test_a_reader_parts_who_seem_the_same(lamps: Library) -> None:
    """A reader's no is stronger than any likeness."""
    one, other = (Who(work, called(lamps, work, "Mara Venn")) for work in (2, 1))
    no = sayings.say(lamps, one, other, same=False)
    assert ("Mara", "Mara") not in pairs(lamps, 1)
    sayings.unsay(lamps, no.id)
    with pytest.raises(FabulaError, match="one work"):
        sayings.say(lamps, one, one, same=True)
    with pytest.raises(FabulaError, match="Nobody"):
        sayings.say(lamps, one, Who(1, "e999"), same=True)


def test_works_are_joined_and_parted_by_hand(lamps: Library) -> None:
    """A reader's series has the works in the order given; one that is taken out is in none."""
    assert parts.join(lamps, [4, 3], " Summer \n tales ").works == (4, 3)
    assert parts.join(lamps, [1], "Summer tales").works == (4, 3, 1)
    assert parts.series_of(lamps, 2) is None
    parts.part(lamps, 3)
    assert [s.works for s in parts.all_series(lamps)] == [(4, 1)]
    for works, name in (([], "x"), ([99], "x"), ([1], "  "), ([1], "x" * 999)):
        with pytest.raises(FabulaError):
            parts.join(lamps, works, name)


def test_series_are_taken_along(lamps: Library, tmp_path: Path) -> None:
    """Whoever takes the library out as files has the series, and what was said of people in it."""
    (found,) = (path for path in lamps.export(tmp_path) if path.name == "series.json")
    told = json.loads(found.read_text("utf-8"))
    assert [one["name"] for one in told["series"]] == [s.name for s in parts.all_series(lamps)]
    assert told["people"] == []
