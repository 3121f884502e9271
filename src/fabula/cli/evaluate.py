"""`fabula eval`: how well Fabula reads works that people have annotated."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fabula.cli.arguments import as_json
from fabula.cli.guard import DONE

if TYPE_CHECKING:
    from fabula.evaluation.report import Report

_path = click.argument("path", metavar="PATH", type=click.Path(path_type=Path))


@click.group("eval", invoke_without_command=True)
@click.pass_context
def evaluate(context: click.Context) -> int:
    """Measure against works that people have annotated, from raw text.

    The annotated works are not part of Fabula; PATH says where they are.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
    return DONE


@evaluate.command()
@click.option(
    "--text",
    "form",
    type=click.Choice(["natural", "spaced"]),
    default="natural",
    show_default=True,
    help="Read it as print has it, or with blanks between tokens.",
)
@as_json
@_path
def litbank(path: Path, form: Any, as_json: bool) -> int:
    """LitBank: mentions, coreference, events, quotations, speakers."""
    from fabula.evaluation.litbank import evaluate

    return _show(evaluate(path, form, _reached), as_json)


@evaluate.command()
@click.option(
    "--novels",
    "choice",
    type=click.Choice(["first14", "last7", "all"]),
    default="all",
    show_default=True,
    help="Which novels, by folder name.",
)
@as_json
@_path
def pdnc(path: Path, choice: Any, as_json: bool) -> int:
    """Project Dialogism Novel Corpus: speakers, addressees, characters."""
    from fabula.evaluation.pdnc import evaluate

    return _show(evaluate(path, choice, _reached), as_json)


@evaluate.command()
@as_json
@_path
def ewt(path: Path, as_json: bool) -> int:
    """A treebank in CoNLL-U, such as UD English EWT: words, sentences, syntax."""
    from fabula.evaluation.ewt import evaluate

    return _show(evaluate(path, reached=_reached), as_json)


def _reached(name: str) -> None:
    """Whoever waits at a terminal sees what is being read."""
    if sys.stderr.isatty():
        from fabula.cli.output import plain

        click.echo(f"reading {plain(name)}", err=True)


def _show(report: Report, as_json: bool) -> int:
    from fabula.cli import output

    if as_json:
        output.show_json(report)
    else:
        from fabula.cli.figures import report_page

        output.show(lambda width: report_page(report, width))
    return DONE
