"""`accordingto mark`: what the reader marks in reports, without a ledger, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from accordingto.cli.building import tools_of
from accordingto.cli.cards import report_heading
from accordingto.cli.explain import ExplainFormat, ExplainOption, explained_line, explained_text
from accordingto.cli.issues import print_issues
from accordingto.cli.options import OutOption, ThreadsOption
from accordingto.cli.reasons import Explanation, explanation, trace_of
from accordingto.cli.screen import STDOUT, console_on_stderr, console_on_stdout, write_lines
from accordingto.errors import UsageError
from accordingto.export import reading_line
from accordingto.model import Issue

if TYPE_CHECKING:
    from accordingto.pipeline import Explained, Read
    from accordingto.resolve import Calibration

SOME_LEFT_OUT = 1

ClaimOption = Annotated[
    list[str] | None,
    typer.Option("--claim", metavar="ID", help="With --explain: only this claim, by its id or number."),
]
FormatOption = Annotated[
    ExplainFormat, typer.Option("--format", help="With --explain: text to look at, json a claim a line.")
]


def mark(
    ctx: typer.Context,
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Files, folders (to any depth) or globs.")
    ],
    *,
    explain: ExplainOption = False,
    claim: ClaimOption = None,
    format_: FormatOption = ExplainFormat.TEXT,
    out: OutOption = STDOUT,
    threads: ThreadsOption = 0,
) -> None:
    """Write the reader's marks as JSON lines, one report a line; no ledger is opened.

    With --explain, say instead for every claim which words and scores made it: how sure each field is,
    the network's own probability and the runners-up, the rule that decided, and what was not taken.
    """
    from accordingto import pipeline

    if claim and not explain:
        raise UsageError("--claim chooses what is explained; give --explain with it.")
    if explain and format_ is ExplainFormat.TEXT and out != STDOUT:
        raise UsageError("Text is written to the screen; --out with --explain needs --format json.")
    tools = tools_of(ctx, threads)
    issues: list[Issue] = []
    if not explain:
        write_lines(_lines(_aside(pipeline.mark(files, tools), issues), tools.calibration), out)
    else:
        found = _explanations(_aside(pipeline.explain(files, tools), issues), claim or [])
        if format_ is ExplainFormat.JSON:
            write_lines((explained_line(item.report, one) for item, ones in found for one in ones), out)
        else:
            _print(found)
    print_issues(console_on_stderr(), issues)
    if any(issue.fatal for issue in issues):
        raise typer.Exit(SOME_LEFT_OUT)


Item = TypeVar("Item")


def _aside(items: Iterable[Item | Issue], issues: list[Issue]) -> Iterator[Item]:
    """What is no issue; issues are put aside."""
    for item in items:
        if isinstance(item, Issue):
            issues.append(item)
        else:
            yield item


def _lines(items: Iterable[Read], calibration: Calibration) -> Iterator[str]:
    """A line a report."""
    for item in items:
        yield reading_line(item.report, item.reading, calibration)


def _explanations(
    items: Iterable[Explained], wanted: list[str]
) -> Iterator[tuple[Explained, list[Explanation]]]:
    """The explanations of each report's claims; UsageError when none is wanted."""
    some = False
    for item in items:
        claims = [c for c in item.sheet.claims if not wanted or {c.id, c.id.rsplit("#", 1)[-1]} & set(wanted)]
        some = some or bool(claims)
        yield item, [explanation(item.report, c, trace_of(c, item.traces)) for c in claims]
    if wanted and not some:
        raise UsageError(f"There is no claim {', '.join(wanted)}; `accordingto mark --explain` numbers them.")


def _print(found: Iterable[tuple[Explained, list[Explanation]]]) -> None:
    console = console_on_stdout()
    for item, explanations in found:
        if not explanations:
            continue
        for line in report_heading(item.report, len(item.sheet.claims)):
            console.print(line, soft_wrap=True)
        console.print()
        for part in explained_text(item.report, explanations):
            console.print(part)
