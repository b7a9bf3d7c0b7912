"""Rules for lengths of time: "three days", "two years ago", "over the past 24 hours"."""

from __future__ import annotations

import re
from datetime import date

from accordingto.model import Unresolved
from accordingto.reference.numbers import profile
from accordingto.reference.times import time_words
from accordingto.resolve.dates.answer import Read, Setting, nowhere, settled, spread
from accordingto.resolve.dates.calendar import add_months, month_days, month_run, shift, week_days
from accordingto.resolve.dates.patterns import ABOUT, COUNT, UNIT
from accordingto.resolve.dates.rule import Match, Rule, before, never, rule
from accordingto.resolve.numerals import numeral_at, tokenise

_HOURS_OF_DAY = 24
AROUND = frozenset({"after", "before", "prior"})
"""Words that count from what stands after them: "two days after the truce"."""


def count_in(m: Match) -> int | None:
    """How many units the match tells; None where that is vague ("several days", "years ago")."""
    words = (m.groupdict().get("n") or "").strip()
    if not words:
        return 1 if m["unit"] in time_words().units else None
    if words in {"a", "an", "one"}:
        return 1
    tokens = tokenise(words)
    found = numeral_at(tokens, 0, profile())
    return found.low if found and not found.vague and found.end == len(tokens) else None


def unit_in(text: str) -> str:
    """The singular of a word matched by UNIT."""
    return text if text in time_words().units else text.removesuffix("s")


def moved(base: date, count: int, unit: str) -> date | None:
    """`base` moved by `count` units; hours count as days from 24 on."""
    if unit in {"year", "decade", "century"}:
        return add_months(base, count * {"year": 12, "decade": 120, "century": 1200}[unit])
    if unit in {"month", "quarter"}:
        return add_months(base, count * (1 if unit == "month" else 3))
    if unit == "hour":
        return shift(base, int(count / _HOURS_OF_DAY))
    return shift(base, count * time_words().units[unit][1])


def length_value(count: int | None, unit: str) -> str:
    """TIMEX3 value of a duration: P3D, PT24H, PXW for a vague one."""
    code, number = time_words().units[unit][0], "X" if count is None else str(count)
    if code.startswith("T"):
        return f"PT{number}{code[1]}"
    years = {"E": 10, "C": 100}.get(code)
    if years:
        return f"P{'X' if count is None else count * years}Y"
    return f"P{count * 2 if unit == 'fortnight' and count else number}{code}"


def window_start(end: date, count: int, unit: str) -> date | None:
    """First day of the `count` units that end on `end`.

    A window of N days has N days, the last being `end` ("over the past three days", published on
    7 December: 5-7 December on the training side); 24 hours reach back into the day before.
    """
    first = moved(end, -count, unit)
    return shift(first, 1) if first and unit in {"day", "night", "week", "fortnight"} else first


def _window(m: Match, setting: Setting) -> Read:
    """`over the past five years` ends on the day of publication, `in the next two weeks` starts on it."""
    unit, count = unit_in(m["unit"]), count_in(m)
    value, anchor = length_value(count, unit), setting.anchor
    if anchor is None or count is None:
        return nowhere("dates.window", value)
    if m["which"] in {"next", "coming", "following"}:
        return settled(anchor, moved(anchor, count, unit), "dates.next-window", value)
    if m["which"] in {"first", "final", "latter"}:
        return nowhere("dates.window", value)
    return settled(window_start(anchor, count, unit), anchor, "dates.past-window", value)


def _ago(m: Match, setting: Setting) -> Read:
    """`two days ago` from the day of publication, `three days later` from the day told last."""
    unit, count, way = unit_in(m["unit"]), count_in(m), m["way"]
    told = way not in {"ago", "from now", "hence"}
    base = setting.reference if told else setting.anchor
    if base is None or (way in AROUND and not setting.pinned):
        if told:
            return Unresolved(candidates=(), reason="counted from a day that the report does not name")
        return nowhere("dates.ago", length_value(count, unit))
    if unit in {"second", "minute"}:
        return settled(base, base, "dates.same-day")
    if count is None:
        return nowhere(
            "dates.ago", "FUTURE_REF" if way in {"later", "after", "from now", "hence"} else "PAST_REF"
        )
    sign = 1 if way in {"later", "after", "afterward", "afterwards", "from now", "hence", "on"} else -1
    if unit == "hour" and count < _HOURS_OF_DAY:
        near = shift(base, sign)
        return settled(base, near, "dates.hours") if sign > 0 else settled(near, base, "dates.hours")
    return _around(moved(base, sign * count, unit), unit, "dates.counted" if told else "dates.ago")


def _around(found: date | None, unit: str, name: str) -> Read:
    """As precise as its unit: `two years ago` is that year, `two weeks ago` that week."""
    if found is None:
        return nowhere(name)
    if unit in {"year", "decade", "century"}:
        return spread(month_run(found.year, 1, 12), name, f"{found.year:04d}")
    if unit in {"month", "quarter"}:
        return spread(month_days(found.year, found.month), name, f"{found.year:04d}-{found.month:02d}")
    if unit in {"week", "fortnight", "weekend"}:
        return spread(week_days(found), name)
    return settled(found, found, name, found.isoformat())


def _length(m: Match, _setting: Setting) -> Read:
    """`three days`: how long, not when."""
    unit = unit_in(m["unit"])
    return nowhere("dates.length", length_value(count_in(m), unit))


_LONE = re.compile(r"\b(?:for|in|of|within|after|over|several|during|last|lasted|took|takes|spent|than) $")


def _length_is_meant(text: str, m: Match) -> bool:
    """Bare plurals are marked only after "for" and its like: "for months", not "days" anywhere."""
    return bool(_LONE.search(before(text, m)))


def _no_age(_text: str, m: Match) -> bool:
    """The age of a person and "a second" attack are no times."""
    return not m[0].endswith("old") and m[0] not in {"a second", "one second"}


_WAY = "ago|later|earlier|before|after|afterwards?|previously|prior|from now|hence"

_WHICH = "last|past|previous|next|coming|following|first|final|latter"
_PLURALS = "seconds|minutes|hours|days|nights|weeks|months|years|decades|centuries"

LENGTHS: tuple[Rule, ...] = (
    rule(
        "window",
        rf"(?:the )?(?:more than |nearly |almost )?(?P<which>{_WHICH}) {ABOUT}"
        rf"(?:(?P<n>{COUNT})[ -])?(?P<unit>{UNIT}(?<=s))",
        _window,
        4,
    ),
    rule("ago", rf"{ABOUT}(?:(?P<n>{COUNT})[ -])?(?P<unit>{UNIT}) (?P<way>{_WAY})", _ago, 4),
    rule("ago", r"the (?P<unit>day|night|week|month|year) (?P<way>before|after|earlier)", _ago, 4),
    rule("length", rf"{ABOUT}(?P<n>{COUNT})-(?P<unit>{UNIT})(?:-old|-long)?", _length, 2, _no_age),
    rule("length", rf"(?:the )?{ABOUT}(?P<n>{COUNT}) (?P<unit>{UNIT})(?: old)?", _length, 2, _no_age),
    rule("length", r"(?P<unit>week|month|year)", _length, 1, never),
    rule("length", rf"(?P<unit>{_PLURALS})", _length, 1, _length_is_meant),
)
