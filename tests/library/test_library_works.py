"""The library keeps works: they are put in, read, found again, and resumed where one was."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tales import chapter, saved, serial, text

import fabula
from fabula import Anchor, Correction, FabulaError
from fabula.library import Added, Library, Refused, corrections, notes, rows
from fabula.reading import fold
from fabula.story.passage import Passage
from fabula.story.text import Span


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library" / "l.sqlite") as opened:
        yield opened


def test_what_is_read_in_the_library_is_what_is_read_anywhere(library: Library) -> None:
    """A work of the library tells just what the same file tells without one."""
    added = library.add(serial(3))
    assert added.outcome == "added"
    assert library.story(added.work.id).to_json() == fabula.read(serial(3)).to_json()


def test_a_work_can_be_shown_before_it_is_read(library: Library) -> None:
    """A text is there as soon as it is put in; how far Fabula has read it is said."""
    work = library.put(text(3)).work
    assert (work.read_to, work.is_read, work.chapters) == (0, False, 3)
    assert library.text(work.id).text == text(3).text
    library.read_on(work.id)
    assert library.work(work.id).is_read


def test_a_story_is_read_no_further_than_asked(library: Library) -> None:
    """To tell what is known at the end of chapter one, chapter three need not be read; what is told
    is what the whole story tells as of there."""
    work = library.put(text(3)).work
    end = text(1).paragraph_end(len(serial(1)))
    story = library.story(work.id, at=end)
    assert len(story.text.text) == end
    assert library.work(work.id).read_to == end
    assert story.to_json(end) == fabula.read(serial(3)).to_json(end)
    assert library.story(work.id, at=end - 5) is story


def test_opened_again_nothing_is_read_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read is kept: opened again, the library tells a story without looking at a passage
    or deciding anything anew, but it may be of the last one, as the story might go on there."""
    with Library.open(tmp_path / "l.sqlite") as library:
        work = library.add(serial(6)).work.id
        told = library.story(work).to_json()
    decided: list[Passage] = []
    resolve = fold.resolve
    monkeypatch.setattr(fold, "annotate", lambda _passage: pytest.fail("it was read again"))
    monkeypatch.setattr(fold, "resolve", lambda *page: decided.append(page[1]) or resolve(*page))
    with Library.open(tmp_path / "l.sqlite") as library:
        library.read_on(work)
        assert library.story(work).to_json() == told
    assert len(decided) <= 1


def test_the_reader_is_where_the_reader_was(library: Library) -> None:
    """The reader's place is kept, and the furthest one too; beyond the end is the end."""
    work = library.put(text(2)).work
    assert (work.position, work.opened) == (0, None)
    library.set_position(work.id, 120)
    library.set_position(work.id, 40)
    now = library.work(work.id)
    assert (library.position(work.id), now.furthest) == (40, 120)
    assert now.opened is not None
    library.set_position(work.id, 10**9)
    assert library.position(work.id) == work.length


def test_the_same_text_is_one_work(library: Library) -> None:
    """A story added twice is there once."""
    first = library.put(text(2))
    again = library.put(text(2))
    assert (first.outcome, again.outcome) == ("added", "unchanged")
    assert library.works() == [again.work]


def test_a_work_that_is_not_there(library: Library) -> None:
    """A number that no work has is refused in a sentence, whatever is asked of it."""
    for ask in (library.work, library.text, library.story, library.position, library.forget):
        with pytest.raises(FabulaError, match="no work 7 in the library"):
            ask(7)
    with pytest.raises(FabulaError, match="no work 7 in the library"):
        library.set_position(7, 3)


def test_a_folder_of_works(library: Library, tmp_path: Path) -> None:
    """Each file of a folder is a work, chapters in a folder of their own are one; of two formats
    the richer is taken, and what cannot be read keeps none of the others away."""
    folder = tmp_path / "stories"
    saved(folder, "a.txt", serial(1))
    saved(folder, "a.html", "<html><body><p>Mara sat still, all by herself.</p></body></html>")
    saved(folder / "long", "Chapter 10.txt", "So it ended, with a tenth and final chapter.")
    saved(folder / "long", "Chapter 9.txt", "But the ninth came before it, as ninths will do.")
    saved(folder, "empty.txt", "\n")
    html, empty, long = library.add_folder(folder)
    assert isinstance(empty, Refused)
    assert isinstance(html, Added)
    assert isinstance(long, Added)
    assert [html.work.label, Path(empty.path).name, long.work.label] == ["a", "empty.txt", "long"]
    whole = library.text(long.work.id).text
    assert whole.index("ninth came") < whole.index("it ended")


def test_a_folder_is_added_on_where_it_was_broken_off(library: Library, tmp_path: Path) -> None:
    """Files that are there as they are, are known by their bytes and not read again."""
    for number in range(3):
        saved(tmp_path / "in", f"{number} tale.txt", chapter(10 + number))
    results = library.add_folder(tmp_path / "in")
    assert isinstance(next(results), Added)
    again = [r.outcome for r in library.add_folder(tmp_path / "in") if isinstance(r, Added)]
    assert again == ["unchanged", "added", "added"]


def test_the_library_is_its_owners_alone(library: Library) -> None:
    """What a library tells of its reader is nobody else's to see."""
    library.put(text(1))
    library.backup(library.path.with_name("copy.sqlite"))
    library.path.with_name("copy.sqlite").chmod(0o644)
    Library.open(library.path.with_name("copy.sqlite")).close()
    if os.name != "nt":
        assert stat.S_IMODE(library.path.parent.stat().st_mode) == 0o700
        modes = {stat.S_IMODE(p.stat().st_mode) & 0o077 for p in library.path.parent.iterdir()}
        assert modes == {0}


def test_a_backup_is_a_library(library: Library, tmp_path: Path) -> None:
    """A backup opens as the library it was made of; one that is there is not written over."""
    work = library.add(serial(1)).work
    library.backup(tmp_path / "copy.sqlite")
    with Library.open(tmp_path / "copy.sqlite", write=False) as copy:
        assert copy.works() == [work]
        assert copy.story(work.id).to_json() == library.story(work.id).to_json()
    with pytest.raises(FabulaError, match="there is a file already"):
        library.backup(tmp_path / "copy.sqlite")


def test_all_of_it_as_plain_files(library: Library, tmp_path: Path) -> None:
    """What the library holds can be written as files that any program can read: the list with the
    reader's places, and of each work what was read, what was noted and what was corrected."""
    work = library.add(saved(tmp_path, "Salt: a tale.txt", serial(1))).work.id
    library.set_position(work, 33)
    at = serial(1).index("ferry")
    notes.add(library, work, Span(at, at + 5), "over *there*")
    speaker = Correction("speaker", Anchor("“You are late by 1 hours,”"), name="Anna")
    assert corrections.correct(library, work, speaker).lost is None
    paths = {path.name: path for path in library.export(tmp_path / "out")}
    assert set(paths) == {
        "library.json",
        "1-Salt-a-tale.json",
        "1-Salt-a-tale.corrections.json",
        "1-Salt-a-tale.notes.md",
        "1-Salt-a-tale.notes.json",
    }
    assert json.loads(paths["library.json"].read_bytes())[0]["position"] == 33
    export = json.loads(paths["1-Salt-a-tale.json"].read_bytes())
    assert (export["text"], export["corrections"]["applied"]) == (serial(1), 1)
    assert fabula.load_corrections(paths["1-Salt-a-tale.corrections.json"]) == (speaker,)
    assert "over \\*there\\*" in paths["1-Salt-a-tale.notes.md"].read_text(encoding="utf-8")


def test_a_library_opens_at_once(tmp_path: Path) -> None:
    """The list of five hundred works is there without anything that reading stories needs."""
    path = tmp_path / "l.sqlite"
    one = text(1)
    with Library.open(path) as library, library.db.writing() as db:
        for number in range(500):
            rows.insert(db, f"text:{number}", one, 1, mend=False)
    asks = (
        "import sys, time; from fabula.library import Library\n"
        f"works = Library.open({str(path)!r}).works()\n"
        "print(len(works), 'fabula.reading' in sys.modules, 'numpy' in sys.modules)\n"
        "print(time.process_time())"
    )
    found = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)
    told, seconds = found.stdout.splitlines()
    assert told == "500 False False"
    assert float(seconds) < 0.3
