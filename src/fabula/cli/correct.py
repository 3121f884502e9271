"""Saying something against the reading, from the command line: `fabula correct`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fabula.cli.arguments import Asked, as_json, reads_one_and
from fabula.cli.asked import corrections_of, note, told
from fabula.cli.guard import DONE, FINDINGS

if TYPE_CHECKING:
    from fabula.stories import Story
    from fabula.story.changes import Change
    from fabula.story.corrections import Correction

ACTIONS = """\b
list                     what was said, and how it stands with each
is PLACE WHO             the mention at PLACE is WHO; later ones follow
merge WHO WHO            two are one
split PLACE [WHO]        the mention at PLACE is not WHO (whom it is taken for)
rename WHO NAME          WHO is called NAME
alias WHO NAME           WHO is called NAME too
omit WHO                 WHO is no character
not-a-person WHO [KIND]  WHO is a thing, or of another KIND (ORG, FAC, LOC, VEH...)
speaker PLACE WHO        the quotation at PLACE is said by WHO (- for nobody known)
memory PLACE [PLACE]     the scene at PLACE, or the paragraphs between two, are a memory
undo N                   take back what is listed as N

PLACE is a code point (@123) or words; where they stand more than once, some more with the ones
that are meant in brackets ("the gate. [He] ran"). WHO is a name, an id or a PLACE."""


@click.command(
    epilog=ACTIONS,
    short_help="Say what was read wrong, take it back, or list what was said.",
)
@click.option("--to", "to", metavar="WHO", help="To whom the quotation is said (speaker).")
@click.option("--level", metavar="LEVEL", help="scene, dream, summary, frame or document (memory).")
@as_json
@reads_one_and("ACTION [PLACE|WHO|NAME]...")
def correct(
    asked: Asked, words: Sequence[str], to: str | None, level: str | None, as_json: bool
) -> int:
    """Say what was read wrong, in a file beside the story; the story itself is never touched.

    What was said is read with the story from then on, and shown from P on with --as-of P.
    """
    from fabula.cli.correcting import correction_of
    from fabula.formats.corrections_file import save_corrections

    if not words:
        raise click.UsageError("Missing ACTION after the file: fabula correct --help lists them.")
    path = corrections_of(asked)
    if path is None:
        raise click.UsageError("No corrections file to write to: name it by --corrections.")
    at, asked = asked.as_of, _existing(replace(asked, as_of=None), path)
    with told(asked) as story:
        said = story.corrections
        if words[0] == "list":
            return _list(story, as_json)
        if words[0] == "undo":
            new = _without(said, words[1:])
        else:
            new = (*said, correction_of(story, words, at, to, level))
        change = story.change(new)
        if change.lost is None:
            save_corrections(path, new)
        return _show(change, path, len(new), as_json)


def _existing(asked: Asked, path: Path) -> Asked:
    """What is asked for, with the corrections file only if it is there by now."""
    return replace(asked, corrections=path if os.path.isfile(path) else None, beside=False)


def _without(said: Sequence[Correction], words: Sequence[str]) -> tuple[Correction, ...]:
    if len(words) != 1:
        raise click.UsageError("undo takes one number: that of the correction in the list.")
    if not words[0].isdecimal() or not 1 <= int(words[0]) <= len(said):
        raise click.UsageError(f"There is no correction {words[0]}: list shows their numbers.")
    number = int(words[0]) - 1
    return tuple(said[:number]) + tuple(said[number + 1 :])


def _list(story: Story, as_json: bool) -> int:
    from fabula.cli import output
    from fabula.story.saying import in_words

    standing = story.standing()
    rows = list(zip(story.corrections, standing, strict=True))
    if as_json:
        output.show_json_list(
            {"number": n, "correction": said, "state": how.state, "message": how.message}
            for n, (said, how) in enumerate(rows, 1)
        )
    elif rows:
        output.lines(
            f"{n}  {output.plain(in_words(said))}"
            + ("" if how.state == "applied" else f"  ({how.state}: {how.message})")
            for n, (said, how) in enumerate(rows, 1)
        )
    else:
        note("nothing was said against this story so far.")
    return FINDINGS if any(how.state == "lost" for how in standing) else DONE


def _show(change: Change, path: Path, count: int, as_json: bool) -> int:
    from fabula.cli import output

    if as_json:
        found = {"path": output.legible(str(path)), "corrections": count, "change": change}
        output.show_json(found)
    else:
        output.lines(map(output.plain, change.sentences))
    if change.lost is not None:
        note("it was not written down.")
    return FINDINGS if change.lost is not None else DONE
