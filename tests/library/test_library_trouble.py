"""Whatever is wrong with a library's file is said in a sentence, and the file is as it was."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from tales import chapter, serial, text

from fabula import FabulaError, formats
from fabula.errors import LibraryUnusable
from fabula.library import Library, database, migrations


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a library that has one work."""
    with Library.open(tmp_path / "l.sqlite") as library:
        library.put(text(2))
    return tmp_path / "l.sqlite"


def told(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        found = db.execute(sql).fetchall()
        db.commit()
        return found


def test_a_newer_library_is_refused_and_not_touched(path: Path) -> None:
    """A library that a newer version has made is left exactly as it is, for writing and reading."""
    told(path, "pragma user_version = 999")
    was = path.read_bytes()
    for write in (True, False):
        with pytest.raises(FabulaError, match="a newer version of Fabula made this library"):
            Library.open(path, write)
    assert path.read_bytes() == was
    assert {p.name for p in path.parent.iterdir()} == {"l.sqlite", "l.sqlite.lock"}


@pytest.mark.parametrize("write", [True, False])
def test_an_older_library_is_copied_and_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: bool
) -> None:
    """A library of an older version keeps its works; how it was stands beside it, and each step
    that was gone has left its receipt."""
    path = tmp_path / "l.sqlite"
    with monkeypatch.context() as before:
        before.setattr(migrations, "STEPS", migrations.STEPS[:1])
        db = database.Database(path)
        with db.writing() as writing:
            writing.execute(
                "insert into works (key, title, authors, series, words, chapters, length, added,"
                " updated, text_by, mend) values ('k', 'Salt', '[]', '[]', 1, 1, 1, 0, 0, '', 0)"
            )
        db.close()
    with Library.open(path, write) as library:
        assert [work.title for work in library.works()] == ["Salt"]
    names = [step.__name__ for step in migrations.STEPS]
    assert [name for (name,) in told(path, "select name from migrations order by number")] == names
    assert told(tmp_path / "l.sqlite.version-1", "pragma user_version") == [(1,)]
    assert told(tmp_path / "l.sqlite.version-1", "select title from works") == [("Salt",)]


def test_a_step_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A migration that breaks off leaves the library at the version it had."""

    def half(db: sqlite3.Connection) -> None:
        db.execute("create table half (a)")
        db.execute("insert into nowhere values (1)")

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, half))
    with pytest.raises(LibraryUnusable):
        Library.open(path)
    monkeypatch.undo()
    with Library.open(path) as library:
        assert len(library.works()) == 1
    assert told(path, "select count(*) from sqlite_master where name = 'half'") == [(0,)]


def test_what_is_no_library(tmp_path: Path) -> None:
    """Another program's database, a file that is none, and a folder are refused untouched."""
    other = tmp_path / "other.sqlite"
    told(other, "create table recipes (name text)")
    noise = tmp_path / "noise.sqlite"
    noise.write_bytes(bytes(range(256)) * 64)
    for path in (other, noise):
        was = path.read_bytes()
        for write in (True, False):
            with pytest.raises(LibraryUnusable, match=r"not a library.*name another file"):
                Library.open(path, write)
        assert path.read_bytes() == was
    with pytest.raises(LibraryUnusable, match="check"):
        Library.open(tmp_path)
    with pytest.raises(LibraryUnusable, match="there is no library yet"):
        Library.open(tmp_path / "none.sqlite", write=False)


def test_a_damaged_library(path: Path) -> None:
    """A file with a hole in it is said to be damaged, and what to do about it."""
    data = bytearray(path.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(LibraryUnusable, match=r"damaged; put a backup in its place"):
        Library.open(path).works()


def test_a_second_writer_is_told_who_writes(path: Path) -> None:
    """Whoever would write beside another writer is told which process that is; readers may come."""
    with Library.open(path):
        with pytest.raises(LibraryUnusable, match=r"this very program is writing.*try again"):
            Library.open(path)
        asks = f"from fabula.library import Library; Library.open({str(path)!r})"
        found = subprocess.run(
            [sys.executable, "-c", asks], capture_output=True, text=True, check=False
        )
        assert re.search(rf"process {os.getpid()} .* is writing", found.stderr)
        with Library.open(path, write=False) as reader:
            assert len(reader.works()) == 1
            with pytest.raises(LibraryUnusable, match="open for reading only"):
                reader.set_position(1, 5)
    Library.open(path).close()


def test_a_reader_reads_what_nobody_has_read_yet(path: Path) -> None:
    """Open for reading only, a story is read all the same; it is just not kept."""
    with Library.open(path, write=False) as library:
        assert library.story(1).characters
        library.read_on(1)
        assert library.work(1).read_to == 0


def test_another_program_keeps_it_locked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another program holds the database, that is said; when it lets go, all goes on."""
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    with Library.open(path) as library, closing(sqlite3.connect(path)) as other:
        other.execute("begin immediate")
        with pytest.raises(LibraryUnusable, match="another program keeps it locked"):
            library.set_position(1, 7)
        other.execute("rollback")
        library.set_position(1, 7)
        assert library.position(1) == 7


def test_the_disk_is_full(path: Path) -> None:
    """Where there is no room, that is said and nothing is lost; with room again, all goes on."""
    more = "".join(f"{chapter(n)}" for n in range(20, 90))
    with Library.open(path) as library:
        with library.db.writing() as db:
            pages = db.execute("pragma page_count").fetchone()[0]
            db.execute(f"pragma max_page_count = {pages + 2}")
        with pytest.raises(LibraryUnusable, match=r"the disk is full; free some space"):
            library.put(formats.read_string(more))
        with pytest.raises(LibraryUnusable, match=r"the disk is full"):
            library.read_on(1)
        assert [work.words for work in library.works()] == [library.work(1).words]
        assert library.text(1).text == serial(2)
        with library.db.writing() as db:
            db.execute("pragma max_page_count = 1000000")
        library.read_on(1)
        assert library.work(1).is_read
    assert told(path, "pragma integrity_check") == [("ok",)]


def test_no_room_for_a_folder(tmp_path: Path) -> None:
    """Where the library's folder cannot be made, another place is asked for."""
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryUnusable, match="name another place in FABULA_LIBRARY"):
        Library.open(tmp_path / "file" / "l.sqlite")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_library_that_may_only_be_read(path: Path) -> None:
    """A library in a folder that may not be written to can be read, and only that."""
    path.with_name("l.sqlite.lock").unlink()
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        with pytest.raises(LibraryUnusable, match="cannot be written to"):
            Library.open(path)
        with Library.open(path, write=False) as library:
            assert library.text(1).text == serial(2)
    finally:
        path.parent.chmod(0o700)


def test_a_damaged_text_can_be_forgotten(path: Path) -> None:
    """A work whose text is damaged says so, and can be forgotten like any other."""
    told(path, "update texts set body = x'00'")
    with Library.open(path) as library:
        with pytest.raises(LibraryUnusable, match="the text of work 1 is damaged"):
            library.text(1)
        library.forget(1)
        assert library.works() == []


def test_damaged_readings_are_read_again(path: Path) -> None:
    """What was read and is damaged now is read again, as if it had never been."""
    with Library.open(path) as library:
        library.read_on(1)
        whole = library.story(1).to_json()
    told(path, "update annotations set body = x'00'")
    told(path, "update stretches set body = x'00'")
    with Library.open(path) as library:
        assert library.story(1).to_json() == whole


def test_ten_tabs(path: Path) -> None:
    """Ten that look at a work at once, each at its own place and while it is being read, are told
    the same as one after the other."""
    places = [text(2).paragraph_end(at) for at in range(60, 460, 40)]
    with Library.open(path) as library, ThreadPoolExecutor(10) as tabs:
        reading = tabs.submit(library.read_on, 1)
        at_once = list(tabs.map(lambda at: library.story(1, at=at).to_json(at), places))
        reading.result()
        assert at_once == [library.story(1).to_json(at) for at in places]


@pytest.mark.parametrize("number", [-1, 0, 2**63, 10**40])
def test_forged_numbers(path: Path, number: int) -> None:
    """A work of no possible number is no work; a place beyond the text is its end or beginning."""
    with Library.open(path) as library:
        with pytest.raises(FabulaError, match="no work"):
            library.text(number)
        library.set_position(1, number)
        assert library.position(1) in (0, len(serial(2)))
