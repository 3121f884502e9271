"""One fuzz target: reads what atheris makes of one shape's files, and keeps what breaks the rules.

python tests/fuzz/target.py SHAPE WAY FOLDER -runs=N [libFuzzer's options]

WAY is how bytes become a file:
- `bytes`: they are the file. They begin as whole files of the shape, and `damaged` (tests/formats)
  breaks them, inside their container too; atheris keeps those that reach new code.
- `drawn`: they are what Hypothesis draws a story and its damage from (`broken`).

A finding is kept once for each place it comes from: FOLDER/found/NAME.bin, with NAME.txt beside it.
FOLDER/found/count says how many files were read: what Hypothesis could draw nothing from is none.
"""

from __future__ import annotations

import hashlib
import resource
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["fabula.formats", "fabula.story", "markdown_it"]):
    from damage import damaged
    from outcome import outcome
    from shapes_all import PAGES, SHAPES
    from stories_any import STORIES, broken, written

    import fabula.formats  # noqa: F401

from hypothesis import HealthCheck, given, settings
from one_story import STORY

MEMORY = 2 * 1024**3  # bytes of address space
COUNTED = 50  # files after which their count is written down
DRAWN = 4_096  # bytes that a story and its damage are drawn from at first


class Keeper:
    """Keeps findings and goes on: one bad file must not end a run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: set[str] = set()
        self._count = 0
        folder.mkdir(parents=True, exist_ok=True)

    def check(self, data: bytes, path: str) -> None:
        """Reads a file, and keeps it if it breaks a rule."""
        self._count += 1
        if self._count % COUNTED == 0:
            (self._folder / "count").write_text(str(self._count))
        try:
            outcome(data, path)
        except Exception as error:
            self._keep(data, path, error)

    def _keep(self, data: bytes, path: str, error: Exception) -> None:
        frames = traceback.extract_tb(error.__traceback__)[-3:]
        where = " ".join(f"{Path(f.filename).name}:{f.lineno}" for f in frames)
        name = hashlib.sha256(f"{type(error).__name__} {where}".encode()).hexdigest()[:12]
        if name not in self._seen:
            self._seen.add(name)
            (self._folder / f"{name}.bin").write_bytes(data)
            told = "".join(traceback.format_exception(error))
            (self._folder / f"{name}.txt").write_text(f"{path}\n{told}", encoding="utf-8")


def from_bytes(shape: str, keeper: Keeper, corpus: Path) -> Callable[[bytes], None]:
    """A target that takes its input for a file of the shape; the corpus begins with whole ones."""
    _, path = written(STORY, shape)
    for i, (data, _) in enumerate(_whole_files(shape)):
        (corpus / f"whole-{i}").write_bytes(data)
    return lambda data: keeper.check(data, path)


def _whole_files(shape: str) -> list[tuple[bytes, str]]:
    found: list[tuple[bytes, str]] = []

    @settings(max_examples=30, database=None, deadline=None, derandomize=True)
    @given(STORIES)
    def gather(story: object) -> None:
        found.append(written(story, shape))  # type: ignore[arg-type]

    gather()
    return found


def from_drawn(shape: str, keeper: Keeper, corpus: Path) -> Callable[[bytes], None]:
    """A target whose input Hypothesis draws a story and its damage from."""
    for i in range(40):
        (corpus / f"drawn-{i}").write_bytes(Random(i).randbytes(DRAWN))

    @settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(broken(shape))
    def drawn(file: tuple[bytes, str]) -> None:
        keeper.check(*file)

    fuzz: Callable[[bytes], None] = drawn.hypothesis.fuzz_one_input  # type: ignore[attr-defined]
    return fuzz


def mutate(data: bytes, largest: int, seed: int) -> bytes:
    """What libFuzzer does to a file, or what `damaged` does."""
    if seed % 4 == 0 and not data.startswith(b"PK"):  # what is packed is broken from inside
        return bytes(atheris.Mutate(data, largest))
    made = damaged(bytes(data), Random(seed))
    return made if len(made) <= largest else bytes(data)  # a container cut short is no container


def main(shape: str, way: str, folder: Path, options: list[str]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    keeper = Keeper(folder / "found")
    for name in (*SHAPES, *PAGES):  # readers are loaded by the first file that needs them
        keeper.check(*written(STORY, name))
    arguments = [sys.argv[0], str(corpus), f"-artifact_prefix={folder}/", *options]
    if way == "drawn":
        atheris.Setup(arguments, from_drawn(shape, keeper, corpus))
    else:
        target = from_bytes(shape, keeper, corpus)
        atheris.Setup(arguments, target, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), sys.argv[4:])
