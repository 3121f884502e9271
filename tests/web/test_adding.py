"""Files that are added on the page, and what is told of them."""

from __future__ import annotations

import pytest
from here import Served, open_library, put, until
from test_guard import plain

from fabula.errors import FabulaError
from fabula.library import Library
from fabula.web import folder_watch
from fabula.web.app import create_app
from fabula.web.session import Door

ONE = b"Chapter 1\n\n\xe2\x80\x9cYou are late,\xe2\x80\x9d said Mara Venn.\n\nTom shut the door.\n"
TWO = b"Chapter 2\n\nIn the morning the river had gone back to its bed.\n"
NAMES = (
    "../../etc/cron.d/x.txt",
    "/etc/x.txt",
    "C:\\Windows\\x.txt",
    "..\\..\\x.txt",
    "a/\0/x.txt",
    "....//x.txt",
    "x" * 4000 + ".txt",
    ".txt",
    "con.txt",
    "<b>x</b>.txt",
    "\u202etxt.x",
)


def send(served: Served, *files: tuple[str, bytes], **fields: str):
    """What follows on files that are sent."""
    parts = [("file", (name, data, "application/octet-stream")) for name, data in files]
    return served.post("/add", fields, files=parts)


def account(served: Served, *files: tuple[str, bytes], **fields: str) -> str:
    answer = send(served, *files, **fields)
    assert answer.status_code == 303, answer.text
    return served.get(answer.headers["location"]).text


def test_a_file_is_added_and_read(empty) -> None:
    """It is in the library at once, called by its file's name where it has no title, and read soon
    after; the same file again is the same work."""
    told = account(empty, ("ferry.txt", ONE))
    (work,) = empty.library.works()
    assert work.label == "ferry"
    assert "is in the library now" in told
    assert f'href="/work/{work.id}/report"' in told
    until(lambda: empty.library.work(work.id).is_read)
    assert "nothing in it is new" in account(empty, ("ferry.txt", ONE))
    assert len(empty.library.works()) == 1


def test_new_chapters_are_counted(empty) -> None:
    """A newer copy of a work brings it up to date: its card says how many chapters are new, and
    leads to the first; they are new no longer when the reader has come there."""
    account(empty, ("ferry.txt", ONE))
    told = account(empty, ("ferry.txt", ONE + b"\n" + TWO + b"\n" + TWO.replace(b"2", b"3")))
    assert "brought up to date" in told
    (work,) = empty.library.works()
    page = empty.get("/").text
    assert "2 new chapters" in page
    assert f'href="/work/{work.id}/words/{work.new_from}"' in page
    empty.library.set_position(work.id, work.length)
    assert "new chapter" not in empty.get("/").text


def test_files_on_this_machine_are_looked_at_again(empty, tmp_path) -> None:
    """Works that were added from files here can be brought up to date from the page; one whose file
    has gone stays, and that is told."""
    assert 'action="/update"' not in empty.get("/").text
    grows, goes = tmp_path / "grows.txt", tmp_path / "goes.txt"
    grows.write_bytes(ONE)
    goes.write_bytes(b"All that night the weir held, and then it did not.")
    for path in (grows, goes):
        empty.library.add(path)
    assert 'action="/update"' in empty.get("/").text
    assert "Nothing new" in empty.get(empty.post("/update").headers["location"]).text
    grows.write_bytes(ONE + b"\n" + TWO)
    goes.unlink()
    told = empty.get(empty.post("/update").headers["location"]).text
    assert "brought up to date" in told
    assert "it is not there any more" in told
    assert len(empty.library.works()) == 2


def test_a_folder_is_watched(tmp_path, monkeypatch) -> None:
    """What lies in a folder is put in and read, and so is what comes or grows there; what is no
    story is told once, a folder that goes keeps nothing from going on."""
    said: list[str] = []
    monkeypatch.setattr(folder_watch, "EVERY", 0.05)
    monkeypatch.setattr(folder_watch.log, "warning", said.append)
    folder = tmp_path / "stories"
    folder.mkdir()
    (folder / "first.txt").write_bytes(ONE)
    with open_library(tmp_path) as library, Served(library, [folder]):

        def read() -> list[tuple[str, int]]:
            return [(work.label, work.chapters) for work in library.works() if work.is_read]

        until(lambda: read() == [("first", 1)], 60)
        (folder / "first.txt").write_bytes(ONE + b"\n" + TWO)
        (folder / "none.epub").write_bytes(b"PK\x03\x04 broken off")
        until(lambda: read() == [("first", 2)], 60)
        until(lambda: len(said) == 1 and "none.epub" in said[0])
        folder.rename(tmp_path / "away")
        until(lambda: len(said) == 2 and str(folder) in said[1])
        (tmp_path / "away").rename(folder)
        (folder / "second.txt").write_bytes(b"All that night the weir held, and then it did not.")
        until(lambda: len(read()) == 2, 60)
    assert len(said) == 2, said


def test_a_folder_that_is_not_there_is_told(tmp_path) -> None:
    """Before anything is served, a folder that cannot be watched is named."""
    with open_library(tmp_path) as library, pytest.raises(FabulaError, match="nowhere"):
        create_app(library, Door(1), [tmp_path / "nowhere"])


def test_several_files_are_several_works_or_one(empty) -> None:
    """As the reader says: works by themselves, or the chapters of one work in natural order."""
    account(empty, ("b.txt", ONE), ("a.txt", TWO * 9))
    assert len(empty.library.works()) == 2
    files = [(f"Serial/chapter{n}.txt", b"It was day %d of the flood.\n" % n) for n in (10, 9, 8)]
    account(empty, *files, **{"as": "chapters"})
    work = empty.library.works()[-1]
    text = empty.library.text(work.id)
    assert [w for w in text.text.split() if w.isdigit()] == ["8", "9", "10"]
    assert [s.path for s in text.sources] == [f"Serial/chapter{n}.txt" for n in (8, 9, 10)]


def test_what_is_no_story_is_told_and_passed_by(empty) -> None:
    """A file that cannot be read is named with the reason, the others are added; nothing says where
    they lay for a moment."""
    told = account(empty, ("scan.pdf", b"%PDF-1.4"), ("empty.txt", b""), ("ferry.txt", ONE))
    assert "scan.pdf" in told
    assert "PDF" in told
    assert told.count("Not read:") == 2
    assert "fabula-" not in told
    assert [w.label for w in empty.library.works()] == ["ferry"]


def test_garbled_characters_are_mended_if_asked(empty) -> None:
    """The page says how on the page's own terms; sent again with the box ticked it is the same
    work, mended."""
    garbled = (b"He said \xe2\x80\x9cyes\xe2\x80\x9d to her. " * 3).decode("cp1252", "replace")
    sent = garbled.replace("\ufffd", "\u009d").encode() + b"\n\n" + ONE + TWO
    told = account(empty, ("ferry.txt", sent))
    assert "“Mend characters” ticked" in told
    assert "--mend" not in told
    account(empty, ("ferry.txt", sent), mend="yes")
    (work,) = empty.library.works()
    assert "“yes”" in empty.library.text(work.id).text


def test_a_files_name_leads_nowhere(empty, tmp_path) -> None:
    """A forged name is a name: nothing is written outside a folder that is gone afterwards."""
    before = set(tmp_path.rglob("*"))
    told = account(empty, *((name, ONE) for name in NAMES))
    assert told.count("Not read:") == 0
    assert "<b>x" not in told
    new = {path.name for path in set(tmp_path.rglob("*")) - before}
    assert [name for name in new if "library.sqlite" not in name] == []


def test_nothing_chosen_is_told(empty) -> None:
    """A form without a file, or with words in a file's place, says what to do."""
    assert "choose a story" in plain(send(empty, ("", b"")), 400)
    assert "choose a story" in plain(empty.post("/add", {"file": "words"}), 400)


def test_a_broken_form_is_refused(empty) -> None:
    """Half a multipart form, or one without a boundary, is a bad request and no more."""
    kinds = ("multipart/form-data; boundary=x", "multipart/form-data", "text/plain")
    for kind in kinds:
        answer = empty.ask("POST", "/add", {"content-type": kind}, content=b"--x\r\nnonsense")
        plain(answer, 400, 403)


def test_what_was_read_when_the_server_ended_is_read_on(tmp_path) -> None:
    """What an earlier run left unread is read when the next one starts."""
    with Library.open(tmp_path / "library.sqlite") as library:
        work = put(library, ONE.decode(), title="The Ferry")
        assert not work.is_read
        with Served(library):
            until(lambda: library.work(work.id).is_read)


def test_a_work_is_forgotten_when_asked_twice(empty) -> None:
    """The first time the page asks; the second the work is gone, and its pages with it."""
    account(empty, ("ferry.txt", ONE))
    (work,) = empty.library.works()
    path = f"/work/{work.id}/forget"
    assert "cannot be brought back" in empty.get(path).text
    assert empty.library.works()
    assert empty.post(path).headers["location"] == "/"
    assert empty.library.works() == []
    plain(empty.get(path), 404)
    plain(empty.post(path), 404)
