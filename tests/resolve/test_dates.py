"""Which days the words cover. Sentences are invented."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.model import EventType, Factuality, Unresolved
from accordingto.resolve.dates import (
    TimeAnswer,
    Told,
    find_times,
    inherited_time,
    inherited_times,
    resolve_time,
)

SUNDAY = date(2017, 4, 16)


def days(words: str, anchor: date | None = SUNDAY, **rest: object) -> tuple[str | None, str | None]:
    answer = resolve_time(words, anchor, **rest)  # type: ignore[arg-type]
    assert isinstance(answer, TimeAnswer), answer
    return iso(answer.start), iso(answer.end)


def iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("on Saturday", "2017-04-15", "2017-04-15"),
        ("Sunday", "2017-04-16", "2017-04-16"),
        ("last Sunday", "2017-04-09", "2017-04-09"),
        ("next Friday", "2017-04-21", "2017-04-21"),
        ("Tuesdays", "2017-04-11", "2017-04-11"),  # "Tuesday's" where a text has lost its apostrophes
        ("early on Wednesday morning", "2017-04-12", "2017-04-12"),
        ("on Saturday and Sunday", "2017-04-15", "2017-04-16"),
        ("yesterday", "2017-04-15", "2017-04-15"),
        ("overnight", "2017-04-15", "2017-04-16"),
        ("this morning", "2017-04-16", "2017-04-16"),
        ("last week", "2017-04-03", "2017-04-09"),
        ("earlier this week", "2017-04-10", "2017-04-16"),
        ("this month", "2017-04-01", "2017-04-16"),
        ("last year", "2016-01-01", "2016-12-31"),
        ("at the end of last year", "2016-10-01", "2016-12-31"),
        ("over the weekend", "2017-04-15", "2017-04-16"),
        ("in March", "2017-03-01", "2017-03-31"),
        ("in April", "2017-04-01", "2017-04-16"),
        ("in September", "2016-09-01", "2016-09-30"),
        ("last September", "2016-09-01", "2016-09-30"),
        ("in late February", "2017-02-21", "2017-02-28"),
        ("on December 23", "2016-12-23", "2016-12-23"),
        ("on the 4th of April", "2017-04-04", "2017-04-04"),
        ("February 29", "2016-02-29", "2016-02-29"),
        ("since Tuesday", "2017-04-11", "2017-04-16"),
        ("since 2011", "2011-01-01", "2017-04-16"),
        ("since the uprising began in March 2011", "2011-03-01", "2017-04-16"),
        ("since the massacre", None, "2017-04-16"),
        ("by Saturday", None, "2017-04-15"),
        ("two days ago", "2017-04-14", "2017-04-14"),
        ("two years ago", "2015-01-01", "2015-12-31"),
        ("over the past five years", "2012-04-16", "2017-04-16"),
        ("over the past three days", "2017-04-14", "2017-04-16"),
        ("in the past 24 hours", "2017-04-15", "2017-04-16"),
        ("for more than two years", None, "2017-04-16"),
        ("from 12 to 15 April", "2017-04-12", "2017-04-15"),
        ("between March 27 and April 8", "2017-03-27", "2017-04-08"),
        ("two days after April 3", "2017-04-05", "2017-04-05"),
        ("after Friday prayers", "2017-04-14", "2017-04-14"),
        ("after 2012", "2013-01-01", "2017-04-16"),
        ("today, 16 April", "2017-04-16", "2017-04-16"),
        ("three-day truce", None, None),
        ("recently", None, None),
    ],
)
def test_words_are_days_against_the_day_of_publication(
    words: str, start: str | None, end: str | None
) -> None:
    assert days(words) == (start, end)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("2011", "2011-01-01", "2011-12-31"),
        ("in March 2011", "2011-03-01", "2011-03-31"),
        ("JUNE 2023", "2023-06-01", "2023-06-30"),
        ("between 2012 and 2014", "2012-01-01", "2014-12-31"),
        ("(1982 - 1986)", "1982-01-01", "1986-12-31"),
        ("12 Jan 90", "1990-01-12", "1990-01-12"),
        ("27-07-2016", "2016-07-27", "2016-07-27"),
        ("2017-04-15", "2017-04-15", "2017-04-15"),
        ("mid-March 2011", "2011-03-11", "2011-03-20"),
        ("early 2011", "2011-01-01", "2011-04-30"),
        ("in the summer of 2012", "2012-06-01", "2012-08-31"),
        ("the first six months of 2016", "2016-01-01", "2016-06-30"),
        ("the 1990s", "1990-01-01", "1999-12-31"),
        ("12-15 April 2017", "2017-04-12", "2017-04-15"),
        # no year in the words and none in the report: read, but no day follows
        ("August 24th", None, None),
        ("from 12 to 15 April", None, None),
        ("Saturday", None, None),
        ("yesterday", None, None),
        ("last week", None, None),
        ("since Tuesday", None, None),
    ],
)
def test_a_report_without_a_date_gives_only_the_years_that_stand_in_it(
    words: str, start: str | None, end: str | None
) -> None:
    assert days(words, None) == (start, end)


def test_the_month_before_a_day_without_a_year_stays_without_one() -> None:
    words = "over the past month, leading up to August 25th"
    answer = resolve_time(words, None)
    assert isinstance(answer, TimeAnswer)
    assert (answer.start, answer.end, answer.value) == (None, None, "XXXX-08-25")
    assert days(words, date(2023, 9, 1)) == ("2023-07-25", "2023-08-25")


def test_a_year_that_the_report_gives_another_day_is_not_lent() -> None:
    treaty = (date(1991, 3, 4),)
    assert days("on 2 September", None, dates_in_text=treaty) == (None, None)
    assert days("in September", None, dates_in_text=treaty) == (None, None)


def test_what_is_announced_lies_ahead() -> None:
    assert days("on Wednesday", SUNDAY, tense_past=False) == ("2017-04-19", "2017-04-19")
    assert days("starting on Thursday", SUNDAY, tense_past=False) == ("2017-04-20", None)


def test_three_days_later_counts_from_the_day_told_last() -> None:
    assert isinstance(resolve_time("three days later", SUNDAY), Unresolved)
    told = (date(2017, 4, 4), date(2017, 4, 10))
    assert days("three days later", SUNDAY, dates_in_text=told) == ("2017-04-13", "2017-04-13")
    assert days("the same day", SUNDAY, dates_in_text=told) == ("2017-04-10", "2017-04-10")
    assert days("since then", SUNDAY, dates_in_text=told) == ("2017-04-10", "2017-04-16")


def test_day_and_month_in_either_order_stay_open_with_both_readings() -> None:
    answer = resolve_time("03-04-2016", SUNDAY)
    assert isinstance(answer, Unresolved)
    assert answer.candidates == ("2016-03-04", "2016-04-03")


def test_a_weekday_that_contradicts_its_date_is_not_settled() -> None:
    answer = resolve_time("Friday 2 July 2016", None)
    assert isinstance(answer, Unresolved)
    assert "Saturday" in answer.reason
    assert days("Saturday 2 July 2016", None) == ("2016-07-02", "2016-07-02")


@pytest.mark.parametrize(
    "words", ["31 April", "", "the fifth day", "three days later", "the following month"]
)
def test_what_cannot_be_settled_is_said_so(words: str) -> None:
    assert isinstance(resolve_time(words, SUNDAY), Unresolved)


def test_the_times_of_a_sentence_are_found_without_their_prepositions() -> None:
    text = (
        "Two men may march on Friday night: since March 2011, and in the past five years, more than 2000 "
        "people fled; three days later, on 12 May 2016, at 16:30, the truce of Resolution 2254 held."
    )
    assert [span.of(text) for span in find_times(text)] == [
        "Friday night",
        "March 2011",
        "the past five years",
        "three days later",
        "12 May 2016",
        "16:30",
    ]


def answer(day: str, end: str | None = None) -> TimeAnswer:
    return TimeAnswer(start=date.fromisoformat(day), end=date.fromisoformat(end or day), rule="dates.test")


def test_a_claim_without_a_time_takes_the_day_told_before_but_not_past_background() -> None:
    saturday, war = answer("2017-04-15"), answer("2011-01-01", "2017-04-16")
    inherited = inherited_time((None, saturday, None), SUNDAY)
    assert inherited is not None
    assert (inherited.start, inherited.rule) == (date(2017, 4, 15), "dates.inherited")
    assert inherited_time((saturday, war), SUNDAY) is None
    assert inherited_time((answer("2017-03-01"),), SUNDAY) is None
    assert inherited_time((None, None), SUNDAY) is None


def told(
    type_: EventType, time: TimeAnswer | None = None, factuality: Factuality = Factuality.ASSERTED
) -> Told:
    return Told(type=type_, factuality=factuality, time=time, marked=time is not None)


def test_a_headline_takes_the_day_of_the_same_kind_of_event_in_the_body() -> None:
    saturday = answer("2017-04-15")
    claims = (
        told(EventType.AIRSTRIKE),
        told(EventType.AIRSTRIKE, saturday),
        told(EventType.DESTRUCTION),
        told(EventType.CAPTURE),
        told(EventType.AIRSTRIKE, factuality=Factuality.HYPOTHETICAL),
    )
    times = inherited_times(claims, SUNDAY)
    assert [t and t.start for t in times] == [date(2017, 4, 15)] * 3 + [None, None]


_PIECES = st.sampled_from(
    [
        "on",
        "since",
        "until",
        "between",
        "and",
        "from",
        "to",
        "the",
        "last",
        "next",
        "past",
        "this",
        "early",
        "mid",
        "late",
        "of",
        "three",
        "days",
        "weeks",
        "ago",
        "later",
        "after",
        "Friday",
        "Sunday",
        "morning",
        "overnight",
        "May",
        "March",
        "31",
        "30",
        "12",
        "4th",
        "2016",
        "1990",
        "90",
        "1990s",
        "2011-12",
        "01/02/2003",
        "summer",
        "week",
        "year",
        "'",
        "-",
        ",",
        "now",
        "yesterday",
        "second",
        "half",
        "hours",
        "month",
        "leading",
        "up",
    ]
)
_WORDS = st.one_of(st.text(max_size=50), st.lists(_PIECES, max_size=8).map(" ".join))
_ANCHOR = st.one_of(st.none(), st.dates())


@settings(deadline=None)  # the machine may be busy
@given(_WORDS, _ANCHOR, st.booleans(), st.lists(st.dates(), max_size=2).map(tuple))
def test_any_words_are_read_without_an_exception_and_no_interval_runs_backwards(
    words: str, anchor: date | None, tense_past: bool, named: tuple[date, ...]
) -> None:
    found = resolve_time(words, anchor, tense_past, named)
    if isinstance(found, TimeAnswer) and found.start and found.end:
        assert found.start <= found.end


@settings(deadline=None)  # the machine may be busy
@given(_WORDS)
def test_without_a_year_in_the_words_no_day_is_given_to_an_undated_report(words: str) -> None:
    found = resolve_time(words, None)
    if isinstance(found, TimeAnswer) and (found.start or found.end):
        years = {int(y) for y in re.findall(r"[0-9]{2,4}", words)}
        assert years, (words, found)
        assert any(
            bound is None
            or bound.year in years
            or bound.year % 100 in years
            or bound.year // 10 * 10 in years
            for bound in (found.start, found.end)
        )


@settings(deadline=None)  # the machine may be busy
@given(st.text(max_size=200))
def test_spans_of_times_lie_in_order_in_any_text(text: str) -> None:
    spans = find_times(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= s.start < s.end <= len(text) for s in spans)


@settings(deadline=None)  # the machine may be busy
@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_written_out_is_read_back(day: date) -> None:
    month = day.strftime("%B")
    for words in (
        f"{day.day} {month} {day.year}",
        f"{day:%A}, {month} {day.day}, {day.year}",
        day.isoformat(),
    ):
        assert days(words, None) == (day.isoformat(), day.isoformat())
