"""`accordingto mark`: what the reader marks in reports, without a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from accordingto.cli.building import tools_of
from accordingto.cli.issues import print_issues
from accordingto.cli.options import OutOption, ThreadsOption
from accordingto.cli.screen import STDOUT, console_on_stderr, write_lines
from accordingto.export import reading_line
from accordingto.model import Issue

if TYPE_CHECKING:
    from accordingto.pipeline import Read
    from accordingto.resolve import Calibration

SOME_LEFT_OUT = 1


def mark(
    ctx: typer.Context,
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Files, folders (to any depth) or globs.")
    ],
    out: OutOption = STDOUT,
    threads: ThreadsOption = 0,
) -> None:
    """Write the reader's marks as JSON lines, one report a line; no ledger is opened."""
    from accordingto.pipeline import mark as marked

    tools = tools_of(ctx, threads)
    issues: list[Issue] = []
    write_lines(_lines(marked(files, tools), tools.calibration, issues), out)
    print_issues(console_on_stderr(), issues)
    if any(issue.fatal for issue in issues):
        raise typer.Exit(SOME_LEFT_OUT)


def _lines(items: Iterable[Read | Issue], calibration: Calibration, issues: list[Issue]) -> Iterator[str]:
    """A line a report; issues are put aside."""
    for item in items:
        if isinstance(item, Issue):
            issues.append(item)
        else:
            yield reading_line(item.report, item.reading, calibration)
