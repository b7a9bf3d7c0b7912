"""A claim as a card of a few lines, and a report's claims grouped by who says them.

Meridian Press ← a hospital official
  [0] explosion · asserted
      “A car packed with explosives blew up ... killing at least 11 people”
      said     state “said”
      where    Al Bāb, SYR (town) “the northern Syrian town of al-Bab”
      when     2024-04-13 “on Saturday”
      killed   at least 11 “at least 11 people”
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from accordingto.cli.phrases import ARROW, chain, how_many, named, number, when, where, words
from accordingto.cli.screen import on_one_line
from accordingto.model import Act, Claim, Event, MarkLabel, Report, Span

STYLES: dict[MarkLabel, str] = {
    MarkLabel.SPEAKER: "bold cyan",
    MarkLabel.CUE: "blue",
    MarkLabel.CONTENT: "underline",
    MarkLabel.TRIGGER: "bold red",
    MarkLabel.ACTOR: "magenta",
    MarkLabel.TARGET: "bright_magenta",
    MarkLabel.PLACE: "green",
    MarkLabel.TIME: "bright_blue",
    MarkLabel.FIGURE: "black on yellow",
    MarkLabel.WEAPON: "bright_red",
    MarkLabel.JUDGEMENT: "italic",
}
"""One style a label, the same in a report's text and on cards; colours of the terminal's own palette."""

LABEL = 10
"""Cells of a row's label: `displaced`, the longest, and a blank."""
INDENT = 4
LONGEST_CONTENT = 180
"""Characters of a claim's content on a card: two lines of an 80-column terminal and a bit."""
LONGEST_BESIDE_TEXT = 90
"""The same where the report's text is printed with the cards."""

Row = tuple[str, Text]


def report_lines(
    console: Console, report: Report, claims: Iterable[Claim], *, positions: bool
) -> Iterator[Text]:
    """The cards of a report's claims, under a line for each chain of speakers, in order of appearance."""
    by_chain: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        by_chain.setdefault(chain(report, claim), []).append(claim)
    for voices, group in by_chain.items():
        yield chain_line(voices)
        for claim in group:
            yield from card(console, report, claim, positions=positions)


def card(
    console: Console, report: Report, claim: Claim, *, positions: bool, width: int | None = None
) -> Iterator[Text]:
    """One claim in lines no longer than `width` cells (by default the console's).

    With `positions` every quotation is followed by `@start-end`, its place in the report's text.
    """
    room = max((width or console.width) - INDENT, 20)
    event = claim.event
    what = Text.assemble(f"  {number(claim)} ", (event.type.value if event else "judgement", "bold"), " ")
    if event is not None:
        trigger = _quoted(event.trigger, report.text, STYLES[MarkLabel.TRIGGER], positions)
        what.append_text(trigger).append(" ")
    yield what.append(f"· {claim.factuality.value}")
    if event is None or event.trigger != claim.content:
        longest = LONGEST_BESIDE_TEXT if positions else LONGEST_CONTENT
        content = _quoted(claim.content, report.text, "italic", positions, longest=longest)
        yield from _hanging(console, "", content, room)
    for label, value in _rows(report.text, claim, positions):
        yield from _hanging(console, label, value, room)


def chain_line(voices: tuple[str, ...]) -> Text:
    """The line above the claims of one chain of speakers."""
    if len(voices) == 1:
        return Text.assemble((voices[0], "bold"), ", in its own voice")
    line = Text(voices[0])
    for one in voices[1:]:
        line.append(ARROW).append(one, STYLES[MarkLabel.SPEAKER])
    return line


def _hanging(console: Console, label: str, value: Text, room: int) -> Iterator[Text]:
    """`value` wrapped beside its label; a row without one starts where labels do."""
    inset = LABEL if label else 0
    for i, line in enumerate(value.wrap(console, room - inset)):
        line.rstrip()
        yield Text.assemble(" " * INDENT, (label.ljust(inset) if i == 0 else " " * inset, "dim"), line)


def _rows(text: str, claim: Claim, positions: bool) -> Iterator[Row]:
    yield from _said(text, claim, positions)
    if claim.event is not None:
        yield from _event_rows(text, claim.event, positions)


def _said(text: str, claim: Claim, positions: bool) -> Iterator[Row]:
    """Act and cue of every hop; where a voice goes on, from which words. A bare "state" says nothing."""
    if all(h.act is Act.STATE and not h.cue and not h.carried_from for h in claim.attribution):
        return
    steps = []
    for hop in claim.attribution:
        step = Text(hop.act.value)
        if hop.cue is not None:
            step.append(" ").append_text(_quoted(hop.cue, text, STYLES[MarkLabel.CUE], positions))
        if hop.carried_from is not None:
            step.append(", going on from ")
            step.append_text(_quoted(hop.carried_from, text, STYLES[MarkLabel.SPEAKER], positions))
        steps.append(step)
    yield "says", Text(ARROW).join(steps)


def _event_rows(text: str, event: Event, positions: bool) -> Iterator[Row]:
    for label, ones, mark in (
        ("who", event.actors, MarkLabel.ACTOR),
        ("whom", event.targets, MarkLabel.TARGET),
    ):
        if ones:
            values = []
            for one in ones:
                name, _ = named(one, text)
                values.append(_with_words(name, one.span, text, mark, positions))
            yield label, Text("; ").join(values)
    for place in event.places:
        yield "where", _with_words(where(place), place.span, text, MarkLabel.PLACE, positions)
    yield "when", _with_words(when(event.time), event.time.span, text, MarkLabel.TIME, positions)
    for figure in event.figures:
        yield figure.harm.value, _with_words(how_many(figure), figure.span, text, MarkLabel.FIGURE, positions)
    if event.weapon is not None:
        yield "with", _quoted(event.weapon, text, STYLES[MarkLabel.WEAPON], positions)


def _with_words(value: str, span: Span | None, text: str, label: MarkLabel, positions: bool) -> Text:
    """A value and the words it rests on."""
    line = Text(value)
    if span is not None:
        line.append(" " if value else "").append_text(_quoted(span, text, STYLES[label], positions))
    return line


def _quoted(span: Span, text: str, style: str, positions: bool, longest: int | None = None) -> Text:
    quoted = Text(words(span, text, longest), style=style)
    return (
        Text.assemble(quoted, (f" @{span.start}-{span.end}", "dim")) if positions else Text.assemble(quoted)
    )


def report_heading(report: Report, claims: int) -> Iterator[Text]:
    """Title, then id, outlet, day of publication and place of a report."""
    title = on_one_line(report.title or report.id)
    yield Text(title, style="bold")
    outlet = on_one_line(report.outlet) if report.outlet else "outlet not named"
    day = f"published {report.published}" if report.published else _undecided_day(report)
    counted = "1 claim" if claims == 1 else f"{claims} claims"
    yield Text(f"{on_one_line(report.id)} · {outlet} · {day} · {counted}", style="dim")


def _undecided_day(report: Report) -> str:
    """Why a report has no day of publication: it has no date, or several that disagree."""
    if not report.dates:
        return "no date of publication"
    said = ", ".join(f"“{on_one_line(date.words)}” ({date.origin})" for date in report.dates)
    return f"day of publication open: {said}"
