"""Speed and memory: words a second of each stage on one core, and whole commands.

python benchmarks/speed.py stages FILE ...     stages, in processor time, one core
python benchmarks/speed.py long FILE ...       `read` and `export` of two million words made of
                                               the files, and their peak memory
python benchmarks/speed.py start FILE          `fabula read FILE` from start to end, nine times
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from fabula import formats
from fabula.reading import annotate, resolve
from fabula.reading.fold import Reading

LONG = 2_000_000  # words


def stages(paths: list[str]) -> None:
    """The processor time of each stage over all files, as words a second."""
    spent: Counter[str] = Counter()

    def timed(name: str, stage: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            began = time.process_time()
            try:
                return stage(*arguments)
            finally:
                spent[name] += time.process_time() - began

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


def long(paths: list[str]) -> None:
    """Two million words of `paths`, read and exported by the command."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "long.txt"
        words = 0
        with work.open("w", encoding="utf-8") as out:
            while words < LONG:
                for path in paths:
                    text = Path(path).read_text("utf-8")
                    out.write(text + "\n\n")
                    words += len(text.split())
                    if words >= LONG:
                        break
        for command in (["read"], ["export", "--to", "json"]):
            seconds, peak = _command([command[0], str(work), *command[1:], "--no-cache"])
            print(f"{command[0]}: {words:,} words in {seconds:.1f} s, {peak / 1024:.0f} MB at most")


def start(paths: Iterable[str]) -> None:
    """The command from start to end on one file."""
    runs = [_command(["read", *paths, "--no-cache"])[0] for _ in range(9)]
    print(f"read: median {statistics.median(runs):.2f} s of {len(runs)}, least {min(runs):.2f} s")


def _command(arguments: list[str]) -> tuple[float, int]:
    """How long a command takes, and the peak memory (kB) of any command so far."""
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "fabula", *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
        env=os.environ,
    )
    took = time.perf_counter() - began
    return took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


if __name__ == "__main__":
    {"stages": stages, "long": long, "start": start}[sys.argv[1]](sys.argv[2:])
