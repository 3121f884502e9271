"""How a command ends: with an exit status, and where something is wrong with one plain sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from fabula.errors import FabulaError

DONE = 0
FINDINGS = 1  # all was done, and something in it is the reader's to look at
REFUSED = 2  # the command or its input cannot be read
INTERRUPTED = 130
UNREAD = 141  # whoever read our output stopped reading


class Commands(click.Group):
    """Commands that return their exit status. No trouble a person can have shows a traceback."""

    def main(  # type: ignore[override]  # click's own is overloaded; all else goes through `extra`
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        def run() -> int:
            main = super(Commands, self).main
            return main(args=args, prog_name=prog_name, standalone_mode=False, **extra) or DONE

        if not standalone_mode:
            return run()
        sys.exit(guarded(run))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            status = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _hush()
            return UNREAD
        return status


def guarded(run: Callable[[], int]) -> int:
    """The exit status of `run`, or what its trouble comes to."""
    try:
        return run()
    except click.UsageError as error:
        return _refuse(_usage(error))
    except click.ClickException as error:
        return _refuse(error.format_message())
    except click.Abort:
        return INTERRUPTED
    except FabulaError as error:
        return _refuse(str(error))
    except OSError as error:
        return _refuse(_told(error))
    except KeyboardInterrupt:
        return INTERRUPTED


def _refuse(sentence: str) -> int:
    from fabula.cli.output import plain

    click.echo(f"fabula: {plain(sentence)}", err=True)
    return REFUSED


def _usage(error: click.UsageError) -> str:
    asked = error.ctx.command_path if error.ctx else "fabula"
    message = error.format_message().removesuffix(".")
    return f"{message}. See '{asked} --help'."


def _told(error: OSError) -> str:
    what = error.strerror or str(error)
    return f"{error.filename}: {what}." if error.filename else f"{what}."


def _hush() -> None:
    """Let what is still to be written to the closed pipe go nowhere, also when Python ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
