"""Watches what Python's own audit events tell while a file is read: nothing may be written, no
socket opened, no process started, and no file read but those named and the program's own.

Audit events (PEP 578) come from the interpreter, whichever function asked. What a library in C does
by itself shows none: for libxml2 tests look at the words that come out.
"""

from __future__ import annotations

import os
import sys
import sysconfig
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import fabula

_FORBIDDEN = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.spawn",
    "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate",
    "os.chmod", "os.chown", "os.utime", "shutil.", "tempfile.", "urllib.", "http.", "ftplib.",
    "pickle.find_class", "sqlite3.", "webbrowser.",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_OWN = tuple(
    os.path.realpath(p)
    for p in {*sysconfig.get_paths().values(), sys.prefix, Path(fabula.__file__).parent}
)


class _Watch:
    """What has been seen in the thread that watches; None while nobody does."""

    seen: list[str] | None = None
    thread = 0
    allowed: frozenset[str] = frozenset()
    installed = False


@contextmanager
def untouched(*reads: str | Path) -> Iterator[None]:
    """Asserts that what is done inside writes no file, opens no socket, starts no process, and
    reads no file but `reads` (and, where it loads a module or a word list, the program's own)."""
    if not _Watch.installed:
        sys.addaudithook(_hook)  # cannot be taken away again: it sleeps while nobody watches
        _Watch.installed = True
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    seen: list[str] = []
    _Watch.thread = threading.get_ident()
    _Watch.allowed = frozenset(os.path.realpath(p) for p in reads)
    _Watch.seen = seen
    try:
        yield
    finally:
        _Watch.seen = None
        sys.dont_write_bytecode = before
    assert not seen, f"while it was read: {seen}"


def _hook(event: str, args: tuple[object, ...]) -> None:
    seen = _Watch.seen
    if seen is None or threading.get_ident() != _Watch.thread:
        return
    if event.startswith(_FORBIDDEN):
        seen.append(event)
    elif event == "open" and (what := _amiss(args)):
        seen.append(what)


def _amiss(args: tuple[object, ...]) -> str | None:
    """What is wrong with opening a file: args are its path, mode and flags."""
    path, _, flags = (*args, None, None, None)[:3]
    if not isinstance(path, str | bytes):
        return None  # a descriptor that is open already
    name = os.fsdecode(path)
    if isinstance(flags, int) and flags & _WRITING:
        return f"{name} was opened for writing"
    real = os.path.realpath(name)
    if real in _Watch.allowed or any(real.startswith(own + os.sep) for own in _OWN):
        return None
    return f"{name} was read"
