"""`fabula serve`, and `fabula` alone in a terminal: real processes on a port of this machine."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from fabula.cli import serve
from fabula.library import Library

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\?token=[0-9a-f]{40}")
FABULA = [sys.executable, "-m", "fabula"]


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """A library's own folder, and a machine without a browser to open."""
    for name in serve._GRAPHICAL:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FABULA_LIBRARY", str(tmp_path / "library.sqlite"))
    return tmp_path


@contextmanager
def running(*arguments: str, **streams: Any) -> Iterator[subprocess.Popen[str]]:
    """`fabula` in a process that is ended with the block, whatever happens."""
    with subprocess.Popen([*FABULA, *arguments], text=True, **streams) as process:
        try:
            yield process
        finally:
            process.kill()


def fabula(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*FABULA, *arguments], capture_output=True, text=True, check=False, timeout=60
    )


def status(address: str) -> int:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    try:
        with browser.open(address, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are made otherwise there")
def test_fabula_alone_in_a_terminal_opens_the_library(home) -> None:
    """It prints an address that opens the library, tells where it is served to whoever asks again,
    lets others read but not write, and ends well when it is interrupted."""
    import pty

    ours, theirs = pty.openpty()
    with running(stdin=theirs, stdout=theirs, stderr=theirs) as first:
        os.close(theirs)
        said = ""
        while "Ctrl-C" not in said:
            said += os.read(ours, 1000).decode()
        found = ADDRESS.search(said)
        assert found, said
        address = found[0]
        assert status(address) == 200
        assert status(address.partition("?")[0]) == 403
        note = home / "library.sqlite.address"
        assert note.read_text() == address
        assert note.stat().st_mode & 0o777 == 0o600

        again = fabula("serve", "--open")
        assert (again.returncode, ADDRESS.findall(again.stdout)) == (0, [address])
        second = fabula("serve")
        assert second.returncode == 2
        assert "is writing to this library" in second.stderr
        assert second.stderr.count("\n") == 1

        first.send_signal(signal.SIGINT)
        assert first.wait(20) == 0
    os.close(ours)
    assert not note.exists()
    with Library.open():
        pass  # it can be written again


@pytest.mark.skipif(sys.platform == "win32", reason="processes are ended otherwise there")
def test_a_server_that_is_asked_to_end_ends_well(home) -> None:
    """SIGTERM closes the library; what was told of its address is gone."""
    with running("serve", stdout=subprocess.PIPE) as server:
        assert server.stdout
        assert status(ADDRESS.findall(server.stdout.readline())[0]) == 200
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0
    assert not (home / "library.sqlite.address").exists()


def test_where_nobody_looks_help_is_printed(run) -> None:
    """A program that calls `fabula` alone gets the help and its prompt back."""
    result = run()
    assert result.exit_code == 0
    assert "serve" in result.stdout


def test_others_are_served_only_with_a_password(run, home, monkeypatch) -> None:
    """Beyond this machine a password is asked for, and seven characters are none."""
    refused = run("serve", "--host", "0.0.0.0")
    assert refused.exit_code == 2
    assert "--password" in refused.stderr
    monkeypatch.setenv("FABULA_PASSWORD", "7 signs")
    short = run("serve", "--host", "0.0.0.0", "--password")
    assert short.exit_code == 2
    assert "at least 8" in short.stderr
    assert not list(home.iterdir())  # nothing was made meanwhile


@pytest.mark.usefixtures("home")
def test_a_port_that_is_taken_is_told(run) -> None:
    """A port that was asked for and is not to be had is named, with what to do."""
    from fabula.web import serving

    with serving.listening("127.0.0.1", 0) as sock:
        taken = run("serve", "--port", str(sock.getsockname()[1]))
    assert taken.exit_code == 2
    assert "choose another --port" in taken.stderr


def test_a_reader_without_a_library_is_told(run, home) -> None:
    """Nothing is made by looking at what is not there."""
    result = run("serve", "--read-only")
    assert result.exit_code == 2
    assert "there is no library yet" in result.stderr
    assert not list(home.iterdir())
