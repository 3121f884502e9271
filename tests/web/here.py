"""A server in a thread, ways to ask it, and a browser window that remembers what went wrong."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

import httpx2 as httpx
import msgspec
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from fabula import formats
from fabula.library import Library, Work
from fabula.story.text import Meta
from fabula.web import serving
from fabula.web.session import Door

AXE = Axe().axe_script
AA = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


def open_library(folder: Path) -> Library:
    return Library.open(folder / "library.sqlite")


def put(library: Library, story: str, read: bool = False, **meta: Any) -> Work:
    """A story in the library, with what its file says of it."""
    text = formats.read_string(story)
    added = library.put(msgspec.structs.replace(text, meta=Meta(**meta)))
    if read:
        library.read_on(added.work.id)
    return library.work(added.work.id)


def until(holds: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until something holds. Raises AssertionError where it does not in time."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come to hold in time"
        time.sleep(0.02)


class Served:
    """A library served on a free port until the block ends."""

    def __init__(self, library: Library, folders: Sequence[Path] = (), **door: Any) -> None:
        self.library = library
        self._socket = serving.listening("127.0.0.1", 0)
        self.door = Door(self._socket.getsockname()[1], **door)
        self.base = f"http://127.0.0.1:{self.door.port}"
        fresh = httpx.Limits(max_keepalive_connections=0)  # none is closed while it is asked
        self._client = httpx.Client(timeout=60, verify=False, limits=fresh)
        self._server = serving.Server(serving.config(library, self.door, folders))
        self._thread = Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True
        )

    @property
    def app(self) -> Any:
        """The Starlette application behind the guard."""
        return self._server.config.app.app

    def ask(self, method: str, path: str, headers: Mapping[str, str] = {}, **more: Any) -> Any:
        """An answer to whoever holds the cookie and comes from our own page; `headers` say what is
        otherwise, "" what is not there."""
        own = {"cookie": f"{self.door.cookie_name}={self.door.cookie}"}
        if method not in ("GET", "HEAD"):
            own["origin"] = self.base
        sent = {name: value for name, value in {**own, **headers}.items() if value}
        self._client.cookies.clear()  # what is held is told above
        return self._client.request(method, self.base + path, headers=sent, **more)

    def get(self, path: str, **headers: str) -> Any:
        return self.ask("GET", path, headers)

    def post(self, path: str, form: Mapping[str, Any] = {}, **more: Any) -> Any:
        return self.ask("POST", path, data={"csrf": self.door.csrf, **form}, **more)

    def __enter__(self) -> Served:
        self._thread.start()
        while not self._server.started:
            self._thread.join(0.01)
            assert self._thread.is_alive(), "the server did not start"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()
        self._server.should_exit = True
        self._thread.join(20)
        self._socket.close()


class Window:
    """A browser window: `page` is what is open in it, `complaints` all that no page should give
    cause for: errors, words of the console, requests to other hosts."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[Any] = []
        self.complaints: list[str] = []

    def open(self, served: Served, path: str = "/", **context: Any) -> Page:
        """A page of a server, entered by the printed address. `context` as Playwright takes it:
        `viewport`, `java_script_enabled`, `color_scheme`."""
        context.setdefault("reduced_motion", "reduce")
        made = self._browser.new_context(**context)
        self._contexts.append(made)
        page: Page = made.new_page()
        made.on("request", lambda request: self._asked(request.url))
        page.on("console", lambda said: self._said(said.type, said.text))
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.goto(served.door.address(served.door.token))
        if path != "/":
            page.goto(served.base + path)
        return page

    def close(self) -> None:
        for context in self._contexts:
            context.close()

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "about", "blob") and parts.hostname != "127.0.0.1":
            self.complaints.append(f"request: {url}")

    def _said(self, kind: str, words: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(f"console: {words}")


def settled(page: Page) -> Page:
    """A reading page once all of it is there: the links as Fabula tells them, and the companion."""
    page.locator("#book:not([data-provisional])").wait_for(state="attached")
    page.locator("#beside-content:not(.busy) [data-h]").first.wait_for(state="attached")
    return page


def barriers(page: Page, rules: Mapping[str, Any] = AA) -> list[str]:
    """What axe-core finds in a page against WCAG 2.2 AA: rule, and the elements that break it."""
    page.evaluate(AXE)
    found: list[str] = page.evaluate(
        """async rules => {
            const found = await axe.run({ ...rules, resultTypes: ["violations"] });
            return found.violations.map(v =>
                `${v.id}: ${v.nodes.slice(0, 5).map(n => n.html).join(" ")}`);
        }""",
        rules,
    )
    return found


def overflows(page: Page) -> int:
    """How many pixels of a page stand out to the right of its window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return max(0, width)


def shoot(page: Page, name: str) -> None:
    """A picture of a page, in the folder that FABULA_SCREENSHOTS names, if it names one."""
    if folder := os.environ.get("FABULA_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")
