"""What a reader will probably ask next, made ready while nobody waits. Nothing of it is shown
before it is asked for: it is what a later question would find out by itself."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from time import sleep

PAUSE = 0.1  # seconds in which whoever has just asked gets their answer


class Ahead:
    """Makes a few things ready, one after another, until others are wanted."""

    def __init__(self) -> None:
        self._hand = ThreadPoolExecutor(1, "ahead")
        self._wanted: Sequence[Callable[[], object]] = ()

    def soon(self, steps: Sequence[Callable[[], object]]) -> None:
        """These are wanted now, and nothing that was wanted before."""
        self._wanted = steps
        if steps:
            self._hand.submit(self._go, steps)

    def settle(self) -> None:
        """Wait until nothing is being made ready."""
        self._hand.submit(lambda: None).result()

    def _go(self, steps: Sequence[Callable[[], object]]) -> None:
        """A step that fails ends it without a word: whoever asks is told."""
        if self._wanted is steps:
            sleep(PAUSE)
        for step in steps:
            if self._wanted is not steps:
                return
            step()
        gc.collect(0)  # now, rather than when somebody asks: it may take a tenth of a second
