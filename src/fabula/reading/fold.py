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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Protocol

import msgspec

from fabula.reading.annotate import annotate
from fabula.reading.corrected.corrections import Placed, Spots, fixes, place
from fabula.reading.corrected.said import kept_in_mind, without_effect
from fabula.reading.page import Fix
from fabula.reading.resolve import resolve
from fabula.reading.steps import Memories
from fabula.story.annotations import Annotations
from fabula.story.columns import Packed, Sheaf, pack
from fabula.story.corrections import Correction
from fabula.story.ledger import Ledger
from fabula.story.memory import Memory
from fabula.story.passage import Passage, passages
from fabula.story.records import AnyRecord
from fabula.story.text import Meta, Notice, Span, Text
from fabula.story.world import World

CORES = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
READERS = min(CORES, 4) + 1  # threads that annotate: one may wait for Python while the others run
AHEAD = 8  # passages annotated before they are asked for
STRETCH = 64  # passages whose records the cache keeps together, with the memory after them
NOTHING: Mapping[str, str] = {}


class Stretch(msgspec.Struct, frozen=True, array_like=True):
    """A run of passages as it is kept: their records (nothing of them is decoded before it is asked
    for), the step that each makes in the memory and the memory after them (`steps.py`)."""

    records: Packed
    steps: bytes
    memory: bytes


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
        self._whole, self.end = text, len(text.text)
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
        self._is_cut = False
        self._fold(self._remembered() if self.cache else 0, progress)

    @classmethod
    def cut(
        cls, whole: Reading, end: int, corrections: Sequence[Correction] | None = None
    ) -> Reading:
        """What reading the text cut at `end` (a block's end) gives, in the time of a few passages;
        with other `corrections`, of those from the first that is told otherwise.

        Closed passages read alike in both are taken from `whole`; the open one is read again.
        """
        self = cls.__new__(cls)
        self._whole, self.end = whole.text, end
        self.corrections = whole.corrections if corrections is None else tuple(corrections)
        self.meta = whole.meta
        self.cache, self.shelf, self.failures = None, whole.shelf, []
        self._is_cut = True
        first_cut = bisect_right(whole.passages, end, key=lambda p: p.end)
        self.passages = whole.passages[:first_cut]
        if first_cut < len(whole.passages) and whole.passages[first_cut].start < end:
            self.passages.append(_shorten(whole.passages[first_cut], end))
        self._spots = dict(whole._spots)
        self.placed, self.lost = [], []
        if self.corrections:
            self.placed, self.lost = place(self.corrections, self.text.text, self._spots)
        alike = min(first_cut, len(self.passages), self._said_alike(whole))
        self.records = Ledger(whole.records, whole.marks[alike])
        self.marks = whole.marks[: alike + 1]
        self.memories = whole.memories
        self._fold(alike, None, self._held(whole, alike))
        return self

    def again(self, corrections: Sequence[Correction]) -> Reading:
        """The same text read whole with other corrections."""
        return Reading(self.text, corrections, self.meta is self.text.meta, self.shelf)

    @cached_property
    def text(self) -> Text:
        """The text that was read. A long one is not copied to be cut before it is asked for."""
        return self._whole if self.end >= len(self._whole.text) else self._whole.cut(self.end)

    @cached_property
    def world(self) -> World:
        """What is known when the text has been read to its end."""
        return World(self._whole, self.records, self.end)

    @cached_property
    def links(self) -> list[bytes]:
        """The chain: link i is the digest of all that is read before passage i."""
        link = hashlib.blake2b(reader_version() + _digest_of(self.meta), digest_size=16).digest()
        chain = [link]
        for i, passage in enumerate(self.passages):
            said = [
                (f.key, f.role, f.at, f.made_at - passage.start, f.waits) for f in self._fixes(i)
            ]
            content = link + passage.key + (msgspec.json.encode(said) if said else b"")
            link = hashlib.blake2b(content, digest_size=16).digest()
            chain.append(link)
        return chain

    def first_difference(
        self, one: Sequence[Correction], other: Sequence[Correction], end: int
    ) -> int:
        """The first place before `end` that is about a correction which only one of two has."""
        text, spots = self.text.text[:end], dict(self._spots)
        only = [c for c in (*one, *other) if (c in one) != (c in other)]
        found = place(only, text, spots)[0]
        return min((p.at.start for p in found if not p.quiet), default=end)

    def differs_from(self, other: Reading) -> int:
        """The place from which a reading of the same text is told otherwise, as far as corrections
        say."""
        alike = self._said_alike(other)
        whole = alike >= len(self.passages)
        return len(self.text.text) if whole else self.passages[alike].start

    def _said_alike(self, other: Reading) -> int:
        """How many passages are read as in another reading, as far as corrections say. Where they
        are only kept in mind they change nothing (`_held`)."""
        mine, theirs = ({p.fix: p for p in reading.placed} for reading in (self, other))
        differ = [p for fix, p in {**mine, **theirs}.items() if (fix in mine) != (fix in theirs)]
        if not differ:  # perhaps in another order
            differ = [mine[a] for a, b in zip(mine, theirs, strict=True) if a != b]
        first = min((p.at.start for p in differ if not p.quiet), default=None)
        if first is None:
            return len(self.passages)
        return bisect_right(self.passages, first, key=lambda p: p.end)

    def _held(self, whole: Reading, first: int) -> Mapping[str, str]:
        """Who is mentioned at the quiet places before passage `first` of corrections that `whole`
        was read without."""
        if not self.placed:
            return NOTHING
        known = {p.fix for p in whole.placed}
        start = self.passages[first].start if first < len(self.passages) else len(self.text.text)
        new = [p for p in self.placed if p.at.start < start and p.fix not in known]
        if not new:
            return NOTHING

        def records(at: Span) -> Sequence[AnyRecord]:
            i = bisect_right(self.passages, at.start, key=lambda p: p.end)
            if i + 1 >= len(self.marks):
                return ()  # words after the story: an end note, tags
            return self.records[self.marks[i] : self.marks[i + 1]]

        return kept_in_mind(new, records)

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
        while found := self._stretch(i):
            end, stretch = found
            starts = array("q", (p.start for p in self.passages[i:end]))
            self.records.take(Sheaf(stretch.records, starts))
            self._mark(stretch.records.counts)
            self.memories.take(end - i, stretch.steps, stretch.memory)
            i = end
        return i

    def _stretch(self, first: int) -> tuple[int, Stretch] | None:
        """The longest stretch from a passage on that is kept, and where it ends."""
        assert self.cache
        for end in range(min(first + STRETCH, len(self.passages)), first, -1):
            key = self._key(first, end)
            if self.cache.has_stretch(key) and (kept := self.cache.stretch(key)) is not None:
                return end, _decode(kept)
        return None

    def _key(self, first: int, end: int) -> bytes:
        """What a stretch is kept by: all that is read before it, and before its end."""
        return hashlib.blake2b(self.links[first] + self.links[end], digest_size=16).digest()

    def _mark(self, counts: Iterable[int]) -> None:
        for count in counts:
            self.marks.append(self.marks[-1] + count)

    def _ends_stretch(self, end: int) -> bool:
        """Whether a stretch ends with so many passages. The last one is a stretch of its own while
        it is open: a work that has grown is read on from before it."""
        whole = len(self.passages)
        before_open = whole - (not self.passages[-1].closed)
        return end % STRETCH == 0 or end in (before_open, whole)

    def _fold(
        self,
        first: int,
        progress: Callable[[int], None] | None,
        in_mind: Mapping[str, str] = NOTHING,
    ) -> None:
        if first == len(self.passages) and not self.placed:
            return  # nothing is left to read
        annotated = self._ahead(first)
        memory = self.memories.before(first)
        if in_mind:
            memory = msgspec.structs.replace(memory, fixes={**memory.fixes, **in_mind})
        held: list[list[AnyRecord]] = []  # the records of passages that are in no stretch yet
        for i, notes in annotated:
            passage = self.passages[i]
            if notes.failed:
                self.failures.append(_failure(passage, notes.failed))
            before = memory
            memory, records = resolve(before, passage, notes, self.meta, self._fixes(i))
            self.records.extend(records)
            self._mark([len(records)])
            if not self._is_cut:  # what that would keep is the whole reading's
                self.memories.add(before, memory)
                held.append(records)
                if self._ends_stretch(i + 1):
                    self._keep(i + 1, held, memory)
                    held = []
            if progress and i % 16 == 0:
                progress(passage.end)
        if self.placed:
            self.lost = sorted(
                [*self.lost, *without_effect(self.placed, memory)], key=lambda lost: lost.number
            )

    def _ahead(self, first: int) -> Iterator[tuple[int, Annotations]]:
        """The passages' annotations in order. Each depends on its passage alone."""
        if len(self.passages) - first == 1:  # the open passage of a cut text
            return self._beside(first)
        return self._several(first)

    def _beside(self, i: int) -> Iterator[tuple[int, Annotations]]:
        """One passage, begun at once: the memory before it is unpacked meanwhile."""
        reader = ThreadPoolExecutor(1)
        notes = reader.map(self.notes, [self.passages[i]])
        reader.shutdown(wait=False)
        return zip((i,), notes, strict=True)

    def _several(self, first: int) -> Iterator[tuple[int, Annotations]]:
        """Made by `READERS` at once, a few ahead: most of the time is the model's, which runs
        beside the fold."""
        waiting: deque[tuple[int, Future[Annotations]]] = deque()
        with ThreadPoolExecutor(READERS) as readers:
            for i in range(first, len(self.passages)):
                waiting.append((i, readers.submit(self.notes, self.passages[i])))
                if len(waiting) > AHEAD:
                    done, notes = waiting.popleft()
                    yield done, notes.result()
            for done, notes in waiting:
                yield done, notes.result()

    def _keep(self, end: int, records: Sequence[Sequence[AnyRecord]], memory: Memory) -> None:
        """Make a stretch of the last passages, for the cache if there is one: its records are
        columns from now on, which take less room."""
        first = end - len(records)
        starts = array("q", (p.start for p in self.passages[first:end]))
        packed = pack(records, starts)
        self.records.shelve(packed, starts)
        stretch = Stretch(packed, *self.memories.rest(memory))
        if self.cache and not self.failures:  # what could not be read is tried again, and told
            self.cache.keep_stretch(self._key(first, end), _encode(stretch))

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
