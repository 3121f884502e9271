"""The commands that show a story's world: each reads, chooses, prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from fabula.cli.asked import Asked, as_json, ended, reads, told, world_of

if TYPE_CHECKING:
    from fabula.cli.told import Statement
    from fabula.story.contract import EntityItem
    from fabula.story.world import World

MOST = 12  # statements of a section on the page of `fabula world`


@click.command()
@as_json
@reads
def world(asked: Asked, as_json: bool) -> int:
    """Show a story's world on one screen, every line with its words."""
    from fabula.cli import output
    from fabula.cli.told import happened, knowledge, places, relations, threads
    from fabula.cli.world_page import statement_line, world_page

    with told(asked) as story:
        world = world_of(story, asked)
        sections: list[tuple[str, list[Statement]]] = [
            ("Who is in it", list(_cast(world))[:MOST]),
            ("How they stand to each other", _first(relations(world))),
            ("Where", list(places(world, 8))),
            ("What happened", list(happened(world, MOST))),
            ("Who knows what", _last(knowledge(world))),
            ("What is open", _last(threads(world, open_only=True))),
        ]
        if as_json:
            output.show_json(dict(sections))
        elif output.console().is_terminal:
            title = world.text.meta.title or "Untitled"
            output.show(lambda width: world_page(title, sections, width))
        else:
            for name, statements in sections:
                for said in statements:
                    click.echo(f"{name}\t{statement_line(said)}")
        return ended(story)


@click.command()
@as_json
@reads
def scenes(asked: Asked, as_json: bool) -> int:
    """List the scenes: where, who is there, through whose eyes."""
    from fabula.cli.told import scenes

    with told(asked) as story:
        world = world_of(story, asked)
        _show(scenes(world), world.scenes, as_json)
        return ended(story)


@click.command()
@as_json
@reads
def timeline(asked: Asked, as_json: bool) -> int:
    """List the scenes in the order of happening, with their numbers in the telling."""
    from fabula.cli.told import timeline

    with told(asked) as story:
        world = world_of(story, asked)
        ordered = sorted(world.scenes, key=lambda s: (s.story_order or 0, s.start))
        _show(timeline(world), ordered, as_json)
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
        who = _called(world, about).id if about else None
        items = (r for r in world.relations() if who is None or who in (r.source, r.target))
        _show(relations(world, who), items, as_json)
        return ended(story)


@click.command()
@click.option("--about", metavar="NAME", help="Only what NAME knows, or does not.")
@as_json
@reads
def knows(asked: Asked, about: str | None, as_json: bool) -> int:
    """List who knows what, and who does not."""
    from fabula.cli.told import knowledge

    with told(asked) as story:
        world = world_of(story, asked)
        who = _called(world, about).id if about else None
        items = (k for k in world.knowledge() if who in (None, k.holder))
        _show(knowledge(world, who), items, as_json)
        return ended(story)


@click.command()
@click.option("--open", "open_only", is_flag=True, help="Only what is still open.")
@as_json
@reads
def threads(asked: Asked, open_only: bool, as_json: bool) -> int:
    """List questions, promises, threats, plans, tasks and secrets."""
    from fabula.cli.told import threads

    with told(asked) as story:
        world = world_of(story, asked)
        items = (t for t in world.threads() if t.status == "open" or not open_only)
        _show(threads(world, open_only), items, as_json)
        return ended(story)


def _show(statements: Iterable[Statement], items: Iterable[Any], as_json: bool) -> None:
    from fabula.cli import output
    from fabula.cli.world_page import statement_line, statement_text

    if as_json:
        output.show_json_list(items)
        return
    output.show_lines(statements, statement_text, statement_line)


def _called(world: World, name: str) -> EntityItem:
    """Whom a name means. Raises UsageError where nobody is called so."""
    from fabula.library import one

    return one(world, name)


def _cast(world: World) -> Iterator[Statement]:
    from fabula.cli.overview import Places
    from fabula.cli.told import Statement as Made

    places = Places(world)
    for person in world.characters:
        also = f", also {', '.join(person.aliases[:4])}" if person.aliases else ""
        named = "" if person.name else " (no name told yet)"
        yield Made(
            id=person.id,
            place=places.of(person.first),
            says=f"{person.label}{also}{named}",
            words="",
        )


def _first(found: Iterable[Statement]) -> list[Statement]:
    return list(found)[:MOST]


def _last(found: Iterable[Statement]) -> list[Statement]:
    return list(found)[-MOST:]


COMMANDS = (world, scenes, timeline, relations, knows, threads)
