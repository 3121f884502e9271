"""A bar for work that takes a while, where somebody is looking."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

PATIENCE = 0.7  # seconds before a bar is shown


class Progress:
    """Shows how far a text has been read, on stderr if that is a terminal, else nowhere."""

    def __init__(self, length: int, task: str = "Reading") -> None:
        """`length` is the text's, in code points; `task` says what is done."""
        self._length, self._task = length, task
        self._since = time.monotonic()
        self._seen = sys.stderr.isatty()
        self._bar: Bar | None = None

    def reached(self, place: int) -> None:
        """The reading has come to `place`."""
        if not self._seen:
            return
        if self._bar is None:
            if time.monotonic() - self._since < PATIENCE:
                return
            self._bar = _bar()
            self._bar.add_task(self._task, total=self._length)
            self._bar.start()
        self._bar.update(self._bar.task_ids[0], completed=place)

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
