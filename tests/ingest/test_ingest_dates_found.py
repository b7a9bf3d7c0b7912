"""Dates that a report carries for itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.ingest.dates_found import date_at, date_in_url, days_of


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("2016-07-01", "2016-07-01", "2016-07-01"),
        ("2016-07-01T23:30:00-05:00", "2016-07-01", "2016-07-01"),  # the writer's day, not UTC's
        ("2016-07-01T10:00:00Z", "2016-07-01", "2016-07-01"),
        ("2016-07-01 10:00:00.123456", "2016-07-01", "2016-07-01"),
        ("2016-07-01T10:00:00+0000", "2016-07-01", "2016-07-01"),
        ("2016/07/01", "2016-07-01", "2016-07-01"),
        ("20160701", "2016-07-01", "2016-07-01"),
        ("2016-07", "2016-07-01", "2016-07-31"),
        ("2016", "2016-01-01", "2016-12-31"),
        ("Fri, 01 Jul 2016 10:00:00 +0000", "2016-07-01", "2016-07-01"),
        ("Friday 1 Jul 2016", "2016-07-01", "2016-07-01"),
        ("1st of July, 2016", "2016-07-01", "2016-07-01"),
        ("July 1, 2016", "2016-07-01", "2016-07-01"),
        ("July 1st 2016, 10:30 a.m. EST", "2016-07-01", "2016-07-01"),
        ("Sept. 4, 2016", "2016-09-04", "2016-09-04"),
        ("01.07.2016", "2016-07-01", "2016-07-01"),
        ("31/07/2016", "2016-07-31", "2016-07-31"),
        ("07/31/2016", "2016-07-31", "2016-07-31"),
        ("03/04/2017", "2017-03-04", "2017-04-03"),  # 4 March or 3 April
        ("JUNE 2023", "2023-06-01", "2023-06-30"),
        ("February 2024", "2024-02-01", "2024-02-29"),
    ],
)
def test_a_date_is_the_days_that_its_words_may_mean(words: str, start: str, end: str) -> None:
    days = days_of(words)
    assert days is not None
    assert (days.start, days.end) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize("words", ["August 24th", "24 August", "Aug. 24", "29 February"])
def test_a_date_without_a_year_stays_without_one(words: str) -> None:
    days = days_of(words)
    assert days is not None
    assert (days.start, days.end) == (None, None)


@pytest.mark.parametrize(
    "words",
    ["", "yesterday", "31 June 2016", "2016-13-01", "2016-02-30", "1467331200", "32/13/2016", "0000",
     "July", "1 July 2016 or so", "9999999", "Aprıl 4", "-2016-07-01"],
)  # fmt: skip
def test_what_is_no_date_of_the_calendar_is_none(words: str) -> None:
    assert days_of(words) is None


def test_a_year_of_two_digits_counts_only_where_a_dateline_is_certain() -> None:
    assert date_at("12 JAN 90 (EFE)", 0) is None
    days = date_at("12 JAN 90 (EFE)", 0, short_year=True)
    assert days is not None
    assert days.start == date(1990, 1, 12)


@pytest.mark.parametrize(
    ("url", "start", "end"),
    [
        ("https://courier.example/2016/07/01/idlib", "2016-07-01", "2016-07-01"),
        ("https://courier.example/world/2016/jul/01/idlib", "2016-07-01", "2016-07-01"),
        ("https://courier.example/2016-07-01-idlib", "2016-07-01", "2016-07-01"),
        ("https://courier.example/20160701-idlib", "2016-07-01", "2016-07-01"),
        ("https://courier.example/2016/07/idlib", "2016-07-01", "2016-07-31"),
    ],
)
def test_an_address_may_hold_a_date(url: str, start: str, end: str) -> None:
    found = date_in_url(url)
    assert found is not None
    assert (str(found.start), str(found.end)) == (start, end)


@pytest.mark.parametrize(
    "url", ["https://courier.example/story/12345678901", "", "https://x.example/2016/99/99/"]
)
def test_a_number_in_an_address_is_no_date(url: str) -> None:
    assert date_in_url(url) is None


_DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@settings(deadline=None)
@given(_DAYS, st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a %d %b %Y", "%Y%m%d", "%d.%m.%Y"]))
def test_a_day_written_in_any_form_is_read_as_that_day(day: date, form: str) -> None:
    days = days_of(day.strftime(form))
    assert days is not None
    assert days.start == days.end == day


@settings(deadline=None)
@given(_DAYS)
def test_a_numeric_day_lies_within_the_days_it_may_mean(day: date) -> None:
    for form in ("%d/%m/%Y", "%m/%d/%Y"):
        days = days_of(day.strftime(form))
        assert days is not None
        assert days.start is not None
        assert days.end is not None
        assert days.start <= day <= days.end < day + timedelta(days=366)


@settings(deadline=None)
@given(st.text(alphabet="0123456789-/. janfebmryulgsptocdvTZ:,ıſ", max_size=40), st.booleans())
def test_no_words_break_the_parser(words: str, short: bool) -> None:
    days_of(words)
    date_at(words, 0, short_year=short)
    date_in_url("/" + words)
