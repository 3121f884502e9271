"""Who may come in: the secrets of one run of the server, and what is shown of them.

All are made from 32 random bytes when the server starts and are gone when it ends: the token in
the printed address, the cookie that opening it sets, the token that every form carries, and the
tickets that open the page once.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock

from fabula.web.password import Password

PLAIN_HOSTS = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Door:
    """The door of one server.

    `hosts` are the names it answers to beside this machine's loopback addresses; `password`
    opens it from elsewhere; behind a `read_only` door nothing can be changed.
    """

    port: int
    hosts: tuple[str, ...] = ()
    password: Password | None = None
    read_only: bool = False
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    _used: set[str] = field(default_factory=set, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def cookie_name(self) -> str:
        """Cookies are not parted by port: two servers' must differ in name."""
        return f"fabula-{self.port}"

    @property
    def cookie(self) -> str:
        return self._derived("cookie")

    @property
    def csrf(self) -> str:
        """What a form or a request that changes something must carry."""
        return self._derived("csrf")

    @property
    def token(self) -> str:
        """What the printed address carries."""
        return self._derived("token")

    def opens(self, token: str) -> bool:
        """Whether a token or a ticket opens the door; a ticket is then used up."""
        if "." not in token:
            return same(self.token, token)
        nonce, _, proof = token.partition(".")
        if not same(_proof(self.token, nonce), proof):
            return False
        with self._lock:
            fresh = nonce not in self._used
            self._used.add(nonce)
            return fresh

    def address(self, token: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}/?token={token}"

    def _derived(self, what: str) -> str:
        return hmac.new(self._secret, what.encode(), sha256).hexdigest()[:40]


def ticket(token: str) -> str:
    """What opens the page once, made by whoever has the token: what a browser is started with can
    be seen by others on the machine."""
    nonce = secrets.token_hex(12)
    return f"{nonce}.{_proof(token, nonce)}"


def _proof(token: str, nonce: str) -> str:
    return hmac.new(token.encode(), nonce.encode("utf-8", "replace"), sha256).hexdigest()[:40]


def same(ours: str, theirs: str) -> bool:
    """Whether two secrets are one, in a time that does not tell how much of them is."""
    return hmac.compare_digest(ours.encode(), theirs.encode("utf-8", "replace"))
