"""What a format gives of a report, before sections are told apart and dates are put in order."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from accordingto.model import FoundDate, Issue, IssueCode, Span

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A report in the making: its text and what its original says about it."""

    text: str
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    dates: tuple[FoundDate, ...] = ()
    """Dates of the record or page; those that stand in the text are found later."""
    extra: tuple[tuple[str, str], ...] = ()
    head: Span | None = None
    """A front matter at the beginning of the text, which is no part of the report."""
    issues: tuple[Issue, ...] = ()


def as_json(value: object) -> str:
    """A value of a record as JSON text, as `Report.extra` keeps it; lone surrogates stay escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return text if _SURROGATE.search(text) is None else json.dumps(value)


def whole_characters(text: str) -> tuple[str, int]:
    """`text` with each lone surrogate as U+FFFD, and how many there were.

    JSON can escape half a character (`"\\ud800"`), which no encoding can write. One code point
    stands for one, so offsets stay what they were.
    """
    return _SURROGATE.subn("\ufffd", text)


def broken_characters(place: str, count: int) -> Issue:
    """The non-fatal issue for `count` lone surrogates."""
    return Issue(
        code=IssueCode.BAD_ENCODING,
        place=place,
        message=f"{count} halves of characters (lone surrogates) were each read as U+FFFD.",
        fatal=False,
    )
