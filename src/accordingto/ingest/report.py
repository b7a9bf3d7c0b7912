"""Original to Report: text, sections, dates, and an id that the same bytes always give."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from accordingto.ingest.charset import decode
from accordingto.ingest.dates_found import date_in_url, date_within
from accordingto.ingest.draft import Draft
from accordingto.ingest.fields import read_csv_record, read_json_record
from accordingto.ingest.html_text import read_html
from accordingto.ingest.limits import DEFAULT_LIMITS, IngestLimits
from accordingto.ingest.markdown import read_markdown
from accordingto.ingest.sections import sections_of
from accordingto.model import (
    DateOrigin,
    FoundDate,
    Issue,
    IssueCode,
    MediaType,
    Original,
    Report,
    Section,
    SectionKind,
    Span,
)
from accordingto.reference.plain_text import PlainText, plain_text

_TRUST = (DateOrigin.FIELD, DateOrigin.METADATA, DateOrigin.JSON_LD, DateOrigin.DATELINE,
          DateOrigin.MASTHEAD, DateOrigin.URL)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What came of one original: its report, unless an issue is fatal, and every issue."""

    report: Report | None
    original: Original
    issues: tuple[Issue, ...]


def ingest(original: Original, limits: IngestLimits = DEFAULT_LIMITS) -> Ingested:
    """The report of one original. Bad data gives issues, with `report` None when one is fatal."""
    draft = _draft(original, limits)
    if isinstance(draft, Issue):
        return Ingested(report=None, original=original, issues=(draft,))
    refused = _refused(draft, original.place, limits)
    if refused is not None:
        issue = refused if draft.id is None else replace(refused, report=draft.id)
        return Ingested(report=None, original=original, issues=(*draft.issues, issue))
    report = _report(draft, original)
    issues = tuple(replace(issue, report=report.id) for issue in draft.issues)
    return Ingested(report=report, original=original, issues=issues)


def _draft(original: Original, limits: IngestLimits) -> Draft | Issue:
    content, place = original.content, original.place
    if not content.strip():
        return _empty(place)
    if len(content) > limits.max_bytes:
        message = f"The original has {len(content):,} bytes, more than the {limits.max_bytes:,} allowed."
        return Issue(code=IssueCode.TOO_LARGE, place=place, message=message)
    if original.media_type is MediaType.HTML:
        return read_html(content, place, limits)
    return _READERS[original.media_type](content, place)


def _read_text(content: bytes, place: str) -> Draft | Issue:
    decoded = decode(content, place)
    if isinstance(decoded, Issue):
        return decoded
    return Draft(text=decoded.text, issues=(decoded.issue,) if decoded.issue else ())


_READERS: dict[MediaType, Callable[[bytes, str], Draft | Issue]] = {
    MediaType.TEXT: _read_text,
    MediaType.MARKDOWN: read_markdown,
    MediaType.JSON: read_json_record,
    MediaType.CSV: read_csv_record,
}


def _refused(draft: Draft, place: str, limits: IngestLimits) -> Issue | None:
    if not plain_text(draft.text[: limits.max_text + 1]).text.strip():
        return _empty(place)
    if len(draft.text) > limits.max_text:
        message = (
            f"The text has {len(draft.text):,} characters, more than the {limits.max_text:,} of one report; "
            "it was left out."
        )
        return Issue(code=IssueCode.TOO_LARGE, place=place, message=message)
    return None


def _empty(place: str) -> Issue:
    return Issue(code=IssueCode.EMPTY, place=place, message="There is no text here, only blanks.")


def _report(draft: Draft, original: Original) -> Report:
    words = plain_text(draft.text)
    head = words.inside(draft.head) if draft.head else None
    sections = sections_of(
        words.text,
        title=draft.title,
        outlet=draft.outlet,
        head=Span(start=head[0], end=head[1]) if head else None,
    )
    dates = [*draft.dates, *_dates_in(words, sections)]
    in_url = date_in_url(draft.url) if draft.url else None
    if in_url is not None:
        dates.append(in_url)
    return Report(
        id=draft.id or made_id(original),
        place=original.place,
        original_sha256=original.sha256,
        text=draft.text,
        sections=_placed(draft.text, words, sections),
        title=draft.title or _title_of(words.text, sections),
        outlet=draft.outlet,
        url=draft.url,
        dates=tuple(sorted(dates, key=lambda found: _TRUST.index(found.origin))),
        extra=draft.extra,
    )


def made_id(original: Original) -> str:
    """An id for a report that has none: its file's name without ending, and 12 digits of its hash."""
    name = re.sub(r"(?::\d+)+$", "", original.place).rsplit("/", 1)[-1]
    stem = re.sub(r"(?<=.)\.[^.]+(?:\.gz)?$", "", name)
    return f"{stem}-{original.sha256[:12]}"


def _title_of(text: str, sections: tuple[Section, ...]) -> str | None:
    told = next((section for section in sections if section.kind is SectionKind.TITLE), None)
    return None if told is None else " ".join(told.span.of(text).split()).lstrip("# ") or None


def _placed(text: str, words: PlainText, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Sections of the plain text where they lie in the text; signs that no word holds go to the next one."""
    placed, at = [], 0
    for number, section in enumerate(sections):
        start, end = words.extent(section.span.start, section.span.end)
        between = text[at:start]
        start -= len(between.lstrip())
        if number == len(sections) - 1:
            end += len(text[end:].rstrip())
        placed.append(replace(section, span=Span(start=start, end=end)))
        at = end
    return tuple(placed)


def _dates_in(words: PlainText, sections: tuple[Section, ...]) -> list[FoundDate]:
    """The date of each masthead and dateline, with its words."""
    found = []
    for section in sections:
        if section.kind not in (SectionKind.MASTHEAD, SectionKind.DATELINE):
            continue
        if section.rule == "masthead.front-matter":  # read entry by entry where the format is known
            continue
        in_dateline = section.kind is SectionKind.DATELINE
        dated = date_within(words.text, section.span, short_year=section.rule == "dateline.punctuated")
        if dated is not None and dated.span is not None:
            origin = DateOrigin.DATELINE if in_dateline else DateOrigin.MASTHEAD
            found.append(replace(dated, origin=origin, span=words.span(dated.span.start, dated.span.end)))
    return found
