"""Nouns -> rows. Reverse of `decode`; a property test holds the two together.

Raises ValueError for what no right program hands in: a span outside the text, a sheet of another
report, characters that no database stores.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Table

from accordingto.ledger import schema
from accordingto.ledger.columns import (
    confidence_columns,
    dates_json,
    evidence_json,
    extra_json,
    folded,
    name_columns,
    sections_json,
    span_columns,
    storable,
    unresolved_json,
)
from accordingto.model import (
    Claim,
    ClaimSheet,
    Event,
    Field,
    Figure,
    Hop,
    Original,
    Overreach,
    Participant,
    PlaceMention,
    Report,
    Unresolved,
)

Values = dict[str, object]

OF_SHEET = (
    schema.claims,
    schema.hops,
    schema.participants,
    schema.places,
    schema.figures,
    schema.loaded_words,
    schema.word_users,
    schema.overreaches,
)
"""The tables that hold one sheet, each with the sheet's number in its key."""

_EVENT_FIELDS = {"type": Field.TYPE, "trigger": Field.TRIGGER, "weapon": Field.WEAPON}
_SIDES = {"actor": (Field.ACTOR, Field.ACTOR_NAME), "target": (Field.TARGET, Field.TARGET_NAME)}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRows:
    """The rows of one sheet, a list a table, without the sheet's own number."""

    claims: list[Values] = field(default_factory=list)
    hops: list[Values] = field(default_factory=list)
    participants: list[Values] = field(default_factory=list)
    places: list[Values] = field(default_factory=list)
    figures: list[Values] = field(default_factory=list)
    loaded_words: list[Values] = field(default_factory=list)
    word_users: list[Values] = field(default_factory=list)
    overreaches: list[Values] = field(default_factory=list)

    def by_table(self) -> Iterator[tuple[Table, list[Values]]]:
        """The rows of each table, what is referred to before what refers to it."""
        for table in OF_SHEET:
            yield table, getattr(self, table.name)


def report_values(report: Report, original: Original) -> Values:
    """The row of a report version, without its number and the moment."""
    if not _is_text(report.text):
        raise ValueError(f"{report.id}: the text holds a NUL or half of a surrogate pair")
    return {
        "id": report.id,
        "original_sha256": report.original_sha256,
        "original_place": storable(original.place),
        "media_type": original.media_type.value,
        "place": storable(report.place),
        "title": report.title and storable(report.title),
        "outlet": report.outlet and storable(report.outlet),
        "outlet_search": report.outlet and folded(storable(report.outlet)),
        "url": report.url and storable(report.url),
        "published": report.published,
        "sections": sections_json(report.sections, report.text),
        "dates": dates_json(report.dates, report.text),
        "extra": extra_json(report.extra),
        "text": report.text,
    }


def _is_text(text: str) -> bool:
    """Whether databases take the text: PostgreSQL knows no NUL, UTF-8 no halves of surrogate pairs."""
    try:
        return b"\0" not in text.encode()
    except UnicodeEncodeError:
        return False


def sheet_counts(sheet: ClaimSheet) -> Values:
    """How many loaded words and overreaches a sheet has; None where they were not looked for."""
    return {
        "loaded_words": None if sheet.loaded is None else len(sheet.loaded),
        "overreaches": None if sheet.overreaches is None else len(sheet.overreaches),
    }


def sheet_rows(sheet: ClaimSheet, text: str) -> SheetRows:
    """The rows of a sheet over `text`."""
    rows = SheetRows()
    for position, claim in enumerate(sheet.claims):
        if claim.report_id != sheet.report_id:
            raise ValueError(f"claim {claim.id} is of report {claim.report_id}, not {sheet.report_id}")
        rows.claims.append({"position": position, **_claim_values(claim, text)})
        for number, hop in enumerate(claim.attribution):
            rows.hops.append({"position": position, "number": number, **_hop_values(hop, text)})
        if claim.event is not None:
            _add_event(rows, position, claim.event, text)
    _add_loaded(rows, sheet, text)
    positions = {claim.id: position for position, claim in enumerate(sheet.claims)}
    for number, overreach in enumerate(sheet.overreaches or ()):
        rows.overreaches.append({"number": number, **_overreach_values(overreach, positions, text)})
    return rows


def _add_loaded(rows: SheetRows, sheet: ClaimSheet, text: str) -> None:
    for number, loaded in enumerate(sheet.loaded or ()):
        rows.loaded_words.append(
            {
                "number": number,
                "word": loaded.word,
                "kind": loaded.kind.value,
                "part": loaded.part.value,
                **span_columns("mention", loaded.span, text),
                "evidence": evidence_json(loaded.evidence, text),
            }
        )
        for place, user in enumerate(loaded.users):
            rows.word_users.append(
                {
                    "word_number": number,
                    "number": place,
                    **name_columns(user.name),
                    **span_columns("source", user.source, text),
                    "evidence": evidence_json(user.evidence, text),
                }
            )


def _overreach_values(overreach: Overreach, positions: dict[str, int], text: str) -> Values:
    unknown = [id_ for id_ in (overreach.claim, *overreach.tellings) if id_ not in positions]
    if unknown:
        raise ValueError(f"an overreach names {unknown[0]}, which is no claim of the sheet")
    return {
        "position": positions[overreach.claim],
        "kind": overreach.kind.value,
        "tellings": json.dumps([positions[id_] for id_ in overreach.tellings]),
        "evidence": evidence_json(overreach.evidence, text),
    }


def _add_event(rows: SheetRows, position: int, event: Event, text: str) -> None:
    for side, participants in (("actor", event.actors), ("target", event.targets)):
        for number, participant in enumerate(participants):
            key: Values = {"position": position, "side": side, "number": number}
            rows.participants.append(key | _participant_values(participant, side, text))
    for number, place in enumerate(event.places):
        rows.places.append({"position": position, "number": number, **_place_values(place, text)})
    for number, figure in enumerate(event.figures):
        rows.figures.append({"position": position, "number": number, **_figure_values(figure, text)})


def _claim_values(claim: Claim, text: str) -> Values:
    return {
        "id": claim.id,
        "kind": claim.kind.value,
        "factuality": claim.factuality.value,
        **span_columns("content", claim.content, text),
        "evidence": evidence_json(claim.evidence, text),
        **confidence_columns(
            claim.evidence,
            content=Field.CONTENT,
            factuality=Field.FACTUALITY,
            chain=Field.CHAIN,
            judgement=Field.JUDGEMENT,
        ),
        **_event_values(claim.event, text),
        "part": claim.part and claim.part.value,
    }


def _event_values(event: Event | None, text: str) -> Values:
    if event is None:
        return {
            **dict.fromkeys(("type", "event_evidence", "first_day", "last_day", "time_evidence")),
            **span_columns("trigger", None, text),
            **span_columns("weapon", None, text),
            **span_columns("time", None, text),
            **confidence_columns((), **_EVENT_FIELDS, days=Field.DAYS, time=Field.TIME),
        }
    return {
        "type": event.type.value,
        **span_columns("trigger", event.trigger, text),
        **span_columns("weapon", event.weapon, text),
        "event_evidence": evidence_json(event.evidence, text),
        "first_day": event.time.start,
        "last_day": event.time.end,
        **span_columns("time", event.time.span, text),
        "time_evidence": evidence_json(event.time.evidence, text),
        **confidence_columns(event.evidence, **_EVENT_FIELDS),
        **confidence_columns(event.time.evidence, days=Field.DAYS, time=Field.TIME),
    }


def _hop_values(hop: Hop, text: str) -> Values:
    name = hop.speaker.name
    named = hop.carried_from if hop.source is None else hop.source
    return {
        **name_columns(name),
        "role": hop.speaker.role.value,
        "act": hop.act.value,
        **span_columns("source", hop.source, text),
        **span_columns("cue", hop.cue, text),
        **span_columns("carried", hop.carried_from, text),
        "speaker_evidence": evidence_json(hop.speaker.evidence, text),
        "evidence": evidence_json(hop.evidence, text),
        "search": folded(name if isinstance(name, str) else None, None if named is None else named.of(text)),
        **confidence_columns(hop.speaker.evidence, name=Field.NAME, role=Field.ROLE),
        **confidence_columns(hop.evidence, act=Field.ACT, source=Field.SOURCE, cue=Field.CUE),
    }


def _participant_values(participant: Participant, side: str, text: str) -> Values:
    mention, name = _SIDES[side]
    return {
        **span_columns("mention", participant.span, text),
        **name_columns(participant.name),
        "evidence": evidence_json(participant.evidence, text),
        **confidence_columns(participant.evidence, mention=mention, name=name),
    }


def _place_values(place: PlaceMention, text: str) -> Values:
    found = place.resolution
    words = place.span.of(text)
    mention = span_columns("mention", place.span, text)
    evidence = {
        "evidence": evidence_json(place.evidence, text),
        **confidence_columns(place.evidence, mention=Field.PLACE, resolution=Field.RESOLUTION),
    }
    if isinstance(found, Unresolved):
        return {
            **mention,
            **dict.fromkeys(("geonames_id", "name", "country", "precision", "lat", "lon")),
            "unresolved": unresolved_json(found),
            **evidence,
            "search": folded(words),
        }
    return {
        **mention,
        "geonames_id": found.geonames_id,
        "name": found.name,
        "country": found.country,
        "precision": found.precision.value,
        "lat": found.lat,
        "lon": found.lon,
        "unresolved": None,
        **evidence,
        "search": folded(found.name, words),
    }


def _figure_values(figure: Figure, text: str) -> Values:
    return {
        **span_columns("mention", figure.span, text),
        "low": figure.low,
        "high": figure.high,
        "harm": figure.harm.value,
        "counted": figure.group.value,
        "evidence": evidence_json(figure.evidence, text),
        **confidence_columns(
            figure.evidence,
            mention=Field.FIGURE,
            bounds=Field.BOUNDS,
            harm=Field.HARM,
            counted=Field.GROUP,
        ),
    }
