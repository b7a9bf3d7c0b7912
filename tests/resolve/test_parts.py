"""Headline, lead and body of invented reports, as ingest divides them."""

from __future__ import annotations

import hashlib

import pytest

from accordingto.ingest import IngestLimits, ingest
from accordingto.model import MediaType, Original, Report, ReportPart, Span
from accordingto.resolve.parts import parts_of


def report_of(text: str) -> Report:
    """An invented report as ingest takes it in from a plain file."""
    content = text.encode()
    digest = hashlib.sha256(content).hexdigest()
    original = Original(place="a.txt", media_type=MediaType.TEXT, content=content, sha256=digest)
    report = ingest(original, IngestLimits()).report
    assert report is not None
    return report


def part(text: str, words: str) -> ReportPart:
    report = report_of(text)
    start = report.text.index(words)
    return parts_of(report).of(Span(start=start, end=start + len(words)))


SPACED = (
    "Shells Hit Market in Azaz\n\nAZAZ, May 3 (Invented Wire) - Shells hit a market on Friday.\n"
    "Nine people died.\n\nThe army denied it.\n\nInvented report."
)
LINES = (
    "Shells Hit Market in Azaz\n\nShells hit a market in the town of Azaz on Friday, the monitor\n"
    "said, and nine people died.\nThe army denied it.\nInvented report."
)


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        (SPACED, "Shells Hit", ReportPart.HEADLINE),
        (SPACED, "AZAZ", ReportPart.LEAD),  # the dateline opens the lead
        (SPACED, "Shells hit a", ReportPart.LEAD),
        (SPACED, "Nine people", ReportPart.LEAD),  # the same paragraph, another line
        (SPACED, "denied", ReportPart.BODY),
        (LINES, "Market", ReportPart.HEADLINE),
        (LINES, "Friday", ReportPart.LEAD),
        (LINES, "nine people", ReportPart.LEAD),  # a wrapped line goes on
        (LINES, "denied", ReportPart.BODY),
    ],
)
def test_the_part_of_words(text: str, words: str, wanted: ReportPart) -> None:
    assert part(text, words) is wanted


def test_a_report_without_a_headline_begins_with_its_lead() -> None:
    text = (
        "Shells hit a market in Azaz on Friday, killing nine people, the monitor said.\n\nThe army denied it."
    )
    assert part(text, "Shells") is ReportPart.LEAD
    assert part(text, "denied") is ReportPart.BODY


def test_a_headline_told_again_before_the_first_words_is_a_headline() -> None:
    text = "Shells Hit Market in Azaz\n\nSunday 4 May 2031 Shells Hit Market in Azaz Nine people died on Friday.\n\nMore followed."
    report = report_of(text)
    again = report.text.index("Shells", 10)
    assert parts_of(report).of(Span(start=again, end=again + 6)) is ReportPart.HEADLINE
