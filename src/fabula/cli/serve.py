"""`fabula serve`, and `fabula` alone: the library as pages in a browser."""

from __future__ import annotations

import os
import signal
import sys
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import click

from fabula.cli.asked import note
from fabula.cli.guard import DONE
from fabula.errors import FabulaError

if TYPE_CHECKING:
    from fabula.web.session import Door

PASSWORD = "FABULA_PASSWORD"
STARTING = 5.0  # seconds that a browser may take to start
_GRAPHICAL = {"DISPLAY", "WAYLAND_DISPLAY", "BROWSER"}


@click.command()
@click.option("--open", "opens", is_flag=True, help="Open the library in the browser.")
@click.option(
    "--library",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="PATH",
    help="The library's file, instead of your own.",
)
@click.option(
    "--port", type=click.IntRange(1, 65535), metavar="N", help="The port, by default 32285."
)
@click.option("--host", default="127.0.0.1", metavar="NAME", help="Where to be reached.")
@click.option(
    "--password",
    "asks",
    is_flag=True,
    help="Ask for a password that others must give, or take it from FABULA_PASSWORD.",
)
@click.option("--read-only", is_flag=True, help="Let nothing be changed.")
@click.option(
    "--watch",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Add what is, comes or changes in a folder; may be given more than once.",
)
def serve(
    opens: bool,
    library: Path | None,
    port: int | None,
    host: str,
    asks: bool,
    read_only: bool,
    folders: tuple[Path, ...],
) -> int:
    """Show the library and the page beside the story in a browser."""
    if read_only and folders:
        raise FabulaError("--watch: nothing can be added with --read-only; leave out one of them.")
    return run(opens, library, port, host, password() if asks else None, read_only, folders)


def run(
    opens: bool = True,
    path: Path | None = None,
    port: int | None = None,
    host: str = "127.0.0.1",
    password: str | None = None,
    read_only: bool = False,
    folders: Sequence[Path] = (),
) -> int:
    """Serve until interrupted; where the library is being served already and is to be opened, open
    that. Raises FabulaError where it cannot be done."""
    from fabula.library.place import default_path
    from fabula.web import known_address

    path = path or default_path()
    there = known_address.found(path) if opens and not read_only and not folders else None
    if there:
        click.echo(f"Your library is being served already, at {there}")
        browse(there, wait=True)
        return DONE
    return _served(opens, path, port, host, password, read_only, folders)


def _served(
    opens: bool,
    path: Path,
    port: int | None,
    host: str,
    password: str | None,
    read_only: bool,
    folders: Sequence[Path],
) -> int:
    from fabula.library import Library
    from fabula.web import known_address, serving

    with serving.listening(host, port) as sock:
        door = serving.door_of(sock, host, password, read_only)
        here = door.address(door.token)
        with (
            Library.open(path, write=not read_only) as library,
            nullcontext() if read_only else known_address.told(library.path, here),
            _ending(),
        ):
            serving.serve(library, sock, door, lambda: announce(door, host, opens), folders)
    return DONE


def announce(door: Door, host: str, opens: bool) -> None:
    """Say where the library is, and open it if asked."""
    here = door.password is None
    name = host if here else (door.hosts or (host,))[-1]
    click.echo(f"Your library is at {door.address(door.token, name)}")
    if not here:
        note("what is read travels unencrypted; serve it only in a network that you trust.")
    note("Ctrl-C ends it.")
    if opens and not browse(door.address(door.token)):
        note("there is no browser to open here; open the address yourself.")


def browse(address: str, wait: bool = False) -> bool:
    """Open an address in the browser, once; whether there is one. One that would take over the
    terminal is none."""
    from fabula.web.session import ticket

    if sys.platform.startswith("linux") and not _GRAPHICAL & os.environ.keys():
        return False
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    door, _, token = address.partition("token=")
    opening = Thread(target=browser.open, args=(f"{door}token={ticket(token)}",), daemon=True)
    opening.start()
    if wait:
        opening.join(STARTING)
    return True


def password() -> str:
    """The password that others must give: from the environment, else typed twice."""
    if told := os.environ.get(PASSWORD):
        return told
    typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return typed


@contextmanager
def _ending() -> Iterator[None]:
    """Ctrl-C and a polite request to end are how a server ends: the library is closed, all well."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with suppress(KeyboardInterrupt):
            yield
    finally:
        signal.signal(signal.SIGTERM, before)
