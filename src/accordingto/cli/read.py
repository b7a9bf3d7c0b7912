"""`accordingto read`: reports into the ledger, and their claims on the screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from accordingto.cli.building import tools_of
from accordingto.cli.cards import report_heading, report_lines
from accordingto.cli.issues import print_issues
from accordingto.cli.options import LedgerOption, ThreadsOption
from accordingto.cli.progress import RunBar
from accordingto.cli.screen import console_on_stderr, console_on_stdout, on_one_line
from accordingto.config import DEFAULT_LEDGER, open_ledger_for_recording
from accordingto.model import Issue, ReceiptStatus, RunSummary

if TYPE_CHECKING:
    from accordingto.pipeline import Recorded

SOME_LEFT_OUT = 1


def read(
    ctx: typer.Context,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders (to any depth) or globs.")
    ],
    ledger: LedgerOption = DEFAULT_LEDGER,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print the summary only.")] = False,
    threads: ThreadsOption = 0,
) -> None:
    """Read reports into the ledger and print who claims what.

    A report that is in the ledger already is not read again. A run that was stopped goes on where
    it stopped when the same command is given again.
    """
    out, err = console_on_stdout(), console_on_stderr()
    from accordingto.ingest.walk import files_of
    from accordingto.pipeline import run

    tools = tools_of(ctx, threads)
    with open_ledger_for_recording(ledger) as opened:
        files = sum(1 for _ in files_of(paths)) if err.is_terminal else 0
        bar, summary, issues = RunBar(err, files), RunSummary(), list[Issue]()
        try:
            for item in run(paths, opened, tools):
                if isinstance(item, Issue):
                    issues.append(item)
                    bar.issue(item)
                    continue
                bar.count(item.report.place, len(item.sheet.claims) if item.sheet else 0)
                summary = _counted(summary, item)
                if not quiet:
                    with bar.aside():
                        _print_report(out, item)
        finally:
            bar.close()
    _print_summary(out, replace(summary, issues=tuple(issues)), ledger)
    out.file.flush()
    print_issues(err, issues)
    if any(issue.fatal for issue in issues):
        raise typer.Exit(SOME_LEFT_OUT)


def _counted(summary: RunSummary, item: Recorded) -> RunSummary:
    one = {item.status.value: getattr(summary, item.status.value) + 1}
    return replace(summary, **one, claims=summary.claims + (len(item.sheet.claims) if item.sheet else 0))


def _print_report(out: Console, item: Recorded) -> None:
    report = item.report
    if item.sheet is None:
        line = f"{on_one_line(report.id)} is in the ledger already; `accordingto show` prints its claims"
        out.print(Text(line, style="dim"), soft_wrap=True)
        return
    claims = item.sheet.claims
    lines = [*report_heading(report, len(claims)), *report_lines(out, report, claims, positions=False)]
    out.print(Text("\n").join([*lines, Text()]), soft_wrap=True)


def _print_summary(out: Console, summary: RunSummary, ledger: str) -> None:
    done = [
        f"{getattr(summary, status.value):,} {status}"
        for status in ReceiptStatus
        if getattr(summary, status.value)
    ]
    read_ = summary.new + summary.unchanged + summary.superseded
    left_out = len({i.place for i in summary.issues if i.fatal})
    line = f"{_counting(read_, 'report')}{' (' + ', '.join(done) + ')' if done else ''}"
    line += f", {left_out:,} left out, {_counting(summary.claims, 'claim')} read"
    line += f", {_counting(len(summary.issues), 'issue')}; ledger {on_one_line(ledger)}"
    out.print(Text(line, style="bold"), soft_wrap=True)


def _counting(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
