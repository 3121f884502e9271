"""Words of a library: processor time of putting works in, updating, searching, forgetting.

python benchmarks/library_words.py FOLDER     of stories; all are put in, and once more as one work
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fabula import formats
from fabula.library import Library
from fabula.library.searching import search

QUERIES = ("the", "whale", "carry lamp", '"it was the best"', "wh*", "he said to the old man")


@contextmanager
def timed(what: str) -> Iterator[None]:
    begun = time.process_time()
    yield
    print(f"{time.process_time() - begun:8.3f} s  {what}")


def main(folder: str) -> None:
    files = sorted(file for file in Path(folder).iterdir() if file.is_file())
    words = "\n\n".join(file.read_text("utf-8", "replace") for file in files)
    with tempfile.TemporaryDirectory() as home, Library.open(Path(home) / "l.sqlite") as library:
        with timed(f"{len(files)} works put in"):
            for file in files:
                library.put(formats.read_files([file]))
        whole = formats.read_string(words)
        with timed("all of them as one work"):
            work = library.put(whole).work
        more = formats.read_string(words + "\n\nA keeper of lighthouses came by.\n" * 500)
        with timed(f"a new chapter for that, of {work.words:,} words"):
            library.put(more)
        for one in library.works():
            library.set_position(one.id, one.length)
        for query in QUERIES:
            with timed(f"looking for {query}"):
                search(library, query)
        with timed("forgetting that one"):
            library.forget(work.id)


if __name__ == "__main__":
    main(*sys.argv[1:])
