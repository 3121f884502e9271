"""Who somebody is, in a few lines: the head of `fabula character`. Nothing here prints."""

from __future__ import annotations

from rich.text import Text

from fabula.cli.output import plain
from fabula.cli.overview import Places, where
from fabula.cli.page import count
from fabula.story.portrait import Character
from fabula.story.world import World

FEW = 6  # descriptions and other names that are shown


def heading(world: World, one: Character) -> Text:
    """What they are called and described as, how much of the story they fill, where they come
    first and last."""
    places = Places(world)
    said = Text(plain(one.label), "bold")
    if one.pronouns:
        said.append(f" ({one.pronouns})", "not bold dim")
    if one.name is None:
        said.append("\nno name told yet", "not bold dim")
    if one.aliases:
        said.append(f"\nalso called {_few(one.aliases)}", "not bold")
    words = [d.text for d in one.descriptions if d.text != one.label]
    if words:
        said.append(f"\ntold of as {_few(words)}", "not bold")
    first, last = places.of(one.first.start), places.of(one.last.start)
    said.append(
        f"\n{count(one.mentions, 'mention')}, {count(len(one.quotations), 'quotation')};"
        f" first seen {where(first)}, last {where(last)}",
        "not bold dim",
    )
    return said


def _few(words: list[str]) -> str:
    more = ", …" if len(words) > FEW else ""
    return plain(", ".join(words[:FEW])) + more
