"""The commands that show a story's world: each reads, chooses, prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from fabula.cli.arguments import Asked, as_json, reads, reads_and
from fabula.cli.asked import ended, somebody, told, world_of

if TYPE_CHECKING:
    from rich.text import Text

    from fabula.cli.statements import Statement
    from fabula.cli.told import Section


@click.command()
@as_json
@reads
def world(asked: Asked, as_json: bool) -> int:
    """Show a story's world on one screen, every line with its words."""
    from rich.text import Text

    from fabula.cli.output import plain, show_json
    from fabula.cli.told import sections

    with told(asked) as story:
        world = world_of(story, asked)
        found = sections(world)
        if as_json:
            statements = {name: said for name, said, _, _ in found}
            title = world.text.meta.title
            show_json({"title": title, "horizon": world.horizon, **statements})
        else:
            _page(Text(plain(world.text.meta.title or "Untitled"), "bold"), found)
        return ended(story)


@click.command()
@as_json
@reads_and("NAME")
def character(asked: Asked, name: str, as_json: bool) -> int:
    """Show all that is known of NAME: an id, a name, or a part of one."""
    from fabula.cli import told as choosing
    from fabula.cli.character_page import heading
    from fabula.cli.output import show_json
    from fabula.story.portrait import portrait

    with told(asked) as story:
        world = world_of(story, asked)
        one = portrait(world, somebody(world, name))
        if as_json:
            show_json(one)
        else:
            _page(heading(world, one), choosing.of_one(world, one))
        return ended(story)


@click.command()
@as_json
@reads
def scenes(asked: Asked, as_json: bool) -> int:
    """List the scenes: where, when, who is there, through whose eyes."""
    from fabula.cli.told import scenes

    with told(asked) as story:
        world = world_of(story, asked)
        _list(scenes(world, world.scenes), world.scenes, as_json)
        return ended(story)


@click.command()
@as_json
@reads
def timeline(asked: Asked, as_json: bool) -> int:
    """List the scenes in the order of happening, beside their numbers in the telling."""
    from fabula.cli.told import timeline

    with told(asked) as story:
        found = story.timeline(asked.as_of)
        _list(timeline(world_of(story, asked), found), found, as_json)
        return ended(story)


@click.command()
@click.option("--about", metavar="NAME", help="Only the ties of NAME.")
@as_json
@reads
def relations(asked: Asked, about: str | None, as_json: bool) -> int:
    """List how people stand to each other."""
    from fabula.cli.told import relations

    with told(asked) as story:
        world = world_of(story, asked)
        who = somebody(world, about).id if about is not None else None
        found = story.relations(who, asked.as_of)
        _list(relations(world, found), found, as_json)
        return ended(story)


@click.command()
@as_json
@reads_and("[NAME]")
def knows(asked: Asked, name: str | None, as_json: bool) -> int:
    """List what NAME knows and what not; without NAME, what everybody does."""
    from fabula.cli.told import knowledge

    with told(asked) as story:
        world = world_of(story, asked)
        found = list(world.knowledge())
        if name is not None:
            found = story.knows(somebody(world, name).id, asked.as_of)
        _list(knowledge(world, found), found, as_json)
        return ended(story)


@click.command()
@click.option("--open", "open_only", is_flag=True, help="Only what is still open.")
@click.option("--about", metavar="NAME", help="Only what NAME is bound to, or owed.")
@as_json
@reads
def threads(asked: Asked, open_only: bool, about: str | None, as_json: bool) -> int:
    """List questions, promises, threats, plans, tasks and secrets."""
    from fabula.cli.told import threads

    with told(asked) as story:
        world = world_of(story, asked)
        found = [t for t in story.threads(asked.as_of) if t.status == "open" or not open_only]
        if about is not None:
            who = somebody(world, about).id
            found = [t for t in found if who in (t.holder, t.to)]
        _list(threads(world, found), found, as_json)
        return ended(story)


def _page(title: Text, sections: Sequence[Section]) -> None:
    """Print a page for people, or its statements for programs."""
    from fabula.cli import output
    from fabula.cli.world_page import section_lines, world_page

    if output.for_people():
        output.show(lambda width: world_page(title, sections, width))
    else:
        output.lines(section_lines(sections))


def _list(statements: Iterable[Statement], items: Sequence[Any], as_json: bool) -> None:
    """Print statements for people or programs, or the items they are made of."""
    from fabula.cli import output
    from fabula.cli.world_page import statement_line, statement_text

    if as_json:
        output.show_json_list(items)
    elif items:
        output.show_lines(statements, statement_text, statement_line)
    else:
        click.echo("The story tells of none.", err=True)


COMMANDS = (world, character, scenes, timeline, relations, knows, threads)
