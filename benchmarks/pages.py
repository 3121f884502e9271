"""How long a library's pages take, as a browser would ask for them: a reading page to its first
byte, the companion, whom words mean, at random places and one after another.

    PYTHONPATH=src .venv/bin/python benchmarks/pages.py LIBRARY.sqlite [--work N] [--times N]

The work must have been read. Prints milliseconds of a processor, those of all threads (a machine
may be busy with other things), or with `--wall` those that somebody waits, and the size of what
came, without compression.
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import httpx2 as httpx
from starlette.applications import Starlette
from starlette.testclient import TestClient

from fabula.library import Library
from fabula.web.app import create_app
from fabula.web.pages import Pages
from fabula.web.session import Door

Ask = Callable[[str], httpx.Response]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("library", type=Path)
    parser.add_argument("--work", type=int, default=1)
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--wall", action="store_true")
    said = parser.parse_args()
    gc.set_threshold(100_000, 20, 50)  # as the command does
    with Library.open(said.library, write=False) as library:
        door = Door(8000, read_only=True)
        app = create_app(library, door)
        client = TestClient(app, base_url="http://127.0.0.1:8000")
        client.cookies.set(door.cookie_name, door.cookie)
        server = app.app
        assert isinstance(server, Starlette)
        measure(
            library,
            said.work,
            said.times,
            lambda path: client.get(path, headers=PIECE),
            lambda: server.state.desk.ahead.settle(),  # noqa: PLW0108 - there is no desk yet
            time.perf_counter if said.wall else time.process_time,
        )


PIECE = {"x-beside": "1"}


def measure(
    library: Library,
    work: int,
    times: int,
    ask: Ask,
    settle: Callable[[], None],
    now: Callable[[], float],
) -> None:
    one, at = library.work(work), f"/work/{work}"
    show = partial(shown, ask, now)
    print(f"{one.words:,} words, {one.read_to / one.length:.0%} read")
    pages = len(Pages(library.text(work)))
    draw = random.Random(7)
    show("page, cold", [f"{at}/read/1"])
    show("companion, cold", [f"{at}/beside?h={one.length // 2}"])
    numbers = [draw.randint(1, pages) for _ in range(times)]
    show("page, anywhere", [f"{at}/read/{n}" for n in numbers], settle)
    show("page, the next", [f"{at}/read/{n}" for n in range(1, min(pages, times) + 1)])
    places = [draw.randrange(one.length) for _ in range(times)]
    show("companion, anywhere", [f"{at}/beside?h={p}" for p in places], settle)
    walk = range(one.length // 2, one.length, 800)[:times]
    show("companion, reading on", [f"{at}/beside?h={p}" for p in walk], settle)
    fast = [p + one.length // 4 for p in walk]
    show("companion, in haste", [f"{at}/beside?h={p}" for p in fast])
    show("who is that", [f"{at}/who/{p}?h={p + 400}" for p in walk])


def shown(
    ask: Ask,
    now: Callable[[], float],
    what: str,
    paths: Iterable[str],
    between: Callable[[], None] = lambda: None,
) -> None:
    """Ask for pages, and print how long they took by a clock; `between` is done before each."""
    taken, sizes = [], []
    for path in paths:
        between()
        begun = now()
        answer = ask(path)
        taken.append(1000 * (now() - begun))
        answer.raise_for_status()
        sizes.append(len(answer.content))
    taken.sort()
    p95 = taken[min(len(taken) - 1, int(0.95 * len(taken)))]
    middle = statistics.median(taken)
    print(f"{what:24}{middle:8.1f} ms median{p95:8.1f} ms p95{max(sizes) / 1000:8.1f} kB at most")


if __name__ == "__main__":
    main()
