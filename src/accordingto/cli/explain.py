"""An explanation on the screen, or as a line of JSON for another program.

[3] attack “fired” @120-125 · denied
  type         attack          84%  network 0.91; else shelling 0.05
  place        “al-Bab” @4-10  90%  network 0.93 = marked 0.97 × linked 0.96
  resolution   Al Bāb, SYR     81%  places.context: the countries of the report decide; 0.95
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from accordingto.cli.cards import STYLES
from accordingto.cli.phrases import number, percent, words
from accordingto.cli.reasons import Explanation, Reason
from accordingto.cli.screen import on_one_line
from accordingto.export.json_line import json_line
from accordingto.model import Candidate, Field, MarkLabel, Option, Report, Span
from accordingto.reference.rules import SAYS

CARRIED, CONTENT = "reader.carried-voice", "reader.content"
"""Heads whose fields' names do not say all."""
LONGEST = 80
"""Characters of words that are shown; the offsets tell the rest."""


class ExplainFormat(StrEnum):
    """How explanations are written."""

    TEXT = "text"
    JSON = "json"


ExplainOption = Annotated[
    bool,
    typer.Option("--explain", help="Say for every field of every claim how sure it is, and what decided."),
]


def explained_text(report: Report, explanations: Iterable[Explanation]) -> Iterator[Text | Table]:
    """Each claim's first line, then a table of its fields and a line of what was not taken."""
    for one in explanations:
        claim, event = one.claim, one.claim.event
        first = Text.assemble(f"{number(claim)} ", (event.type.value if event else "judgement", "bold"), " ")
        anchor = event.trigger if event else claim.content
        first.append(words(anchor, report.text, LONGEST), STYLES[MarkLabel.TRIGGER])
        yield first.append(f" · {claim.factuality.value}")
        yield _table(report.text, one)
        yield Text()


def explained_line(report: Report, one: Explanation) -> str:
    """One claim's explanation as a line of JSON."""
    return json_line(
        {
            "report": report.id,
            "claim": one.claim.id,
            "fields": [_field(report.text, reason) for reason in one.reasons],
            "uncounted": [
                {"span": _pair(piece.span), "rule": piece.rule, "says": SAYS.get(piece.rule)}
                for piece in one.uncounted
            ],
            "not_taken": [
                {
                    "label": left.label.value,
                    "words": left.span.of(report.text) if left.span else None,
                    "span": _pair(left.span),
                    "marked": left.marked,
                    "linked": left.linked,
                    "needed": left.needed,
                }
                for left in one.not_taken
            ],
        }
    )


def _field(text: str, reason: Reason) -> dict[str, object]:
    evidence = reason.evidence
    return {
        "field": reason.field.value,
        "of": reason.of or None,
        "value": reason.value or None,
        "words": reason.words.of(text) if reason.words else None,
        "span": _pair(reason.words),
        "confidence": evidence.calibrated,
        "network": None if evidence.confidence is None else round(evidence.confidence, 4),
        "rule": evidence.rule,
        "says": SAYS.get(evidence.rule),
        "rests_on": _pair(evidence.span),
        "parts": {part.value: part.probability for part in reason.parts},
        "others": [{"value": other.value, "probability": other.probability} for other in reason.others],
    }


def _table(text: str, one: Explanation) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_edge=False, show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(ratio=5, overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    table.add_column(ratio=6, overflow="fold")
    for reason in one.reasons:
        sure = reason.evidence.calibrated
        label = f"  {reason.of + ' ' if reason.of else ''}{_called(reason)}"
        table.add_row(label, _value(text, reason), "" if sure is None else percent(sure), _why(text, reason))
    for piece in one.uncounted:
        says = SAYS.get(piece.rule)
        rule = f"{piece.rule}: {says}" if says else piece.rule
        table.add_row("  not figure", _quoted(piece.span, text), "", Text(rule))
    for left in one.not_taken:
        table.add_row(f"  not {left.label.value}", _quoted(left.span, text), "", _refused(left))
    return table


def _called(reason: Reason) -> str:
    """The field's name; where the row says `actor 2` already, only what is new."""
    name = reason.field.value
    first = reason.of.split(" ")[0]
    if reason.of and name == first:
        return ""
    return name.removeprefix(f"{first}-") if reason.of else name


def _value(text: str, reason: Reason) -> Text:
    value = Text(on_one_line(reason.value))
    if reason.words is not None:
        value.append(" " if reason.value else "").append_text(_quoted(reason.words, text))
    return value


_SHOWS_ITSELF = ("speakers.own-words", "speakers.nobody-named")
"""Rules whose evidence is what the row of the source shows already."""
_POINTS_ELSEWHERE = (Field.NAME, Field.SOURCE, Field.CHAIN)
"""Fields that may rest on other words than their own: the speaker for whom a pronoun stands."""


def _why(text: str, reason: Reason) -> Text:
    """Rule, words it rests on, and scores; the network's heads are named by their fields."""
    evidence, why = reason.evidence, Text()
    own = "" if evidence.confidence is None else f"{evidence.confidence:.2f}"
    if evidence.rule in (CARRIED, CONTENT):
        why.append(f"{SAYS[evidence.rule]}; network {own}")
    elif evidence.rule.startswith("reader."):
        why.append(f"network {own}")
    else:
        says = SAYS.get(evidence.rule)
        why.append(f"{evidence.rule}: {says}" if says else evidence.rule)
        if evidence.span and reason.field in _POINTS_ELSEWHERE and evidence.rule not in _SHOWS_ITSELF:
            why.append(", ").append_text(_quoted(evidence.span, text))
        why.append(f"; {own}" if own else "")
    if reason.parts:
        why.append(" = " + " × ".join(f"{one.value} {one.probability:.2f}" for one in reason.parts), "dim")
    if reason.others:
        why.append(f"; else {', '.join(map(_other, reason.others))}", "dim")
    return why


def _other(one: Option) -> str:
    said = on_one_line(one.value)
    return f"{said if len(said) <= LONGEST else said[:LONGEST] + ' …'} {one.probability:.2f}"


def _refused(left: Candidate) -> Text:
    if left.needed is not None and left.linked < left.needed:
        return Text(f"linked {left.linked:.2f}, {left.needed:.2f} needed", "dim")
    return Text(f"linked {left.linked:.2f}, but belongs rather to another event or side", "dim")


def _quoted(span: Span | None, text: str) -> Text:
    if span is None:
        return Text()
    return Text.assemble(words(span, text, LONGEST), (f" @{span.start}-{span.end}", "dim"))


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]
