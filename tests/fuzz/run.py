"""Fuzzes every shape's reader, one after the other, and prints what was done and found.

python tests/fuzz/run.py FOLDER [--executions N] [--seconds S] [--shape NAME ...]

FOLDER, outside the repository, gets each target's corpus, log and findings. Three in four
executions are of files that bytes make, one of files that Hypothesis draws (see target.py); what is
counted are files that were read. The exit status
is 1 where anything was found: a traceback, an answer out of order, more than 2 s of a processor for
100 kB, a file written, a socket opened, 2 GiB filled.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from one_story import STORY
from shapes_all import PAGES, SHAPES
from stories_any import written

WAYS = ("bytes", "drawn")
SHARE = {"bytes": 0.75, "drawn": 0.25}  # of a shape's executions
LONGEST = 3_000  # bytes of an input, or three times a whole file
HUNG = 60  # seconds after which a file is given up
ROOT = Path(__file__).parents[2]
PATHS = [str(ROOT / "src"), str(ROOT / "tests" / "formats")]


class Ran(NamedTuple):
    """What one target did."""

    executions: int
    seconds: float
    found: int
    status: int


def run(shape: str, way: str, folder: Path, executions: int, seconds: int) -> Ran:
    """Runs one target in a process of its own."""
    own = folder / re.sub(r"\W+", "-", f"{shape} {way}")
    own.mkdir(parents=True, exist_ok=True)
    longest = max(LONGEST, 3 * len(written(STORY, shape)[0]))
    command = [
        sys.executable, str(Path(__file__).with_name("target.py")), shape, way, str(own),
        f"-runs={executions}", f"-max_total_time={seconds}", f"-timeout={HUNG}",
        f"-max_len={longest}", "-rss_limit_mb=0", "-len_control=0", "-print_final_stats=1",
    ]  # fmt: skip
    began = time.monotonic()
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(PATHS)}
    with (own / "log.txt").open("w") as log:
        done = subprocess.run(command, check=False, stdout=log, stderr=log, env=environment)
    count = own / "found" / "count"
    read = int(count.read_text()) if count.exists() else 0
    found = [*(own / "found").glob("*.bin"), *own.glob("crash-*"), *own.glob("timeout-*")]
    return Ran(read, time.monotonic() - began, len(found), done.returncode)


def main() -> int:
    asked = argparse.ArgumentParser(description="Fuzz the readers of every shape.")
    asked.add_argument("folder", type=Path, help="where corpora, logs and findings go")
    asked.add_argument("--executions", type=int, default=30_000, help="of each shape")
    asked.add_argument("--seconds", type=int, default=3_600, help="of each shape at most")
    asked.add_argument("--shape", action="append", help="only this one; may be given again")
    options = asked.parse_args()
    print("shape".ljust(28), "way    executions   seconds   found", flush=True)
    all_done: list[Ran] = []
    for shape in options.shape or (*SHAPES, *PAGES):
        for way in WAYS:
            share = SHARE[way]
            ran = run(
                shape, way, options.folder, int(options.executions * share),
                int(options.seconds * share),
            )  # fmt: skip
            odd = f"  ended with status {ran.status}" if ran.status else ""
            row = f"{ran.executions:>10,} {ran.seconds:>9.0f} {ran.found:>7}{odd}"
            print(shape.ljust(28), way, row, flush=True)
            all_done.append(ran)
    total, found = sum(r.executions for r in all_done), sum(r.found for r in all_done)
    print(f"{total:,} executions, {found} findings")
    return int(found > 0 or any(r.status for r in all_done))


if __name__ == "__main__":
    sys.exit(main())
