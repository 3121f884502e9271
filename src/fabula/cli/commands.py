"""The commands. Each parses, calls the library, prints."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from fabula import __version__
from fabula.cli.arguments import Asked, as_json, reads
from fabula.cli.asked import ended, told, world_of
from fabula.cli.correct import correct
from fabula.cli.evaluate import evaluate
from fabula.cli.exporting import Exporting, destination, pieces, write_booknlp
from fabula.cli.guard import DONE, Commands
from fabula.cli.library import library
from fabula.cli.library_corrections import corrections
from fabula.cli.library_series import series
from fabula.cli.library_words import COMMANDS as LIBRARY_WORDS
from fabula.cli.picturing import picture
from fabula.cli.questions import COMMANDS as QUESTIONS
from fabula.cli.serve import run as library_in_browser
from fabula.cli.serve import serve
from fabula.cli.worlds import COMMANDS as WORLDS


@click.group(cls=Commands, invoke_without_command=True, context_settings={"max_content_width": 100})
@click.version_option(__version__, message="%(prog)s %(version)s", prog_name="fabula")
@click.pass_context
def fabula(context: click.Context) -> int:
    """Read a story the way a careful reader does.

    Alone, in a terminal, it opens your library in the browser.

    FILE... is one work: a file, several files or a folder of chapters, or - for standard input.
    """
    if context.invoked_subcommand is not None:
        return DONE
    if sys.stdin.isatty() and sys.stdout.isatty():
        return library_in_browser()
    click.echo(context.get_help())  # a program that asks does not want to wait for a server
    return DONE


@fabula.command()
@click.option("--report", is_flag=True, help="List every block kept or set aside, and why.")
@as_json
@reads
def read(asked: Asked, report: bool, as_json: bool) -> int:
    """Show a story on one page: what it is, who is in it, who speaks."""
    from fabula.cli import show

    with told(asked, loud=False) as story:
        world = world_of(story, asked)
        lost, notices = story.lost_corrections, story.notices
        show.read(world, lost, notices, report=report, as_json=as_json)
        return ended(story)


@fabula.command()
@as_json
@reads
def cast(asked: Asked, as_json: bool) -> int:
    """List everybody who has a name, speaks, or is mentioned often."""
    from fabula.cli import show

    with told(asked) as story:
        show.cast(world_of(story, asked), as_json=as_json)
        return ended(story)


@fabula.command()
@click.option("--speaker", metavar="NAME", help="Only what NAME says; ? for nobody known.")
@as_json
@reads
def quotes(asked: Asked, speaker: str | None, as_json: bool) -> int:
    """List every quotation with its speaker and its place."""
    from fabula.cli import show

    with told(asked) as story:
        show.quotes(world_of(story, asked), speaker, as_json=as_json)
        return ended(story)


@fabula.command(cls=Exporting)
@click.option(
    "--to",
    "to",
    type=click.Choice(["json", "booknlp", "epub", "html"]),
    required=True,
    help="The format to write; booknlp is followed by the folder for its files.",
)
@click.option("--tokens", is_flag=True, help="With every token, in JSON.")
@click.option("--id", "book_id", metavar="ID", help="What the files in the folder are called.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to FILE, whole or not at all, instead of standard output.",
)
@reads
def export(asked: Asked, to: str, tokens: bool, book_id: str | None, output: Path | None) -> int:
    """Write all that is known of a story for programs, or the story with notes for readers."""
    from fabula.cli.output import write

    folder = destination(to, output, book_id, tokens, asked)
    with told(asked) as story:
        if folder:
            write_booknlp(story, folder, book_id, asked)
        else:
            write(pieces(story, to, tokens, asked), output)
        return ended(story)


@fabula.command()
@as_json
def formats(as_json: bool) -> int:
    """List the shapes that stories come in, and what is kept of each."""
    from fabula.cli.output import show, show_json_list
    from fabula.cli.shapes import shapes_page
    from fabula.formats.makers import MAKERS
    from fabula.formats.shapes import KINDS

    if as_json:
        show_json_list(shape._asdict() for shape in (*KINDS, *MAKERS))
    else:
        show(lambda _width: shapes_page())
    return DONE


@fabula.command()
def schema() -> int:
    """Print the JSON Schema of what export writes."""
    from fabula.cli.output import show_json
    from fabula.formats.exports.fabula_json import schema

    show_json(schema())
    return DONE


@fabula.command()
@as_json
def demo(as_json: bool) -> int:
    """Read the short story that comes with Fabula."""
    from importlib.resources import as_file, files

    from fabula.cli import show

    with as_file(files("fabula.demo") / "line_clear.html") as path:
        asked = Asked((str(path),), cache=False)
        with told(asked, loud=False) as story:
            show.read(story.hindsight(), (), story.notices, as_json=as_json)
    return DONE


@fabula.command()
@as_json
def forget(as_json: bool) -> int:
    """Empty the cache."""
    from fabula.cli.output import legible, plain, show_json
    from fabula.store.cache import Cache, default_path

    path = default_path()
    removed = Cache(path).forget() if path.exists() else 0
    if as_json:
        show_json({"path": legible(str(path)), "bytes": removed})
    elif removed:
        click.echo(f"Removed {plain(str(path))} ({removed:,} bytes).")
    else:
        click.echo("Nothing to forget: the cache is empty.")
    return DONE


fabula.add_command(correct)
fabula.add_command(evaluate)
fabula.add_command(library)
fabula.add_command(picture)
fabula.add_command(serve)
for command in (*WORLDS, *QUESTIONS):
    fabula.add_command(command)
for command in (*LIBRARY_WORDS, corrections, series):
    library.add_command(command)
