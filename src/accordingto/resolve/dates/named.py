"""Days and months named without a year, and when the setting gives them one."""

from __future__ import annotations

from datetime import date

from accordingto.model import Unresolved
from accordingto.reference.numbers import number_words
from accordingto.reference.times import time_words
from accordingto.resolve.dates.answer import Read, Setting, impossible, nowhere, settled
from accordingto.resolve.dates.calendar import Days, day, month_days

_LEAP_CYCLE = 8
"""Years without a 29 February, at most, round a century."""


def until_now(days: Days | None, rule: str, value: str | None, setting: Setting) -> Read:
    """A period of the past ends at the latest on the day of publication."""
    if days is None:
        return impossible(value or rule)
    start, end = days
    if setting.anchor and setting.tense_past and start <= setting.anchor < end:
        end = setting.anchor
    return settled(start, end, rule, value)


def full_year(text: str, setting: Setting) -> int:
    """The year that four digits or two stand for; two take the century that ends before the anchor."""
    digits = text.strip("' ")
    number = int(digits)
    if len(digits) > 2:
        return number
    if setting.anchor:
        century = setting.anchor.year // 100 * 100 + number
        return century if century <= setting.anchor.year else century - 100
    return number + (1900 if number >= number_words().year_pivot else 2000)


def full_date(year: int, month: int, number: int, weekday: int | None, rule: str) -> Read:
    """A day with its year; Unresolved when the weekday beside it contradicts it."""
    found = day(year, month, number)
    if found is None:
        return impossible(f"{year:04d}-{month:02d}-{number:02d}")
    if weekday and found.isoweekday() != weekday:
        return Unresolved(
            candidates=(found.isoformat(),),
            reason=f"the words name a {_weekday(weekday)}, the date was a {_weekday(found.isoweekday())}",
        )
    return settled(found, found, rule, found.isoformat())


def _weekday(number: int) -> str:
    return next(name for name, n in time_words().weekdays.items() if n == number).capitalize()


def dated_without_year(month: int, number: int, weekday: int | None, setting: Setting) -> Read:
    """`August 24th`: the nearest such day before the anchor (after it, when announced).

    Without an anchor no year is known and none is given; a year that the report names elsewhere may
    be that of an older event.
    """
    value = f"XXXX-{month:02d}-{number:02d}"
    if day(2000, month, number) is None:
        return impossible(value)
    base = setting.anchor
    if base is None:
        return nowhere("dates.day-without-year", value)
    near = [
        d for y in range(base.year - _LEAP_CYCLE, base.year + _LEAP_CYCLE + 1) if (d := day(y, month, number))
    ]
    ordered = sorted(
        (d for d in near if (d <= base) == setting.tense_past or d == base),
        key=lambda d: abs((d - base).days),
    )
    if not ordered:
        return nowhere("dates.day-without-year", value)
    if weekday and ordered[0].isoweekday() != weekday:
        return _by_weekday(ordered, weekday, base)
    return settled(ordered[0], ordered[0], "dates.day-and-month", ordered[0].isoformat())


def _by_weekday(ordered: list[date], weekday: int, base: date) -> Read:
    """`Friday 28 July` where the nearest such day is no Friday: the year next to it that fits."""
    fitting = [d for d in ordered if d.isoweekday() == weekday and abs(d.year - base.year) <= 1]
    if len(fitting) == 1:
        return settled(fitting[0], fitting[0], "dates.year-by-weekday", fitting[0].isoformat())
    candidates = tuple(d.isoformat() for d in ordered[:2])
    return Unresolved(
        candidates=candidates, reason=f"no year near the report makes that day a {_weekday(weekday)}"
    )


def month_without_year(month: int, which: str, setting: Setting) -> tuple[int | None, str]:
    """The year of a month named alone, or None, with the rule that gave it.

    `which` is last, next, this or empty; "last September" is the latest one that was over.
    """
    base = setting.anchor
    if base is None:
        return None, "dates.month-without-year"
    if which == "next" or (not which and not setting.tense_past):
        return base.year + (month < base.month or (which == "next" and month == base.month)), "dates.month"
    if which == "this":
        return base.year, "dates.month"
    return base.year - (month > base.month or (which == "last" and month == base.month)), "dates.month"


def shaded_month(year: int, month: int, shade: str | None) -> Days | None:
    """A month or its first, second or last third."""
    days = month_days(year, month)
    if days is None or shade is None:
        return days
    first, last = time_words().month_parts[shade]
    return days[0].replace(day=first), days[0].replace(day=min(last, days[1].day))
