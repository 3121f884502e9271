"""A ledger as it comes to be known, from place to place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fabula.story.records import AnyRecord


class Reader:
    """Hands out a ledger's records in order, as far as they are known at one place after another.

    A reader's correction can be known later than the words it stands at: it waits.
    """

    def __init__(self, records: Iterable[AnyRecord]) -> None:
        self._records = iter(records)
        self._waiting: list[AnyRecord] = []

    def until(self, horizon: int) -> Iterator[AnyRecord]:
        """The records that come to be known from the last place up to `horizon`."""
        held, self._waiting = self._waiting, []
        for record in held:
            if record.known_at <= horizon:
                yield record
            else:
                self._waiting.append(record)
        if any(record.by != "reader" for record in self._waiting):
            return
        for record in self._records:
            if record.known_at <= horizon:
                yield record
                continue
            self._waiting.append(record)
            if record.by != "reader":
                return
