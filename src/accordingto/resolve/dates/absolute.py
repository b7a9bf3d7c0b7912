"""Rules for dates that name a day, a month, a season, a year or a decade."""

from __future__ import annotations

from accordingto.model import Unresolved
from accordingto.reference.numbers import number_words
from accordingto.reference.times import time_words
from accordingto.resolve.dates.answer import Read, Setting, impossible, nowhere, settled
from accordingto.resolve.dates.calendar import day, month_days, month_run
from accordingto.resolve.dates.meant import NO_CLOCK, month_is_meant, season_is_meant, year_is_meant
from accordingto.resolve.dates.named import (
    dated_without_year,
    full_date,
    full_year,
    month_without_year,
    shaded_month,
    until_now,
)
from accordingto.resolve.dates.patterns import (
    ANY_WEEKDAY,
    DAY,
    MONTH,
    SEASON,
    SHADE,
    SHORT_YEAR,
    YEAR,
    month_in,
    number_in,
    shade_in,
    weekday_in,
)
from accordingto.resolve.dates.rule import Match, Rule, rule


def _iso(m: Match, setting: Setting) -> Read:
    year, month, number = int(m["y"]), int(m["m"]), m["d"]
    if number:
        return full_date(year, month, int(number), None, "dates.iso")
    if not 1 <= month <= 12:
        return impossible(m[0])
    return until_now(month_days(year, month), "dates.iso", m[0], setting)


def _numeric(m: Match, setting: Setting) -> Read:
    """27-07-2016. Day and month are told apart only where one of them is greater than twelve."""
    a, b, year = int(m["a"]), int(m["b"]), full_year(m["y"], setting)
    readings = {d for d in (day(year, b, a), day(year, a, b)) if d is not None}
    if len(readings) == 1:
        found = readings.pop()
        return settled(found, found, "dates.numeric", found.isoformat())
    return Unresolved(
        candidates=tuple(d.isoformat() for d in sorted(readings)),
        reason="day and month may stand in either order" if readings else f"the calendar has no day {m[0]!r}",
    )


def _day(m: Match, setting: Setting) -> Read:
    number, month = number_in(m["d"]), month_in(m["m"])
    weekday = weekday_in(m["w"]) if m.groupdict().get("w") else None
    if number is None:
        return impossible(m[0])
    if m["y"]:
        return full_date(full_year(m["y"], setting), month, number, weekday, "dates.date")
    return dated_without_year(month, number, weekday, setting)


def _day_range(m: Match, setting: Setting) -> Read:
    month, ends = month_in(m["m"]), []
    for text in (m["a"], m["b"]):
        number = number_in(text)
        if number is None:
            return impossible(m[0])
        if m["y"]:
            ends.append(full_date(full_year(m["y"], setting), month, number, None, "dates.days"))
        else:
            ends.append(dated_without_year(month, number, None, setting))
    first, last = ends
    if isinstance(first, Unresolved) or isinstance(last, Unresolved):
        return first if isinstance(first, Unresolved) else last
    if first.start is None or last.end is None:
        return nowhere("dates.days", f"{first.value}/{last.value}")
    # "20-25 August", published on the 22nd: the range reaches over the day of publication.
    start = first.start if first.start <= last.end else first.start.replace(year=last.end.year)
    return settled(start, last.end, "dates.days", f"{start.isoformat()}/{last.end.isoformat()}")


def _month_year(m: Match, setting: Setting) -> Read:
    year, month, shade = int(m["y"]), month_in(m["m"]), shade_in(m["shade"] or "")
    return until_now(
        shaded_month(year, month, shade), "dates.month-and-year", f"{year:04d}-{month:02d}", setting
    )


def _month(m: Match, setting: Setting) -> Read:
    month, shade = month_in(m["m"]), shade_in(m["shade"] or "")
    which = {"past": "last", "coming": "next"}.get((m["which"] or "").strip(), (m["which"] or "").strip())
    year, name = month_without_year(month, which, setting)
    if year is None:
        return nowhere(name, f"XXXX-{month:02d}")
    return until_now(shaded_month(year, month, shade), name, f"{year:04d}-{month:02d}", setting)


def _year(m: Match, setting: Setting) -> Read:
    year, shade = int(m["y"]), shade_in(m["shade"] or "")
    first, last = time_words().year_parts[shade] if shade else (1, 12)
    return until_now(month_run(year, first, last), "dates.year", f"{year:04d}", setting)


def _part_of_year(m: Match, setting: Setting) -> Read:
    """the first six months of 2016, the second half of 2014, the third quarter of 1989."""
    year, which, unit = int(m["y"]), m["nth"], m["unit"]
    size = {"half": 6, "quarter": 3}.get(unit, 0)
    words = number_words()
    if unit == "months":
        count = words.units.get(m["n"] or "") or int(m["n"] or 0) if (m["n"] or "").isalnum() else 0
        runs = {"first": (1, count), "last": (13 - count, 12)} if 1 <= count <= 12 else {}
        first, last = runs.get(which, (1, 12))
        return until_now(month_run(year, first, last), "dates.months-of-year", None, setting)
    nth = words.ordinals.get(which, 12 // size if size else 0)
    if not size or not 1 <= nth * size <= 12:
        return impossible(m[0])
    value = f"{year:04d}-{'H' if size == 6 else 'Q'}{nth}"
    return until_now(month_run(year, (nth - 1) * size + 1, nth * size), "dates.part-of-year", value, setting)


def _years(m: Match, _setting: Setting) -> Read:
    first = int(m["a"])
    last = int(m["b"]) if len(m["b"]) == 4 else first // 100 * 100 + int(m["b"])
    a, b = day(first, 1, 1), day(last, 12, 31)
    return settled(a, b, "dates.years", f"{first:04d}/{last:04d}") if a and b else impossible(m[0])


def _decade(m: Match, setting: Setting) -> Read:
    decade = int(m["decade"])
    if len(m["decade"]) == 2:
        if setting.anchor is None:
            return nowhere("dates.decade", f"XX{decade // 10}")
        decade += setting.anchor.year // 100 * 100
        decade -= 100 if decade > setting.anchor.year else 0
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), None: (0, 9)}[shade_in(m["shade"] or "")]
    a, b = day(decade + first, 1, 1), day(decade + last, 12, 31)
    return until_now((a, b) if a and b else None, "dates.decade", f"{decade // 10:03d}", setting)


def _season(m: Match, setting: Setting) -> Read:
    code, first, last = time_words().seasons[m["s"]]
    if not m["y"]:
        which = (m["which"] or "").strip()
        year = _season_year(first, last, which, setting)
        if year is None:
            return nowhere("dates.season", f"XXXX-{code}")
    else:
        year = int(m["y"])
    # A winter has two years and the words name one: it may be either end of that year.
    run = month_run(year, first, last) if first < last else month_run(year, 1, 12)
    return until_now(run, "dates.season", f"{year:04d}-{code}", setting)


def _season_year(first: int, last: int, which: str, setting: Setting) -> int | None:
    anchor = setting.anchor
    if anchor is None or first > last or which not in {"last", "this", "next"}:
        return None
    if which == "this":
        return anchor.year
    if which == "last":
        return anchor.year - (anchor.month <= last)
    return anchor.year + (anchor.month >= first)


def _before_christ(m: Match, _setting: Setting) -> Read:
    return nowhere("dates.before-christ", f"BC{int(m['y']):04d}")


_AT_YEAR = rf"(?:,? (?:of )?(?P<y>{YEAR}|{SHORT_YEAR}))?"
_WHICH = "(?:the (?=last|next|past|coming))?(?P<which>last |next |this |past |coming )?"
_LONG_SHADE = rf"(?:(?P<shade>(?:the )?{SHADE})(?: of |-| ))?"
_WEEKDAY = rf"(?:(?P<w>{ANY_WEEKDAY}),? \(?)?"
_TO = "(?: ?- ?| to | and | until | through )"
_MONTHS_OF = "(?P<nth>first|second|third|fourth|last) (?:(?P<n>[a-z]+|[0-9]+) )?(?P<unit>months|half|quarter)"

ABSOLUTE: tuple[Rule, ...] = (
    rule("iso", r"(?P<y>[0-9]{4})-(?P<m>[01][0-9])(?:-(?P<d>[0-3][0-9]))?(?!-?[0-9])", _iso, 9),
    rule(
        "numeric",
        r"(?P<a>[0-9]{1,2})(?P<sep>[./-])(?P<b>[0-9]{1,2})(?P=sep)(?P<y>[0-9]{4}|[0-9]{2})",
        _numeric,
        9,
    ),
    rule(
        "days",
        rf"(?:the )?(?P<a>{DAY}){_TO}(?:the )?(?P<b>{DAY})(?: of)? (?P<m>{MONTH}){_AT_YEAR}",
        _day_range,
        9,
    ),
    rule("days", rf"(?P<m>{MONTH}) (?P<a>{DAY}){_TO}(?P<b>{DAY})(?! ?{MONTH}){_AT_YEAR}", _day_range, 9),
    rule(
        "date",
        rf"{_WEEKDAY}(?:the )?(?P<d>{DAY})(?: of)?[ -](?P<m>{MONTH})"
        rf"(?:,? ?(?:of )?-?(?P<y>{YEAR}|{SHORT_YEAR}))?",
        _day,
        8,
    ),
    rule(
        "date",
        rf"{_WEEKDAY}(?P<m>{MONTH}) (?:the )?(?P<d>{DAY})(?:,? ?(?:of )?(?P<y>{YEAR}|'[0-9]{{2}}))?",
        _day,
        8,
    ),
    rule("month-and-year", rf"{_LONG_SHADE}(?P<m>{MONTH})(?:,? | of )(?P<y>{YEAR})", _month_year, 7),
    rule("part-of-year", rf"(?:the )?{_MONTHS_OF} of (?P<y>{YEAR})", _part_of_year, 7),
    rule(
        "season",
        rf"{_LONG_SHADE}(?:the )?{_WHICH}(?P<s>{SEASON})(?:(?: of)? (?P<y>{YEAR}))?",
        _season,
        5,
        season_is_meant,
    ),
    rule("month", rf"{_LONG_SHADE}{_WHICH}(?P<m>{MONTH})", _month, 5, month_is_meant),
    rule("years", rf"(?P<a>{YEAR}) ?- ?(?P<b>[0-9]{{4}}|[0-9]{{2}})(?!-?[0-9])", _years, 6),
    rule("decade", rf"(?:the )?{_LONG_SHADE}'?(?P<decade>(?:1[0-9]|20)?[0-9]0)'?s", _decade, 5),
    rule("before-christ", r"(?P<y>[0-9]{1,4}) b\.?c(?:\.?e)?\.?", _before_christ, 6),
    rule("year", rf"{_LONG_SHADE}(?P<y>{YEAR}){NO_CLOCK}", _year, 6, year_is_meant),
)
