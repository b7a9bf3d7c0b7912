"""What could not be processed, said so that a person can do something about it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from accordingto.cli.screen import on_one_line
from accordingto.model import Issue, IssueCode

ADVICE: dict[IssueCode, str] = {
    IssueCode.EMPTY: "Nothing to do, unless the file should hold a report.",
    IssueCode.BINARY: "Give the text or the HTML page of the report.",
    IssueCode.TOO_LARGE: "Split it into reports, or give them as JSONL, one a line.",
    IssueCode.LINE_TOO_LONG: "Put one report on a line.",
    IssueCode.UNREADABLE: "Check that it is there and that you may read it.",
    IssueCode.NOT_A_FILE: "Save what it yields as a file and give that.",
    IssueCode.BAD_ENCODING: "Save it as UTF-8.",
    IssueCode.BAD_HTML: "Save the page anew, or give its text.",
    IssueCode.BAD_RECORD: "Correct the record; its line is in the place.",
    IssueCode.NO_TEXT: "Check that the page or the record has the report's text in it.",
    IssueCode.DUPLICATE_ID: "Give the two reports different ids.",
    IssueCode.UNKNOWN_FORMAT: "Name it .txt, .md, .html, .json, .jsonl or .csv.",
    IssueCode.TRUNCATED: "Split it if the rest matters.",
}
"""What the user can do, by code; docs/issues.md says more."""


def print_issues(console: Console, issues: Sequence[Issue]) -> None:
    """Each issue with its place, first those that left a report out."""
    for issue in sorted(issues, key=lambda one: not one.fatal):
        kind, style = ("left out", "red") if issue.fatal else ("note", "yellow")
        line = Text.assemble(
            (kind, style),
            " ",
            (on_one_line(issue.place), "bold"),
            f": {on_one_line(issue.message)} {ADVICE[issue.code]} ",
            (f"[{issue.code}]", "dim"),
        )
        console.print(line, soft_wrap=True)
