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

from accordingto.cli.phrases import ARROW, chain, how_many, named, number, percent, when, where, words
from accordingto.cli.screen import on_one_line
from accordingto.model import (
    Act,
    Claim,
    Event,
    EventTime,
    Evidence,
    Field,
    Figure,
    MarkLabel,
    Participant,
    PlaceMention,
    Report,
    Span,
)

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

    With `positions` every quotation is followed by `@start-end`, its place in the report's text, and
    every line by how sure it is.
    """
    room = max((width or console.width) - INDENT, 20)
    event = claim.event
    what = Text.assemble(f"  {number(claim)} ", (event.type.value if event else "judgement", "bold"), " ")
    if event is not None:
        trigger = _quoted(event.trigger, report.text, STYLES[MarkLabel.TRIGGER], positions)
        what.append_text(trigger).append(" ")
    what.append(f"· {claim.factuality.value}")
    if positions:
        what.append_text(_sure((*claim.evidence, *(event.evidence if event else ())), *_FIRST_LINE))
    yield what
    if event is None or event.trigger != claim.content:
        longest = LONGEST_BESIDE_TEXT if positions else LONGEST_CONTENT
        content = _quoted(claim.content, report.text, "italic", positions, longest=longest)
        if positions:
            content.append_text(_sure(claim.evidence, Field.CONTENT))
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
        if positions:
            step.append_text(_sure((*hop.speaker.evidence, *hop.evidence)))
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
                values.append(_with_words(name, one, text, mark, positions))
            yield label, Text("; ").join(values)
    for place in event.places:
        yield "where", _with_words(where(place), place, text, MarkLabel.PLACE, positions)
    yield "when", _with_words(when(event.time), event.time, text, MarkLabel.TIME, positions)
    for figure in event.figures:
        yield figure.harm.value, _with_words(how_many(figure), figure, text, MarkLabel.FIGURE, positions)
    if event.weapon is not None:
        weapon = _quoted(event.weapon, text, STYLES[MarkLabel.WEAPON], positions)
        yield "with", weapon.append_text(_sure(event.evidence, Field.WEAPON)) if positions else weapon


def _with_words(
    value: str,
    one: Participant | PlaceMention | EventTime | Figure,
    text: str,
    label: MarkLabel,
    positions: bool,
) -> Text:
    """A value, the words it rests on and, with `positions`, how sure it is."""
    line = Text(value)
    if one.span is not None:
        line.append(" " if value else "").append_text(_quoted(one.span, text, STYLES[label], positions))
    return line.append_text(_sure(one.evidence)) if positions else line


_FIRST_LINE = (Field.TRIGGER, Field.JUDGEMENT, Field.TYPE, Field.FACTUALITY)


def _sure(evidence: tuple[Evidence, ...], *fields: Field) -> Text:
    """The confidence of the least sure of some fields (by default all), or nothing where none is known."""
    known = [
        one.calibrated
        for one in evidence
        if one.calibrated is not None and (one.field in fields or not fields)
    ]
    return Text(f" {percent(min(known))}", "dim") if known else Text()


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
