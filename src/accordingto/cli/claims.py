"""`accordingto claims`: what the ledger holds, by filter, as a table or for another program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from accordingto.cli.cards import STYLES
from accordingto.cli.options import LedgerOption
from accordingto.cli.phrases import ARROW, chain, how_many, named, when, where, words
from accordingto.cli.screen import STDOUT, console_on_stdout, on_one_line, write_lines
from accordingto.config import DEFAULT_LEDGER, open_ledger_for_reading
from accordingto.export import PROFILES, Told, together
from accordingto.model import ClaimFilter, Event, EventType, MarkLabel

if TYPE_CHECKING:
    from accordingto.ledger import StoredClaim


class ListFormat(StrEnum):
    """How a list of claims is written."""

    TABLE = "table"
    CSV = "csv"
    JSONL = "jsonl"


PART = "a part of it, in any case"
DAY = ["%Y-%m-%d"]

SpeakerOption = Annotated[
    str | None, typer.Option(metavar="NAME", help=f"Somebody in the chain: name or words, {PART}.")
]
OutletOption = Annotated[str | None, typer.Option(metavar="NAME", help=f"The outlet: {PART}.")]
TypeOption = Annotated[EventType | None, typer.Option("--type", help="What is claimed to have happened.")]
PlaceOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help=f"A place, as resolved or in words: {PART}; or a country's code (SYR)."
    ),
]
SinceOption = Annotated[
    datetime | None,
    typer.Option(metavar="YYYY-MM-DD", formats=DAY, help="Events that may be of this day or later."),
]
UntilOption = Annotated[
    datetime | None,
    typer.Option(metavar="YYYY-MM-DD", formats=DAY, help="Events that may be of this day or earlier."),
]
ReportOption = Annotated[str | None, typer.Option(metavar="ID", help=f"One report's id, or {PART}.")]
FormatOption = Annotated[
    ListFormat, typer.Option("--format", help="table to look at; csv and jsonl for other programs.")
]


def claims(  # noqa: PLR0913 - one parameter for each filter of the command line
    *,
    speaker: SpeakerOption = None,
    outlet: OutletOption = None,
    type_: TypeOption = None,
    place: PlaceOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    report: ReportOption = None,
    format_: FormatOption = ListFormat.TABLE,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """List the claims of the ledger that every filter given lets through."""
    wanted = ClaimFilter(
        speaker=speaker,
        outlet=outlet,
        type=type_,
        place=place,
        since=since.date() if since else None,
        until=until.date() if until else None,
        report=report,
    )
    with open_ledger_for_reading(ledger) as opened:
        found = opened.claims(wanted)
        if format_ is ListFormat.TABLE:
            _print_table(found)
        else:
            write_lines(PROFILES[f"claims-{format_}"](_by_report(found)), STDOUT)


def _by_report(found: Iterable[StoredClaim]) -> Iterator[Told]:
    """Claims of one sheet together; a report of which none was selected is not there."""
    for _, group in groupby(found, key=lambda stored: stored.sequence):
        yield together(list(group))


def _print_table(found: Iterable[StoredClaim]) -> None:
    table = Table(box=None, padding=(0, 2, 1, 0), pad_edge=False, header_style="bold", show_edge=False)
    table.add_column("who says", ratio=6, overflow="fold")
    table.add_column("what", ratio=6, overflow="fold")
    table.add_column("where", ratio=4, overflow="fold")
    table.add_column("when", ratio=3, overflow="fold")
    table.add_column("how many", ratio=5, overflow="fold")
    count = 0
    for stored in found:
        count += 1
        event = stored.claim.event
        table.add_row(_who(stored), _what(stored), *(_cells(event, stored.report.text) if event else ()))
    out = console_on_stdout()
    if count:
        out.print(table)
    out.print(Text("1 claim" if count == 1 else f"{count:,} claims", style="bold"))


def _who(stored: StoredClaim) -> Text:
    voices = chain(stored.report, stored.claim)
    cell = Text(voices[0], style="" if len(voices) > 1 else "bold")
    for voice in voices[1:]:
        cell.append(ARROW).append(voice, STYLES[MarkLabel.SPEAKER])
    return cell.append(f"\n{on_one_line(stored.claim.id)}", "dim")


def _what(stored: StoredClaim) -> Text:
    claim, text = stored.claim, stored.report.text
    if claim.event is None:
        return Text.assemble(("judgement", "bold"), f", {claim.factuality}: {words(claim.content, text, 90)}")
    stance = "" if claim.factuality == "asserted" else f", {claim.factuality}"
    cell = Text.assemble((claim.event.type.value, "bold"), stance, " ")
    cell.append(words(claim.event.trigger, text, 60), STYLES[MarkLabel.TRIGGER])
    sides = [
        "; ".join(name or said for name, said in (named(one, text) for one in ones))
        for ones in (claim.event.actors, claim.event.targets)
    ]
    if any(sides):
        cell.append("\n" + " → ".join(side or "?" for side in sides))
    return cell


def _cells(event: Event, text: str) -> tuple[Text, Text, Text]:
    """Where, when, how many."""
    places = Text("\n").join(
        Text(where(place), STYLES[MarkLabel.PLACE])
        if "unresolved" not in where(place)
        else Text(f"{words(place.span, text)} unresolved")
        for place in event.places
    )
    figures = Text("\n").join(
        Text.assemble(
            f"{figure.harm} {how_many(figure)} ", (words(figure.span, text, 60), STYLES[MarkLabel.FIGURE])
        )
        for figure in event.figures
    )
    return places, Text(when(event.time)), figures
