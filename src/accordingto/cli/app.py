"""The commands, and what becomes of errors that end one."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from accordingto import __version__
from accordingto.cli import claims, export, mark, read, show
from accordingto.cli.screen import complain
from accordingto.errors import AccordingtoError

STOPPED = "stopped; run the same command again to go on"
CANNOT = 2
INTERRUPTED = 130
PIPE_CLOSED = 141
"""As a shell shows a program that SIGPIPE ended."""


class Commands(TyperGroup):
    """Turns the errors that a user can do something about into one sentence and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except AccordingtoError as problem:
            complain(str(problem))
            raise typer.Exit(CANNOT) from problem
        except KeyboardInterrupt as stop:
            complain(STOPPED)
            raise typer.Exit(INTERRUPTED) from stop
        except BrokenPipeError as closed:
            # Nobody reads on (`| head`). What is left in the buffer goes nowhere, without a word.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(PIPE_CLOSED) from closed
        return result


app = typer.Typer(
    cls=Commands,
    name="accordingto",
    help="Reads news reports about armed conflict and keeps a ledger of attributed claims.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"accordingto {__version__}\n")
        raise typer.Exit


@app.callback()
def accordingto(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Reads news reports about armed conflict and keeps a ledger of attributed claims."""


app.command("read")(read.read)
app.command("show")(show.show)
app.command("claims")(claims.claims)
app.command("mark")(mark.mark)
app.command("export")(export.export)
