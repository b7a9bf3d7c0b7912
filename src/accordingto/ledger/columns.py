"""Values of a noun <-> columns of a row: spans, names that may be unresolved, evidence, JSON lists.

Both directions stand side by side, so that a change to one is a change to the other.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

from sqlalchemy import RowMapping

from accordingto.model import (
    DateOrigin,
    Evidence,
    Field,
    FoundDate,
    Section,
    SectionKind,
    Span,
    Unresolved,
    confidence_of,
)

Row = RowMapping
"""Column name -> value, of one row."""


def span_columns(what: str, span: Span | None, text: str) -> dict[str, object]:
    """`<what>_start`, `<what>_end` and `<what>_words` of a span of `text`."""
    if span is None:
        return {f"{what}_start": None, f"{what}_end": None, f"{what}_words": None}
    return {
        f"{what}_start": span.start,
        f"{what}_end": _inside(span, text).end,
        f"{what}_words": span.of(text),
    }


def span_of(what: str, row: Row) -> Span:
    """The span that a row holds under `what`."""
    return Span(start=row[f"{what}_start"], end=row[f"{what}_end"])


def optional_span_of(what: str, row: Row) -> Span | None:
    """The span that a row holds under `what`, if any."""
    return None if row[f"{what}_start"] is None else span_of(what, row)


def _inside(span: Span, text: str) -> Span:
    if span.end > len(text):
        raise ValueError(
            f"the span [{span.start}, {span.end}) reaches beyond a text of {len(text)} characters"
        )
    return span


def name_columns(name: str | Unresolved | None) -> dict[str, object]:
    """`name` or `unresolved`, or neither when nobody is named."""
    if isinstance(name, Unresolved):
        return {"name": None, "unresolved": unresolved_json(name)}
    return {"name": name, "unresolved": None}


def name_of(row: Row) -> str | Unresolved | None:
    """The name, or why there is none, that a row holds."""
    if row["unresolved"] is not None:
        return unresolved_of(row["unresolved"])
    name: str | None = row["name"]
    return name


def unresolved_json(value: Unresolved) -> str:
    """`{"candidates": [...], "reason": "..."}`."""
    return _json({"candidates": value.candidates, "reason": value.reason})


def unresolved_of(text: str) -> Unresolved:
    """Reverse of `unresolved_json`."""
    parts = json.loads(text)
    return Unresolved(candidates=tuple(parts["candidates"]), reason=parts["reason"])


def confidence_columns(evidence: tuple[Evidence, ...], **fields: Field) -> dict[str, object]:
    """`<what>_confidence` of each field, named by what its column is called."""
    return {f"{what}_confidence": confidence_of(evidence, field) for what, field in fields.items()}


def evidence_json(evidence: tuple[Evidence, ...], text: str) -> str:
    """A list of `{"rule", "span", "confidence", "field", "calibrated"}`, without what is None."""
    items = []
    for piece in evidence:
        item: dict[str, object] = {"rule": piece.rule}
        if piece.span is not None:
            item["span"] = (piece.span.start, _inside(piece.span, text).end)
        if piece.confidence is not None:
            item["confidence"] = piece.confidence
        if piece.field is not None:
            item["field"] = piece.field
        if piece.calibrated is not None:
            item["calibrated"] = piece.calibrated
        items.append(item)
    return _json(items) if items else "[]"


def evidence_of(text: str) -> tuple[Evidence, ...]:
    """Reverse of `evidence_json`."""
    if text == "[]":
        return ()
    return tuple(
        Evidence(
            rule=item["rule"],
            span=_span_of_pair(item.get("span")),
            confidence=item.get("confidence"),
            field=Field(item["field"]) if "field" in item else None,
            calibrated=item.get("calibrated"),
        )
        for item in json.loads(text)
    )


def sections_json(sections: tuple[Section, ...], text: str) -> str:
    """A list of `[kind, start, end, rule]`."""
    return _json([(s.kind, s.span.start, _inside(s.span, text).end, s.rule) for s in sections])


def sections_of(text: str) -> tuple[Section, ...]:
    """Reverse of `sections_json`."""
    return tuple(
        Section(kind=SectionKind(kind), span=Span(start=start, end=end), rule=rule)
        for kind, start, end, rule in json.loads(text)
    )


def dates_json(dates: tuple[FoundDate, ...], text: str) -> str:
    """A list of `{"words", "start", "end", "origin", "span"}`."""
    return _json(
        [
            {
                "words": found.words,
                "start": found.start and found.start.isoformat(),
                "end": found.end and found.end.isoformat(),
                "origin": found.origin,
                "span": found.span and (found.span.start, _inside(found.span, text).end),
            }
            for found in dates
        ]
    )


def dates_of(text: str) -> tuple[FoundDate, ...]:
    """Reverse of `dates_json`."""
    return tuple(
        FoundDate(
            words=item["words"],
            start=_day(item["start"]),
            end=_day(item["end"]),
            origin=DateOrigin(item["origin"]),
            span=_span_of_pair(item["span"]),
        )
        for item in json.loads(text)
    )


def extra_json(extra: tuple[tuple[str, str], ...]) -> str:
    """A list of `[field, JSON text]`."""
    return _json(extra)


def extra_of(text: str) -> tuple[tuple[str, str], ...]:
    """Reverse of `extra_json`."""
    return tuple((name, value) for name, value in json.loads(text))


def moment_text(at: datetime) -> str:
    """A moment as ISO 8601 text in UTC, which sorts by time; ValueError without a time zone."""
    if at.tzinfo is None:
        raise ValueError(f"a moment in the ledger needs a time zone: {at}")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def storable(words: str) -> str:
    """The words, with a NUL or half a surrogate pair written as an escape (`\\x00`, `\\udcff`).

    File names bring such halves: Python decodes bytes that are no UTF-8 to them.
    """
    return words.replace("\0", "\\x00").encode("utf-8", "backslashreplace").decode()


def folded(*words: str | None) -> str:
    """What a case-insensitive search looks into, or for: the words, case-folded, one a line."""
    return "\n".join(word.casefold() for word in words if word is not None)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _span_of_pair(pair: tuple[int, int] | None) -> Span | None:
    return None if pair is None else Span(start=pair[0], end=pair[1])


_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def _json(value: object) -> str:
    # The escape of half a surrogate pair is an escape in JSON too, so it comes back as it was.
    return storable(_encode(value))
