"""Words of time expressions, as frozen lookups over `resources/times.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from accordingto.reference.numbers import packaged_table


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """What the words of time expressions stand for."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    """ISO weekday numbers, Monday = 1."""
    weekday_abbreviations: Mapping[str, int]
    units: Mapping[str, tuple[str, int]]
    """Unit -> TIMEX3 designator and days (0 = less than a day)."""
    seasons: Mapping[str, tuple[str, int, int]]
    """Season -> TIMEX3 code, first and last month."""
    parts: Mapping[str, str]
    """Part of the day -> TIMEX3 code."""
    month_parts: Mapping[str, tuple[int, int]]
    """early, mid, late -> first and last day of a month."""
    year_parts: Mapping[str, tuple[int, int]]
    """early, mid, late -> first and last month of a year."""
    vague: Mapping[str, tuple[str, str]]
    """Vague word -> TIMEX3 value, and `day` (the day of publication) or `open`."""
    tagged: tuple[str, ...]
    """The vague words that the tagger marks in running text."""


_LOOKUPS = (
    *("months", "weekdays", "weekday_abbreviations", "units", "seasons"),
    *("parts", "month_parts", "year_parts", "vague"),
)


@cache
def time_words() -> TimeWords:
    """The time words of `resources/times.yml`."""
    t = packaged_table("times")
    lookups: dict[str, Any] = {
        n: MappingProxyType({k: tuple(v) if isinstance(v, list) else v for k, v in t[n].items()})
        for n in _LOOKUPS
    }
    return TimeWords(**lookups, tagged=tuple(t["tagged"]))
