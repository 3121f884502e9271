"""A library served on this machine: the socket, the address, the loop."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from fabula.errors import FabulaError
from fabula.web.app import create_app
from fabula.web.password import Password
from fabula.web.session import Door

if TYPE_CHECKING:
    from fabula.library import Library

HOST = "127.0.0.1"
PORT = 32285  # "FABUL" on a telephone's keys
BACKLOG = 128


def listening(host: str, port: int | None) -> socket.socket:
    """A socket that listens; on Fabula's own port, or on any free one where that is taken and no
    other was asked for. Raises FabulaError where there is none to be had."""
    try:
        return _bound(host, PORT if port is None else port)
    except OSError as error:
        if port is None and error.errno == errno.EADDRINUSE:
            return _bound(host, 0)
        raise FabulaError(
            f"{host}:{port or PORT}: cannot be served ({(error.strerror or str(error)).lower()}); "
            "choose another --port or --host."
        ) from None


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a host's name."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def door_of(sock: socket.socket, host: str, password: str | None, read_only: bool) -> Door:
    """The door of a server on `sock`. Raises FabulaError where others could come in freely."""
    if password is None and not is_loopback(host):
        raise FabulaError(
            f"{host}: other machines could read the library; serve it there with --password."
        )
    named = () if host in ("", "0.0.0.0", "::") else (host,)
    hosts = named if is_loopback(host) else (*named, socket.gethostname())
    locked = None if password is None else Password(password)
    return Door(sock.getsockname()[1], hosts, locked, read_only)


def serve(
    library: Library,
    sock: socket.socket,
    door: Door,
    ready: Callable[[], None] | None = None,
    folders: Sequence[Path] = (),
) -> None:
    """Serve until interrupted; `ready` is called once pages can be asked for. What comes into
    `folders` meanwhile is put in."""
    server = Server(config(library, door, folders), ready)
    server.run(sockets=[sock])


def config(library: Library, door: Door, folders: Sequence[Path] = ()) -> uvicorn.Config:
    """No name of ours and no trust in what proxies say goes over the wire."""
    return uvicorn.Config(
        create_app(library, door, folders),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        http="h11",
        loop="asyncio",
        lifespan="on",
        timeout_graceful_shutdown=2,
    )


class Server(uvicorn.Server):
    """A server that says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None] | None = None) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self._ready and self.started:
            self._ready()


def _bound(host: str, port: int) -> socket.socket:
    found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, kind, proto, _, address = found[0]
    sock = socket.socket(family, kind, proto)
    if os.name == "posix":  # elsewhere this would let two servers share a port
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind(address)
        sock.listen(BACKLOG)
    except OSError:
        sock.close()
        raise
    return sock
