"""What a passage shows depends on the passage alone: the same bytes, whatever is read beside it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache

import msgspec
import pytest
from works import DEMO, REAL, text

from fabula.reading.annotate import annotate
from fabula.story.passage import Passage, passages

NAMES = [DEMO, *REAL]


@cache
def some(name: str) -> list[Passage]:
    """Some passages of a work: unlike each other in length, all of them closed."""
    found = [p for p in passages(text(name)) if p.closed]
    return found[:: max(1, len(found) // 4)][:4]


def shown(passage: Passage) -> bytes:
    """All that a passage shows, as bytes."""
    return msgspec.msgpack.encode(annotate(passage))


@cache
def alone(name: str) -> list[bytes]:
    """Each passage's annotations, made one after the other."""
    return [shown(passage) for passage in some(name)]


@pytest.mark.parametrize("name", NAMES)
def test_in_any_order(name: str) -> None:
    """Read backwards, so that each passage has another neighbour before it, the bytes are equal."""
    assert [shown(p) for p in reversed(some(name))][::-1] == alone(name)
    assert all(msgspec.msgpack.decode(notes)[4] for notes in alone(name)), "the model saw mentions"


@pytest.mark.parametrize("name", NAMES)
def test_from_two_threads(name: str) -> None:
    """Read from two threads at once, and each passage twice, the bytes are equal."""
    with ThreadPoolExecutor(2) as threads:
        twice = list(threads.map(shown, [p for p in some(name) for _ in range(2)]))
    assert twice[::2] == twice[1::2] == alone(name)


def test_after_any_neighbour() -> None:
    """After a passage of another work, after a monster and after a word, the bytes are equal."""
    own = some(DEMO)[0]
    word = msgspec.structs.replace(own, text="No.", paragraphs=(own.paragraphs[0],), left="")
    word = msgspec.structs.replace(
        word, paragraphs=(msgspec.structs.replace(own.paragraphs[0], start=0, end=3),)
    )
    for neighbour in (some(DEMO)[-1], word, own):
        annotate(neighbour)
        assert shown(own) == alone(DEMO)[0]


def test_moved_in_the_work() -> None:
    """Wherever it stands in the work, a passage shows the same."""
    own = some(DEMO)[1]
    moved = msgspec.structs.replace(own, start=own.start + 12_345)
    assert moved.key == own.key
    assert shown(moved) == alone(DEMO)[1]
