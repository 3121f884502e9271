"""A work that is downloaded again is the same work: the reader's place stays at its words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tales import chapter, page, saved, serial, text

from fabula import FabulaError, formats
from fabula.library import Added, Library, Refused
from fabula.library.prints import alike
from fabula.library.updating import Moves
from fabula.reading import fold
from fabula.story.passage import Passage


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "l.sqlite") as opened:
        yield opened


def words_at(library: Library, work: int, at: int, length: int = 20) -> str:
    return library.text(work).text[at : at + length]


def test_new_chapters(library: Library) -> None:
    """With new chapters the place stays, and it is said where the new text begins, until the reader
    has come to it."""
    work = library.add(serial(2)).work
    library.set_position(work.id, 200)
    was = words_at(library, work.id, 200)
    added = library.add(serial(4))
    assert (added.outcome, added.work.id) == ("updated", work.id)
    assert words_at(library, work.id, added.work.position) == was
    assert added.work.new_from is not None
    assert words_at(library, work.id, added.work.new_from, 200) in chapter(3)
    library.set_position(work.id, added.work.new_from)
    assert library.work(work.id).new_from is None


def test_what_is_before_the_place_is_edited(library: Library) -> None:
    """Words put in before the reader's place move it along; what is edited is not called new."""
    work = library.put(text(3)).work
    at = serial(3).index("said nothing at all for 2")
    library.set_position(work.id, at)
    edited = "A word before we begin, from the author of it all.\n\n" + serial(3).replace(
        "day 1 of", "a day, the first of all the days of"
    )
    now = library.put(formats.read_string(edited)).work
    assert now.id == work.id
    assert words_at(library, work.id, now.position).startswith("said nothing at all")
    assert now.new_from is None


def test_the_words_of_the_place_are_gone(library: Library) -> None:
    """Where the reader's very words were cut, the place is the end of what comes before them."""
    work = library.put(text(4), ["x"]).work
    library.set_position(work.id, serial(4).index("Anna looked away"))
    now = library.put(formats.read_string(serial(4).replace(chapter(2), "")), ["x"]).work
    assert library.text(work.id).text[: now.position].rstrip().endswith("night number 1 came on.")


def test_only_what_changed_is_read_again(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new chapter costs its own passages, and the last one before it."""
    library.add(serial(6))
    read: list[str] = []

    def watched(passage: Passage):
        read.append(passage.text)
        return annotate(passage)

    annotate = fold.annotate
    monkeypatch.setattr(fold, "annotate", watched)
    library.add(serial(7))
    assert read
    assert all("day 7" in words or "day 6" in words for words in read)


def test_the_archives_id_says_which_work_it_is(library: Library) -> None:
    """By the archive's id a work is known again though all its words are others; another id is
    another work though its words are the same."""
    first = library.put(formats.read_string(page(11, "Salt", serial(1)))).work
    assert first.key == "ao3:11"
    other = "\n\n".join(f"Line {n} of a whole new telling of the old tale." for n in range(20))
    assert library.put(formats.read_string(page(11, "Salt", other))).work.id == first.id
    twin = library.put(formats.read_string(page(12, "Salt", other)))
    assert (twin.outcome, twin.work.key) == ("added", "ao3:12")


def test_a_part_never_replaces_the_whole(library: Library) -> None:
    """One chapter's page of a work that is there whole is not the work: what it holds already is
    said to be there, what it does not is refused with what to do."""
    whole = library.put(formats.read_string(page(5, "Salt", serial(6)))).work
    known = library.put(formats.read_string(page(5, "Salt", chapter(2))))
    assert (known.outcome, known.work) == ("unchanged", whole)
    assert known.notices[-1].code == "part"
    with pytest.raises(FabulaError, match=r"only a part of “Salt”.*add the whole work's file"):
        library.put(formats.read_string(page(5, "Salt", chapter(9))))
    assert library.text(whole.id).text.count("Chapter") == 6


def test_an_older_download_changes_nothing(library: Library) -> None:
    """A file that has only less than the library has is an older one, and the longer text is kept;
    where the same file has lost a chapter, or the archive dates it later, so does the work."""

    def put(words: str, day: str, *given: str) -> tuple[str, int]:
        found = formats.read_string(words)
        meta = replace(found.meta, stats={"updated": day})
        added = library.put(replace(found, meta=meta), given)
        return added.outcome, added.work.chapters

    assert put(serial(5), "2024-03-01", "/a/salt.txt") == ("added", 5)
    assert put(serial(4), "2024-02-01", "/b/salt (1).txt") == ("unchanged", 5)
    assert put(serial(4), "2024-03-01", "/a/salt.txt") == ("updated", 4)
    assert put(serial(3), "2024-04-01", "/b/salt (2).txt") == ("updated", 3)


def test_two_stories_of_one_beginning_are_two_works(library: Library) -> None:
    """A story in which another stands whole, under a title of its own, is not that other one."""
    song = "---\ntitle: {}\n---\n\n{}"
    library.put(formats.read_bytes(song.format("The Song", serial(2)).encode(), "song.md"))
    book = song.format("All Songs", serial(6))
    assert library.put(formats.read_bytes(book.encode(), "all.md")).outcome == "added"


def test_a_poorer_file_of_the_same_words(library: Library) -> None:
    """A plain text of what the library has from the archive's page changes nothing; the archive's
    page takes the place of a plain text, which it knows more of."""
    plain = library.put(text(2))
    rich = library.put(formats.read_string(page(3, "Salt", serial(2))))
    assert (rich.outcome, rich.work.id, rich.work.key) == ("updated", plain.work.id, "ao3:3")
    again = library.put(text(2))
    assert (again.outcome, again.work.title) == ("unchanged", "Salt")
    assert again.notices[-1].code == "same-words"


def test_files_are_looked_at_again(library: Library, tmp_path: Path) -> None:
    """`update` puts in what has come to a file, and says of one that was moved that its work
    stays; added from its new place it is the same work."""
    grows = saved(tmp_path, "grows.txt", serial(1))
    goes = saved(tmp_path, "goes.txt", chapter(20))
    _, gone = (r.work for r in library.put_files([grows, goes]) if isinstance(r, Added))
    grows.write_text(serial(2), encoding="utf-8")
    goes.rename(tmp_path / "moved.txt")
    one, other = library.update()
    assert not isinstance(one, Refused)
    assert one.outcome == "updated"
    assert isinstance(other, Refused)
    assert "it is not there any more; “goes” stays in the library" in other.message
    (again,) = library.put_files([tmp_path / "moved.txt"])
    assert isinstance(again, Added)
    assert (again.outcome, again.work.id) == ("unchanged", gone.id)
    assert again.work.sources == (str(tmp_path / "moved.txt"),)


@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=6, unique=True),
    st.lists(st.integers(1, 9), max_size=6, unique=True),
    st.integers(0, 999),
    st.integers(0, 99),
)
@settings(max_examples=20, deadline=None)
def test_a_place_stays_at_its_words(old: list[int], new: list[int], one: int, into: int) -> None:
    """Whichever chapters come, go and change their order, a place is at the same words if they are
    still there, and else at the end of a paragraph that was before it."""
    was, now = (formats.read_string("".join(map(chapter, c)) + "The end.\n") for c in (old, new))
    story = [block for block in was.blocks if block.is_story]
    block = story[one % len(story)]
    at = block.start + into % (block.end - block.start)
    moved = Moves(was, now).place(at)
    if not now.text[moved:].startswith(was.text[at : block.end]):
        assert was.text[block.start : block.end] not in now.text
        assert now.text[:moved].rpartition("\n")[2] in was.text[: block.start]


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=20), st.text("ab \n", max_size=20))
@settings(max_examples=60, deadline=None)
def test_what_two_texts_begin_with(same: str, one: str, other: str) -> None:
    """Two texts are alike as far as the first block whose words or place are others."""
    old, new = (formats.read_string(f"Once.\n\n{same}{more}") for more in (one, other))
    blocks = list(zip(old.blocks, new.blocks, strict=False))
    differ = [a != b or old.text[: a.end] != new.text[: b.end] for a, b in blocks]
    assert alike(old, new) == (differ.index(True) if True in differ else len(blocks))


def test_a_correction_while_it_is_read(library: Library) -> None:
    """What was begun to be read before the reader said something is not taken for read after it."""
    work = library.put(text(3)).work

    def correct(_place: int) -> None:
        library.changed(work.id, since=100)

    library.read_on(work.id, correct)
    assert library.work(work.id).read_to <= 100
    library.read_on(work.id)
    assert library.work(work.id).is_read


def test_forgotten_while_it_is_read(library: Library) -> None:
    """A work that is forgotten while it is read stays forgotten: nothing more of it is kept."""
    work = library.put(text(3)).work
    with pytest.raises(FabulaError, match="the work is no longer in the library"):
        library.read_on(work.id, lambda _place: library.forget(work.id))
    assert library.works() == []
    for table in ("texts", "annotations", "stretches", "sources"):
        assert library.db.rows(f"select * from {table}") == []
