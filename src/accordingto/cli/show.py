"""`accordingto show`: one report, its marks in the text and its claims beside it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from accordingto.cli.cards import STYLES, card, chain_line, report_heading, report_lines
from accordingto.cli.explain import ExplainOption, explained_text
from accordingto.cli.marked import LOADED, LOADED_STYLE, MarkedReport, anchor_of, marked
from accordingto.cli.options import LedgerOption
from accordingto.cli.phrases import chain
from accordingto.cli.reasons import explanation
from accordingto.cli.remarks import remark_lines
from accordingto.cli.screen import console_on_stdout
from accordingto.config import DEFAULT_LEDGER, open_ledger_for_reading
from accordingto.errors import UsageError
from accordingto.model import Claim, Report, Span

if TYPE_CHECKING:
    from accordingto.ledger import Ledger, StoredReport

BESIDE = 110
"""Cells from which on the claims stand beside the text; narrower they stand below it."""

_PARAGRAPH_BREAK = re.compile(r"[ \t\r]*\n(?:[ \t\r]*\n)+")


def show(
    report: Annotated[
        str, typer.Argument(metavar="REPORT", help="Id of the report, the beginning of one, or its path.")
    ],
    explain: ExplainOption = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Print a report with its marks and its claims.

    The number of a claim stands in the text behind its trigger; every value of a claim shows its
    words and where they stand, as @start-end in code points of the text, and how sure it is. Below
    stand loaded words under who uses them, and what the headline says beyond the body. With --explain
    the evidence of every field is printed instead; REPORT may then be a claim's id.
    """
    with open_ledger_for_reading(ledger) as opened:
        id_, number = _claim_number(opened, report) if explain else (report, None)
        stored = _found(opened, id_)
    out = console_on_stdout()
    claims = stored.sheet.claims if stored.sheet else ()
    if explain:
        _explain(out, stored, number)
        return
    loaded = stored.sheet.loaded if stored.sheet else None
    shown = marked(stored.report, claims, loaded or ())
    for line in (*report_heading(stored.report, len(claims)), Text(f"read by {stored.reader}", style="dim")):
        out.print(line, soft_wrap=True)
    if out.is_terminal:
        out.print(_legend(), soft_wrap=True)
    out.print()
    if out.width >= BESIDE:
        out.print(_beside(out, stored.report, claims, shown))
    else:
        _below(out, stored.report, claims, shown)
    remarks = list(remark_lines(stored.report, loaded, stored.sheet.overreaches if stored.sheet else None))
    if remarks:
        out.print(Text("\n").join([Text(), *remarks]), soft_wrap=True)


def _explain(out: Console, stored: StoredReport, number: str | None) -> None:
    """The evidence that the ledger keeps; what else was weighed, only `mark --explain` can tell."""
    claims = stored.sheet.claims if stored.sheet else ()
    wanted = [one for one in claims if number is None or one.id == f"{stored.report.id}#{number}"]
    if number is not None and not wanted:
        raise UsageError(f"{stored.report.id} has no claim {number}; it has {len(claims)}, from 0 on.")
    told = [explanation(stored.report, one, None) for one in wanted]
    heading = report_heading(stored.report, stored.claims)
    for line in (*heading, Text(f"read by {stored.reader}", style="dim"), Text()):
        out.print(line, soft_wrap=True)
    if told and not any(one.reasons for one in told):
        out.print("Recorded by a version that did not keep evidence by field; read the report again.")
        return
    for part in explained_text(stored.report, told):
        out.print(part)


def _claim_number(ledger: Ledger, wanted: str) -> tuple[str, str | None]:
    """Report and number of a claim's id; an id of a report that ends like one is taken as it is."""
    report, sign, number = wanted.rpartition("#")
    if not (sign and number.isdecimal()) or ledger.report(wanted) is not None:
        return wanted, None
    return report, number


def _found(ledger: Ledger, wanted: str) -> StoredReport:
    """The report with that id, beginning of an id, or path; UsageError with what comes near."""
    stored = ledger.report(wanted)
    if stored is not None:
        return stored
    ids: list[str] = []
    for one in ledger.reports():
        if one.report.place == wanted:
            again = ledger.report(one.report.id)
            if again is not None:
                return again
        ids.append(one.report.id)
    near = difflib.get_close_matches(wanted, ids, n=3) or ids[:3]
    hint = f"; there are {', '.join(near)}{' ...' if len(ids) > len(near) else ''}" if near else ""
    raise UsageError(f"The ledger {ledger.place} holds no report {wanted}{hint}.")


def _legend() -> Text:
    legend = [Text(label.value, style=style) for label, style in STYLES.items()]
    return Text(" ").join([*legend, Text(LOADED, style=LOADED_STYLE)])


def _paragraphs(text: str) -> Iterator[Span]:
    at = 0
    for gap in _PARAGRAPH_BREAK.finditer(text):
        if gap.start() > at:
            yield Span(start=at, end=gap.start())
        at = gap.end()
    end = len(text.rstrip())
    if end > at:
        yield Span(start=at, end=end)


def _paragraph(out: Console, shown: MarkedReport, span: Span) -> Text:
    return shown.coloured(span) if out.is_terminal else Text(shown.bracketed(span))


def _below(out: Console, report: Report, claims: tuple[Claim, ...], shown: MarkedReport) -> None:
    for span in _paragraphs(report.text):
        out.print(_paragraph(out, shown, span))
        out.print()
    lines = list(report_lines(out, report, claims, positions=True))
    out.print(Text("\n").join(lines or [Text("no claims")]), soft_wrap=True)


def _beside(out: Console, report: Report, claims: tuple[Claim, ...], shown: MarkedReport) -> Table:
    """Each paragraph beside the claims whose trigger stands in it."""
    left = out.width * 9 // 20
    right = out.width - left - 2
    grid = Table.grid(padding=(0, 2, 1, 0))
    grid.add_column(width=left)
    grid.add_column(width=right)
    for span in _paragraphs(report.text):
        here = [claim for claim in claims if span.covers(anchor_of(claim))]
        grid.add_row(_paragraph(out, shown, span), Text("\n").join(_cards(out, report, here, right)))
    return grid


def _cards(out: Console, report: Report, claims: list[Claim], width: int) -> Iterator[Text]:
    before: tuple[str, ...] | None = None
    for claim in claims:
        voices = chain(report, claim)
        if voices != before:
            yield chain_line(voices)
            before = voices
        yield from card(out, report, claim, positions=True, width=width)
