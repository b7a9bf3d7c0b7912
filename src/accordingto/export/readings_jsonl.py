"""The form that `accordingto mark` writes: one report a line with its marks, nothing resolved.

    {"id", "text", "reader", "relations": [...], "events": [...], "judgements": [...], "loaded_words": [...]}

`relations` has the form of PolNeAR's attribution relations: lists of [start, end) for source, cue
and content, with `confidences` in the same form. The fields are explained in docs/exports.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from accordingto.export.json_line import json_line
from accordingto.model import (
    AttributionReading,
    EventReading,
    HopReading,
    JudgementReading,
    LoadedMark,
    Mark,
    Reading,
    Report,
    Span,
)

Json = dict[str, object]


class Calibration(Protocol):
    """What says how often a span is right whose tags are so sure."""

    def probability(self, field: str, support: float, /) -> float | None:
        """The probability that both edges are right; None where it is not known."""
        ...


def reading_line(report: Report, reading: Reading, calibration: Calibration) -> str:
    """One report and its reading, as a line of JSON."""
    return json_line(
        {
            "id": report.id,
            "text": report.text,
            "reader": reading.reader,
            "relations": [_relation(one, calibration) for one in reading.attributions],
            "events": [_event(one) for one in reading.events],
            "judgements": [_judgement(one) for one in reading.judgements],
            "loaded_words": [_loaded(one) for one in reading.loaded],
        }
    )


def _relation(one: AttributionReading, calibration: Calibration) -> Json:
    roles = {
        "source": (one.source,) if one.source else (),
        "cue": (one.cue,) if one.cue else (),
        "content": one.content,
    }
    return {
        "type": "attribution",
        **{role: _spans(marks) for role, marks in roles.items()},
        "confidences": {
            role: [calibration.probability(f"relation-{role}", mark.confidence) for mark in marks]
            for role, marks in roles.items()
        },
        "confidence": round(one.confidence, 4),
    }


def _event(one: EventReading) -> Json:
    return {
        "trigger": _mark(one.trigger),
        "content": _span(one.content),
        "type": _class(one.type, one.type_confidence),
        "factuality": _class(one.factuality, one.factuality_confidence),
        "hops": [_hop(hop) for hop in one.hops],
        "hops_confidence": round(one.hops_confidence, 4),
        "actors": [_mark(mark) for mark in one.actors],
        "targets": [_mark(mark) for mark in one.targets],
        "places": [_mark(mark) for mark in one.places],
        "times": [_mark(mark) for mark in one.times],
        "figures": [
            {
                **_mark(figure.mark),
                "harm": _class(figure.harm, figure.harm_confidence),
                "group": _class(figure.group, figure.group_confidence),
            }
            for figure in one.figures
        ],
        "weapon": None if one.weapon is None else _mark(one.weapon),
    }


def _judgement(one: JudgementReading) -> Json:
    return {
        **_mark(one.mark),
        "factuality": _class(one.factuality, one.factuality_confidence),
        "hops": [_hop(hop) for hop in one.hops],
        "hops_confidence": round(one.hops_confidence, 4),
    }


def _loaded(one: LoadedMark) -> Json:
    return {"span": _span(one.span), "word": one.word, "kind": one.kind.value, "rule": one.rule}


def _hop(hop: HopReading) -> Json:
    return {
        "source": None if hop.source is None else _mark(hop.source),
        "cue": None if hop.cue is None else _mark(hop.cue),
        "role": _class(hop.role, hop.role_confidence),
        "act": _class(hop.act, hop.act_confidence),
        "carried": hop.carried,
    }


def _class(value: str, confidence: float) -> Json:
    return {"value": str(value), "confidence": round(confidence, 4)}


def _mark(mark: Mark) -> Json:
    return {"span": _span(mark.span), "confidence": round(mark.confidence, 4)}


def _spans(marks: Sequence[Mark]) -> list[list[int]]:
    return [_span(mark.span) for mark in marks]


def _span(span: Span) -> list[int]:
    return [span.start, span.end]
