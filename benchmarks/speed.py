"""Speed and memory: words a second of each stage on one core, and whole commands.

python benchmarks/speed.py stages FILE ...     stages, in processor time
python benchmarks/speed.py lengths FILE ...    `read` of 50,000, 100,000 and 200,000 words made of
                                               the files
python benchmarks/speed.py long FILE ...       `read` and `export` of two million
python benchmarks/speed.py at FILE ... [WORDS]  `story.at(p)` at fifty places of a long work (two
                                               million words), whose annotations a cache has
python benchmarks/speed.py start FILE          `read FILE` from start to end, nine times

Whole commands are told with their time, processor time (all cores together, which says more on a
machine that does other things too) and peak memory.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from fabula import formats
from fabula.reading import annotate, resolve
from fabula.reading.fold import Reading
from fabula.store.cache import Cache
from fabula.stories import tell

LENGTHS = (50_000, 100_000, 200_000)  # words
LONG = 2_000_000


def stages(paths: list[str]) -> None:
    """The processor time of each stage over all files, as words a second."""
    spent: defaultdict[str, float] = defaultdict(float)

    def timed(name: str, stage: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            began = time.thread_time()  # several threads annotate
            try:
                return stage(*arguments)
            finally:
                spent[name] += time.thread_time() - began

        return run

    annotate.ANNOTATE = tuple(timed(s.__name__, s) for s in annotate.ANNOTATE)
    resolve.RESOLVE = tuple(timed(s.__name__, s) for s in resolve.RESOLVE)
    words = 0
    whole = 0.0
    for path in paths:
        began = time.process_time()
        text = formats.read_files([path])
        spent["format"] += time.process_time() - began
        words += len(text.text.split())
        began = time.process_time()
        Reading(text)
        whole += time.process_time() - began
    print(f"{words:,} words")
    for name, seconds in spent.items():
        print(f"{name:14}{words / max(seconds, 1e-9):14,.0f} words/s")
    print(f"{'reading':14}{words / whole:14,.0f} words/s (all stages, without the format)")
    print(f"{'together':14}{words / (whole + spent['format']):14,.0f} words/s")


class Run(NamedTuple):
    """A command that ended: seconds from start to end, seconds of processors, peak memory in MB."""

    seconds: float
    busy: float
    peak: float


def lengths(paths: list[str]) -> None:
    """Texts of several lengths, read by the command."""
    for words in LENGTHS:
        _told(["read"], paths, words)


def long(paths: list[str]) -> None:
    """A very long text, read and exported by the command."""
    for command in (["read"], ["export", "--to", "json"]):
        _told(command, paths, LONG)


def at(paths: list[str]) -> None:
    """The world as known at fifty new places of a work that has been read."""
    words = int(paths.pop()) if paths[-1].isdigit() else LONG
    with tempfile.TemporaryDirectory() as folder, Cache(Path(folder) / "c.sqlite", 1 << 32) as kept:
        text = formats.read_string("\n\n".join(_paragraphs(paths, words)))
        tell(text, cache=kept)
        began = time.perf_counter()
        story = tell(text, cache=kept)  # as a second command finds it
        loaded = time.perf_counter() - began
        draw = random.Random(1)
        story.at(len(text.text) // 2)  # whatever is only loaded once
        took: list[float] = []
        busy: list[float] = []
        for _ in range(50):
            place = draw.randrange(len(text.text))
            began, cpu = time.perf_counter(), time.process_time()
            story.at(place)
            took.append(1000 * (time.perf_counter() - began))
            busy.append(1000 * (time.process_time() - cpu))
    took.sort()
    busy.sort()
    print(
        f"at: {words:,} words loaded in {loaded:.1f} s; a place in {took[25]:.0f} ms (median),"
        f" {took[45]:.0f} ms (nine of ten); processors {busy[25]:.0f} and {busy[45]:.0f} ms"
    )


def start(paths: list[str]) -> None:
    """The command from start to end on one file."""
    runs = [_run(["read", *paths, "--no-cache"]) for _ in range(9)]
    seconds = [run.seconds for run in runs]
    busy = statistics.median(run.busy for run in runs)
    print(
        f"read: median {statistics.median(seconds):.2f} s of {len(runs)}, least"
        f" {min(seconds):.2f} s (processors {busy:.2f} s), {max(run.peak for run in runs):.0f} MB"
    )


def _told(command: list[str], paths: list[str], words: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "work.txt"
        work.write_text("\n\n".join(_paragraphs(paths, words)), "utf-8")
        run = _run([command[0], str(work), *command[1:], "--no-cache"])
    print(
        f"{command[0]}: {words:,} words in {run.seconds:.1f} s, {words / run.seconds:,.0f} words/s"
        f" ({words / run.busy:,.0f} a second of one processor), {run.peak:.0f} MB at most",
        flush=True,
    )


def _paragraphs(paths: list[str], words: int) -> Iterator[str]:
    """Paragraphs of the files, over and over, until there are so many words."""
    while True:
        for path in paths:
            for paragraph in Path(path).read_text("utf-8").split("\n\n"):
                yield paragraph
                words -= len(paragraph.split())
                if words <= 0:
                    return


def _run(arguments: list[str]) -> Run:
    began = time.perf_counter()
    command = [sys.executable, "-m", "fabula", *arguments]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    took = time.perf_counter() - began
    return Run(took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


if __name__ == "__main__":
    modes = {"at": at, "stages": stages, "lengths": lengths, "long": long, "start": start}
    modes[sys.argv[1]](sys.argv[2:])
