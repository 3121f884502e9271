"""The six laws, on our own stories and on stretches of real works, read with the trained model."""

from __future__ import annotations

from pathlib import Path

import pytest
from held import check_ids, check_places, check_prefix, ends, export
from works import OWN, REAL, WORKS, story, text, written

from fabula import formats
from fabula.reading import fold
from fabula.reading.corrected.corrections import anchor
from fabula.store.cache import Cache
from fabula.stories import Story, tell
from fabula.story.corrections import Correction
from fabula.story.passage import passages
from fabula.story.text import Span

works = pytest.mark.parametrize("name", WORKS)


def some(places: list[int], count: int) -> list[int]:
    """So many of some places, spread over them."""
    step = max(1, len(places) // count)
    return places[step // 2 :: step][:count]


@works
def test_places(name: str) -> None:
    """Every record stands on the words it names, and its source place leads to the same ones."""
    read = story(name)
    check_places(read)
    if name in REAL:
        source = written(name)
        for record in read.records:
            found = read.text.source_place(record.at.start)
            assert found is not None
            assert source[found[1]] == read.text.text[record.at.start]


@works
def test_prefix(name: str) -> None:
    """The export as of a paragraph's end is that of the text cut there: nothing is known early."""
    read = story(name)
    for end in some(ends(read.text), 6):
        check_prefix(read, end)


@pytest.mark.parametrize("name", REAL)
def test_prefix_of_the_file_cut(name: str) -> None:
    """It is also that of the file really cut there."""
    whole = story(name)
    for end in some(ends(whole.text), 3):
        assert export(whole, end) == export(tell(formats.read_string(written(name)[:end])))


@works
def test_append(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A serial that is read as it grows gives the ledger that reading it at once gives."""
    monkeypatch.setattr(fold, "STRETCH", 3)
    places = some(ends(text(name)), 2)
    with Cache(tmp_path / "c.sqlite") as cache:
        for end in places:
            tell(text(name).cut(end), cache=cache)
        grown = tell(text(name), cache=cache)
        assert cache.trouble is None
    assert list(grown.records) == list(story(name).records)


@works
def test_horizon(name: str) -> None:
    """What was known when a passage closed is never rewritten."""
    read = story(name)
    closed = [p.end for p in passages(read.text) if p.closed]
    for end in some(closed, 3):
        check_ids(read, end)


def people(read: Story) -> list[Span]:
    """The first mentions by name of the two who are named most."""
    found: dict[str, Span] = {}
    for mention in read.mentions:
        if mention.kind == "PROP" and mention.type == "PER":
            found.setdefault(mention.entity, Span(mention.start, mention.end))
    return [found[c.id] for c in read.characters if c.id in found][:2]


@pytest.mark.parametrize("name", [*OWN[:3], *REAL])
def test_correction(name: str) -> None:
    """A reader's name for somebody, and their word that two are one, are kept in a changed text;
    all laws hold with them."""
    read = story(name)
    one, other = people(read)
    words = read.text.text
    said = (
        Correction("rename", anchor(words, one), name="Old Ragnhild"),
        Correction("merge", anchor(words, one), anchor(words, other)),
    )
    changed = formats.read_string(f"It rained all day.\n\n{words}\n\nAnd it rained on.")
    corrected = tell(changed, corrections=said)
    assert not corrected.lost_corrections
    check_places(corrected)
    (renamed,) = [c.id for c in corrected.characters if c.name == "Old Ragnhild"]
    then = {m.entity_then for m in corrected.mentions if m.entity == renamed}
    assert len(then) > 1
    for end in some(ends(corrected.text), 3):
        check_prefix(corrected, end, said)


@pytest.mark.parametrize("name", ["the demo", *REAL])
@pytest.mark.usefixtures("afresh")
def test_determinism(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes from one thread and from three, with a cold cache and with a warm one."""
    read = text(name)
    read = read.cut(some(ends(read), 2)[0]) if len(ends(read)) > 40 else read
    exports: list[str] = []
    for threads in (1, 3):
        monkeypatch.setattr(fold, "READERS", threads)
        exports.append(tell(read).to_json(tokens=True))
    for _ in range(2):
        with Cache(tmp_path / "c.sqlite") as cache:
            exports.append(tell(read, cache=cache).to_json(tokens=True))
            assert cache.trouble is None
    assert len(set(exports)) == 1
