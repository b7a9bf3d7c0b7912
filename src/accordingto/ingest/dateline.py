"""Datelines: the place, date and agency before the first sentence of a report's body.

ALEPPO, Syria (Reuters) - ...          an agency in brackets
DAMASCUS, Aug 24 (SANA) -- ...         with a date
BOGOTA, 12 JAN 90 (EFE) -- [TEXT] ...  as monitoring services set it
aleppo, syria, aug 24 (reuters) - ...  text that lost its capitals: an agency in brackets and a dash
KABUL — ...                            capitals and a dash
Damascus, SANA- ...                    an agency without brackets
AFP Friday 1 Jul 2016 Separate ...     punctuation lost: agency, weekday or label, and a date
"""

from __future__ import annotations

import re
from functools import cache

from accordingto.ingest.dates_found import MONTH, TIME, WEEKDAY, date_at
from accordingto.ingest.furniture import furniture_table

_NAME = r"[A-Z][\w'’.-]*(?:[ /](?:[a-z]{2} )?[A-Z][\w'’.-]*){0,4}"
_CAPITALS = r"[A-Z][A-Z'’.-]{2,}(?:[ /][A-Z][A-Z'’.-]*){0,4}"
_SMALL = r"[a-z][a-z'’.-]*(?: [a-z][a-z'’.-]*){0,3}"
_REGION = rf"(?:, ?{_NAME})"
_DATE = (
    rf"(?:,? ?(?i:(?:{WEEKDAY} )?(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:,? \d{{4}}|,? \d{{2}})?(?!\d)))"
)
_DASH = r" ?(?:--|[-–—_−\ufffd])(?=[\s\[\"“‘']|$)"
_MARK = r"(?:\s*\[(?i:text|excerpts?|passage omitted)\])?"
_LABEL = r"(?i:(?:date of publication|published|posted|publication date|date)(?: on)?:?|this story is from)"
_UPDATE = r"(?i:(?:last )?(?:updated|modified|revised)(?: on| at)?:?)"
_SENTENCE_START = r"(?=\s+(?:by\s|[\"“‘'(\[]?[A-Z0-9]))"


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    agencies = "|".join(re.escape(name) for name in furniture_table().agencies)
    known = rf"\((?i:{agencies})\)"
    bracket = r"\([A-Z][\w /.&-]{1,40}\)"
    return tuple(
        re.compile(form)
        for form in (
            rf"(?:(?:{_CAPITALS}|{_NAME}){_REGION}?{_DATE}? ?)?{known}(?:{_DASH})?{_MARK}",
            rf"{_SMALL}(?:, ?{_SMALL})?{_DATE}? ?{known}{_DASH}{_MARK}",
            rf"(?:{_CAPITALS}|{_NAME}){_REGION}?{_DATE}? ?{bracket}{_DASH}{_MARK}",
            rf"(?i:[a-z][a-z' -]{{2,30}}(?:, [a-z ]{{2,30}})?, \d{{1,2}} {MONTH} \d{{2,4}} "
            rf"\([a-z -]{{2,30}}\)){_DASH}{_MARK}",
            rf"(?P<capitals>{_CAPITALS}){_REGION}?{_DATE}?{_DASH}{_MARK}(?=\s*(?:[\"“‘'A-Z0-9]|$))",
            rf"{_NAME}{_REGION}?,?{_DATE}{_DASH}{_MARK}",
            rf"{_NAME}, (?:{agencies}){_DASH}{_MARK}",
        )
    )


@cache
def _before_date() -> re.Pattern[str]:
    agencies = "|".join(re.escape(name) for name in furniture_table().agencies)
    weekday = rf"(?P<weekday>(?i:{WEEKDAY})(?=\s))"
    return re.compile(rf"(?P<label>{_LABEL}\s+)?(?P<agency>(?:{agencies})\s+)?(?:{weekday})?")


def dateline_end(text: str, start: int, end: int) -> tuple[int, str] | None:
    """Where the dateline that begins at `start` of the line ends, and the rule, or None.

    The line `text[start:end]` is the first of the body.
    """
    line = text[start : min(end, start + 200)]
    for form in _forms():
        found = form.match(line)
        if found is not None and found.end() > 0 and not _is_acronym(found):
            return start + found.end(), "dateline.punctuated"
    found = _before_date().match(line)
    if found is None or not (found["label"] or found["agency"] or found["weekday"]):
        return None
    days = date_at(line, found.start("weekday") if found["weekday"] else found.end())
    if days is None or days.start is None:
        return None
    time = re.compile(TIME, re.IGNORECASE).match(line, days.end_of_words)
    last = time.end() if time is not None else days.end_of_words
    if re.compile(_SENTENCE_START).match(line, last) is None:
        return None  # "Friday 1 July 2016, rebels said": the date belongs to the sentence
    return start + last, "dateline.unpunctuated"


def _is_acronym(found: re.Match[str]) -> bool:
    """Whether the capitals before a dash are an acronym or label instead of a place."""
    capitals = found.groupdict().get("capitals")
    return capitals is not None and capitals.split()[0] in furniture_table().not_datelines


_DATE_LINE = re.compile(
    rf"(?:(?P<update>{_UPDATE})|(?P<label>{_LABEL}))?\s*(?:(?i:{WEEKDAY})\s+)?", re.IGNORECASE
)


def date_line(line: str) -> str | None:
    """What a line is that holds a date and nothing else: `published`, `updated`, `day`, `month`, or None.

    "Published: 1 July 2016", "Last updated 2 July 2016 10:30 GMT", "Friday 1 Jul 2016", "JUNE 2023".
    A day or month without a year and a label is no such line: it may be a heading of a chronology.
    """
    if len(line) > 100:
        return None
    before = _DATE_LINE.match(line)
    days = None if before is None else date_at(line, before.end())
    if before is None or days is None or days.start is None:
        return None
    rest = line[days.end_of_words :]
    if (
        re.fullmatch(rf"(?:\s*[-–|,]?\s*{TIME}|\s*[-–|,]?\s*\d{{1,2}}[:.]\d{{2}}.{{0,12}})?\W*", rest, re.I)
        is None
    ):
        return None
    if before["update"]:
        return "updated"
    if before["label"]:
        return "published"
    return "day" if days.start == days.end else "month"
