"""What the nouns decide themselves."""

from __future__ import annotations

from datetime import date

import pytest

from accordingto.model import DateOrigin, Evidence, Field, FoundDate, Report, Span, confidence_of


def found(origin: DateOrigin, start: str | None, end: str | None = None) -> FoundDate:
    return FoundDate(
        words="x",
        start=date.fromisoformat(start) if start else None,
        end=date.fromisoformat(end or start) if start else None,
        origin=origin,
    )


@pytest.mark.parametrize(
    ("dates", "published"),
    [
        # the record's own field decides
        (
            [found(DateOrigin.FIELD, "2024-04-15"), found(DateOrigin.URL, "2023-01-01", "2023-01-31")],
            "2024-04-15",
        ),
        # a month in the URL agrees with a day in it
        (
            [found(DateOrigin.METADATA, "2024-04-15"), found(DateOrigin.URL, "2024-04-01", "2024-04-30")],
            "2024-04-15",
        ),
        # two years contradict each other
        ([found(DateOrigin.METADATA, "2023-04-16"), found(DateOrigin.URL, "2024-04-01", "2024-04-30")], None),
        ([found(DateOrigin.METADATA, "2023-04-16"), found(DateOrigin.JSON_LD, "2024-04-16")], None),
        # a masthead's month is no day, and is not held against one
        ([found(DateOrigin.MASTHEAD, "2023-06-01", "2023-06-30")], None),
        (
            [
                found(DateOrigin.DATELINE, "2023-08-25"),
                found(DateOrigin.MASTHEAD, "2023-06-01", "2023-06-30"),
            ],
            "2023-08-25",
        ),
        # a day without a year gives none
        ([found(DateOrigin.DATELINE, None)], None),
        ([], None),
    ],
)
def test_the_day_of_publication_is_known_only_where_dates_agree(
    dates: list[FoundDate], published: str | None
) -> None:
    report = Report(id="r", place="p", original_sha256="0", text="x", sections=(), dates=tuple(dates))
    assert report.published == (date.fromisoformat(published) if published else None)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2)])
def test_an_empty_or_backward_span_cannot_be_built(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="span"):
        Span(start=start, end=end)


def test_the_confidence_of_a_field_is_the_calibrated_one() -> None:
    evidence = (
        Evidence(rule="reader.type", confidence=0.9, field=Field.TYPE, calibrated=0.7),
        Evidence(rule="reader.trigger", confidence=0.8, field=Field.TRIGGER),
    )
    assert confidence_of(evidence, Field.TYPE) == 0.7
    assert confidence_of(evidence, Field.TRIGGER) is None
    assert confidence_of(evidence, Field.WEAPON) is None
