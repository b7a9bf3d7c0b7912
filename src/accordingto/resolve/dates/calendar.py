"""Arithmetic on days that answers None instead of leaving the calendar."""

from __future__ import annotations

from datetime import date, timedelta

Days = tuple[date, date]
"""First and last day of a stretch, both included."""


def day(year: int, month: int, number: int) -> date | None:
    """The day, or None when the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def shift(start: date, days: int) -> date | None:
    """`days` days later (or earlier when negative); None outside years 1 to 9999."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def add_months(start: date, months: int) -> date | None:
    """The same day of the month `months` later, or the month's last day; None outside the calendar."""
    index = start.year * 12 + start.month - 1 + months
    days = month_days(index // 12, index % 12 + 1)
    return days and days[1].replace(day=min(start.day, days[1].day))


def month_days(year: int, month: int) -> Days | None:
    """First and last day of a month; None outside the calendar."""
    first = day(year, month, 1)
    if first is None:
        return None
    following = day(year + month // 12, month % 12 + 1, 1)
    return first, (following - timedelta(days=1)) if following else date(9999, 12, 31)


def month_run(year: int, first: int, last: int) -> Days | None:
    """From the first day of month `first` to the last day of month `last` of one year."""
    a, b = month_days(year, first), month_days(year, last)
    return (a[0], b[1]) if a and b else None


def week_days(inside: date) -> Days | None:
    """Monday to Sunday of the ISO week that holds the day."""
    monday = shift(inside, -inside.weekday())
    sunday = shift(inside, 6 - inside.weekday())
    return (monday, sunday) if monday and sunday else None


def iso_week(inside: date) -> str:
    """TIMEX3 value of the day's week, `2017-W15`."""
    year, week, _ = inside.isocalendar()
    return f"{year:04d}-W{week:02d}"


def latest_weekday(weekday: int, until: date) -> date | None:
    """The latest such ISO weekday (Monday = 1) up to and including `until`."""
    return shift(until, -((until.isoweekday() - weekday) % 7))
