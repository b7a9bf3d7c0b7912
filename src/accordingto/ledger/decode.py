"""Rows -> nouns. Reverse of `encode`; a property test holds the two together."""

from __future__ import annotations

import json
from collections.abc import Sequence

from accordingto.ledger.columns import (
    Row,
    dates_of,
    evidence_of,
    extra_of,
    name_of,
    optional_span_of,
    sections_of,
    span_of,
    unresolved_of,
)
from accordingto.model import (
    Act,
    Claim,
    ClaimKind,
    Event,
    EventTime,
    EventType,
    Factuality,
    Figure,
    GazetteerPlace,
    Group,
    Harm,
    Hop,
    LoadedKind,
    LoadedWord,
    Overreach,
    OverreachKind,
    Participant,
    PlaceMention,
    PlacePrecision,
    Report,
    ReportPart,
    Speaker,
    SpeakerRole,
    WordUser,
)


def report_of(row: Row) -> Report:
    """The report that a row of `reports` holds."""
    return Report(
        id=row["id"],
        place=row["place"],
        original_sha256=row["original_sha256"],
        text=row["text"],
        sections=sections_of(row["sections"]),
        title=row["title"],
        outlet=row["outlet"],
        url=row["url"],
        dates=dates_of(row["dates"]),
        extra=extra_of(row["extra"]),
    )


def claim_of(
    row: Row,
    report_id: str,
    *,
    hops: Sequence[Row],
    participants: Sequence[Row],
    places: Sequence[Row],
    figures: Sequence[Row],
) -> Claim:
    """The claim that a row of `claims` and the rows that hang on it hold, each list in order."""
    kind = ClaimKind(row["kind"])
    event = None
    if kind is ClaimKind.EVENT:
        event = Event(
            type=EventType(row["type"]),
            trigger=span_of("trigger", row),
            actors=tuple(_participant_of(other) for other in participants if other["side"] == "actor"),
            targets=tuple(_participant_of(other) for other in participants if other["side"] == "target"),
            places=tuple(_place_of(other) for other in places),
            time=EventTime(
                span=optional_span_of("time", row),
                start=row["first_day"],
                end=row["last_day"],
                evidence=evidence_of(row["time_evidence"]),
            ),
            figures=tuple(_figure_of(other) for other in figures),
            weapon=optional_span_of("weapon", row),
            evidence=evidence_of(row["event_evidence"]),
        )
    return Claim(
        id=row["id"],
        report_id=report_id,
        content=span_of("content", row),
        attribution=tuple(_hop_of(other) for other in hops),
        kind=kind,
        factuality=Factuality(row["factuality"]),
        event=event,
        part=None if row["part"] is None else ReportPart(row["part"]),
        evidence=evidence_of(row["evidence"]),
    )


def loaded_word_of(row: Row, users: Sequence[Row]) -> LoadedWord:
    """The loaded word that a row of `loaded_words` and its rows of `word_users` hold."""
    return LoadedWord(
        span=span_of("mention", row),
        word=row["word"],
        kind=LoadedKind(row["kind"]),
        part=ReportPart(row["part"]),
        users=tuple(
            WordUser(
                source=optional_span_of("source", user),
                name=name_of(user),
                evidence=evidence_of(user["evidence"]),
            )
            for user in users
        ),
        evidence=evidence_of(row["evidence"]),
    )


def overreach_of(row: Row, claims: Sequence[Claim]) -> Overreach:
    """The overreach that a row holds; `claims` are those of its sheet, in order."""
    return Overreach(
        claim=claims[row["position"]].id,
        kind=OverreachKind(row["kind"]),
        tellings=tuple(claims[position].id for position in json.loads(row["tellings"])),
        evidence=evidence_of(row["evidence"]),
    )


def _hop_of(row: Row) -> Hop:
    return Hop(
        source=optional_span_of("source", row),
        cue=optional_span_of("cue", row),
        speaker=Speaker(
            name=name_of(row), role=SpeakerRole(row["role"]), evidence=evidence_of(row["speaker_evidence"])
        ),
        act=Act(row["act"]),
        carried_from=optional_span_of("carried", row),
        evidence=evidence_of(row["evidence"]),
    )


def _participant_of(row: Row) -> Participant:
    return Participant(span=span_of("mention", row), name=name_of(row), evidence=evidence_of(row["evidence"]))


def _place_of(row: Row) -> PlaceMention:
    if row["unresolved"] is not None:
        return PlaceMention(
            span=span_of("mention", row),
            resolution=unresolved_of(row["unresolved"]),
            evidence=evidence_of(row["evidence"]),
        )
    return PlaceMention(
        span=span_of("mention", row),
        resolution=GazetteerPlace(
            geonames_id=row["geonames_id"],
            name=row["name"],
            country=row["country"],
            precision=PlacePrecision(row["precision"]),
            lat=row["lat"],
            lon=row["lon"],
        ),
        evidence=evidence_of(row["evidence"]),
    )


def _figure_of(row: Row) -> Figure:
    return Figure(
        span=span_of("mention", row),
        low=row["low"],
        high=row["high"],
        harm=Harm(row["harm"]),
        group=Group(row["counted"]),
        evidence=evidence_of(row["evidence"]),
    )
