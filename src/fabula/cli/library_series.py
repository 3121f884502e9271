"""`fabula library series`: works that tell one story, and who is who in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fabula.cli.arguments import as_json
from fabula.cli.asked import note
from fabula.cli.guard import DONE
from fabula.cli.library import chosen, in_library, reading

if TYPE_CHECKING:
    from fabula.library import Library, Work
    from fabula.library.joining import Who


@click.group(invoke_without_command=True)
@in_library
@as_json
@click.pass_context
def series(context: click.Context, path: Path | None, as_json: bool) -> int:
    """List the works that are one series, or say which are, and who is who in them."""
    if context.invoked_subcommand is not None:
        return DONE
    from fabula.cli import output
    from fabula.library.parts import all_series

    with reading(path) as opened:
        found = all_series(opened)
        titles = {work.id: work.label for work in opened.works()}
    if as_json:
        output.show_json_list(found)
    elif not found:
        note("no works are one series; `fabula library series join NAME WORK...` makes them one.")
    for one in found if not as_json else ():
        rows = enumerate(one.works, 1)
        output.lines(
            f"{output.plain(one.name)}\t{number}\t{work}\t{output.plain(titles[work])}"
            for number, work in rows
        )
    return DONE


@series.command()
@click.argument("name")
@click.argument("works", metavar="WORK...", nargs=-1, required=True)
@in_library
def join(name: str, works: tuple[str, ...], path: Path | None) -> int:
    """Make works one series, in the order given."""
    from fabula.cli import output
    from fabula.library import Library, parts

    with Library.open(path) as opened:
        made = parts.join(opened, [work.id for work in chosen(opened, works)], name)
    click.echo(f"{output.plain(made.name)} has {len(made.works)} parts now.")
    return DONE


@series.command("part")
@click.argument("works", metavar="WORK...", nargs=-1, required=True)
@in_library
def part_(works: tuple[str, ...], path: Path | None) -> int:
    """Take works out of their series."""
    from fabula.cli.library_page import called
    from fabula.library import Library, parts

    with Library.open(path) as opened:
        for work in chosen(opened, works):
            parts.part(opened, work.id)
            click.echo(f"{called(work)} is by itself now.")
    return DONE


@series.command()
@click.argument("work")
@click.option("--beyond", is_flag=True, help="Also beyond the place that you have read to.")
@in_library
@as_json
def people(work: str, beyond: bool, path: Path | None, as_json: bool) -> int:
    """Who of the parts up to WORK is who, with the words of both that show it."""
    from fabula.cli import output
    from fabula.cli.library_lines import tie_lines
    from fabula.library.series import Known

    with reading(path) as opened:
        told = chosen(opened, (work,))[0]
        known = Known(opened, told.id, told.length if beyond else told.furthest)
        if as_json:
            output.show_json_list(known.people.ties)
            return DONE
        output.lines(line for tie in known.people.ties for line in tie_lines(known, tie))
        for said, _ in known.said:
            what = "are one" if said.same else "are not one"
            words = f"{said.work}:{said.this.exact} and {said.other}:{said.that.exact}"
            note(f"you said ({said.id}) that {words} {what}.")
        if not known.people.ties:
            note("nobody of an earlier part is known to be in this one.")
    return DONE


@series.command()
@click.argument("one", metavar="WORK:NAME")
@click.argument("other", metavar="WORK:NAME")
@click.option("--not", "apart", is_flag=True, help="Say that they are not.")
@in_library
def same(one: str, other: str, apart: bool, path: Path | None) -> int:
    """Say that somebody of one part is somebody of another: 1:Mara 2:"Mara Venn"."""
    from fabula.library import Library, sayings

    with Library.open(path) as opened:
        first, second = sorted((one, other), key=lambda named: _place(opened, named))
        said = sayings.say(opened, _who(opened, first), _who(opened, second), not apart)
    click.echo(f"Kept, as number {said.id}.")
    return DONE


@series.command()
@click.argument("number", type=int)
@in_library
def undo(number: int, path: Path | None) -> int:
    """Take back what was said under a number."""
    from fabula.library import Library, sayings

    with Library.open(path) as opened:
        sayings.unsay(opened, number)
    click.echo("Taken back.")
    return DONE


def _place(opened: Library, named: str) -> int:
    """Which part of its series somebody is in."""
    from fabula.library.parts import series_of

    work = _work(opened, named)
    found = series_of(opened, work.id)
    return found.works.index(work.id) if found else 0


def _work(opened: Library, named: str) -> Work:
    work, colon, name = named.partition(":")
    if not colon or not name.strip():
        raise click.UsageError(f"{named!r} does not say whom; write it as WORK:NAME.")
    return chosen(opened, (work,))[0]


def _who(opened: Library, named: str) -> Who:
    """Somebody of a work, told as WORK:NAME."""
    from fabula.library.joining import Who
    from fabula.stories import one

    work = _work(opened, named)
    world = opened.story(work.id).hindsight()
    return Who(work.id, one(world, named.partition(":")[2].strip()).id)
