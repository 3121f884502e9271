"""The ledger of a reading: records in their order, shared with the reading that it was cut from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import overload

from fabula.story.records import AnyRecord


class Ledger(Sequence[AnyRecord]):
    """Records in reading order: the first ones of another ledger, which are not copied (a long work
    has a million), and its own."""

    def __init__(self, other: Ledger | None = None, shared: int = 0) -> None:
        self._other, self._shared = other, shared
        self._own: list[AnyRecord] = []

    def extend(self, records: Iterable[AnyRecord]) -> None:
        """Adds records at the end."""
        self._own += records

    def __len__(self) -> int:
        return self._shared + len(self._own)

    def __iter__(self) -> Iterator[AnyRecord]:
        return chain(islice(self._other or (), self._shared), self._own)

    @overload
    def __getitem__(self, index: int) -> AnyRecord: ...
    @overload
    def __getitem__(self, index: slice) -> list[AnyRecord]: ...
    def __getitem__(self, index: int | slice) -> AnyRecord | list[AnyRecord]:
        return (list(self) if self._shared else self._own)[index]
