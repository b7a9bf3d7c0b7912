"""When each event of a report happened: its own words, else what the report's other times allow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from accordingto.model import EventReading, EventTime, Evidence, Factuality, Field, Report, Span, Unresolved
from accordingto.reference.plain_text import plain
from accordingto.resolve.dates import TimeAnswer, Told, inherited_times, resolve_time

_AHEAD = (Factuality.PLANNED, Factuality.HYPOTHETICAL)
"""What is told of the future: "on Friday" is the coming one."""


def event_times(report: Report, events: Sequence[EventReading]) -> dict[Span, EventTime]:
    """The time of each event by its trigger's span; `events` stand in the order of the text."""
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
    words = plain(event.times[0].span.of(report.text))
    answer = resolve_time(words, report.published, event.factuality not in _AHEAD, dates_in_text=days)
    return None if isinstance(answer, Unresolved) else answer


def _time(event: EventReading, answer: TimeAnswer | None) -> EventTime:
    marks = event.times[:1]
    read = tuple(
        Evidence(rule="reader.argument", span=m.span, confidence=m.confidence, field=Field.TIME)
        for m in marks
    )
    span = marks[0].span if marks else None
    return EventTime(
        span=span,
        start=answer.start if answer else None,
        end=answer.end if answer else None,
        evidence=(
            *read,
            Evidence(rule=answer.rule if answer else "dates.none", span=span, field=Field.DAYS),
        ),
    )
