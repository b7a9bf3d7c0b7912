"""Markdown: the text as written, its title from the first heading or the front matter."""

from __future__ import annotations

import re

from accordingto.ingest.charset import decode
from accordingto.ingest.dates_found import days_of
from accordingto.ingest.draft import Draft
from accordingto.model import DateOrigin, FoundDate, Issue, Span

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n((?:.*\r?\n){0,60}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_ENTRY = re.compile(r"^([A-Za-z_]+):[ \t]*(\S.*?)[ \t]*\r?$", re.MULTILINE)
_HEADING = re.compile(
    r"^#{1,6}[ \t]+(\S.*?)[ \t#]*\r?$|^(\S.*?)[ \t]*\r?\n(?:={2,}|-{2,})[ \t]*\r?$", re.MULTILINE
)
_DATE_KEYS = ("published", "date")
_OUTLET_KEYS = ("outlet", "site", "publisher")


def read_markdown(content: bytes, place: str) -> Draft | Issue:
    """The draft of a Markdown file: marks stay in the text, so offsets are those of the file.

    Of a front matter between `---` lines the entries `title`, `published` or `date`, `outlet`,
    `site` or `publisher`, and `url` are used; it stays in the text as masthead.
    """
    decoded = decode(content, place)
    if isinstance(decoded, Issue):
        return decoded
    text = decoded.text
    head = _FRONT_MATTER.match(text)
    entries = (
        {} if head is None else {key.lower(): _unquoted(value) for key, value in _ENTRY.findall(head[1])}
    )
    heading = _HEADING.search(text, 0 if head is None else head.end())
    written = None if heading is None else heading[1] or heading[2]
    return Draft(
        text=text,
        title=written or entries.get("title"),
        outlet=next((entries[key] for key in _OUTLET_KEYS if key in entries), None),
        url=entries.get("url"),
        dates=_dates(entries),
        head=None if head is None else Span(start=0, end=head.end()),
        issues=(decoded.issue,) if decoded.issue else (),
    )


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _dates(entries: dict[str, str]) -> tuple[FoundDate, ...]:
    found = []
    for key in _DATE_KEYS:
        days = days_of(entries[key]) if key in entries else None
        if days is not None:
            found.append(
                FoundDate(words=entries[key], start=days.start, end=days.end, origin=DateOrigin.METADATA)
            )
    return tuple(found)
