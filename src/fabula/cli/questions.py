"""The commands that answer: each reads, asks, prints."""

from __future__ import annotations

import click

from fabula.cli.asked import Asked, as_json, ended, reads_and, told, world_of


@click.command()
@as_json
@reads_and("QUESTION")
def ask(asked: Asked, question: str, as_json: bool) -> int:
    """Answer QUESTION from the story, with the words that show it, or say that it is not stated."""
    from fabula.cli import output
    from fabula.cli.answer_page import answer_lines, answer_text
    from fabula.cli.reasons import words_at
    from fabula.cli.statements import Teller

    with told(asked) as story:
        found = story.ask(question, asked.as_of)
        if as_json:
            output.show_json(found)
            return ended(story)
        teller = Teller(world_of(story, asked))
        evidence = [words_at(teller, at) for at in found.evidence]
        if output.console().is_terminal:
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
    from fabula.cli.answer_page import reason_lines, reason_text
    from fabula.cli.reasons import reason

    with told(asked) as story:
        found = reason(world_of(story, asked), id_)
        if as_json:
            output.show_json(found)
        elif output.console().is_terminal:
            output.show(lambda width: reason_text(found, width))
        else:
            output.lines(reason_lines(found))
        return ended(story)


COMMANDS = (ask, why)
