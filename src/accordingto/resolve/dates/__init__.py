"""Dates: the days that time expressions cover, against the day of publication."""

from accordingto.resolve.dates.answer import TimeAnswer
from accordingto.resolve.dates.find import find_times
from accordingto.resolve.dates.inherit import Told, inherited_time, inherited_times
from accordingto.resolve.dates.resolve import resolve_time

__all__ = [
    "TimeAnswer",
    "Told",
    "find_times",
    "inherited_time",
    "inherited_times",
    "resolve_time",
]
