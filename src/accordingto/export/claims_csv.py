"""The profile `claims-csv`: a table for a spreadsheet, one row for each figure of a claim.

A claim without figures has one row with the figure's columns empty, so that every claim is there and
a column holds one kind of value. Several actors, targets or places of one claim stand in one cell,
"; " between them, and so do their confidences. Not known is an empty cell. The columns are explained
in docs/exports.md.

Cells that a spreadsheet would take for a formula get an apostrophe in front (OWASP, "CSV
Injection"), and control characters are written out (`\\x1b`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from accordingto.export.profile import Told
from accordingto.model import (
    Claim,
    Evidence,
    Field,
    Figure,
    GazetteerPlace,
    Participant,
    PlaceMention,
    Report,
    Span,
    Unresolved,
    confidence_of,
)

COLUMNS = (
    "claim",
    "report",
    "outlet",
    "published",
    "chain",
    "speaker",
    "speaker_role",
    "cue",
    "act",
    "kind",
    "factuality",
    "type",
    "trigger",
    "actors",
    "targets",
    "places",
    "countries",
    "start",
    "end",
    "when_words",
    "low",
    "high",
    "harm",
    "group",
    "figure_words",
    "figure_start",
    "figure_end",
    "weapon",
    "content",
    "content_start",
    "content_end",
    "part",
    "reader",
    "chain_confidence",
    "speaker_confidence",
    "speaker_name_confidence",
    "speaker_role_confidence",
    "cue_confidence",
    "act_confidence",
    "judgement_confidence",
    "factuality_confidence",
    "type_confidence",
    "trigger_confidence",
    "actors_confidence",
    "targets_confidence",
    "places_confidence",
    "resolutions_confidence",
    "when_words_confidence",
    "days_confidence",
    "figure_words_confidence",
    "bounds_confidence",
    "harm_confidence",
    "group_confidence",
    "weapon_confidence",
    "content_confidence",
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e0fff]"
)

Cell = str | int | float | None


def lines(told: Iterable[Told]) -> Iterator[str]:
    """The header, then the rows of every claim; reports without claims have none."""
    yield _row(COLUMNS)
    for report, sheet in told:
        for claim in sheet.claims:
            figures = claim.event.figures if claim.event else ()
            for figure in figures or (None,):
                cells = {**_of_claim(claim, report, sheet.reader), **_of_figure(figure, report.text)}
                yield _row([cells.get(column) for column in COLUMNS])


def safe_cell(value: str) -> str:
    """`value` as a spreadsheet may show it: never a formula, no control character."""
    guarded = "'" + value if value.startswith(_FORMULA) else value
    return _CONTROL.sub(lambda match: match[0].encode("unicode_escape").decode(), guarded)


def _row(cells: Sequence[Cell]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([safe_cell(c) if isinstance(c, str) else c for c in cells])
    return line.getvalue()


def _of_claim(claim: Claim, report: Report, reader: str) -> dict[str, Cell]:
    text, last = report.text, claim.attribution[-1] if claim.attribution else None
    names = [_name(hop.speaker.name, hop.source, text) for hop in claim.attribution]
    return {
        "claim": claim.id,
        "report": report.id,
        "outlet": report.outlet,
        "published": _day(report.published),
        "chain": " <- ".join([report.outlet or "", *(name or "" for name in names)]),
        "speaker": names[-1] if names else report.outlet,
        "speaker_role": last.speaker.role.value if last else None,
        "cue": _words(last.cue, text) if last else None,
        "act": last.act.value if last else None,
        "kind": claim.kind.value,
        "factuality": claim.factuality.value,
        **_of_event(claim, text),
        "content": claim.content.of(text),
        "content_start": claim.content.start,
        "content_end": claim.content.end,
        "part": claim.part and claim.part.value,
        "reader": reader,
        **_sure(
            (*last.evidence, *last.speaker.evidence) if last else (),
            speaker=Field.SOURCE,
            speaker_name=Field.NAME,
            speaker_role=Field.ROLE,
            cue=Field.CUE,
            act=Field.ACT,
        ),
        **_sure(
            claim.evidence,
            chain=Field.CHAIN,
            judgement=Field.JUDGEMENT,
            factuality=Field.FACTUALITY,
            content=Field.CONTENT,
        ),
    }


def _of_event(claim: Claim, text: str) -> dict[str, Cell]:
    event = claim.event
    if event is None:
        return {}
    found = [p.resolution for p in event.places]
    places = [
        r.name if isinstance(r, GazetteerPlace) else p.span.of(text)
        for p, r in zip(event.places, found, strict=True)
    ]
    return {
        "type": event.type.value,
        "trigger": event.trigger.of(text),
        "actors": _participants(event.actors, text),
        "targets": _participants(event.targets, text),
        "places": "; ".join(places) or None,
        "countries": "; ".join(dict.fromkeys(r.country for r in found if isinstance(r, GazetteerPlace)))
        or None,
        "start": _day(event.time.start),
        "end": _day(event.time.end),
        "when_words": _words(event.time.span, text),
        "weapon": _words(event.weapon, text),
        "actors_confidence": _each(event.actors, Field.ACTOR),
        "targets_confidence": _each(event.targets, Field.TARGET),
        "places_confidence": _each(event.places, Field.PLACE),
        "resolutions_confidence": _each(event.places, Field.RESOLUTION),
        **_sure(event.evidence, type=Field.TYPE, trigger=Field.TRIGGER, weapon=Field.WEAPON),
        **_sure(event.time.evidence, when_words=Field.TIME, days=Field.DAYS),
    }


def _of_figure(figure: Figure | None, text: str) -> dict[str, Cell]:
    if figure is None:
        return {}
    return {
        "low": figure.low,
        "high": figure.high,
        "harm": figure.harm.value,
        "group": figure.group.value,
        "figure_words": figure.span.of(text),
        "figure_start": figure.span.start,
        "figure_end": figure.span.end,
        **_sure(
            figure.evidence,
            figure_words=Field.FIGURE,
            bounds=Field.BOUNDS,
            harm=Field.HARM,
            group=Field.GROUP,
        ),
    }


def _sure(evidence: tuple[Evidence, ...], **fields: Field) -> dict[str, Cell]:
    """Confidences of fields, by what their columns are called."""
    return {f"{what}_confidence": _rounded(confidence_of(evidence, one)) for what, one in fields.items()}


def _each(ones: Sequence[Participant | PlaceMention], field: Field) -> str | None:
    """One confidence for each of several in a cell; None where none is known."""
    found = [_rounded(confidence_of(one.evidence, field)) for one in ones]
    return "; ".join("" if one is None else str(one) for one in found) if any(found) else None


def _rounded(confidence: float | None) -> float | None:
    return None if confidence is None else round(confidence, 4)


def _participants(ones: Sequence[Participant], text: str) -> str | None:
    return "; ".join(_name(one.name, one.span, text) or "" for one in ones) or None


def _name(name: str | Unresolved | None, words: Span | None, text: str) -> str | None:
    return name if isinstance(name, str) else _words(words, text)


def _words(span: Span | None, text: str) -> str | None:
    return None if span is None else span.of(text)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
