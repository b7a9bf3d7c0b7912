"""The profile `claims-jsonl`: one report a line with its claims, in the form of the gold corpus.

    {"id", "text", "outlet", "published", "claims": [{"id", "content": [start, end], ...}]}

Spans are code points of `text`. Beyond the corpus' form a line carries `reader`, and values carry
`confidence` (calibrated, by field) and `evidence` (field, rule, span, the rule's own confidence); what
could not be settled carries `unresolved`. The fields are explained in docs/exports.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from accordingto.export.json_line import json_line
from accordingto.export.profile import Held, Told, every_report
from accordingto.model import (
    Claim,
    ClaimSheet,
    Event,
    Evidence,
    Figure,
    GazetteerPlace,
    Hop,
    LoadedWord,
    Overreach,
    Participant,
    PlaceMention,
    PlacePrecision,
    Report,
    Span,
    Unresolved,
)

Json = dict[str, object]

VAGUE_RULES = frozenset({"places.landscape", "places.line"})
"""Rules of `resolve.places` that leave a place open because it is an area without agreed bounds; the
others leave open which of several places is meant, or know none."""


def claims_jsonl(ledger: Held) -> Iterator[str]:
    """A line for every report of a ledger, those without claims too."""
    return lines(every_report(ledger))


def lines(told: Iterable[Told]) -> Iterator[str]:
    """A line for every report told."""
    for report, sheet in told:
        yield json_line(report_row(report, sheet))


def report_row(report: Report, sheet: ClaimSheet) -> Json:
    """One report with its claims."""
    return {
        "id": report.id,
        "text": report.text,
        "outlet": report.outlet,
        "published": _day(report.published),
        "reader": sheet.reader,
        "claims": [_claim(claim, report.text) for claim in sheet.claims],
        "loaded_words": None if sheet.loaded is None else [_loaded(one) for one in sheet.loaded],
        "overreaches": None if sheet.overreaches is None else [_overreach(one) for one in sheet.overreaches],
    }


def _claim(claim: Claim, text: str) -> Json:
    return {
        "id": claim.id,
        "content": _span(claim.content),
        "part": None if claim.part is None else claim.part.value,
        "attribution": [_hop(hop) for hop in claim.attribution],
        "kind": claim.kind.value,
        "factuality": claim.factuality.value,
        "event": None if claim.event is None else _event(claim.event, text),
        "incident": None,
        **_sure(claim.evidence),
    }


def _hop(hop: Hop) -> Json:
    return {
        "source": _span(hop.source),
        "cue": _span(hop.cue),
        **_name(hop.speaker.name),
        "role": hop.speaker.role.value,
        "act": hop.act.value,
        "carried_from": _span(hop.carried_from),
        **_sure((*hop.speaker.evidence, *hop.evidence)),
    }


def _event(event: Event, text: str) -> Json:
    return {
        "type": event.type.value,
        "trigger": _span(event.trigger),
        "actors": [_participant(one) for one in event.actors],
        "targets": [_participant(one) for one in event.targets],
        "places": [_place(one, text) for one in event.places],
        "time": {
            "span": _span(event.time.span),
            "start": _day(event.time.start),
            "end": _day(event.time.end),
            **_sure(event.time.evidence),
        },
        "figures": [_figure(one) for one in event.figures],
        "weapon": _span(event.weapon),
        **_sure(event.evidence),
    }


def _participant(one: Participant) -> Json:
    return {**_name(one.name), "span": _span(one.span), **_sure(one.evidence)}


def _place(mention: PlaceMention, text: str) -> Json:
    """A gazetteer place, or the words alone: what is unresolved has no country and no position."""
    evidence = {"span": _span(mention.span), **_sure(mention.evidence)}
    found = mention.resolution
    if isinstance(found, GazetteerPlace):
        return {
            "name": found.name,
            "country": found.country,
            "lat": found.lat,
            "lon": found.lon,
            "precision": found.precision.value,
            "geonames_id": found.geonames_id,
            **evidence,
        }
    vague = any(one.rule in VAGUE_RULES for one in mention.evidence)
    return {
        "name": mention.span.of(text),
        "country": None,
        "lat": None,
        "lon": None,
        "precision": PlacePrecision.VAGUE.value if vague else None,
        "unresolved": _unresolved(found),
        **evidence,
    }


def _figure(figure: Figure) -> Json:
    return {
        "low": figure.low,
        "high": figure.high,
        "harm": figure.harm.value,
        "group": figure.group.value,
        "span": _span(figure.span),
        **_sure(figure.evidence),
    }


def _loaded(loaded: LoadedWord) -> Json:
    return {
        "span": _span(loaded.span),
        "word": loaded.word,
        "kind": loaded.kind.value,
        "part": loaded.part.value,
        "users": [
            {"source": _span(user.source), **_name(user.name), "evidence": _evidence(user.evidence)}
            for user in loaded.users
        ],
        "evidence": _evidence(loaded.evidence),
    }


def _overreach(overreach: Overreach) -> Json:
    return {
        "claim": overreach.claim,
        "kind": overreach.kind.value,
        "tellings": list(overreach.tellings),
        "evidence": _evidence(overreach.evidence),
    }


def _name(name: str | Unresolved | None) -> Json:
    if isinstance(name, Unresolved):
        return {"name": None, "unresolved": _unresolved(name)}
    return {"name": name}


def _unresolved(value: Unresolved) -> Json:
    return {"candidates": list(value.candidates), "reason": value.reason}


def _sure(evidence: Sequence[Evidence]) -> Json:
    """The calibrated confidence of each field, and what each rests on."""
    return {
        "confidence": {str(one.field): _rounded(one.calibrated) for one in evidence if one.field},
        "evidence": [{"field": one.field, **_piece(one)} for one in evidence],
    }


def _evidence(evidence: Sequence[Evidence]) -> list[Json]:
    return [_piece(one) for one in evidence]


def _piece(one: Evidence) -> Json:
    return {"rule": one.rule, "span": _span(one.span), "confidence": _rounded(one.confidence)}


def _rounded(confidence: float | None) -> float | None:
    return None if confidence is None else round(confidence, 4)


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
