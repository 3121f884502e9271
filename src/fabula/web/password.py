"""The password of a library that other machines may read: hashed by scrypt, and slow to guess."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from fabula.errors import FabulaError

SHORTEST = 8  # characters
LONGEST = 1_000
FREE = 4  # wrong passwords from one address before it has to wait
WAIT, LONGEST_WAIT = 1.0, 300.0  # seconds, doubled with each wrong one
KNOWN = 1_000  # addresses remembered


class Password:
    """Checks a password. One check at a time: guessing by many hands is no quicker."""

    def __init__(self, words: str, clock: Callable[[], float] = time.monotonic) -> None:
        """Raises FabulaError where `words` is too short to keep anybody out."""
        if not SHORTEST <= len(words) <= LONGEST:
            raise FabulaError(
                f"The password has {len(words)} characters; choose one of at least {SHORTEST}."
            )
        self._salt = secrets.token_bytes(16)
        self._hash = self._hashed(words)
        self._clock = clock
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()  # count, free again at
        self._lock = Lock()

    def wait(self, address: str) -> float:
        """Seconds until this address may try again."""
        return max(0.0, self._wrong.get(address, (0, 0.0))[1] - self._clock())

    def admits(self, words: str, address: str) -> bool:
        """Whether these words are the password. `address` is the socket's own, whatever any
        header says; while it has to wait nothing is admitted."""
        with self._lock:
            if self.wait(address):
                return False
            if len(words) <= LONGEST and hmac.compare_digest(self._hash, self._hashed(words)):
                self._wrong.pop(address, None)
                return True
            self._note(address)
            return False

    def _note(self, address: str) -> None:
        count = self._wrong.pop(address, (0, 0.0))[0] + 1
        over = min(count - FREE, 20)
        wait = min(LONGEST_WAIT, WAIT * 2**over) if over >= 0 else 0.0
        self._wrong[address] = (count, self._clock() + wait)
        if len(self._wrong) > KNOWN:
            self._wrong.popitem(last=False)

    def _hashed(self, words: str) -> bytes:
        data = words.encode("utf-8", "surrogatepass")
        return hashlib.scrypt(data, salt=self._salt, n=2**14, r=8, p=1, dklen=32)
