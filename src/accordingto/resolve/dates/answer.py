"""The nouns of date resolution: what was read, and against what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accordingto.model import Unresolved


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAnswer:
    """The days that a time expression covers, `start <= end`; None = not known.

    `value` is the TIMEX3 value where it is easy to give: `2017-04-15`, `2017-04`, `XXXX-08-24` for
    a day whose year is not known, `P3D` for a duration, `PAST_REF`; else None.
    """

    start: date | None
    end: date | None
    rule: str
    """Id of the rule, e.g. `dates.weekday`."""
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What an expression is resolved against."""

    anchor: date | None
    """The day of publication; None when the report has no single one."""
    tense_past: bool = True
    """Whether the words tell what has happened; False for what is announced."""
    named: tuple[date, ...] = ()
    """Days that the report names before this expression, in the order of the text."""
    pinned: bool = False
    """Whether the words themselves give the last of `named`: "two days after August 12"."""

    @property
    def reference(self) -> date | None:
        """The day that "the next day" or "three days later" counts from."""
        return self.named[-1] if self.named else None


Read = TimeAnswer | Unresolved


def settled(start: date | None, end: date | None, rule: str, value: str | None = None) -> Read:
    """An answer, or Unresolved when the interval would run backwards."""
    if start is not None and end is not None and start > end:
        return Unresolved(
            candidates=(start.isoformat(), end.isoformat()), reason=f"{rule}: the interval runs backwards"
        )
    return TimeAnswer(start=start, end=end, rule=rule, value=value)


def spread(days: tuple[date, date] | None, rule: str, value: str | None = None) -> Read:
    """The first and last of the days; a period outside the calendar is nowhere."""
    return settled(days[0], days[1], rule, value) if days else nowhere(rule)


def nowhere(rule: str, value: str | None = None) -> TimeAnswer:
    """Read, but no day follows from it."""
    return TimeAnswer(start=None, end=None, rule=rule, value=value)


def impossible(words: str) -> Unresolved:
    """A date that no calendar has, such as 31 April."""
    return Unresolved(candidates=(), reason=f"the calendar has no day {words!r}")
