"""Dates that a report carries for itself, as intervals of days. Nothing is filled in.

A month is its first to its last day. A date without a year has no interval. A numeric date that
may be day-month or month-day spans both readings.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from accordingto.model import DateOrigin, FoundDate, Span

_MONTHS = (
    "january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul",
    "august|aug", "september|sept|sep", "october|oct", "november|nov", "december|dec",
)  # fmt: skip
_MONTH_NUMBERS = {name: n for n, names in enumerate(_MONTHS, 1) for name in names.split("|")}
MONTH = rf"(?:{'|'.join(_MONTHS)})\b\.?"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?"
_ZONES = "Z|GMT|UTC|BST|IST|MSK|WET|CES?T|EES?T|[ECMP][SD]T|local time"
TIME = (
    r"(?:T|,? (?:at )?|\s)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,9})?)?"
    rf"(?: ?[ap]\.?m\.?)?(?: ?(?:{_ZONES}|[+-]\d{{2}}:?\d{{2}})\b)?(?: ?\((?:{_ZONES})\))?"
)

_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<y>\d{4})(?!\d)"
_FORMS = tuple(
    re.compile(rf"(?:{WEEKDAY}\s+)?(?:{form})", re.IGNORECASE)
    for form in (
        r"(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)",
        rf"{_DAY}[\s-]+(?:of\s+)?(?P<name>{MONTH})[\s,-]+{_YEAR}",
        rf"(?P<name>{MONTH})[\s-]+{_DAY}\s*,?[\s-]+{_YEAR}",
        rf"(?P<name>{MONTH}),?\s+(?:of\s+)?{_YEAR}",
        r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4})(?!\d)",
        rf"{_DAY}\s+(?:of\s+)?(?P<name>{MONTH})(?![\s,]*\d)",
        rf"(?P<name>{MONTH})\s+{_DAY}(?![\w]|,?\s*\d{{4}})",
    )
)
# "12 JAN 90" in the datelines of monitoring services. The century is the one of POSIX strptime: 69
# to 99 are 19xx, 00 to 68 are 20xx; only taken where a dateline is certain.
_SHORT_YEAR = re.compile(rf"{_DAY}\s+(?P<name>{MONTH})\s+'?(?P<yy>\d{{2}})(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A written date: where its words end, and the days it may mean (None without a year)."""

    end_of_words: int
    start: date | None
    end: date | None


def date_at(text: str, position: int, *, short_year: bool = False) -> Days | None:
    """The date written at `position` of `text`, or None when none begins there.

    With `short_year` a year of two digits counts. A day that the calendar lacks is no date.
    """
    if short_year:
        found = _SHORT_YEAR.match(text, position)
        if found is not None:
            short = int(found["yy"])
            year = short + (1900 if short >= 69 else 2000)
            return _one_day(found, year, _month(found["name"]), int(found["d"]))
    for form in _FORMS:
        found = form.match(text, position)
        if found is not None:
            return _days(found)
    return None


def date_within(text: str, span: Span, *, short_year: bool = False) -> FoundDate | None:
    """The first date whose words lie in `span`, its origin left at dateline for the caller to set."""
    words = text[: span.end]
    for start in re.finditer(r"(?<![\w/.-])(?=[\w])", text[span.start : span.end]):
        position = span.start + start.start()
        days = date_at(words, position, short_year=short_year)
        if days is not None:
            return FoundDate(
                words=text[position : days.end_of_words],
                start=days.start,
                end=days.end,
                origin=DateOrigin.DATELINE,
                span=Span(start=position, end=days.end_of_words),
            )
    return None


_COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})")
_ISO_MONTH = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d{2}))?")


def days_of(words: str) -> Days | None:
    """The days of a value that is to be a date and nothing else, as in a field or a page's metadata.

    ISO 8601 with or without time and zone, `20160701`, `2016-07`, `2016`, RFC 5322, and the forms
    in which outlets write dates. A time and its zone are dropped: the day is that of the writer.
    """
    words = words.strip()
    compact = _COMPACT.fullmatch(words)
    if compact is not None:
        return _one_day(compact, int(compact["y"]), int(compact["m"]), int(compact["d"]))
    month = _ISO_MONTH.fullmatch(words)
    if month is not None:
        return _period(month, int(month["y"]), int(month["m"]) if month["m"] else None)
    days = date_at(words, 0)
    if days is None:
        return None
    rest = words[days.end_of_words :]
    return days if not rest.strip() or re.fullmatch(TIME, rest, re.IGNORECASE) else None


_URL_DATES = (
    re.compile(
        r"[/_-](?P<y>(?:19|20)\d{2})[/_-](?P<m>\d{1,2}|[a-z]{3,9})[/_-](?P<d>\d{1,2})(?=[/_.-]|$)", re.I
    ),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)"),
    re.compile(r"/(?P<y>(?:19|20)\d{2})/(?P<m>[01]\d)(?=/)"),
)


def date_in_url(url: str) -> FoundDate | None:
    """The date in a web address (`/2016/07/01/`, `/2016/jul/01/`, `/20160701-`, `/2016/07/`)."""
    for form in _URL_DATES:
        found = form.search(url)
        if found is None:
            continue
        parts = found.groupdict()
        month = int(parts["m"]) if parts["m"].isdigit() else _month(parts["m"])
        year = int(parts["y"])
        days = _one_day(found, year, month, int(parts["d"])) if "d" in parts else _period(found, year, month)
        if days is not None:
            words = url[found.start() : found.end()].strip("/_-")
            return FoundDate(words=words, start=days.start, end=days.end, origin=DateOrigin.URL)
    return None


def _days(found: re.Match[str]) -> Days | None:
    parts = found.groupdict()
    if parts.get("a") is not None:
        return _either_order(found, int(parts["a"]), int(parts["b"]), int(parts["y"]))
    month = int(parts["m"]) if parts.get("m") else _month(parts["name"])
    day = int(parts["d"]) if parts.get("d") else None
    if not parts.get("y"):
        # 2000 is a leap year: 29 February without its year may be a day.
        known = day is not None and month > 0 and 1 <= day <= calendar.monthrange(2000, month)[1]
        return Days(end_of_words=found.end(), start=None, end=None) if known else None
    year = int(parts["y"])
    return _period(found, year, month) if day is None else _one_day(found, year, month, day)


def _month(name: str) -> int:
    """1 to 12, or 0 for what is no month; `re` also takes `\u0131` for an i, so any letter may come."""
    return _MONTH_NUMBERS.get(name.lower().rstrip("."), 0)


def _one_day(found: re.Match[str], year: int, month: int, day: int) -> Days | None:
    try:
        one = date(year, month, day)
    except ValueError:
        return None
    return Days(end_of_words=found.end(), start=one, end=one)


def _period(found: re.Match[str], year: int, month: int | None) -> Days | None:
    """A month, or with `month` None a year."""
    try:
        first = date(year, 1 if month is None else month, 1)
        last_month = 12 if month is None else month
        last = date(year, last_month, calendar.monthrange(year, last_month)[1])
    except ValueError:
        return None
    return Days(end_of_words=found.end(), start=first, end=last)


def _either_order(found: re.Match[str], first: int, second: int, year: int) -> Days | None:
    """`03/04/2017` is 3 April or 4 March; with dots it is day first, as dots are written."""
    day_first = _one_day(found, year, second, first)
    month_first = None if found["sep"] == "." else _one_day(found, year, first, second)
    readings = [days.start for days in (day_first, month_first) if days is not None and days.start]
    if not readings:
        return None
    return Days(end_of_words=found.end(), start=min(readings), end=max(readings))
