"""A library served on a free port, a browser, and an ear for all that it should never say.

`FABULA_REQUIRE_BROWSER=1` makes a missing browser a failure; `FABULA_BROWSER` names one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from here import Served, Window, open_library
from nets import reached
from playwright.sync_api import Browser, expect, sync_playwright

from fabula.web import desk

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
    # Its maker's hosts cannot be found either: what it does by itself is no page's doing.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

expect.set_options(timeout=20_000)  # milliseconds: all cores may be busy with other tests


@pytest.fixture(autouse=True, scope="session")
def no_looking_ahead() -> Iterator[None]:
    """Nothing is made ready that no test asks for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(desk, "NEAR", 0)
        yield


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The system's browser. When all tests have ended, it has opened sockets to this machine and to
    no other."""
    found = os.environ.get("FABULA_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        missing = "No browser: install Chromium, or name one in FABULA_BROWSER."
        if os.environ.get("FABULA_REQUIRE_BROWSER") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    log = tmp_path_factory.mktemp("net") / "log.json"
    rooted = ("--no-sandbox",) if getattr(os, "getuid", lambda: 1)() == 0 else ()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=[*ARGUMENTS, *rooted, f"--log-net-log={log}"]
        )
        yield browser
        browser.close()
    elsewhere = [to for to in reached(log) if not to.startswith(("127.0.0.1:", "[::1]:"))]
    assert elsewhere == []


@pytest.fixture
def window(chromium: Browser) -> Iterator[Window]:
    """A browser's window of its own. When the test has ended, no page has complained of anything
    and none has asked for anything elsewhere."""
    window = Window(chromium)
    yield window
    window.close()
    assert window.complaints == []


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A served library with nothing in it."""
    with open_library(tmp_path_factory.mktemp("library")) as library, Served(library) as served:
        yield served


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Served]:
    """The same for one test alone."""
    with open_library(tmp_path) as library, Served(library) as served:
        yield served
