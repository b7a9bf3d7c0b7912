"""Rules for times told from the day of publication, or from a day that the report names before."""

from __future__ import annotations

import re
from datetime import date

from accordingto.model import Unresolved
from accordingto.reference.numbers import number_words
from accordingto.reference.times import time_words
from accordingto.resolve.dates.answer import Read, Setting, nowhere, settled
from accordingto.resolve.dates.calendar import (
    Days,
    iso_week,
    latest_weekday,
    month_run,
    shift,
    week_days,
)
from accordingto.resolve.dates.named import shaded_month
from accordingto.resolve.dates.patterns import PART, SHADE, WEEKDAY, shade_in, weekday_in
from accordingto.resolve.dates.rule import Match, Rule, before, never, rule


def _one_day(found: date | None, name: str) -> Read:
    return settled(found, found, name, found.isoformat()) if found else nowhere(name)


def _weekday(m: Match, setting: Setting) -> Read:
    """`Saturday` is the latest one up to the day of publication, `next Saturday` the first after it."""
    weekday, which = weekday_in(m["wd"]), (m["which"] or "").removeprefix("the ").strip()
    anchor = setting.anchor
    if anchor is None:
        return nowhere("dates.weekday", f"XXXX-WXX-{weekday}")
    if which in {"previous", "following"}:
        anchor = setting.reference or anchor
    if which in {"last", "previous"}:
        before = shift(anchor, -1)
        return _one_day(before and latest_weekday(weekday, before), "dates.last-weekday")
    if which in {"next", "following", "coming"} or (not setting.tense_past and not which):
        ahead = shift(anchor, 7 if which else 6)
        return _one_day(ahead and latest_weekday(weekday, ahead), "dates.next-weekday")
    if which in {"this", "this coming"}:
        return _one_day(shift(anchor, weekday - anchor.isoweekday()), "dates.this-weekday")
    return _one_day(latest_weekday(weekday, anchor), "dates.weekday")


_SHIFTS = {"yesterday": -1, "tomorrow": 1, "last night": -1, "last evening": -1}


def _deictic(m: Match, setting: Setting) -> Read:
    """today, yesterday, tonight, this morning, last night, overnight."""
    words, anchor = m["day"], setting.anchor
    if anchor is None:
        return nowhere("dates.deictic")
    if words == "overnight":
        return settled(shift(anchor, -1), anchor, "dates.overnight")
    days = -2 if "before yesterday" in words else 2 if "after tomorrow" in words else _SHIFTS.get(words, 0)
    return _one_day(shift(anchor, days), "dates.deictic")


def _weekend(m: Match, setting: Setting) -> Read:
    """`the weekend` is the latest one that has begun; `this weekend`, announced, the one to come."""
    which, anchor = (m["which"] or "").strip(), setting.anchor
    if anchor is None:
        return nowhere("dates.weekend")
    if which == "last":
        anchor = shift(anchor, -1) or anchor
    saturday = latest_weekday(6, anchor)
    if which == "next" or not setting.tense_past or (which == "this" and anchor.isoweekday() < 6):
        saturday = shift(anchor, (6 - anchor.isoweekday()) % 7)
    sunday = saturday and shift(saturday, 1)
    return settled(saturday, sunday, "dates.weekend", f"{iso_week(saturday)}-WE" if saturday else None)


def _whole(unit: str, base: date, step: int) -> tuple[Days | None, str | None]:
    """The day, week, month, year or decade `step` units from the one that holds `base`, and its value."""
    if unit in {"day", "night"}:
        moved = shift(base, step)
        return (moved, moved) if moved else None, moved.isoformat() if moved else None
    if unit == "week":
        moved = shift(base, 7 * step)
        return week_days(moved) if moved else None, iso_week(moved) if moved else None
    if unit in {"month", "quarter"}:
        size = 1 if unit == "month" else 3
        index = (base.year * 12 + base.month - 1) // size + step
        year, part = divmod(index, 12 // size)
        value = f"{year:04d}-{part + 1:02d}" if size == 1 else f"{year:04d}-Q{part + 1}"
        return month_run(year, part * size + 1, part * size + size), value
    if unit == "year":
        return month_run(base.year + step, 1, 12), f"{base.year + step:04d}"
    size = 10 if unit == "decade" else 100
    first = (base.year // size + step) * size
    run, last = month_run(first, 1, 12), month_run(first + size - 1, 1, 12)
    return (run[0], last[1]) if run and last else None, f"{first // size:0{3 if size == 10 else 2}d}"


def _part(unit: str, days: Days, shade: str) -> Days:
    """The first, middle or last stretch of a week, month or year."""
    first, last = days
    if unit == "year":
        a, b = time_words().year_parts[shade]
        return month_run(first.year, a, b) or days
    if unit == "month":
        return shaded_month(first.year, first.month, shade) or days
    cut = {"early": (0, 1), "mid": (2, 3), "late": (4, 6)}[shade]
    a_day, b_day = shift(first, cut[0]), shift(first, cut[1])
    return (a_day, b_day) if unit == "week" and a_day and b_day else (first, last)


_STEPS = {
    **dict.fromkeys(("last", "past", "previous"), -1),
    **dict.fromkeys(("the", "this", "current", "same", "that"), 0),
    **dict.fromkeys(("next", "coming", "following"), 1),
}
_FROM_REFERENCE = frozenset({"previous", "same", "that", "following", "the next"})


def _unit(m: Match, setting: Setting) -> Read:
    """last week, this month, the following day, earlier this week, the end of last year."""
    which = m["which"].removeprefix("the ").removeprefix("very ")
    name = f"dates.{which}-{m['unit']}"
    told = which in _FROM_REFERENCE or (m["which"] == "the next" and m["unit"] in {"day", "night"})
    base = setting.reference if told else setting.anchor
    if base is None:
        if told:
            return Unresolved(candidates=(), reason="counted from a day that the report does not name")
        return nowhere(name)
    days, value = _whole(m["unit"], base, _STEPS[which])
    if days is None:
        return nowhere(name)
    shade = m["shade"] or ""
    if shade.startswith(("earlier", "previously")):
        days = (days[0], max(days[0], min(base, days[1])))
    elif shade.startswith("later"):
        days = (min(days[1], max(base, days[0])), days[1])
    elif shade:
        days = _part(m["unit"], days, shade_in(shade) or "early")
    anchor = setting.anchor
    if anchor and setting.tense_past and days[0] <= anchor < days[1]:
        days = (days[0], anchor)
    return settled(days[0], days[1], name, value)


def _part_of_day(_m: Match, setting: Setting) -> Read:
    """`at dawn`, `around 6:00 am`: an hour without its day is of the day told last, else of publication.

    On the training side six of six such mentions were of the day of publication.
    """
    base = setting.anchor
    reference = setting.reference
    if base and reference and 0 <= (base - reference).days <= 7:
        base = reference
    return _one_day(base, "dates.part-of-day")


def _vague(m: Match, setting: Setting) -> Read:
    value, covers = time_words().vague[m["vague"]]
    if covers == "day" and setting.anchor:
        return settled(setting.anchor, setting.anchor, "dates.vague", value)
    return nowhere("dates.vague", value)


def _then(_m: Match, setting: Setting) -> Read:
    """`then`, `that date`: the day told last."""
    if setting.reference is None:
        return Unresolved(candidates=(), reason="points back to a day that the report does not name")
    return _one_day(setting.reference, "dates.then")


def _recent(_m: Match, _setting: Setting) -> Read:
    return nowhere("dates.recent", "PAST_REF")


def _quarter(m: Match, _setting: Setting) -> Read:
    """A quarter of a business year, which need not be the calendar's."""
    number = number_words().ordinals.get(m["nth"])
    return nowhere("dates.quarter", f"XXXX-Q{number}" if number else "XXXX-QX")


def _vague_is_meant(_text: str, m: Match) -> bool:
    return m["vague"] in time_words().tagged


def _unit_is_meant(text: str, m: Match) -> bool:
    """ "past year's" and "next to" aside, `this time` and `the past` are the tagger's business elsewhere."""
    return not (
        m["which"] in {"past", "coming", "current"} and not re.search(r"\b(?:the|this) $", before(text, m))
    )


_VAGUE = "|".join(re.escape(w) for w in sorted(time_words().vague, key=lambda w: (-len(w), w)))
_CLOCK = (
    r"(?:[0-2]?[0-9]:[0-5][0-9](?: ?(?:hours|hrs))?(?: ?[ap]\.?m\.?)?"
    r"|[0-2]?[0-9]\.[0-5][0-9] ?[ap]\.?m\.?|[0-9]{1,4} ?[ap]\.?m\.?"
    r"|[0-2]?[0-9][0-5][0-9] ?(?:gmt|hours|hrs|local)|[01][0-9][0-5][0-9](?= ?this ))"
    r"(?:,? (?:gmt|utc|local time|est|edt))?"
)
_NEAR = "(?:shortly after |just after |shortly before |just before |around |about |early |late )?"

_ON = "(?:(?:early|late|earlier|later)(?: on)? )?"
_OF_DAY = f"(?: (?:early |late )?(?:{PART}))?"
_WHICH_DAY = "last|next|this coming|this past|this|past|coming|previous|following"
_TODAY = (
    "the day before yesterday|the day after tomorrow|yesterday|today|tonight|tomorrow|overnight"
    "|last night|last evening"
)
_OF_UNIT = f"earlier|later|previously|early|late|(?:the )?{SHADE}|early in|late in|later in|earlier in"
_WHICH_UNIT = "(?:the )?(?:last|past|previous|this|current|next|coming|following|same|very same|that)"
_EDGE = "(?:earlier|later|early|late) in|(?:the )?(?:beginning|start|middle|end) of"

RELATIVE: tuple[Rule, ...] = (
    rule("weekday", rf"{_ON}(?P<which>(?:the )?(?:{_WHICH_DAY}) )?(?P<wd>{WEEKDAY}){_OF_DAY}", _weekday, 4),
    rule("deictic", rf"{_ON}(?P<day>{_TODAY}|this (?:very )?{PART}){_OF_DAY}", _deictic, 4),
    rule("weekend", r"(?P<which>last |this |next |this past |the past |the )?weekend", _weekend, 4),
    rule(
        "unit",
        rf"(?:(?P<shade>{_OF_UNIT}) )?(?P<which>{_WHICH_UNIT})(?: same)? "
        r"(?P<unit>day|night|week|month|quarter|year|decade|century)",
        _unit,
        4,
        _unit_is_meant,
    ),
    rule("unit", rf"(?P<shade>{_EDGE}) (?P<which>the) (?P<unit>week|month|year|decade|century)", _unit, 4),
    rule(
        "quarter",
        r"(?:the |last |this |next )?(?P<nth>first|second|third|fourth|latest)[- ]quarter",
        _quarter,
        2,
    ),
    rule("recent", r"(?:the )?(?:most )?recent (?:hours|days|weeks|months|years|times|decades)", _recent, 1),
    rule("then", r"(?:then|that date|that time|that point)", _then, 3, never),
    rule("part-of-day", rf"{_NEAR}(?:the )?(?:{_CLOCK})", _part_of_day, 1),
    rule(
        "part-of-day",
        r"(?:(?:earlier|later|early|late|during) (?:in )?the day"
        rf"|(?:(?:earlier|later|early|late) in |{_NEAR})(?:the )?{PART})",
        _part_of_day,
        1,
        never,
    ),
    rule("vague", rf"(?P<vague>{_VAGUE})", _vague, 0, _vague_is_meant),
)
