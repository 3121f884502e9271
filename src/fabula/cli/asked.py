"""The story that a command was asked for, and whom its names mean."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fabula.cli.arguments import Asked
from fabula.cli.guard import DONE, FINDINGS
from fabula.errors import FabulaError

if TYPE_CHECKING:
    from fabula.store.cache import Cache
    from fabula.stories import Story
    from fabula.story.contract import EntityItem
    from fabula.story.corrections import Correction
    from fabula.story.text import Text
    from fabula.story.world import World

STDIN = "-"


@contextmanager
def told(asked: Asked, loud: bool = True) -> Iterator[Story]:
    """The story asked for. While it is open, its cache is; `loud` says its notices on stderr."""
    from fabula.cli.progress import Progress
    from fabula.stories import tell
    from fabula.story.anchors import renewed

    said = _said(asked)
    text = _text(asked.files, asked.mend)
    said = tuple(renewed(one, text.text) for one in said)
    if loud:
        for notice in text.notices:
            note(notice.message)
    with _cache(asked.cache) as cache:
        with Progress(len(text.text)) as progress:
            story = tell(
                text, corrections=said, tags=asked.tags, cache=cache, progress=progress.reached
            )
        for notice in story.notices[len(text.notices) :] if loud else ():
            note(notice.message)
        yield story


def corrections_of(asked: Asked) -> Path | None:
    """The corrections file of the story asked for: the one named, else the one that stands, or
    would stand, beside it; none where several files or standard input are read."""
    from fabula.formats.corrections_file import beside

    if asked.corrections or not asked.beside:
        return asked.corrections
    one = asked.files[0] if len(asked.files) == 1 else ""
    return beside(one) if one not in ("", STDIN) else None


def _said(asked: Asked) -> tuple[Correction, ...]:
    """The corrections that a story is read with. Those beside it are read with a note."""
    from fabula.formats.corrections_file import load_corrections

    path = corrections_of(asked)
    if path is None or not (asked.corrections or os.path.isfile(path)):
        return ()
    said = load_corrections(path)
    if said and not asked.corrections:
        many = f"{len(said)} corrections" if len(said) > 1 else "one correction"
        note(f"read with {many} from {path} (--no-corrections reads without).")
    return said


def world_of(story: Story, asked: Asked) -> World:
    """The world as of the place asked for; from hindsight if none was."""
    return story.hindsight() if asked.as_of is None else story.at(asked.as_of)


def somebody(world: World, name: str) -> EntityItem:
    """Whom a name means; a note says whom it may mean besides. Raises FabulaError where nobody is
    called so."""
    from fabula.stories import one
    from fabula.story.naming import called

    found = one(world, name)
    others = [f"{e.label} ({e.id})" for e in called(world, name)[1:4] if e.type == found.type]
    if others:
        note(f"{name!r} is read as {found.label} ({found.id}); it may be {' or '.join(others)}.")
    return found


def ended(story: Story) -> int:
    """The exit status of a command that has read `story`: lost corrections are findings."""
    for lost in story.lost_corrections:
        note(f"correction {lost.number + 1} ({lost.correction.do}) is lost: {lost.message}.")
    return FINDINGS if story.lost_corrections else DONE


def spare(output: Path, asked: Asked) -> None:
    """Neither a file of the story, nor one in its folders that is read with it, nor the reader's
    corrections are ever written over."""
    from fabula.formats.folder import story_files

    if not output.exists():
        return
    said = corrections_of(asked)
    if said and os.path.exists(said) and _same(output, said):
        raise click.UsageError(f"{output} holds the corrections; choose another file to write to.")
    if STDIN in asked.files:
        own = _is_stdin(output)
    else:
        own = any(_same(output, file) for file in story_files(asked.files))
    if own:
        raise click.UsageError(f"{output} is the story itself; choose another file to write to.")


def _same(one: Path, other: Path) -> bool:
    return other.exists() and one.samefile(other)


def _is_stdin(path: Path) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(sys.stdin.fileno()))
    except (OSError, ValueError):  # no file stands behind it
        return False


def note(sentence: str) -> None:
    """Say something beside the output."""
    from fabula.cli.output import plain

    click.echo(f"note: {plain(sentence)}", err=True)


def _text(files: tuple[str, ...], mend: bool) -> Text:
    from fabula.formats import limits, read_bytes
    from fabula.stories import text_of

    if STDIN not in files:
        return text_of(files, mend)
    if len(files) > 1:
        raise click.UsageError("'-' (standard input) cannot be read together with other files.")
    return read_bytes(sys.stdin.buffer.read(limits.INPUT_BYTES + 1), STDIN, mend)


@contextmanager
def _cache(wanted: bool) -> Iterator[Cache | None]:
    if not wanted:
        yield None
        return
    from fabula.store.cache import Cache, default_path

    try:
        path = default_path()
    except FabulaError as error:
        note(str(error))
        yield None
        return
    with Cache(path) as cache:
        yield cache
    if cache.trouble:
        note(cache.trouble)
