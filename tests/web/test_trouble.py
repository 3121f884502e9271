"""A library in trouble: pages say so in a sentence, what can be read stays readable, nothing is
lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from here import Served, open_library, put
from test_guard import plain

from fabula import formats
from fabula.library import database, notes

STORY = "“You are late,” said Mara Venn.\n\nTom shut the door. She was tired.\n"
NOTE = {"start": "1", "end": "8", "colour": "blue", "note": "He always is."}


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """A library with one story, that waits for nobody long."""
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    with open_library(tmp_path) as library:
        put(library, STORY, title="The Ferry", read=True)
        with Served(library) as served:
            assert served.app.state.queue.idle(30)
            yield served


def test_another_program_keeps_the_library(served: Served) -> None:
    """While another program has it locked, all can be read and asked; what would be written is
    refused, and can be written when it lets go."""
    with closing(sqlite3.connect(served.library.path)) as other:
        other.execute("begin immediate")
        said = plain(served.post("/work/1/note", NOTE), 503)
        assert "another program keeps it locked" in said
        for path in ("/", "/work/1/read/1", "/work/1/beside?h=30", "/search?q=late&beyond=yes"):
            assert served.get(path).status_code == 200
        other.execute("rollback")
    assert served.post("/work/1/note", NOTE).status_code == 204
    assert [note.note for note in notes.listed(served.library)] == ["He always is."]


def test_the_disk_is_full(served: Served) -> None:
    """A story that there is no room for is refused; what was there is there."""
    with served.library.db.writing() as db:
        pages = db.execute("pragma page_count").fetchone()[0]
        db.execute(f"pragma max_page_count = {pages + 2}")
    long = "".join(f"The weir held all that night, and night {n}.\n\n" for n in range(4000))
    files = {"file": ("weir.txt", long.encode(), "text/plain")}
    said = plain(served.post("/add", files=files), 503)
    assert "the disk is full; free some space" in said
    assert [work.title for work in served.library.works()] == ["The Ferry"]
    assert served.get("/work/1/read/1").status_code == 200


def test_a_work_that_is_damaged(served: Served) -> None:
    """A work whose text is damaged says so on its own pages and can be forgotten; others go on."""
    other = served.library.put(formats.read_string("All that night the weir held.\n")).work.id
    with closing(sqlite3.connect(served.library.path)) as db, db:
        db.execute("update texts set body = x'00' where work = ?", (other,))
    for path in (f"/work/{other}/read/1", f"/work/{other}/beside?h=5"):
        answer = served.get(path)
        assert answer.status_code in (400, 503)
        assert "damaged" in answer.text
    assert served.get("/").status_code == 200
    assert served.get("/work/1/read/1").status_code == 200
    served.post(f"/work/{other}/forget")
    assert [work.id for work in served.library.works()] == [1]
