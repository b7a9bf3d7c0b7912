"""Reading -> ClaimSheet: what the marked words name, or that it cannot be said.

Each resolver is a leaf that can be used alone: `speakers`, `actors`, `places`, `dates`, `figures`.
This file only asks them in order and puts claims together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from accordingto.model import (
    Claim,
    ClaimKind,
    ClaimSheet,
    Event,
    EventReading,
    EventTime,
    Evidence,
    Factuality,
    Figure,
    FigureReading,
    Hop,
    HopReading,
    JudgementReading,
    Mark,
    PlaceMention,
    Reading,
    Report,
    Span,
    Speaker,
    SpeakerRole,
    Unresolved,
)
from accordingto.resolve.actors import acronyms, participants
from accordingto.resolve.dates import TimeAnswer, Told, inherited_times, resolve_time
from accordingto.resolve.figures import read_bounds
from accordingto.resolve.places import Gazetteer, PlaceContext, countries_in, is_cased, resolve_place
from accordingto.resolve.speakers import Mention, Named, resolve_speakers
from accordingto.resolve.voices import Carried, Voice, carried_hop, carried_paragraphs

__all__ = ["Gazetteer", "resolve"]


_AHEAD = (Factuality.PLANNED, Factuality.HYPOTHETICAL)
"""What is told of the future: "on Friday" is the coming one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What one report offers its claims."""

    report: Report
    speakers: dict[Span, Named]
    acronyms: dict[str, str]
    places: PlaceContext
    gazetteer: Gazetteer
    carried: tuple[Carried, ...]


def resolve(report: Report, reading: Reading, gazetteer: Gazetteer) -> ClaimSheet:
    """All claims of a reading, in the order of the text, numbered from 0."""
    mentions = _mentions(report, reading)
    speakers = resolve_speakers(mentions)
    context = _Context(
        report=report,
        speakers=speakers,
        carried=carried_paragraphs(report.text, tuple(_voices(mentions, speakers))),
        acronyms=acronyms(report.text),
        places=_place_context(report, reading, gazetteer),
        gazetteer=gazetteer,
    )
    items: list[EventReading | JudgementReading] = [*reading.events, *reading.judgements]
    times = _times(report, sorted(reading.events, key=_position))
    claims = tuple(
        _event_claim(context, item, number, times[item.trigger.span])
        if isinstance(item, EventReading)
        else _judgement_claim(context, item, number)
        for number, item in enumerate(sorted(items, key=_position))
    )
    return ClaimSheet(report_id=report.id, reader=reading.reader, claims=claims)


def _place_context(report: Report, reading: Reading, gazetteer: Gazetteer) -> PlaceContext:
    """What the report tells about where it is: its countries, and every place that it marks."""
    marked = sorted({mark.span for event in reading.events for mark in event.places})
    return PlaceContext(
        countries=countries_in(report.text, gazetteer),
        others=tuple(span.of(report.text) for span in marked),
        cased=is_cased(report.text),
    )


def _position(item: EventReading | JudgementReading) -> Span:
    return item.trigger.span if isinstance(item, EventReading) else item.mark.span


def _mentions(report: Report, reading: Reading) -> tuple[Mention, ...]:
    """Every source of the reading once; only those of claims have a role of their own."""
    found: dict[Span, Mention] = {}
    for attribution in reading.attributions:
        if attribution.source:
            span = attribution.source.span
            found[span] = Mention(span=span, words=span.of(report.text), role=SpeakerRole.OTHER)
    for hops in (*(e.hops for e in reading.events), *(j.hops for j in reading.judgements)):
        for hop in hops:
            if hop.source:
                span = hop.source.span
                found[span] = Mention(span=span, words=span.of(report.text), role=hop.role)
    return tuple(found.values())


def _voices(mentions: tuple[Mention, ...], speakers: dict[Span, Named]) -> Iterator[Voice]:
    for mention in mentions:
        name = speakers[mention.span].name
        if name is not None:
            yield Voice(span=mention.span, words=mention.words, name=name, role=mention.role)


# ---------------------------------------------------------------------------
# claims
# ---------------------------------------------------------------------------


def _event_claim(context: _Context, item: EventReading, number: int, time: EventTime) -> Claim:
    report = context.report
    event = Event(
        type=item.type,
        trigger=item.trigger.span,
        actors=participants(report.text, _sure(item.actors), context.acronyms),
        targets=participants(report.text, _sure(item.targets), context.acronyms),
        places=tuple(_place(context, mark) for mark in item.places),
        time=time,
        figures=tuple(f for figure in item.figures if (f := _figure(report, figure)) is not None),
        weapon=item.weapon.span if item.weapon else None,
        evidence=(
            Evidence(rule="reader.trigger", span=item.trigger.span, confidence=item.trigger.confidence),
            Evidence(rule="reader.type", span=item.trigger.span, confidence=item.type_confidence),
        ),
    )
    return Claim(
        id=f"{report.id}#{number}",
        report_id=report.id,
        content=item.content,
        attribution=_attribution(context, item, item.trigger.span),
        kind=ClaimKind.EVENT,
        factuality=item.factuality,
        event=event,
        evidence=_stance(item, item.trigger.span),
    )


def _judgement_claim(context: _Context, item: JudgementReading, number: int) -> Claim:
    span = item.mark.span
    return Claim(
        id=f"{context.report.id}#{number}",
        report_id=context.report.id,
        content=span,
        attribution=_attribution(context, item, span),
        kind=ClaimKind.JUDGEMENT,
        factuality=item.factuality,
        event=None,
        evidence=(
            Evidence(rule="reader.judgement", span=span, confidence=item.mark.confidence),
            *_stance(item, span),
        ),
    )


def _stance(item: EventReading | JudgementReading, span: Span) -> tuple[Evidence, ...]:
    return (
        Evidence(rule="reader.factuality", span=span, confidence=item.factuality_confidence),
        Evidence(rule="reader.hops", span=span, confidence=item.hops_confidence),
    )


def _sure(marks: tuple[Mark, ...]) -> list[tuple[Span, float]]:
    return [(mark.span, mark.confidence) for mark in marks]


# ---------------------------------------------------------------------------
# fields
# ---------------------------------------------------------------------------


def _attribution(context: _Context, item: EventReading | JudgementReading, span: Span) -> tuple[Hop, ...]:
    """The chain as read; where it names nobody, the voice that the paragraph goes on in."""
    if not any(hop.source for hop in item.hops):
        for carried in context.carried:
            if carried.paragraph.covers(span):
                return (carried_hop(carried),)
    return tuple(_hop(context, hop) for hop in item.hops)


def _hop(context: _Context, hop: HopReading) -> Hop:
    source = hop.source.span if hop.source else None
    named = context.speakers.get(source) if source else None
    role = Evidence(rule="reader.role", span=source, confidence=hop.role_confidence)
    return Hop(
        source=None if hop.carried else source,
        cue=hop.cue.span if hop.cue else None,
        speaker=Speaker(
            name=named.name if named else None,
            role=hop.role,
            evidence=(named.evidence, role) if named else (role,),
        ),
        act=hop.act,
        carried_from=source if hop.carried else None,
        evidence=(
            Evidence(
                rule="reader.carried-voice" if hop.carried else "reader.source",
                span=source,
                confidence=hop.source.confidence if hop.source else None,
            ),
            Evidence(
                rule="reader.act", span=hop.cue.span if hop.cue else None, confidence=hop.act_confidence
            ),
        ),
    )


def _place(context: _Context, mark: Mark) -> PlaceMention:
    resolution, evidence = resolve_place(mark.span.of(context.report.text), context.places, context.gazetteer)
    read = Evidence(rule="reader.argument", span=mark.span, confidence=mark.confidence)
    return PlaceMention(span=mark.span, resolution=resolution, evidence=(read, evidence))


def _figure(report: Report, figure: FigureReading) -> Figure | None:
    """A figure with its bounds; None where the marked words hold no quantity ("the third")."""
    span = figure.mark.span
    bounds = read_bounds(span.of(report.text))
    if isinstance(bounds, Unresolved):
        return None
    return Figure(
        span=span,
        low=bounds.low,
        high=bounds.high,
        harm=figure.harm,
        group=figure.group,
        evidence=(
            Evidence(rule="reader.argument", span=span, confidence=figure.mark.confidence),
            Evidence(rule=bounds.rule, span=span),
            Evidence(rule="reader.harm", span=span, confidence=figure.harm_confidence),
            Evidence(rule="reader.group", span=span, confidence=figure.group_confidence),
        ),
    )


def _times(report: Report, events: list[EventReading]) -> dict[Span, EventTime]:
    """The time of each event by its trigger: its own words, else what the report's other times allow."""
    told: list[Told] = []
    for event in events:
        days = tuple(t.time.start for t in told if t.time and t.time.start)
        told.append(
            Told(
                type=event.type,
                factuality=event.factuality,
                time=_own_time(report, event, days) if event.times else None,
                marked=bool(event.times),
            )
        )
    answers = inherited_times(tuple(told), report.published)
    return {event.trigger.span: _time(event, answer) for event, answer in zip(events, answers, strict=True)}


def _own_time(report: Report, event: EventReading, days: tuple[date, ...]) -> TimeAnswer | None:
    words = event.times[0].span.of(report.text)
    answer = resolve_time(words, report.published, event.factuality not in _AHEAD, dates_in_text=days)
    return None if isinstance(answer, Unresolved) else answer


def _time(event: EventReading, answer: TimeAnswer | None) -> EventTime:
    marks = event.times[:1]
    read = tuple(Evidence(rule="reader.argument", span=m.span, confidence=m.confidence) for m in marks)
    span = marks[0].span if marks else None
    return EventTime(
        span=span,
        start=answer.start if answer else None,
        end=answer.end if answer else None,
        evidence=(*read, Evidence(rule=answer.rule if answer else "dates.none", span=span)),
    )
