"""The cache: kept private and small, and never a reason for trouble."""

from __future__ import annotations

import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fabula.errors import FabulaError
from fabula.formats import read_string
from fabula.reading import fold
from fabula.store.cache import Cache, default_path
from fabula.stories import tell
from fabula.story.annotations import Annotations
from fabula.story.text import Span

BOOK = read_string("\n\n".join(f"“Again,” said Mara, for the {i}th time." for i in range(700)))


def test_it_is_private(tmp_path: Path) -> None:
    """Nobody else can look into the folder and the file."""
    path = tmp_path / "cache" / "readings.sqlite"
    with Cache(path) as cache:
        tell(BOOK, cache=cache)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_it_is_forgotten_whole(tmp_path: Path) -> None:
    """After forget nothing is left on disk, and how much went is told."""
    path = tmp_path / "readings.sqlite"
    with Cache(path) as cache:
        tell(BOOK, cache=cache)
    size = path.stat().st_size
    assert Cache(path).forget() >= size > 0
    assert list(tmp_path.iterdir()) == []


def test_it_keeps_to_its_size(tmp_path: Path) -> None:
    """Over its cap the oldest readings go, and what is left still reads the same."""
    path = tmp_path / "readings.sqlite"
    cap = 64 * 1024
    for n in range(4):
        with Cache(path, size_cap=cap) as cache:
            tell(read_string(f"Tale {n}.\n\n" + BOOK.text), cache=cache)
        assert path.stat().st_size <= cap + 32 * 1024
    with Cache(path) as cache:
        assert tell(BOOK, cache=cache).to_json() == tell(BOOK).to_json()


@pytest.mark.parametrize("damage", [b"", b"not a database at all" * 100])
def test_a_damaged_file_is_done_without(tmp_path: Path, damage: bytes) -> None:
    """A cache file that is no database is begun anew, and the reading is the same."""
    path = tmp_path / "readings.sqlite"
    path.write_bytes(damage)
    with Cache(path) as cache:
        assert cache.trouble is None
        assert tell(BOOK, cache=cache).to_json() == tell(BOOK).to_json()


def test_damaged_rows_are_read_again(tmp_path: Path) -> None:
    """A row that cannot be decoded counts as not there."""
    path = tmp_path / "readings.sqlite"
    with Cache(path) as cache:
        tell(BOOK, cache=cache)
    with sqlite3.connect(path) as db:
        db.execute("update annotations set body = x'00'")
        db.execute("update stretches set body = x'0102'")
    db.close()
    with Cache(path) as cache:
        assert tell(BOOK, cache=cache).to_json() == tell(BOOK).to_json()


def test_a_place_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    """Where no cache can be, reading goes on and the reason is there to be told."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with Cache(blocked / "readings.sqlite") as cache:
        assert "not used" in (cache.trouble or "")
        assert tell(BOOK, cache=cache).to_json() == tell(BOOK).to_json()


def test_a_locked_cache_does_not_stop_a_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another process writes, this one reads without."""
    path = tmp_path / "readings.sqlite"
    Cache(path).close()
    connect = sqlite3.connect
    holder = connect(path)
    holder.execute("begin exclusive")
    monkeypatch.setattr(sqlite3, "connect", lambda p, **_: connect(p, timeout=0.01))
    with Cache(path) as cache:
        assert tell(BOOK, cache=cache).to_json() == tell(BOOK).to_json()
    holder.close()


def test_where_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The cache is in the user's cache directory, or where FABULA_CACHE says."""
    monkeypatch.setenv("FABULA_CACHE", str(tmp_path))
    assert default_path() == tmp_path / "readings.sqlite"
    monkeypatch.delenv("FABULA_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert default_path() == tmp_path / "fabula" / "readings.sqlite"


def test_a_path_that_is_none_is_no_trouble() -> None:
    """A name that no file can have is done without; a path may be a string."""
    with Cache("a\0b") as cache:
        tell(BOOK, cache=cache)
    assert cache.trouble


def test_without_a_home_it_has_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without a home folder is told in a sentence."""
    for name in ("FABULA_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)

    def home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", home)
    with pytest.raises(FabulaError, match="FABULA_CACHE"):
        default_path()


def test_what_cannot_be_removed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the file may not be removed, forget says so in a sentence."""
    cache = Cache(tmp_path / "readings.sqlite")

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        with pytest.raises(FabulaError, match="cannot be removed"):
            cache.forget()


def test_damage_in_its_index_changes_nothing(tmp_path: Path) -> None:
    """Rows that stand under each other's keys are not taken for one another."""
    path = tmp_path / "readings.sqlite"
    with Cache(path) as cache:
        plain = tell(BOOK, cache=cache).to_json()
    db = sqlite3.connect(path)
    for table in ("annotations", "stretches"):
        bodies = [body for (body,) in db.execute(f"select body from {table} order by rowid")]
        rows = [row for (row,) in db.execute(f"select rowid from {table} order by rowid desc")]
        for body, row in zip(bodies, rows, strict=True):
            db.execute(f"update {table} set body = ? where rowid = ?", (body, row))
    db.commit()
    db.close()
    with Cache(path) as cache:
        assert tell(BOOK, cache=cache).to_json() == plain


def test_threads_share_it(tmp_path: Path) -> None:
    """Several threads may ask and keep at once; nothing is lost and nothing goes wrong."""
    notes = Annotations(sentences=(Span(0, 4),))
    keys = [b"%d" % n for n in range(400)]
    with Cache(tmp_path / "readings.sqlite") as cache, ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda key: cache.keep_annotations(key, notes), keys))
        assert all(found == notes for found in threads.map(cache.annotations, keys))
        assert cache.trouble is None


def test_the_second_reading_reads_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A work that was read before, unchanged, is taken from the cache."""
    with Cache(tmp_path / "readings.sqlite") as cache:
        first = tell(BOOK, cache=cache).to_json()
        seen: list[int] = []
        plain = fold.annotate
        monkeypatch.setattr(fold, "annotate", lambda p: seen.append(p.start) or plain(p))
        assert tell(BOOK, cache=cache).to_json() == first
        assert cache.trouble is None
    assert not seen
