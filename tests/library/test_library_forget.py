"""A work that is forgotten is gone: no byte of it stays in any file."""

from __future__ import annotations

from pathlib import Path

import pytest
from tales import chapter, serial

from fabula import Anchor, Correction, formats
from fabula.library import Library, corrections, notes, searching
from fabula.story.text import Span

RARE = "zephyrine"
TALE = (
    f"---\ntitle: The {RARE} affair\nauthor: A {RARE}\n---\n\n"
    f"{serial(3)}{RARE.title()} stood at the door. “Come in,” said {RARE.title()}.\n"
)


def left_in(folder: Path, what: bytes) -> list[str]:
    """The files that have some bytes in them."""
    return [p.name for p in folder.rglob("*") if p.is_file() and what in p.read_bytes().lower()]


def test_a_forgotten_work_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a work that was read, noted in, corrected and searched, no word nor what else was kept
    stays in the library's files, in a migration's copy or in the cache; other works do."""
    monkeypatch.setenv("FABULA_CACHE", str(tmp_path / "cache"))
    for place in ("cache/readings.sqlite", "l.sqlite.version-1"):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_text(RARE)
    with Library.open(tmp_path / "l.sqlite") as library:
        other = library.put(formats.read_string(chapter(40))).work
        work = library.put(formats.read_bytes(TALE.encode(), "x.md")).work.id
        at = library.text(work).text.index(RARE.title())
        notes.add(library, work, Span(at, at + len(RARE)), f"so this is {RARE}")
        named = Correction("rename", Anchor(RARE.title(), suffix=" stood"), name=f"Lady {RARE}")
        assert corrections.correct(library, work, named).lost is None
        library.read_on(work)
        assert searching.search(library, RARE, beyond=True)
        kept = [
            bytes(body[-40:]).lower()
            for table in ("texts", "annotations", "stretches")
            for (body,) in library.db.rows(f"select body from {table} where work = ?", work)
        ]
        assert len(kept) > 3
        assert left_in(tmp_path, RARE.encode())
        library.forget(work)
        for what in (RARE.encode(), *kept):
            assert left_in(tmp_path, what) == []
        assert library.works() == [other]
        assert library.text(other.id).text == chapter(40)


def test_forgetting_makes_the_file_smaller(tmp_path: Path) -> None:
    """The room that a work took is given back."""
    with Library.open(tmp_path / "l.sqlite") as library:
        library.db.scrub()
        empty = library.path.stat().st_size
        many = "".join(chapter(n) for n in range(400))
        work = library.put(formats.read_string(many)).work
        library.db.scrub()
        full = library.path.stat().st_size
        library.forget(work.id)
        assert library.path.stat().st_size - empty < (full - empty) / 4
