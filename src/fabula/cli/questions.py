"""The commands that answer: each reads, asks, prints."""

from __future__ import annotations

import click

from fabula.cli.arguments import Asked, as_json, reads, reads_and, reads_one_and
from fabula.cli.asked import ended, somebody, told, world_of


@click.command()
@as_json
@reads_and("QUESTION")
def ask(asked: Asked, question: str, as_json: bool) -> int:
    """Answer QUESTION from the story, with the words that show it, or say that it is not stated."""
    from fabula.cli import output
    from fabula.cli.answer_lines import answer_lines
    from fabula.cli.reasons import words_at
    from fabula.cli.statements import Teller

    with told(asked) as story:
        found = story.ask(question, asked.as_of)
        if as_json:
            output.show_json(found)
            return ended(story)
        teller = Teller(world_of(story, asked))
        evidence = [words_at(teller, at) for at in found.evidence]
        if output.for_people():
            from fabula.cli.answer_page import answer_text

            if not found.stated:
                evidence = [words_at(teller, at) for at in story.nearest(question, asked.as_of)]
            output.show(lambda width: answer_text(found.answer, evidence, width))
        else:
            output.lines(answer_lines(found.answer, found.confidence, evidence))
        return ended(story)


@click.command()
@as_json
@reads_and("ID")
def why(asked: Asked, id_: str, as_json: bool) -> int:
    """Tell why something is told: ID is that of a record or an item, or a name."""
    from fabula.cli import output
    from fabula.cli.answer_lines import reason_lines
    from fabula.cli.reasons import reason

    with told(asked) as story:
        found = reason(world_of(story, asked), id_)
        if as_json:
            output.show_json(found)
        elif output.for_people():
            from fabula.cli.answer_page import reason_text

            output.show(lambda width: reason_text(found, width))
        else:
            output.lines(reason_lines(found))
        return ended(story)


@click.command()
@click.option("--speaker", metavar="NAME", help="Only what NAME says.")
@click.option("--present", metavar="NAME", help="Only scenes in which NAME is present.")
@click.option("--scene", metavar="ID", help="Only the scene with this id.")
@click.option(
    "--most", type=click.IntRange(min=1), default=50, metavar="N", help="N sentences at most."
)
@as_json
@reads_one_and("[WORDS...]")
def search(
    asked: Asked,
    words: tuple[str, ...],
    speaker: str | None,
    present: str | None,
    scene: str | None,
    most: int,
    as_json: bool,
) -> int:
    """Find the sentences that have all WORDS, in any form, and the people whom they name."""
    from fabula.cli import output
    from fabula.cli.answer_lines import found_line
    from fabula.cli.answer_page import found_text
    from fabula.cli.found import found, query

    with told(asked) as story:
        world = world_of(story, asked)
        said = query(
            world,
            words,
            by=somebody(world, speaker).id if speaker is not None else None,
            with_=somebody(world, present).id if present is not None else None,
            scene=scene,
        )
        hits = story.search(said, asked.as_of, most)
        if as_json:
            output.show_json_list(hits)
        elif hits:
            output.show_lines(found(world, hits), found_text, found_line)
        else:
            click.echo("No sentence has all of that.", err=True)
        return ended(story)


@click.command()
@click.option("--since", type=click.IntRange(min=0), metavar="P", help="From code point P on.")
@click.option("--until", type=click.IntRange(min=0), metavar="Q", help="Up to code point Q.")
@click.option(
    "--words", type=click.IntRange(min=1), default=200, metavar="N", help="N words at most."
)
@click.option("--about", metavar="NAME", help="Only what NAME is in.")
@as_json
@reads
def recap(
    asked: Asked,
    since: int | None,
    until: int | None,
    words: int,
    about: str | None,
    as_json: bool,
) -> int:
    """Tell what happened in a stretch, in the story's own words."""
    from fabula.cli import output
    from fabula.cli.answer_lines import recap_line
    from fabula.cli.answer_page import recap_text
    from fabula.cli.found import retold

    with told(asked) as story:
        end = min((p for p in (until, asked.as_of) if p is not None), default=None)
        world = story.hindsight() if end is None else story.at(end)
        who = somebody(world, about).id if about is not None else None
        items = story.recap(since or 0, end, words, who)
        if as_json:
            output.show_json_list(items)
        elif items:
            output.show_lines(retold(world, items), recap_text, recap_line)
        else:
            click.echo("Nothing has happened there.", err=True)
        return ended(story)


COMMANDS = (ask, search, recap, why)
