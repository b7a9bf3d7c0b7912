"""Records (JSON objects and CSV rows) with the fields `id text title outlet published url`."""

from __future__ import annotations

import json
from collections.abc import Mapping

from accordingto.ingest.charset import decode
from accordingto.ingest.csv_rows import cells_of, delimiter_of
from accordingto.ingest.dates_found import days_of
from accordingto.ingest.draft import Draft, as_json, broken_characters, whole_characters
from accordingto.model import DateOrigin, FoundDate, Issue, IssueCode

KNOWN = ("id", "text", "title", "outlet", "published", "url")


def read_json_record(content: bytes, place: str) -> Draft | Issue:
    """The draft of one JSON object. `text` becomes the report's text exactly as it is."""
    decoded = decode(content, place, is_record=True)
    if isinstance(decoded, Issue):
        return decoded
    try:
        # NaN is no JSON, but written for a missing value by tools that export tables.
        record = json.loads(decoded.text, parse_constant=lambda _: None)
        if isinstance(record, dict):
            return _draft_of(record, place, (decoded.issue,) if decoded.issue else ())
    except (ValueError, RecursionError) as problem:
        return _bad_record(place, f"The record is not JSON: {_reason(problem)}; it was left out.")
    return _bad_record(place, f"The record is {_kind(record)}, not an object; it was left out.")


def read_csv_record(content: bytes, place: str) -> Draft | Issue:
    """The draft of one CSV row; `content` is the header line, a line feed, and the row."""
    decoded = decode(content, place, is_record=True)
    if isinstance(decoded, Issue):
        return decoded
    header, _, row = decoded.text.partition("\n")
    delimiter = delimiter_of(header)
    names = [name.strip() for name in cells_of(header.removesuffix("\r"), delimiter)]
    cells = cells_of(row, delimiter)
    issues = [decoded.issue] if decoded.issue else []
    if len(cells) != len(names):
        message = (
            f"The row has {len(cells)} cells where the header has {len(names)}; it was read as it stands."
        )
        issues.append(_bad_record(place, message, fatal=False))
    record: dict[str, object] = {}
    for number, cell in enumerate(cells):
        name = names[number] if number < len(names) and names[number] else f"column {number + 1}"
        record[name.lower() if name.lower() in KNOWN else name] = cell
    return _draft_of(record, place, tuple(issues))


def _draft_of(record: Mapping[str, object], place: str, issues: tuple[Issue, ...]) -> Draft | Issue:
    text = record.get("text")
    if not isinstance(text, str):
        has = ", ".join(str(name) for name in record)[:200] or "no fields at all"
        what = f"no field `text`; it has {has}" if text is None else f"{_kind(text)} as `text`"
        return Issue(code=IssueCode.NO_TEXT, place=place, message=f"The record has {what}; it was left out.")
    found = list(issues)
    extra = [(_whole(name), as_json(value)) for name, value in record.items() if name not in KNOWN]
    text, broken = whole_characters(text)
    if broken:
        found.append(broken_characters(place, broken))
    return Draft(
        text=text,
        id=_id_field(record, place, found, extra),
        title=_text_field(record, "title", place, found, extra),
        outlet=_text_field(record, "outlet", place, found, extra),
        url=_text_field(record, "url", place, found, extra),
        dates=_published(record, place, found, extra),
        extra=tuple(extra),
        issues=tuple(found),
    )


def _text_field(
    record: Mapping[str, object], name: str, place: str, issues: list[Issue], extra: list[tuple[str, str]]
) -> str | None:
    """A field that must be text: None when absent or blank, kept in `extra` when of another type."""
    value = record.get(name)
    if isinstance(value, str):
        return _whole(value.strip()) or None
    if value is not None:
        message = f"The field `{name}` is {_kind(value)}, not text; it was kept aside."
        issues.append(_bad_record(place, message, fatal=False))
        extra.append((name, as_json(value)))
    return None


def _id_field(
    record: Mapping[str, object], place: str, issues: list[Issue], extra: list[tuple[str, str]]
) -> str | None:
    """The record's own id; a whole number is taken as its digits, as tables often number their rows."""
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text_field(record, "id", place, issues, extra)


def _published(
    record: Mapping[str, object], place: str, issues: list[Issue], extra: list[tuple[str, str]]
) -> tuple[FoundDate, ...]:
    words = _text_field(record, "published", place, issues, extra)
    if words is None:
        return ()
    days = days_of(words)
    if days is None:
        message = f"The field `published` is no date that can be read ({words[:40]!r}); it was kept aside."
        issues.append(_bad_record(place, message, fatal=False))
        extra.append(("published", as_json(words)))
        return ()
    return (FoundDate(words=words, start=days.start, end=days.end, origin=DateOrigin.FIELD),)


def _whole(text: str) -> str:
    return whole_characters(text)[0]


def _bad_record(place: str, message: str, *, fatal: bool = True) -> Issue:
    return Issue(code=IssueCode.BAD_RECORD, place=place, message=message, fatal=fatal)


_KINDS = ((bool, "true or false"), (int, "a number"), (float, "a number"), (str, "text"),
          (list, "a list"), (dict, "an object"))  # fmt: skip


def _kind(value: object) -> str:
    return next((words for kind, words in _KINDS if isinstance(value, kind)), "null")


def _reason(problem: ValueError | RecursionError) -> str:
    if isinstance(problem, RecursionError):
        return "it is nested too deeply"
    if isinstance(problem, json.JSONDecodeError):
        return f"{problem.msg} at character {problem.pos + 1:,}"
    return str(problem)
