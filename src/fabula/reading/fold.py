"""The fold: reading passages in order with a small memory, and picking up where one left off.

A work's passages make a chain: each link is the digest of all that was read so far (the reader's
own code, the tags, every passage's content, every correction in its place) and of nothing else.
So equal links mean equal memories and equal records, wherever the text stands in its file; that is
what the cache is kept by.
"""

from __future__ import annotations

import hashlib
import os
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import zip_longest
from typing import Protocol

import msgspec

from fabula.reading.annotate import annotate
from fabula.reading.corrections import Placed, Spots, fixes, place
from fabula.reading.ledger import Ledger
from fabula.reading.page import Fix
from fabula.reading.resolve import resolve
from fabula.reading.said import without_effect
from fabula.reading.steps import Memories
from fabula.story.annotations import Annotations
from fabula.story.corrections import Correction
from fabula.story.memory import Memory
from fabula.story.passage import Passage, passages
from fabula.story.records import AnyRecord
from fabula.story.text import Meta, Notice, Span, Text
from fabula.story.world import World

CORES = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
READERS = min(CORES, 4) + 1  # threads that annotate: one may wait for Python while the others run
AHEAD = 8  # passages annotated before they are asked for
STRETCH = 64  # passages whose records the cache keeps together, with the memory after them

Records = list[AnyRecord]
Stretch = tuple[list[list[AnyRecord]], list[bytes], Memory]
"""A run of passages: the records of each, the step that each makes in the memory (`steps.py`), and
the memory after them."""
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Stretch).decode


class Cache(Protocol):
    """Where annotations and stretches of the ledger are kept between runs. Several threads may use
    it at once. What a stretch holds is the reading's own business: it is kept as bytes, and given
    back as they were or not at all."""

    def annotations(self, key: bytes) -> Annotations | None: ...
    def keep_annotations(self, key: bytes, notes: Annotations) -> None: ...
    def has_stretch(self, link: bytes) -> bool: ...
    def stretch(self, link: bytes) -> bytes | None: ...
    def keep_stretch(self, link: bytes, stretch: bytes) -> None: ...


class Reading:
    """A work as read: its text, its passages, and the ledger of records in reading order."""

    def __init__(
        self,
        text: Text,
        corrections: Sequence[Correction] = (),
        tags: bool = True,
        cache: Cache | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        """Read `text` whole. `tags=False` reads without the source's tags; `progress` is called
        with the place reached."""
        self.text = text
        self.corrections = tuple(corrections)
        self.meta = text.meta if tags else msgspec.structs.replace(text.meta, tags={})
        self.cache = self.shelf = cache  # `shelf` only to look annotations up
        self.passages = list(passages(text))
        self._spots: Spots = {}
        self.placed, self.lost = place(self.corrections, text.text, self._spots)
        self.failures: list[Notice] = []  # passages that the model could not read
        self.records = Ledger()
        self.marks = array("q", [0])  # how many records stand before passage i
        self.memories = Memories()
        self._fold(self._remembered() if self.cache else 0, progress)

    @classmethod
    def cut(cls, whole: Reading, end: int) -> Reading:
        """What reading the text cut at `end` (a block's end) gives, in the time of a few passages.

        Closed passages read alike in both are taken from `whole`; the open one is read again.
        """
        self = cls.__new__(cls)
        self.text = whole.text.cut(end)
        self.corrections, self.meta = whole.corrections, whole.meta
        self.cache, self.shelf, self.failures = None, whole.shelf, []
        first_cut = bisect_right(whole.passages, end, key=lambda p: p.end)
        self.passages = whole.passages[:first_cut]
        if first_cut < len(whole.passages) and whole.passages[first_cut].start < end:
            self.passages.append(_shorten(whole.passages[first_cut], end))
        self._spots = dict(whole._spots)
        self.placed, self.lost = place(self.corrections, self.text.text, self._spots)
        alike = min(first_cut, len(self.passages))
        alike = min(alike, self._said_alike(whole))
        self.records = Ledger(whole.records, whole.marks[alike])
        self.marks = whole.marks[: alike + 1]
        self.memories = whole.memories.until(alike)
        self._fold(alike, None)
        return self

    @cached_property
    def world(self) -> World:
        """What is known when the text has been read to its end."""
        return World(self.text, self.records, len(self.text.text))

    @cached_property
    def links(self) -> list[bytes]:
        """The chain: link i is the digest of all that is read before passage i."""
        link = hashlib.blake2b(reader_version() + _digest_of(self.meta), digest_size=16).digest()
        chain = [link]
        for i, passage in enumerate(self.passages):
            said = [(f.key, f.role, f.at, f.made_at - passage.start) for f in self._fixes(i)]
            content = link + passage.key + (msgspec.json.encode(said) if said else b"")
            link = hashlib.blake2b(content, digest_size=16).digest()
            chain.append(link)
        return chain

    def _said_alike(self, other: Reading) -> int:
        """How many passages are read with the same corrections as in another reading."""
        both = zip_longest(self.placed, other.placed)
        differ = (p for one, two in both if one != two for p in (one, two) if p is not None)
        first = min((p.at.start for p in differ), default=None)
        if first is None:
            return len(self.passages)
        return bisect_right(self.passages, first, key=lambda p: p.end)

    def _fixes(self, i: int) -> tuple[Fix, ...]:
        if not self.placed:
            return ()
        low = bisect_left(self.placed, self.passages[i].start, key=_start)
        high = bisect_left(self.placed, self.passages[i].end, key=_start)
        return fixes(self.placed[low:high], self.passages[i].start)

    def _remembered(self) -> int:
        """Take from the cache what was read before: how many passages that spares."""
        assert self.cache
        i = 0
        while i < self._closed:
            ends = range(min(i + STRETCH, self._closed), i, -1)
            end = next((j for j in ends if self.cache.has_stretch(self.links[j])), None)
            kept = self.cache.stretch(self.links[end]) if end else None
            if end is None or kept is None:
                break
            ledger, steps, memory = _decode(kept)
            if not len(ledger) == len(steps) == end - i:
                break
            for passage, records in zip(self.passages[i:end], ledger, strict=True):
                self.records.extend(shifted(records, passage.start))
                self.marks.append(len(self.records))
            self.memories.take(steps, memory)
            i = end
        return i

    @property
    def _closed(self) -> int:
        """How many passages are closed: only the last can be open."""
        return len(self.passages) - bool(self.passages and not self.passages[-1].closed)

    def _fold(self, first: int, progress: Callable[[int], None] | None) -> None:
        memory = self.memories.before(first)
        for i, notes in self._ahead(first):
            passage = self.passages[i]
            if notes.failed:
                self.failures.append(_failure(passage, notes.failed))
            before = memory
            memory, records = resolve(before, passage, notes, self.meta, self._fixes(i))
            self.memories.add(before, memory)
            self.records.extend(records)
            self.marks.append(len(self.records))
            done = i + 1
            whole = not self.failures  # what could not be read is tried again, and told again
            if whole and (done == self._closed or (done % STRETCH == 0 and done < self._closed)):
                self._keep(i - i % STRETCH, done, memory)
            if progress and i % 16 == 0:
                progress(passage.end)
        if self.placed:
            self.lost = sorted(
                [*self.lost, *without_effect(self.placed, memory)], key=lambda lost: lost.number
            )

    def _ahead(self, first: int) -> Iterator[tuple[int, Annotations]]:
        """The passages' annotations in order, made by `READERS` at once, a few ahead: most of the
        time is the model's, which runs beside the fold. Each depends on its passage alone."""
        if len(self.passages) - first == 1:  # the open passage of a cut text: nothing to run beside
            yield first, self.notes(self.passages[first])
            return
        waiting: deque[tuple[int, Future[Annotations]]] = deque()
        with ThreadPoolExecutor(READERS) as readers:
            for i in range(first, len(self.passages)):
                waiting.append((i, readers.submit(self.notes, self.passages[i])))
                if len(waiting) > AHEAD:
                    done, notes = waiting.popleft()
                    yield done, notes.result()
            for done, notes in waiting:
                yield done, notes.result()

    def _keep(self, first: int, end: int, memory: Memory) -> None:
        """Put into the cache, if there is one, what a stretch gave."""
        if not self.cache:
            return
        records = [
            shifted(self.records[self.marks[i] : self.marks[i + 1]], -self.passages[i].start)
            for i in range(first, end)
        ]
        steps = self.memories.steps[first:end]
        self.cache.keep_stretch(self.links[end], _encode((records, steps, memory)))

    def notes(self, passage: Passage) -> Annotations:
        """What a passage shows by itself, from the cache where it is kept."""
        if not self.shelf:
            return annotate(passage)
        key = reader_version() + passage.key
        notes = self.shelf.annotations(key)
        if notes is None:
            notes = annotate(passage)
            if self.cache and not notes.failed:
                self.cache.keep_annotations(key, notes)
        return notes


def shifted(records: Sequence[AnyRecord], by: int) -> Records:
    """The same records with all their places moved."""
    return [_moved(r, by) for r in records]


def _moved(record: AnyRecord, by: int) -> AnyRecord:
    at = Span(record.at[0] + by, record.at[1] + by)
    if not record.evidence:
        return msgspec.structs.replace(record, at=at, known_at=record.known_at + by)
    evidence = tuple(Span(a + by, b + by) for a, b in record.evidence)
    return msgspec.structs.replace(record, at=at, known_at=record.known_at + by, evidence=evidence)


@cache
def reader_version() -> bytes:
    """A digest of the code that reads: what it wrote before a change is not taken for its own."""
    digest = hashlib.blake2b(digest_size=16)
    for package in ("story", "reading", "model"):
        for path in _sources(files("fabula").joinpath(package)):
            digest.update(path.read_bytes())
    return digest.digest()


def _sources(folder: Traversable) -> Iterator[Traversable]:
    """The files of a package and of those in it, in one order, that say how it reads. The model's
    config names the checksums of its other files."""
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.is_dir():
            yield from _sources(path)
        elif path.name.endswith((".py", ".txt", "config.json")):
            yield path


@cache
def model_name() -> str:
    """The name and version of the model that reads."""
    from fabula.model.folder import load

    model = load()
    return f"{model.name}-{model.version}"


def _failure(passage: Passage, why: str) -> Notice:
    return Notice(
        "not-read",
        f"The trained model could not read the passage at {passage.start}, which keeps what the"
        f" rules found: {why}",
        Span(passage.start, passage.end),
    )


def _digest_of(meta: Meta) -> bytes:
    return hashlib.blake2b(msgspec.json.encode(meta.tags, order="sorted"), digest_size=16).digest()


def _start(placed: Placed) -> int:
    return placed.at.start


def _shorten(passage: Passage, end: int) -> Passage:
    """The passage as it was when the text had come to `end`, one of its paragraphs' ends."""
    length = end - passage.start
    return msgspec.structs.replace(
        passage,
        text=passage.text[:length],
        paragraphs=tuple(p for p in passage.paragraphs if p.end <= length),
        closed=False,
    )
