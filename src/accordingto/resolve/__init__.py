"""Reading -> ClaimSheet: what the marked words name, or that it cannot be said.

Each resolver is a leaf that can be used alone: `speakers`, `actors`, `places`, `dates`, `figures`.
This file only asks them in order and puts claims together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from accordingto.model import (
    Claim,
    ClaimKind,
    ClaimSheet,
    Event,
    EventReading,
    EventTime,
    Evidence,
    Factuality,
    Field,
    Figure,
    FigureReading,
    Harm,
    Hop,
    JudgementReading,
    Mark,
    PlaceMention,
    Reading,
    Report,
    SectionKind,
    Span,
)
from accordingto.reference.plain_text import plain, plain_text
from accordingto.resolve.actors import acronyms, participants
from accordingto.resolve.acts import stance_of
from accordingto.resolve.all_speakers import chains_of
from accordingto.resolve.chains import Chains
from accordingto.resolve.confidence import Calibration, calibrated
from accordingto.resolve.event_times import event_times
from accordingto.resolve.figures import BESIDE_SURE, NoCount, counted, harm_beside
from accordingto.resolve.headline import overreaches
from accordingto.resolve.loaded import loaded_words
from accordingto.resolve.parts import Parts, parts_of
from accordingto.resolve.places import Gazetteer, PlaceContext, countries_in, is_cased, resolve_place

__all__ = ["Calibration", "Gazetteer", "calibrated", "resolve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What one report offers its claims."""

    report: Report
    chains: Chains
    acronyms: dict[str, str]
    places: PlaceContext
    gazetteer: Gazetteer
    parts: Parts


def resolve(report: Report, reading: Reading, gazetteer: Gazetteer) -> ClaimSheet:
    """All claims of a reading, in the order of the text, numbered from 0; one for each who tells it."""
    context = _Context(
        report=report,
        chains=chains_of(report, reading),
        acronyms=acronyms(plain_text(report.text).text),
        places=_place_context(report, reading, gazetteer),
        gazetteer=gazetteer,
        parts=parts_of(report),
    )
    items: list[EventReading | JudgementReading] = [*reading.events, *reading.judgements]
    times = event_times(report, sorted(reading.events, key=_position))
    claims: list[Claim] = []
    for item in sorted(items, key=_position):
        if isinstance(item, EventReading):
            claim = _event_claim(context, item, times[item.trigger.span])
        else:
            claim = _judgement_claim(context, item)
        for chain in context.chains.told_apart(claim.attribution):
            claims.append(replace(claim, id=f"{report.id}#{len(claims)}", attribution=chain))
    return ClaimSheet(
        report_id=report.id,
        reader=reading.reader,
        claims=tuple(claims),
        loaded=loaded_words(reading.loaded, reading.attributions, context.chains, claims, context.parts),
        overreaches=overreaches(report.text, claims),
    )


def _place_context(report: Report, reading: Reading, gazetteer: Gazetteer) -> PlaceContext:
    """What the report tells about where it is: its countries, and every place that it marks."""
    marked = sorted({mark.span for event in reading.events for mark in event.places})
    read = [s.span.of(report.text) for s in report.sections if s.kind is not SectionKind.FURNITURE]
    text = plain_text("\n\n".join(read)).text
    return PlaceContext(
        countries=countries_in(text, gazetteer),
        others=tuple(plain(span.of(report.text)) for span in marked),
        cased=is_cased(text),
    )


def _position(item: EventReading | JudgementReading) -> Span:
    return item.trigger.span if isinstance(item, EventReading) else item.mark.span


# ---------------------------------------------------------------------------
# claims
# ---------------------------------------------------------------------------


def _event_claim(context: _Context, item: EventReading, time: EventTime) -> Claim:
    report = context.report
    figures = tuple(_figure(report, figure) for figure in item.figures)
    event = Event(
        type=item.type,
        trigger=item.trigger.span,
        actors=participants(report.text, _sure(item.actors), context.acronyms, Field.ACTOR),
        targets=participants(report.text, _sure(item.targets), context.acronyms, Field.TARGET),
        places=tuple(_place(context, mark) for mark in item.places),
        time=time,
        figures=tuple(figure for figure in figures if isinstance(figure, Figure)),
        weapon=item.weapon.span if item.weapon else None,
        evidence=(*_event_evidence(item), *(e for e in figures if isinstance(e, Evidence))),
    )
    attribution, chain = context.chains.attribution(item.hops, item.hops_confidence, item.trigger.span)
    factuality, stance = _stance(report, item, item.trigger.span, attribution)
    return Claim(
        id=report.id,
        report_id=report.id,
        content=item.content,
        attribution=attribution,
        kind=ClaimKind.EVENT,
        factuality=factuality,
        event=event,
        part=context.parts.of(item.trigger.span),
        evidence=(_content(item), stance, chain),
    )


def _judgement_claim(context: _Context, item: JudgementReading) -> Claim:
    span = item.mark.span
    marked = Evidence(rule="reader.judgement", span=span, confidence=item.mark.confidence)
    attribution, chain = context.chains.attribution(item.hops, item.hops_confidence, span)
    factuality, stance = _stance(context.report, item, span, attribution)
    return Claim(
        id=context.report.id,
        report_id=context.report.id,
        content=span,
        attribution=attribution,
        kind=ClaimKind.JUDGEMENT,
        factuality=factuality,
        event=None,
        part=context.parts.of(span),
        evidence=(
            replace(marked, field=Field.JUDGEMENT),
            replace(marked, field=Field.CONTENT),
            stance,
            chain,
        ),
    )


def _stance(
    report: Report, item: EventReading | JudgementReading, span: Span, attribution: tuple[Hop, ...]
) -> tuple[Factuality, Evidence]:
    read = Evidence(
        rule="reader.factuality", span=span, confidence=item.factuality_confidence, field=Field.FACTUALITY
    )
    return stance_of(report.text, item.factuality, attribution) or (item.factuality, read)


def _event_evidence(item: EventReading) -> tuple[Evidence, ...]:
    at, sure = item.trigger.span, item.trigger.confidence
    found = [
        Evidence(rule="reader.trigger", span=at, confidence=sure, field=Field.TRIGGER),
        Evidence(rule="reader.type", span=at, confidence=item.type_confidence, field=Field.TYPE),
    ]
    if item.weapon:
        weapon = item.weapon
        found.append(
            Evidence(
                rule="reader.argument", span=weapon.span, confidence=weapon.confidence, field=Field.WEAPON
            )
        )
    return tuple(found)


def _content(item: EventReading) -> Evidence:
    """A content is as sure as the marks that begin and end it."""
    weapon = (item.weapon,) if item.weapon else ()
    figures = (figure.mark for figure in item.figures)
    marks = (*item.actors, *item.targets, *item.places, *item.times, *figures, *weapon)
    span = item.content
    first = (m.confidence for m in marks if m.span.start == span.start)
    last = (m.confidence for m in marks if m.span.end == span.end)
    sure = max(first, default=1.0) * max(last, default=1.0)
    return Evidence(rule="reader.content", span=span, confidence=sure, field=Field.CONTENT)


def _sure(marks: tuple[Mark, ...]) -> list[tuple[Span, float]]:
    return [(mark.span, mark.confidence) for mark in marks]


# ---------------------------------------------------------------------------
# fields
# ---------------------------------------------------------------------------


def _place(context: _Context, mark: Mark) -> PlaceMention:
    words = plain(mark.span.of(context.report.text))
    resolution, evidence = resolve_place(words, context.places, context.gazetteer)
    read = Evidence(rule="reader.argument", span=mark.span, confidence=mark.confidence, field=Field.PLACE)
    settled = replace(evidence, field=Field.RESOLUTION)
    return PlaceMention(span=mark.span, resolution=resolution, evidence=(read, settled))


def _figure(report: Report, figure: FigureReading) -> Figure | Evidence:
    """A figure with its bounds, or the evidence that what is marked counts nothing ("the third attack")."""
    span, sure = figure.mark.span, figure.mark.confidence
    harm, seen = _harm(report, figure)
    bounds = counted(plain_text(report.text), span, harm)
    if isinstance(bounds, NoCount):
        return Evidence(rule=bounds.rule, span=span, confidence=sure)
    return Figure(
        span=span,
        low=bounds.low,
        high=bounds.high,
        harm=harm,
        group=figure.group,
        evidence=(
            Evidence(rule="reader.argument", span=span, confidence=sure, field=Field.FIGURE),
            Evidence(rule=bounds.rule, span=span, field=Field.BOUNDS),
            replace(seen, field=Field.HARM),
            Evidence(rule="reader.group", span=span, confidence=figure.group_confidence, field=Field.GROUP),
        ),
    )


def _harm(report: Report, figure: FigureReading) -> tuple[Harm, Evidence]:
    """What the verb beside a figure says befell those counted, else what the reader takes it for."""
    span = figure.mark.span
    text = plain_text(report.text)
    first, last = text.inside(span)
    beside = harm_beside(text.text, Span(start=first, end=last))
    if beside is None or beside is figure.harm:
        return figure.harm, Evidence(rule="reader.harm", span=span, confidence=figure.harm_confidence)
    return beside, Evidence(rule="figures.harm-beside", span=span, confidence=BESIDE_SURE)
