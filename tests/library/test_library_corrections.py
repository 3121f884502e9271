"""What a reader says of a work in the library is kept, read with, listed, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from tales import page, saved, serial

import fabula
from fabula import FabulaError
from fabula.formats.corrections_file import load_corrections
from fabula.library import Library
from fabula.library import corrections as said_of_works
from fabula.library.corrections import Kept, correct, corrections, share, take, undo
from fabula.story.anchors import correction
from fabula.story.corrections import Action, Anchor, Correction
from fabula.story.text import Span


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "l.sqlite") as opened:
        yield opened


@pytest.fixture
def work(library: Library) -> int:
    return library.add(serial(3)).work.id


def words(library: Library, work: int, exact: str, after: str = "") -> Span:
    text = library.text(work).text
    start = text.index(exact, text.index(after) if after else 0)
    return Span(start, start + len(exact))


def said(library: Library, work: int, do: Action, exact: str, name: str) -> Correction:
    return correction(library.text(work), do, words(library, work, exact), name=name)


def labels(library: Library, work: int, at: int | None = None) -> set[str]:
    story = library.story(work, at)
    world = story.hindsight() if at is None else story.at(at)
    return {e.label for e in world.entities}


def states(kept: list[Kept]) -> list[str]:
    return [k.state for k in kept]


def test_said_listed_and_taken_back(library: Library, work: int) -> None:
    """What is said shows at once and after the library was closed; taken back, all is as before."""
    before = library.story(work).to_json()
    change = correct(library, work, said(library, work, "rename", "Tom", "Old Tom"))
    assert change.sentences == ["Tom is now called Old Tom."]
    assert "Old Tom" in labels(library, work)
    with Library.open(library.path, write=False) as reopened:
        assert "Old Tom" in labels(reopened, work)
        (kept,) = corrections(reopened, work)
    assert (kept.correction.do, kept.state) == ("rename", "applied")
    assert undo(library, work, kept.id).sentences == ["Old Tom is now called Tom."]
    assert library.story(work).to_json() == before
    assert corrections(library, work) == []


def test_what_follows_is_read_on(library: Library, work: int) -> None:
    """After a correction the work is read on from there, and gives what reading it anew gives."""
    place = words(library, work, "Anna", "So they waited")
    correct(library, work, correction(library.text(work), "is", place, name="Tom"))
    assert not library.work(work).is_read
    library.read_on(work)
    assert library.work(work).is_read
    kept = [k.correction for k in corrections(library, work)]
    anew = fabula.read(library.text(work).text, corrections=kept)
    assert list(library.story(work).records) == list(anew.records)


def test_it_does_not_show_before_it_was_made(library: Library, work: int) -> None:
    """Said in the third chapter of somebody in the first, it waits until the reader is there."""
    text = library.text(work)
    late = text.text.index("night number 3")
    end = text.paragraph_end(late)
    first = words(library, work, "Tom")
    correct(library, work, correction(text, "rename", first, made_at=end, name="Old Tom"), late)
    early = text.text.index("Chapter 2")
    assert "Old Tom" not in labels(library, work, early)
    assert states(corrections(library, work, early)) == ["waiting"]
    assert "Old Tom" in labels(library, work)


def test_what_is_far_is_not_waited_for(
    library: Library, work: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is said of words long before the page shows when the work has been read on; until then
    the page shows what it did."""
    monkeypatch.setattr(said_of_works, "FAR", 200)
    end = len(library.text(work).text)
    change = correct(library, work, said(library, work, "rename", "Tom", "Old Tom"), end)
    assert change.sentences == [
        "Tom is now called Old Tom.",
        "All that comes later is being read anew.",
    ]
    assert states(corrections(library, work, end)) == ["waiting"]
    assert "Old Tom" not in labels(library, work, end)
    library.read_on(work)
    assert states(corrections(library, work, end)) == ["applied"]
    assert "Old Tom" in labels(library, work, end)


def test_it_survives_a_new_version(library: Library, tmp_path: Path) -> None:
    """When a work is downloaded again with a new beginning and more chapters, what was said still
    applies; when its words are gone, it is listed as lost, and comes back with them."""
    path = saved(tmp_path, "work.html", page(7, "Night", serial(2)))
    work = library.add(path).work.id
    place = words(library, work, "Anna", "“You are late by 1")
    text = library.text(work)
    correct(library, work, correction(text, "rename", place, name="Old Anna"))
    for version, found in (
        ("Chapter 1\n\nIt had rained.\n\n" + serial(4), "applied"),
        (serial(4).replace("Anna", "Nobody"), "lost"),
        (serial(4), "applied"),
    ):
        saved(tmp_path, "work.html", page(7, "Night", version))
        assert library.add(path).outcome == "updated"
        (kept,) = corrections(library, work)
        assert kept.state == found
        assert ("Old Anna" in labels(library, work)) == (found == "applied")


def test_after_a_new_beginning_it_does_not_show_earlier(library: Library, tmp_path: Path) -> None:
    """What was said at the end of a work shows at that end, however far a new version moves it."""
    path = saved(tmp_path, "work.html", page(7, "Night", serial(2)))
    work = library.add(path).work.id
    text = library.text(work)
    end = text.paragraph_end(text.text.index("night number 2") + 30)
    first = words(library, work, "Tom")
    correct(library, work, correction(text, "rename", first, made_at=end, name="Old Tom"), end)
    saved(tmp_path, "work.html", page(7, "Night", "It had rained. " * 200 + "\n\n" + serial(4)))
    assert library.add(path).outcome == "updated"
    assert library.text(work).text.index("Chapter 2") > end
    assert "Old Tom" not in labels(library, work, library.text(work).text.index("Chapter 2"))
    assert "Old Tom" in labels(library, work)


def test_what_applies_to_nothing_is_not_kept(library: Library, work: int) -> None:
    """What names nobody, or says too little, is not kept, and it is said why."""
    nothing = Correction("omit", Anchor("It did not happen"))
    assert correct(library, work, nothing).lost == "its words are not in the text"
    with pytest.raises(FabulaError, match="“name” is missing"):
        correct(library, work, Correction("rename", Anchor("Tom")))
    with pytest.raises(FabulaError, match="no correction 5"):
        undo(library, work, 5)
    assert corrections(library, work) == []


def test_twice_is_once(library: Library, work: int) -> None:
    """Said twice, it is kept once."""
    for _ in range(2):
        correct(library, work, said(library, work, "rename", "Tom", "Old Tom"))
    assert len(corrections(library, work)) == 1


def test_shared_as_a_file(library: Library, work: int, tmp_path: Path) -> None:
    """What was said can be written to a file, and taken from one, each thing once."""
    path = tmp_path / "tale.corrections.json"
    correct(library, work, said(library, work, "rename", "Tom", "Old Tom"))
    correct(library, work, said(library, work, "alias", "Bram", "the Heron"))
    share(library, work, path)
    assert [c.do for c in load_corrections(path)] == ["rename", "alias"]
    undo(library, work, corrections(library, work)[0].id)
    assert take(library, work, path) == 1
    assert take(library, work, path) == 0
    assert {"Old Tom", "Bram"} <= labels(library, work)


def test_taken_with_a_new_work(library: Library, work: int, tmp_path: Path) -> None:
    """What stands beside a file is taken when the file is first added, and told; a file that is no
    corrections file keeps nothing from being added."""
    path = saved(tmp_path, "night.txt", "It rained on Peregrine.\n\n“Go,” said Peregrine.\n")
    share(library, work, tmp_path / "night.corrections.json")
    assert library.add(path).notices == ()
    correct(library, work, said(library, work, "rename", "Tom", "Old Tom"))
    for name, told in (("dawn", "One correction was taken from"), ("noon", "were not taken")):
        story = saved(tmp_path, f"{name}.txt", f"It was {name} on {name} street.\n")
        beside = tmp_path / f"{name}.corrections.json"
        if name == "dawn":
            share(library, work, beside)
        else:
            beside.write_text("{", "utf-8")
        added = library.add(story)
        assert added.outcome == "added"
        assert told in added.notices[-1].message


def test_forgotten_with_its_work(library: Library, work: int) -> None:
    """When a work is forgotten, so is what was said of it."""
    correct(library, work, said(library, work, "rename", "Tom", "Peregrine"))
    library.forget(work)
    assert library.db.rows("select * from corrections") == []


def test_words_that_are_no_story(library: Library) -> None:
    """What is said of words in a tag or an end note is about nobody, and is not kept."""
    with as_file(files("fabula.demo") / "line_clear.html") as path:
        work = library.add(path).work.id
    change = correct(library, work, Correction("alias", Anchor("Barley"), name="Keddle"))
    assert change.lost is not None
    assert corrections(library, work) == []
